"""What remembers a file of the library without using it, told before the file is deleted."""

import pytest
from django.http import QueryDict

from nszm_portal.library import uses
from nszm_portal.publishing import copies, history
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory

pytestmark = pytest.mark.django_db


def told(file, is_history) -> list[str]:
    return [
        trace.label for trace in uses.traces_of([file])[file.pk] if trace.is_history == is_history
    ]


def image(picture) -> str:
    return f'<p><img data-picture="{picture.pk}"></p>'


def test_a_former_text_is_told_with_its_history():
    picture, other, document = PictureFactory(), PictureFactory(), DocumentFactory()
    article = ArticleFactory(title="Sad", body=image(picture))
    article.attachments.create(document=document)
    history.keep_stored(article)
    article.body = "<p>Bez obrázku</p>"
    article.attachments.all().delete()
    article.save()
    history.keep_stored(article)
    for file in (picture, document):
        (trace,) = uses.traces_of([file, other] if file is picture else [file])[file.pk]
        assert trace == ("aktualita: Sad", f"/admin/news/article/{article.pk}/history/", True)
    assert uses.traces_of([other]) == {other.pk: []}


def test_a_deleted_text_is_told_by_the_name_it_had():
    picture = PictureFactory()
    article = ArticleFactory(title="Zaniklý sad", cover=picture)
    history.keep_deleted(article)
    article.delete()
    (trace,) = uses.traces_of([picture])[picture.pk]
    assert trace.label == "aktualita mezi smazanými: Zaniklý sad"
    assert trace.url == "/admin/news/article/smazane/"


@pytest.mark.parametrize("way", ["cover", "address", "reference", "original"])
def test_a_text_that_somebody_is_writing_is_told(editor, way):
    picture, other = PictureFactory(width=1200), PictureFactory(width=1200)
    data = QueryDict(mutable=True)
    data["title"] = "Rozepsaný sad"
    data["cover"] = str(picture.pk) if way == "cover" else ""
    data["body"] = {
        "address": f'<p><img src="{picture.editor_url}"></p>',
        "original": f'<p><img src="{picture.url}"></p>',
        "reference": image(picture),
    }.get(way, "")
    copies.keep("article", None, editor, data)
    assert told(picture, False) == ["aktualita: Rozepsaný sad (píše Alena Čermáková)"]
    assert told(other, False) == []


def test_a_document_of_a_text_that_somebody_is_writing_is_told(editor):
    attached, linked, other = DocumentFactory.create_batch(3)
    prefix = "publishing-attachment-content_type-object_id-0"
    data = QueryDict(mutable=True)
    data[f"{prefix}-document"] = str(attached.pk)
    data["body"] = f'<p><a href="{linked.get_absolute_url()}">Program</a></p>'
    copies.set_aside(copies.keep("article", None, editor, data))
    for document in (attached, linked):
        (label,) = told(document, False)
        assert "odložený" in label
    assert told(other, False) == []
