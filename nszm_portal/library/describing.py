"""Many pictures described on one page: what is right is stored, what is not keeps its text."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from nszm_portal.czech.plurals import plural
from nszm_portal.library.choosers import may_be_key
from nszm_portal.library.forms import DescriptionForm
from nszm_portal.library.models import Picture

PAGE_SIZE = 20
MOST = 200  # pictures that one address names


PAIR = ("description", "decorative")


class RowForm(DescriptionForm):
    """One picture of the page. Without a description it waits for the next time.

    The page brings along what the editor saw, so that only what was changed on it is stored and
    what somebody else has written since is not overwritten unseen.
    """

    class Meta:
        model = Picture
        fields = (*PAIR, "caption", "credit")
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "caption": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance, prefix=f"p{instance.pk}")
        self.stored = {name: self.initial[name] for name in PAIR}
        for field in self.fields.values():
            field.show_hidden_initial = True

    def judge(self, description, decorative):
        if set(PAIR).isdisjoint(self.changed_data):
            return
        if self._was_described_meanwhile():
            self._show_what_is_stored()
            said = self.stored["description"]
            said = f"Mezitím ho někdo popsal: „{said}“." if said else "Mezitím ho někdo změnil."
            raise ValidationError(f"{said} Má-li platit to vaše, uložte ho ještě jednou.")
        if self.stored["description"] and not description and not decorative:
            raise ValidationError("Obrázek popište, nebo zaškrtněte, že je jen ozdobný.")
        super().judge(description, decorative)

    def _was_described_meanwhile(self) -> bool:
        seen = {name: self.data.get(self[name].html_initial_name, "") for name in PAIR}
        return seen != {name: str(value) for name, value in self.stored.items()}

    def _show_what_is_stored(self) -> None:
        """In the page that comes back the editor has seen it, and may decide."""
        self.data = self.data.copy()
        for name, value in self.stored.items():
            self.data[self[name].html_initial_name] = str(value)

    def store(self) -> None:
        changed = set(self.changed_data)
        self.instance.save(update_fields=changed | set(PAIR) if changed & set(PAIR) else changed)


def named_in(request) -> list[int] | None:
    """The pictures that the address names ("?ids=12,13"); None where it names none."""
    return _keys(request.GET["ids"].split(",")) if "ids" in request.GET else None


def _keys(texts) -> list[int]:
    keys = [int(text) for text in texts[: MOST * 2] if text and may_be_key(text)]
    return list(dict.fromkeys(keys))[:MOST]


def _pages(named) -> Paginator:
    """All that nobody has described, the newest first; or those named, as they were uploaded."""
    if named is None:
        return Paginator(Picture.objects.undescribed(), PAGE_SIZE)
    return Paginator(Picture.objects.filter(pk__in=named).order_by("pk"), PAGE_SIZE)


def describing_view(model_admin):
    """The page on which many pictures are described; `admin` adds it to its addresses."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request):
        if not model_admin.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return _save(request, model_admin)
        page = _pages(named_in(request)).get_page(request.GET.get("strana"))
        return _page(request, model_admin, [RowForm(instance=each) for each in page], page)

    return model_admin.admin_site.admin_view(view)


def _save(request, model_admin):
    keys = _keys(request.POST.getlist("picture"))
    found = Picture.objects.in_bulk(keys)
    rows = [RowForm(request.POST, instance=found[key]) for key in keys if key in found]
    changed = [row for row in rows if row.has_changed()]
    refused = [row for row in changed if not row.is_valid()]
    saved = [row for row in changed if row.is_valid()]
    with transaction.atomic():
        for row in saved:
            row.store()
            said = model_admin.construct_change_message(request, row, None)
            model_admin.log_change(request, row.instance, said)
    _say(request, saved, refused, gone=len(keys) - len(rows))
    if refused:
        waiting = [row for row in rows if not row.has_changed()]
        return _page(request, model_admin, refused + waiting)
    return HttpResponseRedirect(_next_address(request, bool(saved)))


def _next_address(request, something_saved) -> str:
    """Of the undescribed the same page, where the next ones have moved up; of those named the
    following one."""
    query = request.GET.copy()
    named = named_in(request)
    if named is not None and something_saved:
        page = _pages(named).get_page(query.get("strana"))
        query["strana"] = page.next_page_number() if page.has_next() else page.number
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _say(request, saved, refused, gone):
    parts = []
    if count := len(saved):
        noun = plural(count, "obrázek", "obrázky", "obrázků")
        parts.append(f"Uloženo: {count} {noun}.")
    if count := len(refused):
        verb = plural(count, "obrázek čeká", "obrázky čekají", "obrázků čeká")
        parts.append(f"{count} {verb} nahoře na opravu, i s tím, co jste napsali.")
    if gone:
        verb = plural(gone, "obrázek", "obrázky", "obrázků")
        parts.append(f"{gone} {verb} mezitím někdo z knihovny smazal.")
    if not parts:
        parts.append("Nic jste nezměnili, není co uložit.")
    level = messages.WARNING if refused or not saved else messages.SUCCESS
    messages.add_message(request, level, " ".join(parts))


def _page(request, model_admin, rows, page=None):
    named = named_in(request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Popsat obrázky",
        "opts": model_admin.opts,
        "rows": rows,
        "page": page,
        "ids": None if named is None else ",".join(map(str, named)),
        "action": request.get_full_path(),
        "remaining": Picture.objects.undescribed().count(),
    }
    return TemplateResponse(request, "admin/library/describe.html", context)
