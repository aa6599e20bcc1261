import pytest
from django.db import transaction
from django.db.models import ProtectedError

from nszm_portal.library import uses
from nszm_portal.library.models import Document, Picture
from nszm_portal.navigation.models import SideBox
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory

pytestmark = pytest.mark.django_db

ARTICLE = uses.Use("aktualita: Nový sad", "/admin/news/article/1/change/")


def test_what_uses_a_file_is_told_once(used):
    picture, other = PictureFactory(), PictureFactory()
    used[picture] = [ARTICLE, ARTICLE]
    assert uses.of([picture, other]) == {picture.pk: [ARTICLE], other.pk: []}


def test_nothing_is_asked_about_nothing(monkeypatch):
    monkeypatch.setattr(uses, "_listers", [lambda files: pytest.fail("asked")])
    assert uses.of([]) == {}


def test_links_are_escaped():
    markup = uses.links([uses.Use("<b>Sad</b>", "/admin/?a=1&b=2")])
    assert '<a href="/admin/?a=1&amp;b=2">&lt;b&gt;Sad&lt;/b&gt;</a>' in markup


@pytest.mark.parametrize("make", [PictureFactory, DocumentFactory])
def test_what_is_used_is_not_deleted(make, used):
    kept = make()
    used[kept] = [ARTICLE]
    with pytest.raises(ProtectedError, match="aktualita: Nový sad"), transaction.atomic():
        kept.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        type(kept).objects.all().delete()
    assert type(kept).objects.get() == kept


def test_what_is_not_used_is_deleted(used):
    PictureFactory().delete()
    DocumentFactory().delete()
    assert not Picture.objects.exists()
    assert not Document.objects.exists()


def test_the_condition_says_the_same_as_the_listers():
    shown, in_body, boxed, unused = PictureFactory.create_batch(4)
    attached, idle = DocumentFactory.create_batch(2)
    article = ArticleFactory(cover=shown, body=f'<p><img data-picture="{in_body.pk}"></p>')
    article.attachments.create(document=attached)
    article.sync()
    SideBox.objects.create(title="Box", picture=boxed)
    for model, used_ones, others in [
        (Picture, {shown, in_body, boxed}, {unused}),
        (Document, {attached}, {idle}),
    ]:
        files = list(model.objects.all())
        assert {file for file in files if uses.of(files)[file.pk]} == used_ones
        assert set(model.objects.filter(uses.is_used(model))) == used_ones
        assert set(model.objects.exclude(uses.is_used(model))) == others


def test_a_side_box_keeps_its_picture():
    picture = PictureFactory()
    SideBox.objects.create(title="Kalendář", picture=picture)
    (use,) = uses.of([picture])[picture.pk]
    assert use.label == "postranní box: Kalendář"
    with pytest.raises(ProtectedError), transaction.atomic():
        picture.delete()


@pytest.mark.parametrize(
    ("count", "words"), [(1, "na 1 místě"), (3, "na 3 místech"), (5, "na 5 místech")]
)
def test_places_are_counted_in_czech(count, words):
    assert uses.in_places(count).replace("\xa0", " ") == words
