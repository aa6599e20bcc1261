"""Writing in the admin: what is typed is kept by itself, and never written over another's text.

A mixin of `PublicationAdmin`. A draft is stored as a row when it is valid; what is typed into the
form of something that readers can see stays a working copy until somebody publishes it.
"""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from nszm_portal.publishing import comparison, copies, review
from nszm_portal.publishing.models import CopyState, WorkingCopy
from nszm_portal.publishing.visibility import State
from nszm_portal.richtext import output


class Missing(Exception):
    """The copy that was asked for is not there, or not for this person."""


class Outdated(Exception):
    """Somebody has stored another text since the form was opened."""


def _number(text) -> int | None:
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


class EditingMixin:
    """Autosave, working copies and review; the fields are of the kinds, two people's texts are
    `conflicts`' matter."""

    # --- which text the form shows --------------------------------------------------------------

    def _copy_to_show(self, request, obj) -> WorkingCopy | None:
        """The copy asked for by the address, else the person's own."""
        asked = request.GET.get("kopie")
        if asked == "0":
            return None
        if asked is None:
            return copies.of(self.model.kind, obj.pk, request.user) if obj else None
        copy = self._found_copy(request, asked)
        if copy is None or copy.object_id != (obj.pk if obj else None):
            raise Missing
        return copy

    def _found_copy(self, request, pk) -> WorkingCopy | None:
        """A copy that this person may read: their own, or of what they may publish."""
        rows = WorkingCopy.objects.filter(kind=self.model.kind, pk=_number(pk))
        if not self.has_publish_permission(request):
            rows = rows.filter(author=request.user)
        return rows.select_related("author", "noted_by").first()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        may_publish = self.has_publish_permission(request)
        form.is_publishing = ("_publish" in request.POST and may_publish) or (
            "_submit" in request.POST
        )
        copy = getattr(request, "copy_shown", None)
        form.copied = self._filled(request, obj, form, copy) if copy else None
        return form

    def _filled(self, request, obj, form, copy):
        """What was typed, and for fields that the form has gained since, what is stored."""
        data = copies.as_data(copy)
        known = set(copy.data.get("fields") or form.base_fields)
        if added := set(form.base_fields) - known:
            stored = form(instance=obj) if obj else form()
            for name, values in comparison.as_sent(*(stored[name] for name in added)).items():
                data.setlist(name, values)
        return data

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        copied = getattr(request, "copy_shown", None)
        if copied and request.method == "GET":
            data = copies.as_data(copied)
            if f"{prefix}-TOTAL_FORMS" in data:
                kwargs["data"] = data
        return kwargs

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        if request.method == "GET":
            for formset in formsets:
                if formset.is_bound:  # shown as typed; it is judged when it is sent
                    formset._errors = [{} for _ in formset.forms]
                    formset._non_form_errors = formset.error_class()
                    for form in formset.forms:
                        form._errors, form.cleaned_data = ErrorDict(), {}
        return formsets, inlines

    # --- sending the form -----------------------------------------------------------------------

    def edit(self, request, obj, proceed):
        """Answers the form of `obj` (None: of a new one); `proceed()` is Django's own way."""
        if request.method != "POST":
            try:
                request.copy_shown = self._copy_to_show(request, obj)
            except Missing:
                messages.info(
                    request, "Ta rozepsaná verze už tu není: byla zveřejněná, nebo zahozená."
                )
                return HttpResponseRedirect(self._form_url(obj))
            return proceed()
        if obj is not None and not self.has_change_permission(request, obj):
            raise PermissionDenied
        if obj is None and not self.has_add_permission(request):
            raise PermissionDenied
        if "_return" in request.POST:
            return self._give_back(request, obj)
        if obj is not None and self._keeps_only(request, obj):
            copy = self._keep(request, obj)
            messages.success(
                request, "Rozepsaná verze je uložená. Čtenáři vidí dál tu zveřejněnou."
            )
            return HttpResponseRedirect(self._form_url(obj, copy))
        try:
            answer = proceed()
            is_refused = answer.status_code == 200 and hasattr(answer, "context_data")
            if is_refused and obj is not None:
                # What is refused may be what another has filled in or made public meanwhile.
                self._compare_versions(request, obj)
        except Outdated:
            return HttpResponseRedirect(self._conflict_url(obj, self._keep(request, obj)))
        if is_refused:
            self._keep_refused(request, obj, answer)
        elif answer.has_header("Location"):
            # Django carries the query along, but the copy that it names has done its work.
            answer["Location"] = re.sub(r"(?<=[?&])kopie=\d*&?", "", answer["Location"]).rstrip(
                "?&"
            )
        return answer

    @staticmethod
    def _compare_versions(request, obj) -> None:
        known = _number(request.POST.get("_version"))
        if known is not None and known != obj.version:
            raise Outdated

    @staticmethod
    def _keeps_only(request, obj) -> bool:
        """Whether what was sent stays a working copy: readers see the publication itself."""
        asked = {"_publish", "_submit"} & set(request.POST)
        return obj.state == State.PUBLISHED and not asked

    def _keep(self, request, obj) -> WorkingCopy:
        post = request.POST
        version = _number(post.get("_version"))
        return copies.keep(
            self.model.kind,
            obj.pk if obj else None,
            request.user,
            post,
            copy_id=_number(post.get("_copy")),
            edition=_number(post.get("_edition")),
            base_version=version if version is not None else (obj.version if obj else 0),
            fields=list(super().get_form(request, obj, change=obj is not None).base_fields),
            reviewed=_number(post.get("_reviewed")),
        )

    def _reviewed(self, request, copy) -> WorkingCopy | None:
        """The text that waits for approval: what is shown, or what was shown before one wrote on.

        A form that is sent is kept first, so that who approves has a copy of their own by then.
        """
        if copy is None or not self.has_publish_permission(request):
            return None
        found = self._found_copy(request, copy.data.get("reviewed")) or copy
        is_of_it = (found.kind, found.object_id) == (copy.kind, copy.object_id)
        return found if is_of_it and found.state == CopyState.IN_REVIEW else None

    def _keep_refused(self, request, obj, answer):
        """A form with mistakes is stored all the same, as it was typed."""
        copy = self._keep(request, obj)
        answer.context_data |= self._about_copy(request, obj, copy)
        answer.context_data["differs"] = self._differs(answer.context_data)
        messages.info(
            request,
            "Co jste napsali, je uložené jako rozepsané. Opravte prosím označená pole a zkuste to "
            "znovu.",
        )

    def judge_version(self, request, obj) -> None:
        """Raises Outdated when somebody stored another text since the form was opened.

        To be called in the transaction that stores: the row stays locked until its end.
        """
        rows = self.model._base_manager.filter(pk=obj.pk).select_for_update()
        obj.version = rows.values_list("version", flat=True).get()
        self._compare_versions(request, obj)

    def settle_copies(self, request, obj) -> None:
        """After the row was stored: its copies have done their work, or wait for approval."""
        post = request.POST
        reviewed = self._found_copy(request, post.get("_reviewed"))
        if "_submit" in post:
            copy = self._keep(request, obj)
            copy.object_id, copy.base_version = obj.pk, obj.version
            review.submit(copy, obj, note=post.get("_note", "").strip())
            messages.success(request, "Předáno ke schválení. O výsledku přijde e-mail.")
            return
        copies.published(self.model.kind, obj.pk, request.user, _number(post.get("_copy")))
        if reviewed and reviewed.author_id != request.user.pk and "_publish" in post:
            if reviewed.edition == _number(post.get("_reviewed_edition")):
                reviewed.delete()
            review.tell_published(reviewed, obj)

    def _give_back(self, request, obj):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        copy = self._found_copy(request, request.POST.get("_reviewed"))
        if copy is None or obj is None or copy.object_id != obj.pk:
            raise PermissionDenied
        if copy.state != CopyState.IN_REVIEW:
            messages.error(request, "Tenhle text už na schválení nečeká, vrátit ho nejde.")
            return HttpResponseRedirect(self._form_url(obj))
        note = request.POST.get("_note", "").strip()
        own = copies.of(copy.kind, obj.pk, request.user)
        if not note:
            messages.error(request, "Napište, co má autor změnit; text mu pak vrátíme.")
            return HttpResponseRedirect(self._form_url(obj, own or copy))
        review.give_back(copy, by=request.user, note=note)
        messages.success(request, f"Vráceno: {copy.author.get_full_name() or copy.author}.")
        if own and own.data.get("reviewed") == copy.pk:
            self._clear(request, own, copy)
        return HttpResponseRedirect(self._url_of("changelist"))

    @staticmethod
    def _clear(request, own, returned) -> None:
        """Takes away the copy of who returned a text; what they changed in it stays."""
        if copies.say_the_same(own, returned):
            own.delete()
            return
        copies.set_aside(own)
        messages.info(request, "Co jste v textu sami změnili, zůstalo odložené v jeho historii.")

    # --- what the form's page says --------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        copy = getattr(request, "copy_shown", None)
        if copy:
            context["differs"] = self._differs(context)
        if obj is not None and not self.has_change_permission(request, obj):
            # Django shows what may not be changed as its source, with <br> for each of its lines.
            obj.body = mark_safe(output.render(obj.body).replace("\n", "&#10;"))
        context = self._about_copy(request, obj, copy) | context
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _about_copy(self, request, obj, copy) -> dict:
        others = list(copies.of_others(self.model.kind, obj.pk, request.user)) if obj else []
        own = copy if copy and copy.author_id == request.user.pk else None
        return {
            "copy": copy,
            "own_copy": own,
            "others": [other for other in others if other != copy],
            "version": obj.version if obj and not copy else (copy.base_version if copy else 0),
            "is_outdated": bool(copy and obj and copy.base_version != obj.version),
            "autosave_url": self._url_of("autosave", *([obj.pk] if obj else [])),
            "discard_url": self._url_of("discard", copy.pk) if own else "",
            "conflict_url": self._conflict_url(obj, copy)
            if copy and obj and self.has_change_permission(request, obj)
            else "",
            "reviewed": self._reviewed(request, copy),
            "form_path": request.path,
        }

    def _differs(self, context) -> list[str]:
        """The labels of what the copy has changed."""
        form = context["adminform"].form
        changed = set(form.changed_data)
        if "slug" in changed and not form["slug"].value():
            changed.remove("slug")  # an empty one is made of the title
        found = [str(form.fields[name].label or name) for name in form.fields if name in changed]
        for inline in context["inline_admin_formsets"]:
            if inline.formset.is_bound and inline.formset.has_changed():
                found.append(str(inline.opts.verbose_name_plural))
        return [label.lower() for label in found]

    def _url_of(self, verb, *args):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{verb}"
        return reverse(name, args=args)

    def _form_url(self, obj, copy=None) -> str:
        url = self._url_of("change", obj.pk) if obj else self._url_of("add")
        return f"{url}?kopie={copy.pk}" if copy else url

    def _conflict_url(self, obj, copy) -> str:
        return self._url_of("conflict", obj.pk, copy.pk)

    # --- addresses ------------------------------------------------------------------------------

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("autosave/", self.autosave_view, name=f"{info}_autosave"),
            path("<int:pk>/autosave/", self.autosave_view, name=f"{info}_autosave"),
            path(
                "kopie/<int:pk>/zahodit/",
                self.admin_site.admin_view(self.discard_view),
                name=f"{info}_discard",
            ),
        ]
        return own + super().get_urls()

    def autosave_view(self, request, pk=None):
        """Keeps what the form holds; answers in JSON, also when the session is over."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.admin_site.has_permission(request):
            return JsonResponse({"error": "Přihlášení vypršelo."}, status=401)
        obj = self.get_object(request, str(pk)) if pk else None
        if pk and obj is None:
            return JsonResponse({"error": "Tento text mezitím někdo smazal."}, status=404)
        allowed = (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        if not allowed:
            return JsonResponse({"error": "Na tohle nemáte oprávnění."}, status=403)
        copy = self._keep(request, obj)
        saved_at = timezone.localtime(copy.saved_at)
        return JsonResponse(
            {
                "saved": f"{saved_at.hour}:{saved_at.minute:02}",
                "copy": copy.pk,
                "edition": copy.edition,
                "address": self._form_url(obj, copy),
                "outdated": bool(obj and obj.version != copy.base_version),
                "warning": copy.displaced
                and "Text máte otevřený ještě v jiném okně; co je v něm, najdete odložené "
                + self._where_aside(copy),
            }
        )

    def discard_view(self, request, pk):
        """Zahodit: the copy is set aside, so that even this can be taken back in the history."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        copy = copies.active().filter(kind=self.model.kind, pk=pk, author=request.user).first()
        if copy is None:
            raise Http404("Tahle rozepsaná verze už není.")
        copies.set_aside(copy)
        where = self._where_aside(copy)
        messages.success(request, f"Rozepsaná verze je odložená. Ještě rok ji najdete {where}")
        if copy.object_id is None:
            return HttpResponseRedirect(self._url_of("changelist"))
        return HttpResponseRedirect(self._url_of("change", copy.object_id))

    @staticmethod
    def _where_aside(copy) -> str:
        """A text that was never stored has no history."""
        return "v historii textu." if copy.object_id else "v přehledu pod tlačítkem „Smazané“."

    # --- what is stored ---------------------------------------------------------------------------

    def _forms(self, request, obj):
        """The form and the formsets of what is stored."""
        fields = [
            name
            for _, options in self.get_fieldsets(request, obj)
            for entry in options["fields"]
            for name in (entry if isinstance(entry, (list, tuple)) else [entry])
        ]
        form_class = super().get_form(request, obj, change=True, fields=fields)
        formsets = [
            formset(
                instance=obj,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            for formset, inline in self.get_formsets_with_inlines(request, obj)
        ]
        return form_class(instance=obj), formsets

    @staticmethod
    def _stored(form, formsets):
        """What is stored, as the form would send it."""
        pieces = [*form]
        for formset in formsets:
            pieces.append(formset.management_form)
            for row in formset.initial_forms:
                pieces.extend(row)
        return copies.from_dict(comparison.as_sent(*pieces))
