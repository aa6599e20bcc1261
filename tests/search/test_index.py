"""The index follows what is published: in the same transaction, by the clock, and to the word."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nszm_portal.czech import words
from nszm_portal.pages.models import Page
from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import query, results
from nszm_portal.search.models import Document, Word
from partners.models import Agreement, Partner
from tests.factories.library import DocumentFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, SpeakerFactory, held
from tests.factories.partners import AgreementFactory, PartnerFactory
from tests.factories.publishing import ArticleFactory, bring_to, published

pytestmark = pytest.mark.django_db
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN]


def found(client, text):
    items = client.get("/hledat/", {"q": text}).context.get("items", [])
    return [item["entry"].title for item in items]


def offered(client, text):
    """All that a reader gets to see for it: the page and the suggested titles."""
    page = client.get("/hledat/", {"q": text}).text
    return page + client.get("/hledat/naseptavac/", {"q": text}).text


def documents_with(word):
    """How many documents are said to have a word."""
    return sum(Word.objects.filter(folded=word).values_list("documents", flat=True))


# --- what is not public ------------------------------------------------------------------------


@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_public_is_found_and_offered_in_no_way(client, phase):
    article = ArticleFactory(title="Kocourkovské zátiší", lead="Perlorodka říční.", body="")
    bring_to(article, phase)
    for text in ("kocourkovské", "perlorodka", "kocourkovske zatisi perlorodka"):
        assert found(client, text) == []
    # A beginning and mistypings: for titles that go on and for words that were meant.
    for text in ("kocour", "kocourkovks", "kocourkovskme", "perlorotka", "perlorodkx"):
        assert "Kocourkovsk" not in offered(client, text)
        assert "erlorodka" not in offered(client, text)


def test_what_was_visible_is_withdrawn_and_deleted_at_once(client):
    withdrawn, deleted = published(title="Perlorodka v řece"), published(title="Perlorodka doma")
    assert set(found(client, "perlorodka")) == {"Perlorodka v řece", "Perlorodka doma"}
    withdrawn.withdraw("mistake", "Omyl.")
    assert found(client, "perlorodka") == ["Perlorodka doma"]
    deleted.delete()
    assert found(client, "perlorodka") == []
    assert "Perlorodka" not in offered(client, "perlorotka") + offered(client, "perlo")
    assert not Document.objects.exists()


def test_what_comes_back_is_found_again(client):
    article = bring_to(ArticleFactory(title="Perlorodka v řece"), Phase.WITHDRAWN)
    article.publish()
    assert found(client, "perlorodka") == ["Perlorodka v řece"]


def test_a_scheduled_one_is_found_from_its_minute_on_and_an_expired_one_until(client):
    now = timezone.now()
    article = ArticleFactory(title="Perlorodka v řece", expire_at=now + timedelta(hours=2))
    article.publish(at=now + timedelta(hours=1))
    for minutes, titles in {59: [], 60: ["Perlorodka v řece"], 119: ["Perlorodka v řece"]}.items():
        with time_machine.travel(now + timedelta(minutes=minutes, seconds=1), tick=False):
            assert found(client, "perlorodku") == titles
            assert ("Perlorodka v" in offered(client, "perlo").replace("\xa0", " ")) == bool(titles)
            assert ("erlorodka" in offered(client, "perlorotka")) == bool(titles)
    with time_machine.travel(now + timedelta(minutes=120, seconds=1), tick=False):
        assert found(client, "perlorodku") == []


@pytest.mark.django_db(transaction=True)
def test_the_clock_needs_no_job_where_a_process_remembers(client):
    now = timezone.now()
    ArticleFactory(title="Perlorodka v řece").publish(at=now + timedelta(hours=1))
    assert found(client, "perlorodka") == []
    with time_machine.travel(now + timedelta(hours=1, seconds=1)):
        assert found(client, "perlorodka") == ["Perlorodka v řece"]


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_was_never_there(client):
    published(title="Stálice")
    with transaction.atomic():
        published(title="Perlorodka v řece")
        transaction.set_rollback(True)
    assert found(client, "perlorodka") == []
    assert documents_with("perlorodka") == 0
    article = published(title="Mlok pod kamenem")
    with transaction.atomic():
        article.withdraw("mistake", "Omyl.")
        transaction.set_rollback(True)
    assert found(client, "mlok") == ["Mlok pod kamenem"]
    assert documents_with("mlok") == 1


# --- what changes ------------------------------------------------------------------------------


def test_a_changed_text_is_found_by_the_new_word_and_not_by_the_old(client):
    article = published(title="Sad", lead="Jabloně a perlorodky.", body="<p>Mlok.</p>")
    article.title, article.lead, article.body = "Park", "Jen hrušně.", "<p>Čolek.</p>"
    article.save()
    for old in ("sad", "jabloň", "perlorodka", "mlok"):
        assert found(client, old) == []
    for new in ("park", "hrušeň", "čolek"):
        assert found(client, new) == ["Park"]


def test_words_are_counted_up_and_down(client):
    first = published(title="Mlok", lead="Mlok a mlok.", body="<p>Čolek.</p>")
    assert (documents_with("mlok"), documents_with("colek")) == (1, 1)
    second = published(title="Mlok znovu")
    assert documents_with("mlok") == 2
    first.save()
    assert documents_with("mlok") == 2
    second.title = "Čolek znovu"
    second.save()
    assert (documents_with("mlok"), documents_with("colek")) == (1, 2)
    first.withdraw("mistake", "Omyl.")
    assert (documents_with("mlok"), documents_with("colek")) == (0, 1)
    second.delete()
    assert documents_with("colek") == 0
    first.publish()
    assert (documents_with("mlok"), documents_with("colek")) == (1, 1)


def test_a_deleted_topic_or_a_new_region_name_is_followed(client):
    article = published(title="Sad")
    topic = article.topics.create(name="Perlorodky")
    article.sync()
    assert found(client, "perlorodka") == ["Sad"]
    topic.name = "Mloci"
    topic.save()
    assert found(client, "perlorodka") == [] and found(client, "mlok") == ["Sad"]
    topic.delete()
    assert found(client, "mlok") == []


def test_an_attachment_is_found_by_its_title_while_its_document_is_public(client):
    article = published(title="Sad")
    public = DocumentFactory(title="Perlorodka v číslech")
    article.attachments.create(document=public)
    article.attachments.create(document=DocumentFactory(title="Tajný mlok", is_public=False))
    article.attachments.create(document=DocumentFactory(is_public=False), title="Čolek doma")
    article.sync()
    assert found(client, "perlorodka") == ["Sad"]
    assert found(client, "mlok") == found(client, "čolek") == []


def test_an_attachment_follows_its_document(client):
    article, public = published(title="Sad"), DocumentFactory(title="Perlorodka v číslech")
    article.attachments.create(document=public)
    article.sync()
    public.is_public = False
    public.save()
    assert found(client, "perlorodka") == []
    public.is_public = True
    public.title = "Škeble v číslech"
    public.save()
    assert found(client, "škeble") == ["Sad"] and found(client, "perlorodka") == []


@pytest.mark.parametrize(
    "body",
    [
        " ".join(f"slovo{number}" for number in range(20_000)),
        " ".join(chr(0x20000 + number) for number in range(40_000)),
        " ".join(chr(0x20000 + number) * 40 for number in range(3_000)),
    ],
    ids=["many words", "many signs", "long signs"],
)
def test_a_text_longer_than_is_read_is_found_by_its_beginning(client, body):
    published(title="Sad", lead="", body=f"<p>Perlorodka {body}</p>")
    assert found(client, "perlorodka") == ["Sad"]


WRITTEN = st.characters(exclude_categories=["Cs", "Cc"])


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(WRITTEN, min_size=1, max_size=30))
def test_whatever_is_written_is_found_by_its_words(db, text):
    typed = [word for word in words.WORD.findall(text) if words.fold(word) not in words.JOINING]
    with transaction.atomic():
        published(title="Sad", lead=text, body="")
        if typed:
            assert results.search(query.read(" ".join(typed[:6]))).total == 1
        transaction.set_rollback(True)


# --- the kinds ---------------------------------------------------------------------------------


def test_an_article_is_found_by_all_that_its_page_says(client):
    article = ArticleFactory(
        title="Titulek",
        lead="Perlorodka.",
        body="<p>Mlok <strong>skvr</strong>nitý</p><ul><li>čolek</li></ul>",
        byline="Květa Šípková",
        change_note="Opravili jsme letopočet.",
    )
    bring_to(article, Phase.VISIBLE)
    for text in ("titulek", "perlorodka", "skvrnitého", "čolci", "šípková", "letopočet"):
        assert found(client, text) == ["Titulek"]
    assert found(client, "strong") == found(client, "ul") == []


def test_a_meeting_is_found_by_its_people_places_and_programme(client):
    meeting = held(
        title="Setkání",
        venue="Sál Rytířský",
        address="Horní 7, Telč",
        organiser="Spolek včelařů",
        presenting_cities="Třebíč\nJemnice",
        body="",
    )
    SpeakerFactory(meeting=meeting, name="MUDr. Radka Konvalinková", function="epidemioložka")
    ItemFactory(meeting=meeting, title="Zelené střechy", note="uvádí primátor")
    MaterialFactory(meeting=meeting, document=DocumentFactory(title="Prezentace o fasádách"))
    MaterialFactory(
        meeting=meeting, document=DocumentFactory(title="Tajné smlouvy", is_public=False)
    )
    meeting.sync()
    said = "rytířském telči včelaři jemnici konvalinkové epidemioložka střecha primátor fasáda"
    for text in said.split():
        assert found(client, text) == ["Setkání"], text
    assert found(client, "smlouva") == []


def test_a_partner_is_found_by_its_abbreviation_and_an_agreement_by_its_areas(client):
    published(Partner, title="Asociace včelařů", abbreviation="AVČ", lead="", body="")
    bring_to(AgreementFactory(areas="prevence úrazů\nopylování", title="Memorandum"), Phase.VISIBLE)
    assert found(client, "opylování úraz") == ["Memorandum"]
    for text in ("AVČ", "asociace včelař"):
        assert found(client, text) == ["Asociace včelařů"]


def test_a_page_is_found(client):
    published(Page, title="O portálu", body="<p>Kdo jsou perlorodky.</p>")
    assert found(client, "perlorodka") == ["O portálu"]


@pytest.mark.parametrize("phase", HIDDEN)
def test_a_hidden_partner_does_not_find_its_agreement(client, phase):
    partner = PartnerFactory(title="Včelaři v utajení", abbreviation="VVU")
    published(Agreement, title="Memorandum", partners=[partner])
    bring_to(partner, phase)
    assert found(client, "včelaři") == found(client, "VVU") == []


def test_a_partner_hidden_later_does_not_find_its_agreement_any_more(client):
    partner = published(Partner, title="Včelaři v utajení")
    published(Agreement, title="Memorandum", partners=[partner])
    assert found(client, "včelaři") == ["Včelaři v utajení"]
    partner.withdraw("mistake", "Omyl.")
    assert found(client, "včelaři") == []


def test_a_partner_whose_time_is_over_does_not_find_its_agreement(client):
    now = timezone.now()
    partner = published(Partner, title="Včelaři na čas", expire_at=now + timedelta(hours=1))
    published(Agreement, title="Memorandum", partners=[partner])
    with time_machine.travel(now + timedelta(hours=1, seconds=1)):
        assert found(client, "včelař") == []
