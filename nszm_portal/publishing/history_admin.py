"""Looking back in the admin: history, comparison, restoring, deleting with care and recovering.

A mixin of `PublicationAdmin`. Whatever Django's log hears of a change, the history records, in the
same transaction: so every way in which a person changes a publication is a revision.
"""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.html import format_html
from django.utils.text import capfirst

from nszm_portal.publishing import (
    copies,
    differences,
    history,
    kinds,
    links,
    redirects,
    restoring,
    targets,
)
from nszm_portal.publishing.models import CopyState, Deed, Step, WorkingCopy
from nszm_portal.publishing.visibility import Phase, State

# How many steps the page shows at first; older ones are one click away.
SHOWN = 200
# Stands for what is stored now where a step's number would be.
NOW = "0"


class DepartureForm(forms.Form):
    """Where readers of a deleted publication are led; nowhere, when the field is empty."""

    target = forms.CharField(
        label="Kam čtenáře přesměrovat",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Adresa textu na tomto webu, který čtenářům poslouží místo smazaného; stačí ji "
        "zkopírovat z prohlížeče. Prázdné: stará adresa nepovede nikam.",
    )

    def __init__(self, data, publication):
        super().__init__(data)
        self.publication = publication

    def clean_target(self):
        """The publication that was meant, or None."""
        typed = self.cleaned_data["target"].strip()
        if not typed:
            return None
        found = kinds.find(typed) or kinds.find(targets.identify(typed) or "")
        target = found and found[0]._base_manager.filter(pk=found[1]).first()
        if target is None:
            raise ValidationError("Na této adrese žádný text tohoto webu není.")
        if target == self.publication:
            raise ValidationError("To je adresa textu, který právě mažete.")
        if target.phase() != Phase.VISIBLE:
            raise ValidationError(
                f"Text „{target}“ čtenáři teď nevidí, přesměrování by nikam nevedlo."
            )
        return target


@dataclass
class Line:
    """A step as the history's page lists it; without one, what is stored now."""

    number: str
    who: str
    at: object
    sentence: str
    is_latest: bool = False
    restore_url: str = ""


