from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils.safestring import mark_safe


def render(source, **context):
    return engines["django"].from_string("{% load czech %}" + source).render(context)


def shown(text):
    return text.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('v "Plzni" 12.2.2015', "v~„Plzni“ 12.~2. 2015"),
        ("<b>tučně</b> & dál", "&lt;b&gt;tučně&lt;/b&gt; &amp; dál"),
        ('konec"', "konec&quot;"),
        (mark_safe("už &amp; hotovo..."), "už &amp; hotovo…"),
        ("", ""),
        (None, ""),
        (2015, "2015"),
    ],
)
def test_text_is_set_and_escaped(text, wanted):
    assert render("{{ text|typeset }}", text=text) == shown(wanted)


def test_where_escaping_is_off_text_is_only_set():
    source = "{% autoescape off %}{{ text|typeset }}{% endautoescape %}"
    assert render(source, text="a & b...") == shown("a~& b…")


@pytest.mark.parametrize(
    ("n", "wanted"), [(0, "článků"), (1, "článek"), (3, "články"), ("5", "článků")]
)
def test_a_noun_takes_its_form(n, wanted):
    assert render('{{ n|plural:"článek,články,článků" }}', n=n) == wanted


def test_a_noun_without_three_forms_is_refused():
    with pytest.raises(ValueError, match="forms"):
        render('{{ n|plural:"článek,články" }}', n=1)


def test_dates_are_shown():
    source = "{{ day|long_date }}; {{ day|short_date }}; {{ at|moment }}"
    result = render(source, day=date(2015, 2, 12), at=datetime(2015, 2, 12, 9, 0, tzinfo=UTC))
    assert result == shown("12.~února 2015; 12.~2. 2015; 12.~2. 2015 v~10:00")


def test_an_unknown_date_shows_nothing():
    assert render("{{ day|long_date }}{{ day|short_date }}{{ day|moment }}", day=None) == ""
