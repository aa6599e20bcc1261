"""Old addresses: one hop to what is public, nothing of what is not, and no hostile one breaks."""

import pytest

from nszm_portal.legacy import addresses
from nszm_portal.legacy.models import Original
from nszm_portal.publishing.models import Redirect
from nszm_portal.publishing.visibility import Phase
from tests.factories.legacy import imported
from tests.factories.meetings import MeetingFactory
from tests.factories.publishing import ArticleFactory, PageFactory, bring_to

pytestmark = pytest.mark.django_db
OLD = "/cz/aktuality/otevreli-sad"
WAYS = [
    OLD,
    f"{OLD}/",
    "/CZ/Aktuality/Otevreli-Sad",
    f"{OLD}?utm_source=x&apc=1",
    "/index.shtml?apc=r2280496n",
    "/index.shtml?apc=R2280496N",
    "/index.shtml?x=1&apc=r2280496n&y=2",
    "/Index.shtml?apc=r2280496n",
]


@pytest.fixture
def article(db):
    article = ArticleFactory(title="Otevřeli jsme sad")
    imported(article, old_path=OLD, apc="r2280496n")
    return article


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_old_address_leads_in_one_hop_without_its_query(client, article, way, method):
    bring_to(article, Phase.VISIBLE)
    answer = getattr(client, method)(way)
    assert (answer.status_code, answer["Location"]) == (301, "/aktuality/otevreli-jsme-sad/")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.SCHEDULED])
def test_what_is_not_public_yet_is_not_betrayed(client, article, way, phase):
    bring_to(article, phase)
    answer = client.get(way)
    assert answer.status_code == 404
    told = answer.text.split("<main")[1].split("</main")[0].lower()
    told = told.replace("otevreli sad", "")  # the search that is offered repeats what was asked for
    assert "sad" not in told


def test_what_is_gone_is_told_at_its_own_address(client, article):
    bring_to(article, Phase.WITHDRAWN)
    answer = client.get(OLD, follow=True)
    assert answer.redirect_chain == [("/aktuality/otevreli-jsme-sad/", 301)]
    assert answer.status_code == 410


def test_a_changed_address_makes_no_chain(client, article):
    bring_to(article, Phase.VISIBLE)
    article.slug = "novy-sad"
    article.save()
    assert client.get(OLD)["Location"] == "/aktuality/novy-sad/"
    assert client.get("/aktuality/otevreli-jsme-sad/")["Location"] == "/aktuality/novy-sad/"


def test_a_deleted_one_leaves_nothing(client, article):
    bring_to(article, Phase.VISIBLE)
    article.delete()
    assert client.get(OLD).status_code == 404
    assert Original.objects.exists() and not Redirect.objects.exists()


def test_its_print_view_is_led_to_as_well(client, article):
    bring_to(article, Phase.VISIBLE)
    assert client.get(f"{OLD}/tisk/")["Location"] == "/aktuality/otevreli-jsme-sad/tisk/"


@pytest.mark.parametrize("way", ["/cz/akce/setkani-2015", "/cz/probehle-akce/setkani-2015"])
def test_a_meeting_s_old_address_leads_to_it(client, way):
    meeting = MeetingFactory(title="Setkání v Liberci")
    imported(meeting, old_path=way)
    bring_to(meeting, Phase.VISIBLE)
    assert client.get(way)["Location"] == "/setkani/setkani-v-liberci/"


# --- short ones, from paper --------------------------------------------------------------------


@pytest.mark.parametrize(
    "way,target",
    [
        ("/akce", "/setkani/"),
        ("/akce/", "/setkani/"),
        ("/cz/akce", "/setkani/"),
        ("/cz/probehle-akce", "/setkani/"),
        ("/cz/aktuality/", "/aktuality/"),
        ("/cz/zpravodaj", "/aktuality/"),
    ],
)
def test_an_old_list_leads_to_the_present_one_in_one_hop(client, way, target):
    answer = client.get(f"{way}?x=1")
    assert (answer.status_code, answer["Location"]) == (301, target)


