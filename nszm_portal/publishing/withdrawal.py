"""Taking a publication from the public: why, what stands in its place, and what leads to it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from nszm_portal.publishing import finding, kinds, links
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.publication import WithdrawalKind
from nszm_portal.publishing.visibility import Phase, State
from nszm_portal.richtext import references

OFFERED = 10  # publications among which an editor chooses by words of a title


class WithdrawalForm(forms.Form):
    """Why a publication is taken from the public, and what replaces it."""

    kind = forms.ChoiceField(label="Proč", choices=WithdrawalKind.choices, widget=forms.RadioSelect)
    replacement = forms.CharField(
        label="Čím je nahrazený",
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Adresa nového textu, nebo slova z jeho titulku. Čtenáři na něj budou "
        "přesměrováni. Vyplňte, jen když je text nahrazený jiným.",
    )
    picked = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Co uvidí čtenáři",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 70}),
        help_text="Jedna věta, která se ukáže na adrese staženého textu.",
        error_messages={"required": "Napište důvod; čtenáři ho uvidí místo textu."},
    )

    def __init__(self, publication, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.publication = publication
        self.offered: list[Entry] = []

    def clean(self):
        cleaned = super().clean()
        cleaned["replaced_by"] = ""
        if cleaned.get("kind") == WithdrawalKind.REPLACED:
            try:
                cleaned["replaced_by"] = self._reference(cleaned)
            except ValidationError as error:
                self.add_error("replacement", error)
        return cleaned

    def search(self):
        """Offers what the typed words find, without a word on the rest of the form."""
        self.offered = self._found((self["replacement"].value() or "").strip())
        return self.offered

    def _reference(self, cleaned) -> str:
        typed = (cleaned.get("picked") or cleaned.get("replacement", "")).strip()
        if not typed:
            raise ValidationError("Napište, který text ho nahradil: jeho adresu, nebo titulek.")
        reference = typed if references.is_page(typed) else None
        if reference is None and (address := references.own_path(typed)):
            reference = references.identify(address)
            if reference is None:
                raise ValidationError("Na této adrese žádný text není. Zkopírujte ji z prohlížeče.")
        if reference is None:
            reference = self._searched(typed)
        return self._judged(reference)

    def _searched(self, typed) -> str:
        self.offered = self._found(typed)
        if not self.offered:
            raise ValidationError("Takový text jsme mezi zveřejněnými nenašli.")
        if len(self.offered) > 1:
            raise ValidationError("Takových textů je víc. Vyberte, který to je.")
        entry = self.offered.pop()
        return f"{entry.kind}:{entry.object_id}"

    def _found(self, typed) -> list[Entry]:
        matching = Q()
        for model in kinds.all():
            found = finding.remembered(model, typed).values("pk")
            matching |= Q(kind=model.kind, object_id__in=found)
        rows = Entry.objects.visible().newest_first().filter(matching)
        own = {"kind": self.publication.kind, "object_id": self.publication.pk}
        return list(rows.exclude(**own)[:OFFERED])

    def _judged(self, reference) -> str:
        if reference == self.publication.reference:
            raise ValidationError("Text nemůže nahradit sám sebe.")
        found = kinds.find(reference)
        if not found or not found[0].objects.visible().filter(pk=found[1]).exists():
            raise ValidationError(
                "Tenhle text čtenáři nevidí, takže ho nahradit nemůže. Nejdřív ho zveřejněte."
            )
        return reference


class WithdrawalMixin:
    """„Stáhnout z webu“ of every kind."""

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<int:pk>/stahnout/", view, name=f"{info}_withdraw"), *super().get_urls()]

    def withdraw_view(self, request, pk):
        """Asks why, names what leads there, and shows what readers will see instead."""
        missing, obj = self._found(request, pk)
        if missing:
            return missing
        if not (self.has_publish_permission(request) and self.has_change_permission(request, obj)):
            raise PermissionDenied
        if obj.state != State.PUBLISHED:
            messages.warning(request, "Tento text teď zveřejněný není, není co stahovat.")
            return HttpResponseRedirect(self._url("change", obj))
        form = WithdrawalForm(obj, request.POST or None)
        searches = "_find" in request.POST
        if searches:
            form = WithdrawalForm(obj, initial=request.POST.dict())
            if not form.search():
                messages.warning(request, "Takový text jsme mezi zveřejněnými nenašli.")
        if request.method == "POST" and not searches and form.is_valid():
            answers = form.cleaned_data
            with transaction.atomic():
                self.remember(request, obj)
                obj.withdraw(answers["kind"], answers["reason"], answers["replaced_by"])
                self.log_change(request, obj, f"Staženo: {obj.withdrawal_reason}")
            messages.success(request, self._what_readers_see(obj))
            return HttpResponseRedirect(self._url("change", obj))
        context = self.admin_site.each_context(request) | {
            "title": "Stáhnout z webu",
            "opts": self.opts,
            "original": obj,
            "form": form,
            "links": links.to(obj, request),
            "never_seen": obj.phase() == Phase.SCHEDULED,
            "back_url": self._url("change", obj),
        }
        return render(request, "admin/publishing/withdraw.html", context)

    @staticmethod
    def _what_readers_see(publication) -> str:
        if publication.replaced_by:
            return "Text je stažený. Čtenáře jeho adresa zavede na ten, který ho nahradil."
        return "Text je stažený. Čtenáři místo něj uvidí důvod."
