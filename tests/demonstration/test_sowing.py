from datetime import timedelta

import pytest
from django.core import serializers
from django.test import TestCase
from django.utils import timezone

from meetings.models import Material, Meeting, Photograph, ProgrammeItem, Speaker
from news.models import Article, Topic
from nszm_portal.demonstration.content import texts
from nszm_portal.demonstration.models import Piece
from nszm_portal.demonstration.sowing import Sower
from nszm_portal.library.models import Document, Picture
from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, SideBox
from nszm_portal.pages.models import Page
from nszm_portal.publishing.models import Entry, Use
from nszm_portal.publishing.visibility import State
from nszm_portal.regions.models import Region
from nszm_portal.richtext import output
from partners.models import Agreement, Instrument, Partner, PartnerType
from tests.demonstration.conftest import small_pictures_drawn, sown

MINISTRY = "podepsana-dohoda-o-spolupraci-s-ministerstvem-prace-a-socialnich-veci"


FACTS = """
výměna dobré praxe|ministerstva se svými odbornými organizacemi|univerzity
celostátní nestátní neziskové organizace|expertní instituce|aktivní spolupráce
na národní i na mezinárodní úrovni|dohodou nebo memorandem|Zatím nejnovější
Ministerstvem práce a sociálních věcí|klíčové partnery asociace i jejích členů
systémový přístup k sociálním otázkám na místní i regionální úrovni
komunitní plánování sociálních služeb|sdílení dat a informací|vyhodnotit sociální prostředí
předávání dobré praxe a informací|sociální problémy řešit
Operačního programu Zaměstnanost (OPZ)|výzvách|vystupovali na jejích akcích
odpovědné zadávání veřejných zakázek|radost|význam Zdravých obcí a regionů
Petr Švec|Ředitel NSZM ČR|upevňoval|členům má přinést užitek|ministerstvu s jeho organizacemi
neobsahují finanční plnění|zavazují|koordinovaně|společně|www.ZdravaMesta.cz/partneri
"""


def stored():
    """Everything that a reader or an editor could notice."""
    models = (
        Article, Page, Topic, Picture, Document, Entry, Use, Piece,
        PortalGroup, MenuItem, SideBox, Identity, Meeting, Speaker, ProgrammeItem, Material,
        Photograph, Partner, PartnerType, Agreement, Instrument,
    )  # fmt: skip
    return [
        serializers.serialize("json", model._default_manager.order_by("pk")) for model in models
    ]


