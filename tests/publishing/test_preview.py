"""The preview: exactly what will be published, for whom it is meant, and nothing of it stays."""

import re
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import etree

from meetings.models import DATELESS
from news.models import Article
from nszm_portal.pagecache import memory
from nszm_portal.publishing import copies, kinds, preview_links, signals
from nszm_portal.publishing.models import PreviewLink
from nszm_portal.publishing.visibility import Phase
from partners.models import Agreement
from tests.conftest import signed_in
from tests.factories.copies import as_stored, typed
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory
from tests.factories.publishing import (
    ArticleFactory,
    TopicFactory,
    bring_to,
    maker,
    published,
    region,
)

pytestmark = pytest.mark.django_db
BAR = "Náhled – není zveřejněno"


def of(copy, app="news/article", suffix=""):
    return f"/admin/{app}/kopie/{copy.pk}/nahled/{suffix}"


def of_stored(publication, suffix=""):
    meta = publication._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{publication.pk}/nahled/{suffix}"


def words(answer):
    return answer.text.replace("\u00a0", " ")


# --- what it shows -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_a_new_text_is_shown_as_its_page_will_be(chief_editor, chief_editor_client, suffix):
    topic, document = TopicFactory(name="Zeleň"), DocumentFactory(title="Osazovací plán")
    cover = PictureFactory(description="Lípa na návsi")
    copy = typed(
        chief_editor,
        attached=[document],
        title="Vysadili jsme lípu",
        cover=cover.pk,
        topics=[topic.pk],
        regions=[region().pk],
        byline="Eva Malá",
    )
    answer = chief_editor_client.get(of(copy, suffix=suffix))
    assert answer.status_code == 200
    for expected in (
        BAR,
        "Vysadili jsme lípu",
        "Rozepsaný odstavec.",
        'alt="Lípa na návsi"',
        "Osazovací plán",
        "Zeleň",
        "Liberecký kraj",
        "Eva Malá",
    ):
        assert expected in words(answer)


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_it_is_the_page_that_is_then_published_but_for_the_bar(
    chief_editor, chief_editor_client, client, suffix
):
    article = published(title="Původní titulek", slug="puvodni")
    copy = as_stored(chief_editor, article, title="Nový titulek", byline="Eva Malá")
    answer = chief_editor_client.get(of(copy, suffix=suffix))
    assert "Původní titulek" not in answer.text
    article.title, article.byline = "Nový titulek", "Eva Malá"
    article.save()
    page = client.get(f"/aktuality/puvodni/{suffix}").text
    # What the page says to search engines and to who shares it, a preview says to nobody.
    page = re.sub(
        r'<meta name="description".*<script type="application/ld.json">.*?</script>',
        "",
        page,
        flags=re.S,
    )
    # Its record for machines is nowhere before it is published.
    page = re.sub(r'<link rel="alternate" type="application/ld.json"[^>]*>', "", page)
    # Nobody else's bundle may have it.
    page = re.sub(r'<button class="keep".*?</button>', "", page, flags=re.S)
    # On paper it has no choices, no PDF and no address that anybody could follow yet.
    for absent in (
        '<form class="printform".*?</form>',
        '<a class="printbar__pdf".*?</a>',
        '<svg role="img".*?</svg>',
        "<p>krátká adresa.*?</p>",
    ):
        page = re.sub(absent, "", page, flags=re.S)
    root = of(copy)
    shown = answer.text.replace(f'<p class="preview">{BAR}</p>', "").replace("\n\n", "\n")
    shown = shown.replace(f'href="{root}tisk/"', 'href="/aktuality/puvodni/tisk/"')
    shown = shown.replace(f'href="{root}"', 'href="/aktuality/puvodni/"')
    assert shown.split() == page.split()


def test_the_page_and_its_print_view_lead_to_each_other(chief_editor, chief_editor_client):
    copy = typed(chief_editor)
    assert f'href="{of(copy)}tisk/"' in chief_editor_client.get(of(copy)).text
    assert f'href="{of(copy)}"' in chief_editor_client.get(of(copy, suffix="tisk/")).text