class HistoryMixin:
    """The past of publications; what they are now is for the rest of the admin."""

    change_list_template = "admin/publishing/change_list.html"
    delete_confirmation_template = "admin/publishing/delete_confirmation.html"

    # --- recording ------------------------------------------------------------------------------

    def log_addition(self, request, obj, message):
        self._record(request, obj, Deed.CREATED, None)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        before = getattr(request, "stored_before", None) or self._last_snapshot(obj)
        self._record(request, obj, Deed.CHANGED, before)
        return super().log_change(request, obj, message)

    def _record(self, request, obj, deed, before):
        after = history.stored(type(obj), obj.pk)
        sentence = differences.sentence(before, after)
        if "_submit" in request.POST:
            sentence = f"{sentence} Předáno ke schválení."
        history.record(obj, deed=deed, sentence=sentence, by=request.user, names=after.names)

    @staticmethod
    def _last_snapshot(obj):
        step = history.last_step(obj)
        return history.read(step) if step else None

    @staticmethod
    def remember(request, obj) -> None:
        """To be called before a stored publication is changed, in the same transaction."""
        request.stored_before = history.keep_stored(obj)

    # --- who may what ---------------------------------------------------------------------------

    def may_restore(self, request, obj) -> bool:
        if not self.has_change_permission(request, obj):
            return False
        return obj.state != State.PUBLISHED or self.has_publish_permission(request)

    def may_recover(self, request, snapshot) -> bool:
        """Who may publish the kind, and whoever founded a draft that is to come back."""
        if not self.has_add_permission(request):
            return False
        own = snapshot.fields.get("created_by") == request.user.pk
        was_draft = snapshot.fields.get("state") == State.NEW
        return self.has_publish_permission(request) or (own and was_draft)

    # --- addresses ------------------------------------------------------------------------------

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        own = {
            "<int:pk>/historie/porovnat/": (self.compare_view, "compare"),
            "<int:pk>/historie/<int:step_pk>/obnovit/": (self.restore_view, "restore"),
            "smazane/": (self.deleted_view, "deleted"),
            "smazane/<int:step_pk>/obnovit/": (self.recover_view, "recover"),
            "odlozene/<int:copy_pk>/pokracovat/": (self.resume_view, "resume"),
        }
        return [
            path(address, self.admin_site.admin_view(view), name=f"{info}_{name}")
            for address, (view, name) in own.items()
        ] + super().get_urls()

    # --- history and comparison -----------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        """Who did what and when, the texts set aside, and a choice of two to compare."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        steps = history.steps(self.model, obj.pk)
        shows_all = "vse" in request.GET
        lines = self._lines(obj, steps if shows_all else steps[: SHOWN + 1])
        has_more = not shows_all and len(lines) > SHOWN
        lines = lines[:SHOWN] if has_more else lines
        if self.may_restore(request, obj):
            for line in lines[1:]:
                line.restore_url = self._url_of("restore", obj.pk, line.number)
        context = self._around(request, "Historie", obj) | {
            "lines": lines,
            "may_restore": len(lines) > 1 and self.may_restore(request, obj),
            "is_live": obj.state == State.PUBLISHED,
            "has_more": has_more,
            "compare_url": self._url_of("compare", obj.pk),
            "active": self._texts(request, obj, aside=False),
            "aside": self._texts(request, obj, aside=True),
            "may_change": self.has_change_permission(request, obj),
        }
        return render(request, "admin/publishing/history.html", context)

    def _lines(self, obj, steps) -> list[Line]:
        lines = [
            Line(
                str(step.pk),
                _name(step.revision.user),
                step.revision.date_created,
                step.revision.comment,
            )
            for step in steps
        ]
        now = history.stored(self.model, obj.pk)
        last = history.last_step(obj)
        if last is None or not history.read(last).says_the_same_as(now):
            lines.insert(0, Line(NOW, "", obj.changed_at, "Změněno mimo redakci."))
        lines[0].is_latest = True
        return lines

    def _texts(self, request, obj, *, aside) -> list[WorkingCopy]:
        """Working copies of a publication that this person may see."""
        rows = WorkingCopy.objects.filter(kind=self.model.kind, object_id=obj.pk)
        if not self.has_publish_permission(request):
            rows = rows.filter(author=request.user)
        rows = rows.filter(state=CopyState.ASIDE) if aside else rows.exclude(state=CopyState.ASIDE)
        return self._resumable(rows.select_related("author"))

    def _resumable(self, rows) -> list[WorkingCopy]:
        """Texts with the address at which one goes on in each."""
        rows = list(rows)
        for row in rows:
            row.resume_url = self._url_of("resume", row.pk)
        return rows

    def compare_view(self, request, pk):
        """What differs between two steps, in words; the newer one can be put back from here."""
        obj = self._stored_or_404(request, pk)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        chosen = [request.GET.get("od"), request.GET.get("do")]
        if not all(chosen) or chosen[0] == chosen[1]:
            messages.warning(request, "Vyberte dvě různé podoby, které chcete porovnat.")
            return HttpResponseRedirect(self._url_of("history", obj.pk))
        sides = [self._side(obj, number) for number in chosen]
        # The older one is always that from which the changes are told.
        sides.sort(key=lambda side: (side[0] is None, side[0].pk if side[0] else 0))
        (old, before), (new, after) = sides
        context = self._around(request, "Porovnání dvou podob", obj) | {
            "old": self._about(old, obj),
            "new": self._about(new, obj),
            "differences": differences.between(before, after),
            "history_url": self._url_of("history", obj.pk),
            "may_restore": self.may_restore(request, obj),
            "is_live": obj.state == State.PUBLISHED,
        }
        return render(request, "admin/publishing/compare.html", context)

    def _side(self, obj, number):
        if number == NOW:
            return None, history.stored(self.model, obj.pk)
        step = self._step(obj.pk, number)
        return step, history.read(step)

    def _step(self, pk, number) -> Step:
        known = str(number).isascii() and str(number).isdigit() and len(str(number)) < 16
        step = history.steps(self.model, pk).filter(pk=number).first() if known else None
        if step is None:
            raise Http404("Taková podoba v historii není.")
        return step

    def _about(self, step, obj) -> dict:
        if step is None:
            return {"who": "", "at": obj.changed_at, "sentence": "Uložený text.", "is_now": True}
        latest = history.last_step(obj)
        same = history.read(step).says_the_same_as(history.stored(self.model, obj.pk))
        return {
            "who": _name(step.revision.user),
            "at": step.revision.date_created,
            "sentence": step.revision.comment,
            "restore_url": self._url_of("restore", obj.pk, step.pk),
            "is_now": same and step == latest,
        }

    # --- restoring ------------------------------------------------------------------------------

    def restore_view(self, request, pk, step_pk):
        """Obnovit: the content of a step again, as a new step; what readers may see stays."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        obj = self._stored_or_404(request, pk)
        if not self.may_restore(request, obj):
            raise PermissionDenied
        step = self._step(obj.pk, step_pk)
        try:
            missing = restoring.restore(obj, step, by=request.user)
        except restoring.Refused as why:
            messages.error(request, f"Tuto podobu teď obnovit nejde. {why}")
            return HttpResponseRedirect(self._url_of("history", obj.pk))
        seen = " Čtenáři ji už vidí." if obj.phase() == Phase.VISIBLE else ""
        messages.success(
            request, f"Podoba je obnovená.{seen} I tohle můžete v historii vrátit zpátky."
        )
        self._tell_missing(request, missing)
        return HttpResponseRedirect(self._url_of("change", obj.pk))

    @staticmethod
    def _tell_missing(request, missing):
        if missing:
            messages.warning(request, restoring.in_words(missing))

    def resume_view(self, request, copy_pk):
        """Pokračovat v ní: a text set aside is the person's working copy again."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        copy = self._found_copy(request, copy_pk)
        if copy is None or copy.state != CopyState.ASIDE:
            raise Http404("Tahle odložená verze už není.")
        obj = None
        if copy.object_id is not None:
            obj = self._stored_or_404(request, copy.object_id)
        may_write = (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        if not may_write:
            raise PermissionDenied
        copy = copies.resume(copy, request.user)
        messages.success(request, "Pokračujete v odložené verzi.")
        return HttpResponseRedirect(self._form_url(obj, copy))

    def changelist_view(self, request, extra_context=None):
        url = self._url_of("deleted") if self.has_add_permission(request) else ""
        context = {"deleted_url": url} | (extra_context or {})
        return super().changelist_view(request, context)

    # --- deleting and recovering ----------------------------------------------------------------

    def delete_view(self, request, object_id, extra_context=None):
        """Names who leads here, and lets one choose where readers are led instead."""
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_delete_permission(request, obj):
            return super().delete_view(request, object_id, extra_context)
        form = DepartureForm(request.POST or None, obj)
        if request.method == "POST" and not form.is_valid():
            # Django deletes whenever anything was sent: the page is to be shown again.
            request.POST = QueryDict()
        context = (extra_context or {}) | {
            "title": "Smazat",
            "kind_name": capfirst(self.opts.verbose_name_plural),
            "list_url": self._url_of("changelist"),
            "form_url": self._url_of("change", obj.pk),
            "links": links.to(obj, request),
            "was_public": obj.was_public(),
            "departure": form,
        }
        request.departure = form
        return super().delete_view(request, object_id, context)

    def delete_model(self, request, obj):
        target = request.departure.cleaned_data.get("target")
        with transaction.atomic():
            history.keep_deleted(obj, by=request.user)
            paths = redirects.paths_to(obj) if target else []
            super().delete_model(request, obj)  # takes the redirects that led here with it
            redirects.lead(paths, target)

    def response_delete(self, request, obj_display, obj_id):
        answer = super().response_delete(request, obj_display, obj_id)
        messages.info(
            request,
            format_html(
                'Smazaný text najdete mezi <a href="{}">smazanými</a>.', self._url_of("deleted")
            ),
        )
        return answer

    def deleted_view(self, request):
        """Smazané: what this person may bring back, and texts set aside that were never stored."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        rows = []
        for step in history.deletions(self.model)[:SHOWN]:
            snapshot = history.read(step)
            if self.may_recover(request, snapshot):
                rows.append(
                    {
                        "title": snapshot.fields.get("title") or "bez titulku",
                        "lead": snapshot.fields.get("lead") or "",
                        "who": _name(step.revision.user),
                        "at": step.revision.date_created,
                        "recover_url": self._url_of("recover", step.pk),
                    }
                )
        unstored = WorkingCopy.objects.filter(
            kind=self.model.kind, object_id=None, author=request.user, state=CopyState.ASIDE
        )
        context = self._around(request, f"Smazané: {self.opts.verbose_name_plural}", None) | {
            "rows": rows,
            "aside": self._resumable(unstored),
        }
        return render(request, "admin/publishing/deleted.html", context)

    def recover_view(self, request, step_pk):
        """Obnovit ze smazaných: it comes back as a draft with all that it had."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        step = Step.objects.filter(kind=self.model.kind, deed=Deed.DELETED, pk=step_pk).first()
        if step is None:
            raise Http404("Mezi smazanými to není.")
        if not self.may_recover(request, history.read(step)):
            raise PermissionDenied
        try:
            publication, missing = restoring.recover(step, by=request.user)
        except restoring.Refused as why:
            messages.error(request, f"Obnovit to teď nejde. {why}")
            return HttpResponseRedirect(self._url_of("deleted"))
        messages.success(
            request, "Text je zpátky jako rozepsaný. Čtenáři ho uvidí, až ho zveřejníte."
        )
        self._tell_missing(request, missing)
        return HttpResponseRedirect(self._url_of("change", publication.pk))

    # --- small things ---------------------------------------------------------------------------

    def _stored_or_404(self, request, pk):
        obj = self.get_object(request, str(pk))
        if obj is None:
            raise Http404("Tento text tu není. Možná je mezi smazanými.")
        return obj

    def _around(self, request, title, obj) -> dict:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": obj,
            "kind_name": capfirst(self.opts.verbose_name_plural),
            "list_url": self._url_of("changelist"),
            "form_url": self._url_of("change", obj.pk) if obj else "",
        }


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
