"""Two people over one text: mine, theirs and what differs, and either side of each field taken.

A mixin of `PublicationAdmin`, beside `EditingMixin`, which leads here whoever would have written
over another's text.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.text import capfirst

from nszm_portal.czech.dates import moment
from nszm_portal.publishing import beginnings, comparison, copies, merging

ROWS = "rows-"  # before a table's prefix, as the name of its side


def _lines(text: str) -> list[str]:
    return sorted(" ".join(line.split()) for line in text.splitlines() if line.strip())


@dataclass
class Side:
    """One field as two people have it."""

    label: str
    name: str
    mine: str
    theirs: str
    begun: str | None = None  # what both began from, where it is known

    @property
    def changes(self):
        return comparison.word_changes(self.theirs, self.mine)

    @property
    def is_theirs_alone(self) -> bool:
        """Whether only the other person has changed it; rows may stand in any order."""
        if self.begun is None:
            return False
        return _lines(self.mine) == _lines(self.begun)


class ConflictMixin:
    """The page on which a working copy meets what another has stored since it was begun."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_conflict"
        view = self.admin_site.admin_view(self.conflict_view)
        return [path("<int:pk>/stret/<int:copy_pk>/", view, name=name), *super().get_urls()]

    def conflict_view(self, request, pk, copy_pk):
        """Mine, theirs and what differs; takes either side of each field."""
        obj = self.get_object(request, str(pk))
        copy = self._found_copy(request, copy_pk)
        if obj is None or copy is None or copy.object_id != obj.pk:
            raise Http404("Tahle rozepsaná verze už není.")
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        form, formsets = self._forms(request, obj)
        mine, theirs = copies.as_data(copy), self._stored(form, formsets)
        if request.method == "POST":
            names = [*form.fields, *(f"{ROWS}{formset.prefix}" for formset in formsets)]
            merged = _merged(mine, theirs, {name: request.POST.get(name) for name in names})
            return self._keep_merged(request, obj, copy, merged)
        begun = None
        if snapshot := beginnings.of(copy, self.model):
            begun = beginnings.as_sent(snapshot, type(form), formsets, obj)
        sides = _sides(form, formsets, mine, theirs, begun)
        context = self.admin_site.each_context(request) | {
            "title": "Text mezitím změnil někdo jiný",
            "opts": self.opts,
            "original": obj,
            "copy": copy,
            "sides": [side for side in sides if side.mine != side.theirs],
            "knows_begun": begun is not None,
            "changed_at": moment(obj.changed_at),
            "back_url": self._url_of("change", obj.pk),
        }
        return render(request, "admin/publishing/conflict.html", context)

    def _keep_merged(self, request, obj, copy, merged):
        copies.set_aside(copy)
        kept = copies.keep(
            self.model.kind,
            obj.pk,
            request.user,
            merged,
            base_version=obj.version,
            fields=copy.data.get("fields", []),
        )
        messages.success(
            request,
            "Verze jsou spojené. Projděte výsledek a zveřejněte ho, nebo ho uložte. Vaše "
            "původní verze zůstala v historii.",
        )
        return HttpResponseRedirect(self._form_url(obj, kept))


def _sides(form, formsets, mine, theirs, begun):
    """Each field and table as the three of them have it; `begun` may be None."""
    told = (mine, theirs) if begun is None else (mine, theirs, begun)
    for name, field in form.fields.items():
        said = (comparison.field_in_words(form, name, data) for data in told)
        yield Side(capfirst(str(field.label or name)), name, *said)
    for formset in formsets:
        label = capfirst(str(formset.model._meta.verbose_name_plural))
        said = (comparison.rows_in_words(formset, data) for data in told)
        yield Side(label, f"{ROWS}{formset.prefix}", *said)


def _merged(mine, theirs, chosen):
    """Mine with what was chosen of theirs; of what nobody was asked the two are equal.

    `chosen` maps the name of each side to "theirs" where that was taken.
    """
    merged = mine.copy()
    for name in {*mine, *theirs}:
        if chosen.get(_owner(name, chosen)) != "theirs":
            continue
        if name in theirs:
            merged.setlist(name, theirs.getlist(name))
        else:
            del merged[name]
    for side, taken in chosen.items():
        if side.startswith(ROWS) and taken != "theirs":
            merging.rebase_rows(merged, theirs, side.removeprefix(ROWS))
    return merged


def _owner(name, sides):
    """The side to which a name of the form's data belongs: itself, its parts, its rows."""
    for side in sides:
        if side.startswith(ROWS):
            if name.startswith(f"{side.removeprefix(ROWS)}-"):
                return side
        elif name == side or name.rpartition("_")[0] == side:
            return side
    return None
