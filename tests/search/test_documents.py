"""What stands inside the documents that a publication shows, and that nothing else is found."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nszm_portal.library import intake, reading
from nszm_portal.library.models import Document as LibraryDocument
from nszm_portal.library.models import DocumentText
from nszm_portal.pages.models import Page
from nszm_portal.publishing.visibility import Phase
from nszm_portal.search import content, index
from nszm_portal.search.models import Document, Word
from tests.factories.library import DocumentFactory, upload
from tests.factories.meetings import MaterialFactory, held
from tests.factories.partners import AgreementFactory
from tests.factories.publishing import ArticleFactory, bring_to, published
from tests.library import papers

pytestmark = pytest.mark.django_db
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN]
INSIDE = "Perlorodka žije v řece. Mlok pod kamenem."


def document(text=INSIDE, **fields):
    row = DocumentFactory(**fields)
    DocumentText.objects.create(document=row, text=text)
    return row


def article(row, **fields):
    made = published(**{"title": "Sad", "lead": "", "body": ""} | fields)
    made.attachments.create(document=row)
    made.sync()
    return made


def found(client, text):
    items = client.get("/hledat/", {"q": text}).context.get("items", [])
    return [item["entry"].title for item in items]


def excerpt(client, text):
    (item,) = client.get("/hledat/", {"q": text}).context["items"]
    return str(item["excerpt"]).replace("\xa0", " ")


def documents_with(word):
    return sum(Word.objects.filter(folded=word).values_list("documents", flat=True))


# --- who is found ------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["perlorodka", "perlorodky v řece", "„mlok pod kamenem“"])
def test_a_word_that_stands_only_in_an_attachment_finds_the_article(client, asked):
    article(document())
    assert found(client, asked) == ["Sad"]


def test_so_does_one_in_a_material_an_agreement_or_behind_a_link_in_the_text(client):
    meeting = held(title="Setkání")
    MaterialFactory(meeting=meeting, document=document())
    meeting.sync()
    bring_to(AgreementFactory(title="Dohoda", document=document()), Phase.VISIBLE)
    row = document()
    link = f'<p>Čtěte <a data-document="{row.pk}">zprávu</a>.</p>'
    published(Page, title="Stránka", body=link)
    assert set(found(client, "perlorodky")) == {"Setkání", "Dohoda", "Stránka"}


def test_an_attachment_under_a_title_of_its_own_counts_once(client):
    row = document("Perlorodka. " * 3)
    made = article(row, body=f'<p><a data-document="{row.pk}">zprávu</a></p>')
    made.attachments.update(title="Zpráva o řece")
    made.sync()
    text = Document.objects.get().text
    assert text.count(content.INSIDE) == 1
    assert "V dokumentu „Zpráva o řece“: <mark>Perlorodka</mark>." in excerpt(client, "perlorodka")


@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_public_is_not_found_by_its_documents(client, phase):
    made = ArticleFactory(title="Sad")
    made.attachments.create(document=document())
    bring_to(made, phase)
    made.sync()
    assert found(client, "perlorodka") == []
    assert "erlorodka" not in client.get("/hledat/?q=perlorotka").text


def test_nothing_of_a_document_that_is_not_public_is_found(client):
    article(document(is_public=False))
    assert found(client, "perlorodka") == [] and documents_with("perlorodka") == 0
    assert "erlorodk" not in client.get("/hledat/?q=perlorotka").text
    assert INSIDE not in Document.objects.get().text


def test_what_is_shown_no_more_is_not_found_any_more(client):
    made = article(document())
    made.attachments.all().delete()
    made.sync()
    assert found(client, "perlorodka") == [] and documents_with("perlorodka") == 0


def test_publicity_is_followed_at_once_in_both_directions(client):
    row = document(is_public=False)
    article(row)
    row.is_public = True
    row.save()
    assert found(client, "perlorodka") == ["Sad"] and documents_with("perlorodka") == 1
    row.is_public = False
    row.save()
    assert found(client, "perlorodka") == [] and documents_with("perlorodka") == 0


# --- what arrives later ------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_replaced_file_is_found_by_its_own_words_and_not_by_the_old_ones(client):
    row = DocumentFactory(upload=upload(papers.paper("Perlorodka v rece"), "Zpráva.pdf"))
    article(row)
    assert found(client, "perlorodka") == ["Sad"]
    new = intake.read_document(upload(papers.paper("Mlok pod kamenem"), "a.pdf"))
    LibraryDocument.objects.replace(row, new)
    assert found(client, "perlorodka") == [] and found(client, "mloka") == ["Sad"]


@pytest.mark.django_db(transaction=True)
def test_a_text_that_arrives_late_is_found_from_then_on(client, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(reading, "read", lambda pk: None)
        row = DocumentFactory(upload=upload(papers.paper("Perlorodka v rece"), "Zpráva.pdf"))
        article(row)
    assert found(client, "perlorodka") == []
    reading.read(row.pk)
    assert found(client, "perlorodka") == ["Sad"]


@pytest.mark.parametrize("missing", [True, False])
def test_reindex_reads_what_was_stored_before(client, missing):
    row = DocumentFactory(upload=upload(papers.uncounted("Perlorodka", "Mlok"), "Zpráva.pdf"))
    DocumentFactory(upload=upload(papers.encrypted(), "Tajná.pdf"))
    article(row)
    call_command("reindex", verbosity=0, missing=missing)
    assert found(client, "perlorodka") == ["Sad"]
    row.refresh_from_db()
    assert row.pages == 2
    assert not reading.unread().exists()


def test_reindex_gives_back_what_was_lost(client):
    article(document())
    Document.objects.all().delete()
    call_command("reindex", verbosity=0)
    assert found(client, "perlorodka") == ["Sad"] and documents_with("perlorodka") == 1


def test_many_publications_ask_for_texts_once(client):
    pairs = []
    for number in range(6):
        made = article(document(), title=f"Sad {number}")
        pairs.append((made, index.Entry.objects.get(object_id=made.pk, kind=made.kind)))
    with CaptureQueriesContext(
        connection,
    ) as few:
        index.write(pairs[:2])
    with CaptureQueriesContext(connection) as many:
        index.write(pairs)
    table = DocumentText._meta.db_table
    for queries in (few, many):
        assert sum(table in query["sql"] for query in queries) == 1


# --- what a reader is shown --------------------------------------------------------------------


def test_an_excerpt_says_in_which_document_it_stands(client):
    article(document(title="Zpráva o řece"), lead="Něco jiného.")
    assert excerpt(client, "mlok") == "V dokumentu „Zpráva o řece“: <mark>Mlok</mark> pod kamenem."


def test_what_the_text_itself_says_comes_first(client):
    article(document(title="Zpráva"), body="<p>Na jaře přišla perlorodka do školy.</p>")
    assert excerpt(client, "perlorodka") == "Na jaře přišla <mark>perlorodka</mark> do školy."


def test_two_sentences_of_one_document_are_said_to_be_its_once(client):
    article(document("Perlorodka žije v řece. Nic. Mlok pod kamenem.", title="Zpráva"))
    shown = excerpt(client, "perlorodka mlok")
    assert shown.count("V dokumentu „Zpráva“") == 1
    assert shown.endswith("žije v řece. … <mark>Mlok</mark> pod kamenem.")


def test_sentences_of_two_documents_are_told_apart(client):
    made = article(document("Perlorodka žije v řece.", title="Zpráva"))
    made.attachments.create(document=document("Mlok pod kamenem.", title="Zápis"))
    made.sync()
    shown = excerpt(client, "perlorodka mlok")
    assert shown.startswith("V dokumentu „Zpráva“: <mark>Perlorodka</mark>")
    assert "V dokumentu „Zápis“: <mark>Mlok</mark>" in shown


def test_a_long_title_is_cut_at_a_word(client):
    article(document(title="Zpráva o stavu řek a potoků " * 6))
    shown = excerpt(client, "mlok")
    assert shown.startswith("V dokumentu „Zpráva o stavu řek") and " …“: <mark>Mlok</mark>" in shown


def test_what_was_typed_in_a_document_stays_text(client):
    article(document("<script>alert(1)</script> perlorodka", title="<b>Zpráva</b>"))
    shown = excerpt(client, "perlorodka")
    assert "&lt;b&gt;Zpráva" in shown and "&lt;script&gt;" in shown and "<script" not in shown


def test_the_text_of_a_document_comes_after_all_that_the_page_says(client):
    """So that nothing of the page itself is lost where there is much in a document."""
    article(document("slovo " * 40_000), body="<p>Perlorodka.</p>", byline="Květa Šípková")
    assert found(client, "perlorodka") == found(client, "šípková") == ["Sad"]
    assert len(Document.objects.get().text) == content.LONGEST


def test_a_title_counts_for_more_than_what_stands_in_a_document(client):
    article(document(), title="Zpráva z venkova")
    published(title="Perlorodka v řece")
    assert found(client, "perlorodka") == ["Perlorodka v řece", "Zpráva z venkova"]