@pytest.mark.parametrize("way", ["/forum", "/forum/", "/Forum", "/forum?x=1"])
def test_a_short_address_leads_in_one_hop(client, article, way):
    original = Original.objects.get()
    original.old_path = "/forum"
    original.save()
    assert client.get(way, follow=True).status_code == 404
    bring_to(article, Phase.VISIBLE)
    answer = client.get(way)
    assert (answer.status_code, answer["Location"]) == (301, "/aktuality/otevreli-jsme-sad/")


def test_a_live_page_wins_over_an_old_address(client, article):
    bring_to(article, Phase.VISIBLE)
    Original.objects.get().delete()
    imported(article, old_path="/forum")
    page = PageFactory(title="Fórum", slug="forum")
    assert client.get("/forum")["Location"] == "/aktuality/otevreli-jsme-sad/"
    bring_to(page, Phase.VISIBLE)
    assert client.get("/forum")["Location"] == "/forum/"
    assert client.get("/forum/").status_code == 200


def test_a_live_page_wins_over_an_old_list(client):
    page = bring_to(PageFactory(title="Akce", slug="akce"), Phase.VISIBLE)
    assert client.get("/akce", follow=True).redirect_chain == [("/akce/", 301)]
    page.withdraw("outdated", "Akce mají vlastní přehled.")
    assert client.get("/akce/").status_code == 410
    page.delete()
    assert client.get("/akce")["Location"] == "/setkani/"


def test_an_address_without_its_slash_still_gets_it(client):
    assert client.get("/aktuality?strana=2")["Location"] == "/aktuality/?strana=2"


# --- hostile ones ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "way",
    [
        "/index.shtml",
        "/index.shtml?apc=",
        "/index.shtml?apc=%00",
        "/index.shtml?apc=%ff%fe",
        "/index.shtml?apc=" + "9" * 5000,
        "/index.shtml?apc=r1n&apc=r2n",
        "/index.shtml?" + "&".join(f"a{number}=1" for number in range(3000)),
        "/index.shtml?apc[]=r2280496n",
        "/index.shtml/apc/r2280496n",
        "/cz/",
        "/cz/aktuality/%00",
        "/cz/aktuality/%ff",
        "/cz/aktuality/../../etc/passwd",
        "/cz/aktuality/" + "a" * 5000,
        "/cz/aktuality/%E2%80%AE",
        "/cz//aktuality//otevreli-sad",
        "/cz/aktuality/otevreli-sad;jsessionid=1",
    ],
)
def test_a_hostile_address_is_not_found(client, article, way):
    bring_to(article, Phase.VISIBLE)
    assert client.get(way).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_readers_are_led(client, article, method):
    bring_to(article, Phase.VISIBLE)
    assert getattr(client, method)(OLD).status_code in {403, 404, 405}


# --- what somebody writes as an old address ----------------------------------------------------


@pytest.mark.parametrize(
    "typed,path,number",
    [
        ("", "", ""),
        (" /cz/akce/x/ ", "/cz/akce/x", ""),
        ("https://www.zdravamesta.cz/cz/akce/X", "/cz/akce/x", ""),
        ("www.ZdravaMesta.cz/forum", "/forum", ""),
        ("/cz/akce/x?apc=r1n", "/cz/akce/x", "r1n"),
        ("/index.shtml?apc=R2280496N", "", "r2280496n"),
        ("/cz/akce/p%C5%99%C3%ADklad", "/cz/akce/příklad", ""),
    ],
)
def test_an_old_address_is_taken_apart(typed, path, number):
    assert addresses.taken_apart(typed) == (path, number)


@pytest.mark.parametrize(
    "typed",
    ["neco", "cz/akce/x", "/", "/cz/a b", "/cz/%00", "/index.shtml", "http://[", "/" + "a" * 400],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        addresses.taken_apart(typed)
