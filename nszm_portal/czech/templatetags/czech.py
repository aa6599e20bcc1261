"""Filters of {% load czech %}. An empty value gives an empty text, as in Django's own filters."""

from datetime import date, datetime

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.czech import dates, plurals, typography

register = template.Library()


@register.filter(name="typeset", needs_autoescape=True)
def typeset(value: object, autoescape: bool = True) -> SafeString:
    """Plain text set by the typographer and escaped.

    Never for HTML: markup is not plain text, and what is marked safe is not escaped. Bodies go
    through richtext, which sets the text between their tags.
    """
    if value is None:
        return mark_safe("")
    # The escape comes last, or "&quot;" would hide the quotation marks.
    text = typography.typeset(str(value))
    if autoescape and not hasattr(value, "__html__"):
        text = conditional_escape(text)
    return mark_safe(text)


@register.filter
def plural(count: int | str, forms: str) -> str:
    """{{ n|plural:"článek,články,článků" }}: the form without the number."""
    if forms.count(",") != 2:
        raise ValueError(f"A noun has three forms, here are others: {forms!r}")
    return plurals.plural(int(count), *forms.split(","))


@register.filter
def long_date(day: date | None) -> str:
    return dates.long_date(day) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    return dates.short_date(day) if day else ""


@register.filter
def moment(at: datetime | None) -> str:
    return dates.moment(at) if at else ""