@pytest.mark.parametrize("model", kinds.all(), ids=lambda model: model.kind)
def test_every_kind_shows_what_is_stored(make_user, model):
    client = signed_in(make_user("vsemocna", is_staff=True, is_superuser=True))
    needed = {"partners": [PartnerFactory()]} if model is Agreement else {}
    stored = maker(model)(title="Něco docela nového", **needed)
    for suffix in ("", "tisk/"):
        answer = client.get(of_stored(stored, suffix))
        assert answer.status_code == 200
        assert BAR in answer.text and "Něco docela nového" in words(answer)
    stored.refresh_from_db()
    assert stored.phase() == Phase.DRAFT


def test_invisible_characters_of_another_program_do_no_harm(chief_editor, chief_editor_client):
    """Word ends a line within a paragraph by U+000B."""
    odd = {"title": "Zdravé\x0bmesto", "lead": "První\x0bdruhý\x0c\x01"}
    article = published(**odd)
    for path in (of_stored(article), of(typed(chief_editor, article, **odd))):
        assert chief_editor_client.get(path).status_code == 200
    for path in ("/rss.xml", "/atom.xml", article.get_absolute_url()):
        answer = Client().get(path)
        assert answer.status_code == 200 and "mesto" in answer.text
        if path.endswith(".xml"):
            etree.fromstring(answer.content)  # XML allows none of them


def test_a_scheduled_text_has_the_date_that_it_will_have(chief_editor_client):
    moment = timezone.now() + timedelta(days=40)
    article = ArticleFactory()
    article.publish(at=moment)
    expected = timezone.localtime(moment).strftime('datetime="%Y-%m-%d"')
    assert expected in chief_editor_client.get(of_stored(article)).text


def test_a_withdrawn_text_can_be_seen_before_it_is_published_again(chief_editor_client):
    article = bring_to(ArticleFactory(title="Vrací se"), Phase.WITHDRAWN)
    assert "Vrací se" in words(chief_editor_client.get(of_stored(article)))


def test_a_link_to_a_draft_is_plain_text_as_it_would_be(chief_editor, chief_editor_client):
    draft = ArticleFactory(slug="jiny-rozepsany")
    copy = typed(chief_editor, body='<p>Viz <a href="/aktuality/jiny-rozepsany/">jiný</a>.</p>')
    text = chief_editor_client.get(of(copy)).text
    assert "jiný" in text and draft.get_absolute_url() not in text


def test_what_a_copy_did_not_hold_stays_as_it_is_stored(chief_editor, chief_editor_client):
    article = ArticleFactory()
    article.attachments.create(document=DocumentFactory(title="Plán sadu"))
    copy = as_stored(chief_editor, article)
    rows = {name: value for name, value in copy.data["values"].items() if "attachment" not in name}
    copy.data = {"values": rows, "fields": copy.data["fields"]}
    copy.save()
    assert "Plán sadu" in words(chief_editor_client.get(of(copy)))


def test_a_text_that_could_not_be_published_says_what_to_mend(chief_editor, chief_editor_client):
    document = DocumentFactory()
    copy = typed(chief_editor, attached=[document], title="", publish_at_0="kdysi")
    data = copy.data["values"]
    data["publishing-attachment-content_type-object_id-0-document"] = [""]
    data["publishing-attachment-content_type-object_id-0-title"] = ["Plán"]
    copy.save()
    answer = chief_editor_client.get(of(copy))
    assert answer.status_code == 200
    for expected in ("Titulek", "Zveřejnit od", "Přílohy, 1. řádek: Dokument", "Nic se neztratilo"):
        assert expected in words(answer)
    copy.refresh_from_db()
    assert copy.data["values"]["publish_at_0"] == ["kdysi"]


def test_a_meeting_without_a_date_says_so(chief_editor_client):
    answer = chief_editor_client.get(of_stored(MeetingFactory(starts_on=None)))
    assert answer.status_code == 200
    assert DATELESS in answer.text.replace("\u00a0", " ") and BAR not in answer.text


# --- nothing stays -----------------------------------------------------------------------------


def everything():
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def a_change_of_everything(author):
    """A copy of a live text with another address, body, picture, attachment and region."""
    article = published(title="Původní titulek", slug="puvodni")
    article.attachments.create(document=DocumentFactory())
    article.sync()
    return article, as_stored(
        author,
        article,
        title="Nový titulek",
        slug="nova-adresa",
        cover=PictureFactory().pk,
        regions=[region().pk],
        attached=[DocumentFactory()],
    )


