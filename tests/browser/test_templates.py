"""Outside judges look at every template in every state: axe in four looks, vnu at the HTML."""

import pytest
from lxml import html

from tests.browser import shelf, states
from tests.browser.looks import ALL_LOOKS, RULES, wrong_in

each_state = pytest.mark.parametrize("name", states.ALL)


@pytest.fixture(scope="module")
def portals(make_portal):
    """portals(name): the running portal that a state is seen on."""
    contents = {"empty": None, "young": "one", "full": "many"}
    running = {}

    def portals(name):
        if name not in running:
            portal = running[name] = make_portal()
            if contents[name]:
                shelf.put(portal, contents[name])
            portal.start()
        return running[name]

    return portals


@each_state
def test_axe_finds_nothing(name, portals, new_page, axe, complaints):
    state = states.ALL[name]
    portal = portals(state.portal)
    page = new_page(portal)
    complaints.expect(f"status of {state.status}")
    state.show(page, portal)
    assert wrong_in(ALL_LOOKS, page, axe) == {}


@pytest.mark.parametrize("name", ["home", "article with everything", "print: list", "404"])
def test_axe_finds_nothing_in_forced_colours(name, portals, new_page, axe, complaints):
    state = states.ALL[name]
    portal = portals(state.portal)
    page = new_page(portal, forced_colors="active")
    complaints.expect(f"status of {state.status}")
    state.show(page, portal)
    assert axe(page, **RULES) == []


@each_state
def test_vnu_finds_no_error(name, portals, vnu):
    state = states.ALL[name]
    answer = state.answer(portals(state.portal))
    assert answer.status == state.status
    assert vnu(answer.text) == []


@each_state
def test_a_page_has_its_parts(name, portals):
    state = states.ALL[name]
    page = html.document_fromstring(state.answer(portals(state.portal)).text)
    assert page.get("lang") == "cs"
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//body/header")
    assert page.xpath("//footer")
    if state.status == 200:
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        path = state.path.removesuffix("tisk/").partition("?q=")[0]
        assert canonical == portals(state.portal).url + path


@each_state
def test_what_is_read_on_a_screen_has_skip_link_and_navigation(name, portals):
    state = states.ALL[name]
    if name.startswith("print") or state.status >= 500:
        return
    page = html.document_fromstring(state.answer(portals(state.portal)).text)
    assert page.xpath("(//body//a)[1]/@href") == ["#obsah"]
    assert page.get_element_by_id("obsah").tag == "main"
    if state.portal != "empty" and not state.path.startswith("/admin/"):
        assert page.xpath("//header//nav//details/summary/text()") == ["naše weby", "další portály"]
        assert page.xpath("//header//nav//a[text()='Aktuality']")


@pytest.mark.parametrize("name", states.ARTICLES)
def test_an_article_leads_back_and_to_paper(name, portals):
    state = states.ALL[name]
    page = html.document_fromstring(state.answer(portals(state.portal)).text)
    (back,) = page.xpath("//a[normalize-space()='zpět na přehled aktualit']/@href")
    (paper,) = page.xpath("//a[normalize-space()='TISK']/@href")
    assert (back, paper) == ("/aktuality/", f"{state.path}tisk/")