class WhatIsThereTest(TestCase):
    """Read after one run, which is the slow part."""

    @classmethod
    def setUpTestData(cls):
        with small_pictures_drawn():
            Sower().sow()

    def test_there_are_articles_in_every_state(self):
        now = timezone.now()
        articles = Article.objects.all()
        visible = articles.visible(now)
        published = articles.filter(state=State.PUBLISHED)
        assert visible.count() >= 26
        assert articles.filter(state=State.NEW).count() == 3
        assert published.filter(publish_at__gt=now).count() == 2
        assert published.filter(expire_at__lte=now).count() == 2
        assert articles.filter(state=State.WITHDRAWN).count() == 2
        assert visible.filter(pinned=True).count() == 1
        assert visible.filter(undated=True).count() == 2

    def test_the_articles_are_of_many_years_and_the_newest_of_these_days(self):
        dates = [entry.date for entry in Entry.objects.visible().dated() if entry.kind == "article"]
        assert len({date.year for date in dates}) >= 10
        assert max(dates) >= timezone.localdate() - timedelta(days=7)
        assert max(dates) <= timezone.localdate()

    def test_historical_articles_were_published_in_their_time(self):
        article = sown("article:2014-twenty-years")
        assert timezone.localtime(article.first_published_at).isoformat()[:16] == "2014-11-14T09:00"
        assert article.date.isoformat() == "2014-11-14"
        assert article.created_at <= article.first_published_at

    def test_a_withdrawn_one_says_why_and_what_replaced_it(self):
        article = sown("article:2025-climate-plan-old")
        assert article.withdrawal_reason
        assert article.replaced_by == sown("article:2025-climate-plan").reference

    def test_every_region_and_topic_has_an_article(self):
        visible = Article.objects.visible()
        assert not Region.objects.exclude(pk__in=visible.values("regions"))
        assert not Topic.objects.exclude(pk__in=visible.values("topics"))

    def test_every_name_in_a_header_is_found(self):
        """A topic or region spelt otherwise would be left out without a word."""
        for text in texts.read("articles"):
            article = sown(f"article:{text.key}")
            assert article.topics.count() == len(text.names("topics")), text.key
            assert article.regions.count() == len(text.names("regions")), text.key
            assert article.attachments.count() == len(text.names("documents")), text.key
            assert bool(article.cover) == bool(text["cover"]), text.key

    def test_every_reference_leads_somewhere(self):
        for use in Use.objects.exclude(target=""):
            kind, _, pk = use.target.partition(":")
            model = {"article": Article, "page": Page}[kind]
            assert model.objects.visible().filter(pk=pk).exists(), use
        for article in Article.objects.all():
            assert article.body.count("data-picture=") == len(
                Use.objects.filter(kind="article", object_id=article.pk, role="body", picture__gt=0)
            )

    def test_pictures_are_described_and_credited(self):
        assert Picture.objects.count() >= 10
        for picture in Picture.objects.all():
            assert len(picture.description) > 30 and picture.credit
            assert picture.caption or picture.upload_name.startswith("logo-")
        for article in Article.objects.filter(body__contains="<img"):
            assert 'alt=""' not in article.body and article.body.count("alt=") >= 1

    def test_the_ministrys_agreement_is_told_with_all_its_facts(self):
        article = Article.objects.get(slug=MINISTRY)
        told = " ".join(f"{article.title} {article.lead} {output.plain_text(article.body)}".split())
        told = told.replace("\N{NO-BREAK SPACE}", " ")
        facts = [fact for line in FACTS.strip().splitlines() for fact in line.split("|")]
        assert [fact for fact in facts if fact not in told] == []
        assert 'href="https://www.zdravamesta.cz/partneri"' in article.body

    def test_the_ministrys_agreement_has_no_date_and_is_visible(self):
        article = Article.objects.get(slug=MINISTRY)
        assert article.date is None and article.undated
        assert article.is_visible()

    def test_the_surroundings_are_there(self):
        links = {group.label: group.links.count() for group in PortalGroup.objects.all()}
        assert links == {"naše weby": 4, "další portály": 2}
        contacts = sown("page:contacts", Page)
        assert MenuItem.objects.get(label="Kontakty").target == contacts.reference
        menu = MenuItem.objects.order_by("position").values_list("label", flat=True)
        assert list(menu)[:5] == ["Úvod", "Aktuality", "Setkání", "Kraje", "Partneři"]
        assert SideBox.objects.count() == 4
        assert Identity.objects.get().version_line
        answer = self.client.get("/o-webu/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
        for shown in ("O webu", "DataPlán NSZM", "Co pro Vás nabízíme?", "2006", "Kontakty"):
            assert shown in answer

    def test_the_pages_answer(self):
        lists = ("/", "/aktuality/", "/aktuality/bez-data/", "/setkani/", "/partneri/")
        for path in (*lists, "/partneri/dohody/", f"/aktuality/{MINISTRY}/"):
            assert self.client.get(path).status_code == 200, path
        for model in (Meeting, Partner, Agreement):
            for publication in model.objects.all():
                for path in (
                    publication.get_absolute_url(),
                    f"{publication.get_absolute_url()}tisk/",
                ):
                    assert self.client.get(path).status_code == 200, path


def test_run_twice_it_changes_nothing(sow):
    sow()
    before = stored()
    assert not sow().made
    assert stored() == before


def test_what_an_editor_changed_is_left_alone(sow):
    sow()
    article = sown("article:2014-twenty-years")
    article.title, article.body = "Přepsáno", "<p>Jinak.</p>"
    article.save()
    Topic.objects.filter(name="Klima a energie").update(name="Podnebí")
    meeting = sown("meeting:2015-liberec", Meeting)
    meeting.venue = "Krajská knihovna"
    meeting.save()
    meeting.speakers.all().delete()
    Partner.objects.filter(abbreviation="MPSV").update(lead="Resort práce.")
    sow()
    meeting.refresh_from_db()
    assert meeting.venue == "Krajská knihovna" and not meeting.speakers.exists()
    assert Partner.objects.get(abbreviation="MPSV").lead == "Resort práce."
    article.refresh_from_db()
    assert article.title == "Přepsáno" and article.body == "<p>Jinak.</p>"
    assert not Topic.objects.filter(name="Klima a energie")


def test_what_an_editor_deleted_stays_deleted(sow):
    sow()
    sown("article:2019-health-day").delete()
    MenuItem.objects.filter(label="Kontakty").delete()
    sown("meeting:2013-plzen", Meeting).delete()
    sown("agreement:h-regions", Agreement).delete()
    sown("partner:ministry-of-regions", Partner).delete()
    assert not sow().made
    assert Meeting.objects.count() == 7 and Partner.objects.count() == 9
    assert not Article.objects.filter(title__startswith="Den zdraví")
    assert not MenuItem.objects.filter(label="Kontakty")


def test_what_is_missing_is_made(sow):
    sow()
    Piece.objects.get(key="article:2019-health-day").delete()
    Article.objects.filter(title__startswith="Den zdraví").delete()
    assert sow().made == {"article": 1}
    assert Article.objects.visible().filter(title__startswith="Den zdraví").count() == 1


def test_words_that_an_editor_deleted_before_are_made_again(sow):
    """What is published needs them."""
    PartnerType.objects.all().delete()
    Instrument.objects.all().delete()
    sow()
    assert Partner.objects.visible().count() == 10
    assert Agreement.objects.visible().count() == 8


def test_what_an_agreement_names_may_be_gone(sow):
    sow()
    sown("agreement:f-universities", Agreement).delete()
    Piece.objects.get(key="agreement:f-universities").delete()
    sown("partner:charles-university", Partner).delete()
    sow()
    names = [
        partner.title for partner in sown("agreement:f-universities", Agreement).partners.all()
    ]
    assert names == ["Masarykova univerzita"]


def test_a_page_that_an_editor_made_before_is_kept(sow):
    page = Page.objects.create(title="Naše kontakty", slug="kontakty", body="<p>Volejte.</p>")
    sow()
    page.refresh_from_db()
    assert page.title == "Naše kontakty"
    assert Page.objects.filter(slug="kontakty").count() == 1


def test_a_run_that_breaks_off_is_finished_by_the_next(sow, monkeypatch):
    from nszm_portal.demonstration import sowing

    whole = sowing.texts.read
    monkeypatch.setattr(
        sowing.texts, "read", lambda kind: whole(kind) if kind != "articles" else 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        sow()
    assert not Article.objects.exists()
    monkeypatch.setattr(sowing.texts, "read", whole)
    assert sow().made["article"] == len(whole("articles"))