@pytest.mark.django_db(transaction=True)
def test_no_row_of_any_table_is_changed(chief_editor, chief_editor_client):
    article, copy = a_change_of_everything(chief_editor)
    new = typed(chief_editor, title="Docela nový")
    broken = typed(chief_editor, MeetingFactory(), kind="meeting", title="")
    addresses = [of(copy), of(copy, suffix="tisk/"), of(new), of_stored(article)]
    addresses.append(of(broken, "meetings/meeting"))
    before = everything()
    assert len(before) > 30 and before["publishing_redirect"] == []
    for address in addresses:
        answer = chief_editor_client.get(address)
        assert (BAR in answer.text) is (address != addresses[-1])
        assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_a_failing_receiver_leaves_nothing_either(chief_editor, chief_editor_client):
    _, copy = a_change_of_everything(chief_editor)
    before = everything()

    def fail(**kwargs):
        raise RuntimeError

    signals.changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            chief_editor_client.get(of(copy))
    finally:
        signals.changed.disconnect(fail)
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_gets_into_a_cache(chief_editor, chief_editor_client, client):
    _, copy = a_change_of_everything(chief_editor)
    page = client.get("/aktuality/puvodni/").text
    client.get("/aktuality/")
    kept, remembered = dict(cache._cache), dict(memory._values)
    assert kept and remembered
    assert "Nový titulek" in words(chief_editor_client.get(of(copy)))
    _, token = preview_links.make("article", None, copy, by=chief_editor, days=7)
    assert "Nový titulek" in words(client.get(f"/nahled/{token}/"))
    assert dict(cache._cache) == kept and dict(memory._values) == remembered
    assert client.get("/aktuality/puvodni/").text == page
    assert "Původní" in client.get("/aktuality/").text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/aktuality/puvodni/", "/aktuality/", "/aktuality/nova/"])
def test_readers_are_served_and_see_nothing_of_it_while_it_is_made(
    chief_editor, chief_editor_client, address
):
    article = published(title="Původní titulek", slug="puvodni")
    copy = as_stored(chief_editor, article, title="Nový titulek", slug="nova")
    seen = []

    def read():
        seen.append(words(Client().get(address)))
        connection.close()

    def meanwhile(publication, **kwargs):
        assert Article.objects.get().title == "Nový titulek"
        reader = Thread(target=read)
        reader.start()
        reader.join(timeout=15)

    signals.changed.connect(meanwhile)
    try:
        answer = chief_editor_client.get(of(copy))
    finally:
        signals.changed.disconnect(meanwhile)
    assert "Nový titulek" in words(answer)
    assert len(seen) == 1
    assert "Nový titulek" not in seen[0]
    assert ("Původní titulek" in seen[0]) is (address != "/aktuality/nova/")


@pytest.mark.django_db(transaction=True)
def test_the_database_is_free_before_the_answer_is_read(chief_editor, chief_editor_client):
    article = published(title="Původní titulek")
    answer = chief_editor_client.get(of(as_stored(chief_editor, article, title="Nový")))
    assert not answer.streaming and not connection.in_atomic_block
    article.refresh_from_db()
    article.save()


# --- how it is sent ----------------------------------------------------------------------------


def test_it_is_neither_kept_nor_indexed_and_framed_by_us_alone(chief_editor, chief_editor_client):
    answer = chief_editor_client.get(of(typed(chief_editor)))
    assert "noindex" in answer["X-Robots-Tag"]
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_it_is_read_and_nothing_else(chief_editor, chief_editor_client):
    assert chief_editor_client.post(of(typed(chief_editor))).status_code == 405


# --- for whom ----------------------------------------------------------------------------------


@pytest.fixture
def people(make_user, editor, chief_editor, administrator, outsider):
    """Everybody who may come, by the names of the matrix."""
    return {
        "its author": editor,
        "another author": make_user("autor", "Autor"),
        "chief editor": chief_editor,
        "meetings editor": make_user("setkani", "Redaktor setkání"),
        "partners editor": make_user("partneri", "Redaktor partnerů"),
        "administrator": administrator,
        "outsider": outsider,
    }


