from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.html import format_html

from nszm_portal.publishing import lifecycle, notes, slugs
from nszm_portal.publishing.visibility import State
from nszm_portal.richtext import alternatives
from nszm_portal.richtext.fields import RichTextFormField


class PublicationForm(forms.ModelForm):
    """The editor's form of any kind; `is_publishing` says which button was pressed."""

    is_publishing = False
    copied = None  # the data of a working copy, which the form shows as they were typed

    def __init__(self, data=None, *args, **kwargs):
        shows_copy = data is None and self.copied is not None
        super().__init__(self.copied if shows_copy else data, *args, **kwargs)
        if shows_copy:
            self._errors, self.cleaned_data = ErrorDict(), {}
        if "title" in self.fields:
            self.fields["title"].widget.attrs |= {"class": "vTextField title-field"}
        if "slug" in self.fields:
            self.fields["slug"].error_messages["invalid"] = slugs.LETTERS
        if "lead" in self.fields:
            self.fields["lead"].widget.attrs |= {"rows": 3}
        for note in notes.of(self.instance):
            if field := self.fields.get(note.field):
                field.help_text = format_html(
                    '{}<span class="note">{}</span>', field.help_text, note.text
                )

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug and slug != self.instance.slug and (why := slugs.refusal(self.instance, slug)):
            raise ValidationError(why)
        return slug

    def clean(self):
        cleaned = super().clean()
        now = timezone.now()
        if self._comes_at_once(cleaned):
            cleaned["publish_at"] = now
        expires, starts = cleaned.get("expire_at"), cleaned.get("publish_at")
        if self.is_publishing and expires and expires <= max(starts or now, now):
            self.add_error("expire_at", lifecycle.EXPIRED)
        if self.is_publishing:
            self._judge_pictures(cleaned)
        if self._loses_its_moment(starts):
            self.add_error(
                "publish_at",
                "Zveřejněný text potřebuje okamžik, od kdy je vidět. Chcete-li ho skrýt, "
                "použijte tlačítko „Stáhnout z webu“.",
            )
        return cleaned

    def _comes_at_once(self, cleaned) -> bool:
        """An empty moment of what is only planned: published by the button, as the form says."""
        planned = self.instance.state == State.PUBLISHED and not self.instance.was_public()
        return (
            self.is_publishing and planned and "publish_at" in cleaned and not cleaned["publish_at"]
        )

    def _judge_pictures(self, cleaned) -> None:
        """A draft may hold whatever somebody meant to write later; readers may not be read it."""
        for name, field in self.fields.items():
            if isinstance(field, RichTextFormField) and name in cleaned:
                for sentence in alternatives.refusals(cleaned[name]):
                    self.add_error(name, sentence)

    def _loses_its_moment(self, starts) -> bool:
        is_live = self.instance.state == State.PUBLISHED
        return is_live and not starts and "publish_at" in set(self.fields) - set(self.errors)

    def slug_by_hand(self) -> bool:
        """Whether the slug that is about to be stored was typed by an editor, now or before."""
        if "slug" in self.changed_data:
            return bool(self.cleaned_data["slug"])
        return self.instance.slug_by_hand


class PreviewLinkForm(forms.Form):
    """For how long somebody without an account shall see a preview."""

    days = forms.TypedChoiceField(
        label="Platnost",
        coerce=int,
        choices=[(1, "1 den"), (7, "7 dní"), (30, "30 dní")],
        initial=7,
    )
