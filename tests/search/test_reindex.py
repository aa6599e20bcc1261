"""`reindex` puts right whatever the index got wrong, piece by piece, while the portal runs."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import index
from nszm_portal.search.management.commands import reindex as command
from nszm_portal.search.models import Document, Word
from partners.models import Agreement, Partner
from tests.factories.meetings import held
from tests.factories.publishing import ArticleFactory, bring_to, published, region

pytestmark = pytest.mark.django_db


def found(client, text):
    items = client.get("/hledat/", {"q": text}).context.get("items", [])
    return {item["entry"].title for item in items}


def reindex(**options):
    said = StringIO()
    call_command("reindex", stdout=said, **options)
    return said.getvalue()


def word_counts():
    return dict(Word.objects.filter(documents__gt=0).values_list("folded", "documents"))


@pytest.fixture
def archive():
    """One of several kinds, and articles in every phase."""
    partner = published(Partner, title="Perlorodkáři", abbreviation="PRL")
    published(Agreement, title="Dohoda s perlorodkáři", partners=[partner])
    held(title="Setkání perlorodek", starts_on=date(2020, 1, 1), host_region=region())
    for phase in Phase:
        bring_to(ArticleFactory(title=f"Perlorodka {phase}"), phase)


def test_what_was_lost_comes_back_as_it_was(client, archive):
    entries = set(Entry.objects.values_list("kind", "object_id", "title", "year", "publish_at"))
    texts, counts = set(Document.objects.values_list("text", "regions")), word_counts()
    Entry.objects.all().delete()
    assert found(client, "perlorodka") == set() and not Document.objects.exists()
    assert "6 textů" in reindex()
    assert (
        set(Entry.objects.values_list("kind", "object_id", "title", "year", "publish_at"))
        == entries
    )
    assert set(Document.objects.values_list("text", "regions")) == texts
    assert word_counts() == counts
    assert found(client, "perlorodka") == {"Perlorodka visible", "Setkání perlorodek"}
    assert found(client, "PRL") == {"Perlorodkáři"}


def test_what_is_wrong_is_put_right(client):
    article = published(title="Perlorodka", lead="V řece.")
    Document.objects.update(text="Mlok\nV lese.\n", regions="1 2")
    Entry.objects.update(title="Mlok", lead="V lese.", year=1999)
    article.regions.add(region())
    reindex()
    assert found(client, "perlorodka") == {"Perlorodka"} and found(client, "mlok") == set()
    assert "V\u00a0řece." in client.get("/hledat/?q=perlorodka").text
    assert found(client, "liberecký") == {"Perlorodka"}


def test_what_has_no_publication_any_more_goes(client):
    article, withdrawn = published(title="Perlorodka"), published(title="Perlorodka stažená")
    type(article).objects.filter(pk=article.pk)._raw_delete("default")
    type(article).objects.filter(pk=withdrawn.pk).update(state="new")
    assert len(found(client, "perlorodka")) == 2
    reindex()
    assert found(client, "perlorodka") == set()
    assert not Entry.objects.exists() and not Document.objects.exists() and not word_counts()


def test_only_what_is_missing_is_added_when_asked(client):
    published(title="Perlorodka")
    kept = published(title="Mlok", lead="V lese.", body="")
    bring_to(ArticleFactory(title="Perlorodka rozepsaná"), Phase.DRAFT)
    Entry.objects.exclude(object_id=kept.pk).delete()
    Document.objects.update(text="Mlok\nNedotčeno.\n")
    reindex(missing=True)
    assert found(client, "perlorodka") == {"Perlorodka"}
    assert Document.objects.get(entry__object_id=kept.pk).text == "Mlok\nNedotčeno.\n"


def test_counts_of_words_are_right_afterwards(archive):
    expected = word_counts()
    Word.objects.filter(folded="perlorodka").update(documents=99)
    Word.objects.filter(folded="setkani").delete()
    Word.objects.create(
        folded="vymysl", written="výmysl", first_letters="vy", last_letters="sl", documents=3
    )
    Document.objects.filter(entry__title="Setkání perlorodek").delete()
    reindex(missing=True)
    assert word_counts() == expected
    assert not Word.objects.filter(documents=0).exists()
    Word.objects.update(documents=7)
    reindex()
    assert word_counts() == expected


def test_it_may_be_interrupted_and_what_is_done_stays(client, monkeypatch):
    for number in range(3):
        published(title=f"Perlorodka {number}")
    Entry.objects.all().delete()
    monkeypatch.setattr(command, "BATCH", 1)
    write, written = index.write, []

    def interrupted(pairs):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(write(pairs))

    monkeypatch.setattr(index, "write", interrupted)
    said = reindex()
    assert "Přerušeno. Co je hotové, platí; zbytek dokončíte novým spuštěním." in said
    assert found(client, "perlorodka") == {"Perlorodka 0", "Perlorodka 1"}
    monkeypatch.setattr(index, "write", write)
    reindex(missing=True)
    assert len(found(client, "perlorodka")) == 3


@pytest.mark.parametrize("count,sentence", [(1, " 1 text "), (2, " 2 texty "), (5, " 5 textů ")])
def test_it_says_in_czech_what_there_is(count, sentence):
    for number in range(count):
        published(title=f"Perlorodka {number}")
    assert sentence in reindex()


def test_quiet_it_says_nothing(capfd, archive):
    assert reindex(verbosity=0) == ""
    assert capfd.readouterr() == ("", "")


def test_an_empty_portal_is_no_fault(client):
    assert "0 textů a 0 různých slov" in reindex()


@pytest.mark.django_db(transaction=True)
def test_a_running_portal_knows_of_it_at_once(client):
    published(title="Perlorodka", shown_on=date(2020, 1, 1))
    Entry.objects.all().delete()
    assert found(client, "perlorodka") == set()
    assert "Perlorodka" not in client.get("/aktuality/").text
    reindex()
    assert found(client, "perlorodka") == {"Perlorodka"}
    assert "Perlorodka" in client.get("/aktuality/").text
