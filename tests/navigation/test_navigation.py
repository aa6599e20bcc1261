"""What stands around pages: editors' data, and nothing in it breaks a page."""

import pytest

from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, PortalLink, SideBox
from nszm_portal.pages.models import Page
from tests.factories.library import PictureFactory
from tests.factories.publishing import PageFactory, published

pytestmark = pytest.mark.django_db


def test_a_fresh_portal_has_a_name_and_two_groups(client):
    text = client.get("/").text.replace("\u00a0", " ")
    assert "Zdravých měst České republiky" in text
    assert "nszm@nszm.cz" in text
    assert list(PortalGroup.objects.values_list("label", flat=True)) == [
        "naše weby",
        "další portály",
    ]


def test_portals_are_a_disclosure_that_needs_no_script(client):
    group = PortalGroup.objects.get(label="naše weby")
    PortalLink.objects.create(group=group, label="DataPlán", url="https://www.dataplan.info/")
    text = client.get("/").text
    assert "<summary" in text and "naše weby" in text.replace("\u00a0", " ")
    assert 'href="https://www.dataplan.info/"' in text
    assert "další portály" not in text.replace("\u00a0", " ")  # an empty group is left out


def test_the_menu_marks_where_one_is(client):
    MenuItem.objects.create(label="Úvod", target="/")
    MenuItem.objects.create(label="Aktuality", target="/aktuality/")
    article = published()
    menu = {
        link.label: link.current
        for link in client.get(article.get_absolute_url()).context["site"].menu
    }
    assert menu == {"Úvod": False, "Aktuality": True}
    menu = {link.label: link.current for link in client.get("/").context["site"].menu}
    assert menu == {"Úvod": True, "Aktuality": False}


def test_an_item_of_a_page_follows_it_and_hides_with_it(administrator_client, client):
    page = published(Page, title="O webu")
    fields = {"label": "O nás", "target": "http://127.0.0.1:8000/o-webu/", "position": "10"}
    administrator_client.post("/admin/navigation/menuitem/add/", fields)
    assert MenuItem.objects.get().target == page.reference
    page.slug = "o-portalu"
    page.save()
    assert 'href="/o-portalu/"' in client.get("/").text
    page.withdraw("mistake", "Omyl.")
    assert "O nás" not in client.get("/").text.replace("\u00a0", " ")


def test_the_form_shows_the_address_of_today(administrator_client):
    page = published(Page, title="O webu")
    item = MenuItem.objects.create(label="O webu", target=page.reference)
    form = administrator_client.get(f"/admin/navigation/menuitem/{item.pk}/change/")
    assert 'value="/o-webu/"' in form.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "/nikde/nic/",
        "data:text/html,x",
        "http://",
        "//cizi.example/",
        "cosi",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(administrator_client, address):
    fields = {"label": "X", "target": address, "position": "10"}
    answer = administrator_client.post("/admin/navigation/menuitem/add/", fields)
    assert "nikam nevede" in answer.text
    assert not MenuItem.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        "article:999999",
        "nesmysl:1",
        "page:",
        "",
        "javascript:alert(1)",
        "//cizi.example",
        "/\\cizi.example",
        "/\t/cizi.example",
        "https://",
        "%%%",
        ":",
    ],
)
def test_wrong_data_never_breaks_a_page(client, target):
    MenuItem.objects.create(label="Rozbité", target=target)
    SideBox.objects.create(title="Box bez cíle", target=target)
    link = {"label": "Odkaz portálu", "url": target or "nesmysl"}
    PortalLink.objects.create(group=PortalGroup.objects.first(), **link)
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Rozbité" not in answer.text
    assert "Box bez" in answer.text
    assert "Odkaz portálu" not in answer.text
    assert "javascript" not in answer.text and "cizi.example" not in answer.text


def test_a_missing_identity_does_not_break_a_page(client):
    Identity.objects.all().delete()
    assert client.get("/").status_code == 200


def test_the_footer_has_what_editors_wrote(client):
    Identity.objects.update(copyright_year=2017, version_line="Server DtP verze 1.3698")
    text = client.get("/").text.replace("\u00a0", " ")
    assert "2017" in text and "Server DtP verze 1.3698" in text


def test_a_side_box_may_carry_a_picture(client):
    SideBox.objects.create(title="Cena", picture=PictureFactory(description="Diplom"))
    assert 'alt="Diplom"' in client.get("/").text


def test_a_hidden_box_is_not_shown(client):
    SideBox.objects.create(title="Schovaný", is_shown=False)
    assert "Schovaný" not in client.get("/").text


def test_i_opens_the_page_about_the_web(client):
    page = PageFactory(title="O webu")
    page.publish()
    article = published()
    assert 'href="/o-webu/"' in client.get(article.get_absolute_url()).text


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_at_once_though_everything_is_kept(client, django_assert_num_queries):
    MenuItem.objects.create(label="Aktuality", target="/aktuality/")
    client.get("/")
    MenuItem.objects.update_or_create(label="Aktuality", defaults={"label": "Novinky"})
    assert "Novinky" in client.get("/").text


def test_an_editor_without_the_right_cannot_change_it(editor_client):
    assert editor_client.get("/admin/navigation/menuitem/").status_code == 403
    assert editor_client.post("/admin/navigation/identity/1/change/", {}).status_code == 403