def statuses(people, address, method="get"):
    found = {name: getattr(signed_in(user), method)(address) for name, user in people.items()}
    found["nobody"] = getattr(Client(), method)(address)
    for answer in found.values():
        if answer.status_code == 302 and "/admin/login/" in answer["Location"]:
            answer.status_code = "log-in"
    return {name: answer.status_code for name, answer in found.items()}


OUTSIDE = {"outsider": "log-in", "nobody": "log-in"}


@pytest.mark.parametrize("suffix", ["", "tisk/"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_copy_is_previewed_by_its_author_and_who_may_publish(people, suffix, is_new):
    author = people["its author"]
    copy = typed(author, None if is_new else ArticleFactory(created_by=author))
    assert statuses(people, of(copy, suffix=suffix)) == OUTSIDE | {
        "its author": 200,
        "another author": 404,
        "chief editor": 200,
        "meetings editor": 404,
        "partners editor": 404,
        "administrator": 404,
    }


def test_what_is_stored_is_previewed_by_who_sees_it_in_the_admin(people):
    article = ArticleFactory(created_by=people["its author"])
    change = statuses(people, f"/admin/news/article/{article.pk}/change/")
    assert {200, 403, "log-in"} == set(change.values())
    for suffix in ("", "tisk/"):
        assert statuses(people, of_stored(article, suffix)) == change


def test_links_are_made_and_listed_by_who_may_change_the_text(people):
    article = ArticleFactory(created_by=people["its author"])
    copy = typed(people["its author"], article)
    allowed = {"its author": 200, "chief editor": 200}
    stored = f"/admin/news/article/{article.pk}/odkazy/"
    of_copy = f"/admin/news/article/kopie/{copy.pk}/odkazy/"
    for method in ("get", "post"):
        assert statuses(people, stored, method) == OUTSIDE | allowed | {
            "another author": 403,
            "meetings editor": 403,
            "partners editor": 403,
            "administrator": 403,
        }
        assert statuses(people, of_copy, method) == OUTSIDE | allowed | {
            "another author": 404,
            "meetings editor": 404,
            "partners editor": 404,
            "administrator": 404,
        }
    assert not PreviewLink.objects.exists()  # none said for how long


def test_an_author_makes_no_link_to_what_is_published(editor, editor_client):
    article = published(created_by=editor)
    answer = editor_client.post(f"/admin/news/article/{article.pk}/odkazy/", {"days": 7})
    assert answer.status_code == 403
    assert not PreviewLink.objects.exists()


def test_a_link_is_revoked_by_who_may_change_the_text(people):
    article = ArticleFactory(created_by=people["its author"])
    for name, user in people.items():
        link, _ = preview_links.make("article", article.pk, None, by=None, days=7)
        address = f"/admin/news/article/odkazy/{link.pk}/zrusit/"
        assert signed_in(user).get(address).status_code in (405, 302)
        answer = signed_in(user).post(address)
        link.refresh_from_db()
        assert bool(link.revoked_at) is (name in {"its author", "chief editor"}), name
        if not link.revoked_at:
            assert answer.status_code == 404 or "/admin/login/" in answer["Location"]
    link, _ = preview_links.make("article", article.pk, None, by=people["its author"], days=7)
    Client().post(f"/admin/news/article/odkazy/{link.pk}/zrusit/")
    signed_in(people["chief editor"]).post(f"/admin/pages/page/odkazy/{link.pk}/zrusit/")
    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.mark.parametrize("tail", ["nahled/", "nahled/tisk/", "odkazy/"])
def test_what_is_not_there_has_no_preview(chief_editor, chief_editor_client, tail):
    article = ArticleFactory()
    copy = typed(chief_editor, article)
    article.delete()
    for root in (f"kopie/{copy.pk}", "kopie/999999", "999999", "9" * 40, f"kopie/{'9' * 40}"):
        answer = chief_editor_client.get(f"/admin/news/article/{root}/{tail}")
        assert answer.status_code == 404
    other = typed(chief_editor)
    assert chief_editor_client.get(f"/admin/pages/page/kopie/{other.pk}/{tail}").status_code == 404


# --- a link for somebody without an account ----------------------------------------------------


@pytest.fixture
def share(chief_editor, chief_editor_client):
    """share(copy or publication): the address that the editor is shown once."""

    def share(shown, days=7):
        root = shown.kind == "article" and shown._meta.model_name == "workingcopy"
        address = f"/admin/news/article/{'kopie/' if root else ''}{shown.pk}/odkazy/"
        answer = chief_editor_client.post(address, {"days": days})
        assert answer.status_code == 200
        shown = answer.context["address"]
        assert f'value="{shown}"' in answer.text
        assert shown not in chief_editor_client.get(address).text
        return shown.removeprefix("http://testserver")

    return share


def test_a_guest_sees_the_copy_as_it_is_at_that_moment(share, client, chief_editor):
    copy = typed(chief_editor, title="První pokus")
    address = share(copy)
    assert "První pokus" in words(client.get(address))
    copy.data["values"]["title"] = ["Druhý pokus"]
    copy.save()
    for tail in ("", "tisk/"):
        answer = client.get(f"{address}{tail}")
        assert answer.status_code == 200
        assert BAR in answer.text and "Druhý pokus" in words(answer)
        assert address in answer.text  # the page leads to its print view and back
        assert "/admin/" not in answer.text
    assert client.get("/aktuality/druhy-pokus/").status_code == 404


def test_the_address_cannot_be_read_from_the_database(share, chief_editor):
    token = share(typed(chief_editor)).split("/")[2]
    assert len(token) >= 32
    assert token not in repr(everything())


@pytest.mark.parametrize("days", [1, 7, 30])
def test_it_ends_by_itself(share, client, chief_editor, days):
    address = share(typed(chief_editor), days)
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=days, minutes=-1)):
        assert client.get(address).status_code == 200
    with time_machine.travel(now + timedelta(days=days, seconds=2)):
        for tail in ("", "tisk/"):
            answer = client.get(f"{address}{tail}")
            assert answer.status_code == 410
            assert "Odkaz platil do" in words(answer) and "Rozepsaný" not in answer.text


