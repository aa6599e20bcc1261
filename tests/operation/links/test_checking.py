"""Links in texts that readers see: which are asked, what is remembered and who is told."""

import io
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from nszm_portal.navigation.models import PortalGroup, PortalLink
from nszm_portal.operation.links import checking
from nszm_portal.operation.links.fetching import Fetcher
from nszm_portal.operation.locks import only_one
from nszm_portal.operation.models import CheckedLink, LinkState, Run
from nszm_portal.publishing.visibility import Phase
from partners.models import Partner
from tests.factories.publishing import ArticleFactory, bring_to, published
from tests.servers.website import Website

pytestmark = pytest.mark.django_db
LIST = "/admin/operation/checkedlink/"


@pytest.fixture(scope="module")
def website():
    website = Website()
    yield website
    website.stop()


@pytest.fixture(autouse=True)
def nothing_else(website):
    """Links that migrations made lead out of the machine."""
    PortalLink.objects.all().delete()
    website.pages.clear()
    website.asked.clear()
    website.pages["/je"] = (200, {})


def check(**options):
    fetcher = Fetcher("zkouska", allows=lambda address: address.is_loopback, ports=None)
    return checking.check(fetcher, pause=0, **options)


def text(*addresses, **fields):
    links = " ".join(f'<a href="{address}">odkaz</a>' for address in addresses)
    return published(body=f"<p>{links}</p>", **fields)


def broken() -> set[str]:
    return set(CheckedLink.objects.broken().values_list("address", flat=True))


def test_each_link_of_a_public_text_is_asked_once(website):
    here, gone = f"{website.url}/je", f"{website.url}/neni"
    text(here, gone, f"{here}#kotva", "mailto:a@example.org")
    text(here)
    bring_to(ArticleFactory(body=f'<p><a href="{website.url}/koncept">a</a></p>'), Phase.DRAFT)
    published(Partner, title="Partner", website=f"{website.url}/web")
    PortalGroup.objects.first().links.create(label="Náš web", url=f"{website.url}/portal")
    assert check() == 4
    assert website.methods("/je") == ["HEAD"]
    assert website.methods("/koncept") == []
    assert website.methods("/web") and website.methods("/portal")
    state = dict(CheckedLink.objects.values_list("address", "state"))
    assert state[here] == LinkState.WORKS and state[gone] == LinkState.FAILING
    assert CheckedLink.objects.get(address=here).places.count() == 2
    assert check() == 0, "today it was asked already"


def test_it_is_told_after_three_days_and_no_sooner(website):
    gone = f"{website.url}/neni"
    text(gone)
    start = timezone.now()
    for day in range(3):
        with time_machine.travel(start + timedelta(days=day)):
            check()
            check()
            assert broken() == ({gone} if day == 2 else set())
    website.pages["/neni"] = (200, {})
    with time_machine.travel(start + timedelta(days=3)):
        check()
        assert broken() == set()
    del website.pages["/neni"]
    with time_machine.travel(start + timedelta(days=4)):
        check()
        assert broken() == set(), "the days are counted anew"


def test_a_link_that_left_the_text_is_forgotten(website):
    article = text(f"{website.url}/neni")
    check()
    article.body = "<p>Bez odkazu.</p>"
    article.save()
    check()
    assert not CheckedLink.objects.exists()


def test_links_of_ours_are_told_at_once():
    there = published(title="Tady")
    gone = bring_to(ArticleFactory(title="Stažený"), Phase.WITHDRAWN)
    body = (
        f'<p><a data-page="{there.reference}">a</a> <a data-page="{gone.reference}">b</a> '
        '<a data-page="article:999999">c</a> <a href="/aktuality/">d</a> <a href="/nic/tu/">e</a> '
        '<a href="/aktuality/neni-tu/">f</a></p>'
    )
    published(title="Rozcestník", body=body)
    assert check() == 0
    assert "„Stažený“" in CheckedLink.objects.get(address=gone.reference).said
    assert broken() == {gone.reference, "article:999999", "/nic/tu/", "/aktuality/neni-tu/"}


def test_the_list_names_the_texts(website, chief_editor_client, administrator_client):
    article = text("/nic/tu/", title="Text s chybou")
    check()
    answer = chief_editor_client.get(LIST)
    assert "/nic/tu/" in answer.text and "Takovou stránku tento web nemá" in answer.text
    assert f'<a href="/admin/news/article/{article.pk}/change/">Text s chybou</a>' in answer.text
    assert "1 odkaz v textech nikam nevede" in chief_editor_client.get("/admin/").text
    assert (
        "1 odkaz v textech nikam nevede." in administrator_client.get("/admin/operation/run/").text
    )


def test_others_are_not_told(editor_client):
    text("/nic/tu/")
    check()
    assert editor_client.get(LIST).status_code == 403
    assert "nikam nevede" not in editor_client.get("/admin/").text


def test_one_server_is_asked_with_pauses(website):
    text(*(f"{website.url}/{number}" for number in range(4)))
    fetcher = Fetcher("zkouska", allows=lambda address: address.is_loopback, ports=None)
    checking.check(fetcher, pause=0.2)
    moments = [at for at, method, _, _ in website.asked if method == "HEAD"]
    assert len(moments) == 4
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(moments))


def test_a_run_ends_though_a_server_does_not_answer(website, monkeypatch):
    import time

    monkeypatch.setattr(checking, "GRACE", 0.2)
    website.pages["/visi"] = lambda method: time.sleep(3) or (200, {})
    text(f"{website.url}/visi", f"{website.url}/je")
    began = time.monotonic()
    check(longest=timedelta(seconds=0.3))
    assert time.monotonic() - began < 2
    assert CheckedLink.objects.get(address__endswith="/visi").said == "server neodpověděl včas"
    assert CheckedLink.objects.get(address__endswith="/je").state == LinkState.NEW


def test_the_command_refuses_what_is_inside_and_is_recorded(website):
    inside = f"{website.url.rpartition(':')[0]}/je"
    text(inside)
    said = io.StringIO()
    call_command("check_links", stdout=said)
    assert said.getvalue() == "Vyzkoušených odkazů: 1, nefunkčních: 0.\n"
    assert CheckedLink.objects.get().said == "vede do vnitřní sítě"
    assert website.asked == []
    assert Run.objects.get().job == "check_links"


def test_two_at_once_are_one():
    said = io.StringIO()
    with only_one("check_links"):
        call_command("check_links", stderr=said)
    assert "už běží" in said.getvalue()
