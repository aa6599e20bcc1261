import pytest
from django.db import transaction
from django.db.models import ProtectedError

from nszm_portal.library import uses
from nszm_portal.library.models import Document, Picture
from tests.factories.library import DocumentFactory, PictureFactory

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
