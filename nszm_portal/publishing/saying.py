"""What the buttons of a form will do, and what stands in their way, in the editor's words."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from nszm_portal.czech.dates import clock, short_date
from nszm_portal.publishing.visibility import State

NOW = "Zveřejní se hned."
REPLACES = "Nahradí text, který čtenáři vidí."
LATER = "Zveřejní se {when} (Praha)."
HIDES = "Čtenáři text přestanou vidět; znovu se jim ukáže {when} (Praha)."
UNREADABLE = object()
UNREAD = "Okamžiku v poli „Zveřejnit od“ nerozumíme. Napište třeba 3. 6. 2027 a 8:00."


def sentences(publication, at, now) -> dict[str, str]:
    """What "publish" will do with the moment `at` in its field: none or past, ahead, unreadable.

    All three for the script that follows the field, and the one that holds now.
    """
    is_visible = publication is not None and publication.is_visible(now)
    at_once, ahead = (REPLACES, HIDES) if is_visible else (NOW, LATER)
    sentence = at_once
    if at is UNREADABLE:
        sentence = UNREAD
    elif at and at > now:
        sentence = ahead.format(when=when(at))
    return {"now": at_once, "later": ahead, "unread": UNREAD, "sentence": sentence}


def when(at) -> str:
    """As "3. 6. 2027 v 8:00" in Prague."""
    local = timezone.localtime(at)
    return f"{short_date(local)} v\N{NO-BREAK SPACE}{clock(local)}"


def typed_moment(form):
    """The moment in the field "publish from" as the form shows it, UNREADABLE when it is none."""
    if "publish_at" not in form.fields:  # read only
        return form.instance.publish_at
    value = form["publish_at"].value()
    if value and not isinstance(value, list):
        return value
    try:
        return form.fields["publish_at"].clean(value)
    except ValidationError:
        return UNREADABLE


@dataclass(frozen=True)
class Fault:
    """One field with a mistake: its label, where a link to it leads, what is wrong."""

    label: str
    target: str
    text: str


@dataclass
class Faults:
    """Why the form was refused: what is missing and what is wrong."""

    heading: str
    missing: list[Fault] = field(default_factory=list)
    wrong: list[Fault] = field(default_factory=list)

    def __bool__(self):
        return bool(self.missing or self.wrong)

    def of_form(self, form, row="") -> None:
        errors = form.errors.as_data()
        names = [name for name in form.fields if name in errors]
        for name in [*names, *(name for name in errors if name not in form.fields)]:
            known = name in form.fields
            label = str(form[name].label or name) if known else ""
            label = f"{row}: {label.lower()}" if row else label.lower()
            target = _target(form, name) if known else ""
            for error in errors[name]:
                fault = Fault(label if known or row else "", target, " ".join(error.messages))
                (self.missing if error.code == "required" and known else self.wrong).append(fault)


def _target(form, name) -> str:
    """The id of what is written in; a moment has two fields."""
    bound = form[name]
    parts = getattr(bound.field.widget, "widgets_names", None)
    return f"{bound.auto_id}{parts[0] if parts else ''}"


class SayingMixin:
    """A form that says what its buttons will do and, when refused, what it lacks."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        at = typed_moment(context["adminform"].form)
        context["says"] = sentences(obj, at, timezone.now())
        if request.method == "POST":
            context["faults"] = self._faults(request, obj, context)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @staticmethod
    def _faults(request, obj, context) -> Faults:
        faults = Faults(_heading(request, obj))
        faults.of_form(context["adminform"].form)
        for inline in context["inline_admin_formsets"]:
            rows, name = inline.formset, inline.opts.verbose_name_plural
            for number, form in enumerate(rows.forms, 1):
                if form.errors:
                    faults.of_form(form, f"{str(name).lower()}, {number}. řádek")
            for text in rows.non_form_errors():
                faults.wrong.append(Fault(str(name).lower(), f"{rows.prefix}-group", text))
        return faults


def _heading(request, obj) -> str:
    if "_publish" in request.POST:
        return "Zveřejnit to zatím nejde."
    if "_submit" in request.POST:
        return "Předat ke schválení to zatím nejde."
    is_live = obj is not None and obj.state == State.PUBLISHED
    return "Uložit to zatím nejde." if not is_live else "Formulář potřebuje opravit."
