"""A further kind needs one model, one admin class, two templates and one line of addresses."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

import tests.minutes
from nszm_portal.library.models import Document
from nszm_portal.publishing import kinds, targets
from tests.factories.publishing import published, region
from tests.minutes.models import Minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(db):
    row = Minutes.objects.create(
        title="Zápis z jednání rady",
        lead="Rada schválila plán.",
        body="<h2>Usnesení</h2><p>Plán se schvaluje.</p>",
        shown_on=date(2026, 5, 4),
    )
    row.regions.add(region())
    document = Document.objects.take(
        ContentFile(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", name="usneseni.pdf"),
        title="Usnesení",
    )
    row.attachments.create(document=document)
    row.publish()
    return row


def test_nothing_but_the_four_parts_belongs_to_it():
    folder = Path(tests.minutes.__file__).parent
    parts = {str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.is_file()}
    parts = {part for part in parts if "__pycache__" not in part and "migrations" not in part}
    assert parts == {
        "__init__.py",
        "apps.py",
        "models.py",
        "admin.py",
        "urls.py",
        "templates/minutes/detail.html",
        "templates/minutes/_body.html",
    }


@pytest.mark.parametrize(
    "address,expected",
    [
        ("/zapisy/", "Zápis z"),
        ("/zapisy/tisk/", "Zápis z"),
        ("/zapisy/zapis-z-jednani-rady/", "Usnesení"),
        ("/zapisy/zapis-z-jednani-rady/tisk/", "Plán se schvaluje"),
        ("/", "Zápis z"),
    ],
)
def test_every_shared_address_shows_it(client, minutes, address, expected):
    answer = client.get(address)
    assert answer.status_code == 200
    assert expected in answer.text.replace("\u00a0", " ")


def test_its_page_has_what_every_publication_has(client, minutes):
    older = Minutes.objects.create(title="Starší zápis", shown_on=date(2026, 4, 1))
    older.publish()
    text = client.get(minutes.get_absolute_url()).text
    assert "zpět na přehled zápisů" in text
    assert "Liberecký kraj" in text
    assert "/soubory/" in text
    assert "Starší zápis" in text
    assert f"{minutes.get_absolute_url()}tisk/" in text


def test_its_former_address_leads_to_it(client, minutes):
    minutes.slug = "jednani-rady"
    minutes.save()
    answer = client.get("/zapisy/zapis-z-jednani-rady/tisk/")
    assert (answer.status_code, answer["Location"]) == (301, "/zapisy/jednani-rady/tisk/")


def test_a_body_of_another_kind_can_link_to_it(client, minutes):
    assert targets.identify(minutes.get_absolute_url()) == f"minutes:{minutes.pk}"
    article = published(body=f'<p><a data-page="{minutes.reference}">zápis</a></p>')
    assert minutes.get_absolute_url() in client.get(article.get_absolute_url()).text


def test_its_admin_lists_it_and_publishes(admin_client, minutes):
    assert "Zápis z jednání rady" in admin_client.get("/admin/minutes/minutes/").text
    form = {
        "title": "Nový zápis",
        "publishing-attachment-content_type-object_id-TOTAL_FORMS": "0",
        "publishing-attachment-content_type-object_id-INITIAL_FORMS": "0",
        "_publish": "1",
    }
    answer = admin_client.post("/admin/minutes/minutes/add/", form, follow=True)
    assert "Je zveřejněno" in answer.text
    assert Minutes.objects.visible().filter(slug="novy-zapis").exists()


def test_its_permissions_include_the_one_to_publish(db):
    from django.contrib.auth.models import Permission

    assert Permission.objects.filter(codename="publish_minutes").exists()
    assert Group.objects.filter(name="Šéfredaktor").exists()


def test_it_is_known_among_the_kinds(db):
    assert kinds.get("minutes") is Minutes
    assert Minutes.objects.visible(timezone.now()).count() == 0
