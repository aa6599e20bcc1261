"""The field in the database and in forms."""

import json

import pytest
from ckeditor.widgets import CKEditorWidget
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from lxml import html as outside

from nszm_portal.richtext import fields
from nszm_portal.richtext.fields import RichTextField, RichTextFormField
from nszm_portal.richtext.references import FOREIGN_PICTURE
from tests.factories.library import PictureFactory
from tests.factories.publishing import ArticleFactory
from tests.richtext.test_canonical import STORED, WRITTEN_BY_CKEDITOR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_known(pages):
    pass


class BodyForm(forms.Form):
    body = RichTextFormField(label="text", required=False)


def errors(html):
    form = BodyForm({"body": html})
    assert not form.is_valid()
    return form.errors["body"]


def shown(form):
    textarea = outside.fromstring(str(form["body"])).find(".//textarea")
    return textarea.text_content().removeprefix("\n")


def test_what_is_saved_is_cleaned_and_holds_references():
    article = ArticleFactory(
        body='<h1>A</h1><script>x</script><p><a href="/kontakty/">b</a></p><p></p>'
    )
    cleaned = '<h2>A</h2>\n<p><a data-page="page:3">b</a></p>'
    assert article.body == cleaned
    article.refresh_from_db()
    assert article.body == cleaned


def test_saving_again_changes_nothing():
    article = ArticleFactory(body=WRITTEN_BY_CKEDITOR.replace(' src="/media/1.jpg"', ""))
    assert article.body == STORED
    article.save()
    article.refresh_from_db()
    assert article.body == STORED


def test_a_migration_names_the_field_and_nothing_of_the_editor():
    name, path, args, kwargs = RichTextField("text", blank=True).deconstruct()
    assert path == "nszm_portal.richtext.fields.RichTextField"
    assert (args, kwargs) == ([], {"verbose_name": "text", "blank": True})
    assert isinstance(RichTextField(), models.TextField)


def test_the_form_has_the_editor_even_in_the_admin():
    field = RichTextField("text", blank=True).formfield(widget=AdminTextareaWidget)
    assert isinstance(field, RichTextFormField)
    assert isinstance(field.widget, CKEditorWidget)
    assert not field.required


def test_the_form_shows_addresses_and_gives_references():
    stored = '<p><a data-page="page:3">a</a></p>'
    form = BodyForm(initial={"body": stored})
    typed = shown(form)
    assert typed == '<p><a data-page="page:3" href="/kontakty/">a</a></p>'
    filled = BodyForm({"body": typed}, initial={"body": stored})
    assert filled.is_valid()
    assert filled.cleaned_data["body"] == stored
    assert not filled.has_changed()


def test_what_ckeditor_rewrote_is_no_change():
    picture = PictureFactory(width=1200)
    stored = STORED.replace('data-picture="1"', f'data-picture="{picture.pk}"')
    written = WRITTEN_BY_CKEDITOR.replace("/media/1.jpg", picture.editor_url)
    form = BodyForm({"body": written.replace("\n", "\r\n")}, initial={"body": stored})
    assert form.is_valid()
    assert form.cleaned_data["body"] == stored
    assert not form.has_changed()


def test_a_changed_word_is_a_change():
    form = BodyForm({"body": "<p>b</p>"}, initial={"body": "<p>a</p>"})
    assert form.changed_data == ["body"]


def test_a_text_that_says_nothing_is_empty():
    required = RichTextFormField()
    with pytest.raises(forms.ValidationError) as raised:
        required.clean("<p>&nbsp;</p><ul><li></li></ul>")
    assert raised.value.code == "required"
    assert BodyForm({"body": "<p>&nbsp;</p>"}).is_valid()


def test_a_picture_from_elsewhere_is_refused_and_stays_in_the_form():
    html = '<p>a<img alt="" src="https://x.cz/obr.png" /></p>'
    (sentence,) = errors(html)
    assert sentence.startswith("Obrázek https://x.cz/obr.png není z knihovny")
    again = shown(BodyForm({"body": html}))
    assert f'src="{FOREIGN_PICTURE}#https%3A%2F%2Fx.cz%2Fobr.png"' in again
    assert errors(again) == [sentence]


def test_a_long_address_is_not_told_whole():
    (sentence,) = errors(f'<img src="https://x.cz/{"a" * 500}">')
    assert len(sentence) < 300
    assert "…" in sentence


@pytest.mark.parametrize(
    "src",
    [
        "data:image/png;base64,iVBORw0KGgo=",
        "DATA:image/svg+xml,<svg></svg>",
        "blob:http://127.0.0.1:8000/x",
        "file:///C:/Users/obr.png",
        "",
    ],
)
def test_an_embedded_picture_is_refused_with_advice(src):
    (sentence,) = errors(f"<p>a</p><p><img src='{src}'><img src='{src}'></p>")
    assert "vložený přímo ze schránky nebo z Wordu (2×)" in sentence


def test_an_embedded_picture_stays_in_the_form_but_never_reaches_the_database():
    html = '<p>a<img src="data:image/png;base64,AAAA"></p>'
    assert "base64" in shown(BodyForm({"body": html}))
    assert ArticleFactory(body=html).body == "<p>a</p>"


def test_what_stays_in_the_form_is_harmless():
    html = '<p onclick="x">a<img src="https://x.cz/a.png" onerror="x"><script>y</script></p>'
    address = f"{FOREIGN_PICTURE}#https%3A%2F%2Fx.cz%2Fa.png"
    assert shown(BodyForm({"body": html})) == f'<p>a<img src="{address}"></p>'


def test_a_picture_of_the_library_is_taken():
    picture = PictureFactory(width=1200)
    form = BodyForm({"body": f'<p>a <img src="{picture.editor_url}"></p>'})
    assert form.is_valid()
    assert form.cleaned_data["body"] == f'<p>a <img data-picture="{picture.pk}"></p>'


def test_a_reference_to_a_picture_that_is_gone_is_taken():
    stored = '<p>a <img data-picture="987"></p>'
    form = BodyForm({"body": shown(BodyForm(initial={"body": stored}))})
    assert form.is_valid()
    assert form.cleaned_data["body"] == stored


def test_a_text_that_is_too_long_is_refused_and_stays_in_the_form():
    html = f"<p>{'a' * fields.SIZE_LIMIT}</p>"
    (sentence,) = errors(html)
    assert "příliš dlouhý" in sentence
    assert len(shown(BodyForm({"body": html}))) == len(html)


def test_the_widget_brings_its_script_which_runs_after_ckeditors():
    assert '<script src="/static/js/admin/richtext.js" type="module">' in str(BodyForm().media)


def test_the_set_up_reaches_the_page_as_data():
    textarea = outside.fromstring(str(BodyForm()["body"])).find(".//textarea")
    assert textarea.get("data-type") == "ckeditortype"
    config = json.loads(textarea.get("data-config"))
    assert config["filebrowserBrowseUrl"].startswith("/admin/library/")
    assert config["versionCheck"] is False