@pytest.mark.parametrize("days", ["", "0", "365", "-1", "věčně"])
def test_it_cannot_be_made_for_another_time(chief_editor, chief_editor_client, days):
    copy = typed(chief_editor)
    address = f"/admin/news/article/kopie/{copy.pk}/odkazy/"
    assert chief_editor_client.post(address, {"days": days}).context["form"].errors
    assert not PreviewLink.objects.exists()


def test_it_is_revoked_at_once(share, client, chief_editor, chief_editor_client):
    copy = typed(chief_editor)
    revoked, other = share(copy), share(copy)
    page = chief_editor_client.get(f"/admin/news/article/kopie/{copy.pk}/odkazy/")
    assert len(page.context["links"]) == 2
    link = PreviewLink.objects.earliest("pk")
    answer = chief_editor_client.post(f"/admin/news/article/odkazy/{link.pk}/zrusit/", follow=True)
    assert answer.status_code == 200 and len(answer.context["links"]) == 1
    assert client.get(revoked).status_code == 410
    assert "Odkaz byl zrušen" in words(client.get(revoked))
    assert client.get(other).status_code == 200


def test_an_unknown_one_is_a_page_that_is_not_there(client):
    unknown = client.get("/nahled/QmFmZmxlZ2FiMTIzNDU2Nzg5MDEyMzQ1/")
    missing = client.get("/nikdy-nebylo/")
    assert unknown.status_code == missing.status_code == 404
    assert abs(len(unknown.content) - len(missing.content)) < 100
    for odd in ("%00", "a" * 3000, "ř", "%F0%9F%8C%B3", "."):
        assert client.get(f"/nahled/{odd}/").status_code == 404


def test_it_shows_this_publication_and_nothing_else(share, client, chief_editor, editor):
    mine, other = ArticleFactory(title="Můj text"), ArticleFactory(title="Jiný text")
    address = share(typed(chief_editor, mine, title="Můj text"))
    typed(editor, mine, title="Text kolegyně")
    text = words(client.get(address))
    assert "Můj text" in text
    assert "Jiný text" not in text and "Text kolegyně" not in text
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(f"{address}{other.pk}/").status_code == 404


