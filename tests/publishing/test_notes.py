"""What rooms on the right tell an editor, and the inlines that they put into the form."""

import pytest
from django.contrib.contenttypes.admin import GenericTabularInline

from nszm_portal.publishing import notes
from nszm_portal.publishing.admin import PublicationAdmin
from nszm_portal.publishing.models import Attachment
from tests.factories.publishing import ArticleFactory
from tests.minutes.models import Minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """A room on the right that has something to tell of minutes alone."""

    def source(publication):
        if publication.kind == "minutes":
            yield notes.Note("lead", "Perex <b>chybí</b>.")
            yield notes.Note("", "Celé je to krátké.")

    monkeypatch.setattr(notes, "_sources", [source])


def test_a_note_stands_at_its_field_and_all_of_them_above(admin_client, told):
    minutes = Minutes.objects.create(title="Zápis")
    text = admin_client.get(f"/admin/minutes/minutes/{minutes.pk}/change/").text
    beside = text.split("form-row field-lead")[1].split("form-row")[0]
    assert "Perex &lt;b&gt;chybí&lt;/b&gt;." in beside
    above = text.split('class="notes"')[1].split("</div>")[0]
    assert '<a href="#id_lead">perex</a>: Perex &lt;b&gt;' in above
    assert "Celé je to krátké." in above


def test_others_and_a_new_one_have_none(admin_client, told):
    article = ArticleFactory()
    for address in (f"/admin/news/article/{article.pk}/change/", "/admin/minutes/minutes/add/"):
        assert 'class="notes"' not in admin_client.get(address).text


def test_a_further_inline_is_only_in_the_forms_that_it_belongs_to(admin_client, monkeypatch):
    class Further(GenericTabularInline):
        model = Attachment
        verbose_name_plural = "Přidáno zprava"

        @staticmethod
        def belongs_to(publication):
            return publication is not None and publication.kind == "minutes"

    monkeypatch.setattr(PublicationAdmin, "further_inlines", [Further])
    minutes, article = Minutes.objects.create(title="Zápis"), ArticleFactory()
    shown = admin_client.get(f"/admin/minutes/minutes/{minutes.pk}/change/").text
    assert "Přidáno zprava" in shown
    for address in (f"/admin/news/article/{article.pk}/change/", "/admin/minutes/minutes/add/"):
        assert "Přidáno zprava" not in admin_client.get(address).text