def test_it_is_sent_to_one_pair_of_eyes(share, client, chief_editor):
    address = share(typed(chief_editor))
    for tail in ("", "tisk/"):
        answer = client.get(f"{address}{tail}")
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies and "ETag" not in answer
    assert client.post(address).status_code == 405


def test_pictures_open_to_a_guest_and_attachments_do_not(share, client, chief_editor):
    document, picture = DocumentFactory(), PictureFactory()
    copy = typed(chief_editor, attached=[document], cover=picture.pk)
    answer = client.get(share(copy))
    assert document.get_absolute_url() in answer.text
    assert client.get(document.get_absolute_url()).status_code == 404
    assert picture.file.url in answer.text or "/media/pictures/" in answer.text
    assert client.get(picture.file.url).status_code == 200


def test_a_text_that_cannot_be_shown_now_asks_for_patience(share, client, chief_editor):
    copy = typed(chief_editor)
    address = share(copy)
    copy.data["values"]["title"] = [""]
    copy.save()
    answer = client.get(address)
    assert answer.status_code == 409
    assert "Zkuste to prosím později" in words(answer)


def test_after_the_first_save_it_shows_the_draft_that_was_stored(
    share, client, chief_editor, chief_editor_client
):
    copy = typed(chief_editor, title="Teprve rozepsaný")
    address = share(copy)
    sent = copies.as_data(copy).dict() | {"_save": "1", "_copy": copy.pk}
    assert chief_editor_client.post("/admin/news/article/add/", sent).status_code == 302
    assert not copies.active().exists()
    assert "Teprve rozepsaný" in words(client.get(address))
    assert Article.objects.get().phase() == Phase.DRAFT


def test_after_publication_it_leads_to_the_page(share, client, chief_editor, chief_editor_client):
    article = ArticleFactory(slug="cesta")
    copy = as_stored(chief_editor, article)
    address = share(copy)
    sent = copies.as_data(copy).dict() | {"_publish": "1", "_copy": copy.pk}
    chief_editor_client.post(f"/admin/news/article/{article.pk}/change/", sent)
    for tail in ("", "tisk/"):
        answer = client.get(f"{address}{tail}")
        assert (answer.status_code, answer["Location"]) == (302, f"/aktuality/cesta/{tail}")
        assert answer["Cache-Control"] == "private, no-store"


def test_a_copy_set_aside_is_not_shown(share, client, chief_editor, chief_editor_client):
    stored = typed(chief_editor, ArticleFactory(title="Uložený text"), title="Zahozený text")
    new = typed(chief_editor, title="Zahozený text")
    addresses = share(stored), share(new)
    for copy in (stored, new):
        chief_editor_client.post(f"/admin/news/article/kopie/{copy.pk}/zahodit/")
        root = f"/admin/news/article/kopie/{copy.pk}/odkazy/"
        assert chief_editor_client.post(root, {"days": 7}).status_code == 404
    assert "Uložený text" in words(client.get(addresses[0]))
    assert "Zahozený" not in client.get(addresses[0]).text
    assert client.get(addresses[1]).status_code == 410


@pytest.mark.parametrize("phase", [Phase.WITHDRAWN, Phase.EXPIRED])
def test_what_was_taken_from_readers_is_not_shown_by_an_old_link(
    share, client, chief_editor, phase
):
    article = ArticleFactory()
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        _, token = preview_links.make("article", article.pk, None, by=chief_editor, days=7)
    bring_to(article, phase)
    assert client.get(f"/nahled/{token}/").status_code == 410


def test_it_dies_with_the_publication(share, client, chief_editor):
    article = ArticleFactory()
    addresses = share(article), share(typed(chief_editor, article))
    article.delete()
    for address in addresses:
        assert client.get(address).status_code == 410
        assert "Rozepsaný odstavec" not in client.get(address).text


def test_it_lives_without_who_made_it(client, make_user):
    maker = make_user("odesel", "Šéfredaktor")
    article = ArticleFactory(title="Zůstává")
    _, token = preview_links.make("article", article.pk, None, by=maker, days=7)
    maker.delete()
    assert "Zůstává" in words(client.get(f"/nahled/{token}/"))
