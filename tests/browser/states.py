"""Every public template and each of its states: where it is to be seen."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import get_template
from playwright.sync_api import Page

from tests.browser import shelf, shelf_meetings, shelf_partners
from tests.servers.portal import Answer, Portal


@dataclass(frozen=True)
class State:
    """A page of one of the three portals; `ask` gets what a plain GET of `path` would not."""

    path: str
    status: int = 200
    portal: str = "full"
    ask: Callable[[Portal, str], Answer] = Portal.get

    def answer(self, portal: Portal) -> Answer:
        return self.ask(portal, self.path)

    def show(self, page: Page, portal: Portal) -> None:
        """Opens it in a browser; what a browser cannot ask for is handed to it."""
        if self.ask is not Portal.get:
            answer = self.answer(portal)
            page.route(
                portal.url + self.path,
                lambda route: route.fulfill(
                    status=self.status, body=answer.body, content_type="text/html; charset=utf-8"
                ),
            )
        page.goto(portal.url + self.path)


def _from_a_stranger(portal, path):
    return portal.get(path, Host="www.example.org")


def _without_a_token(portal, path):
    return portal.get(path, method="POST")


def _file(template):
    """A page that is sent when nothing works, not even the template's context."""

    def ask(portal, path):
        page = get_template(template).render({"static_url": "/static/"})
        return Answer(int(template[:3]), {}, page.encode())

    return ask


LISTS = {
    "list": State("/aktuality/"),
    "list, page 2": State("/aktuality/?strana=2"),
    "year": State(shelf.YEAR),
    "month": State(shelf.MONTH),
    "topic": State(shelf.TOPIC),
    "undated": State(shelf.UNDATED),
    "list, empty": State("/aktuality/", portal="empty"),
    "meetings": State("/setkani/"),
    "meetings, page 2": State("/setkani/?strana=2"),
    "meetings of a year": State(shelf_meetings.YEAR),
    "meetings, undated": State(shelf_meetings.UNDATED),
    "meetings, empty": State("/setkani/", portal="empty"),
    "partners": State(shelf_partners.PARTNERS),
    "partners, narrowed": State(shelf_partners.NARROWED),
    "partners, nobody": State(shelf_partners.NOBODY),
    "partners, table": State(shelf_partners.TABLE),
    "partners, empty": State(shelf_partners.PARTNERS, portal="empty"),
    "agreements": State(shelf_partners.AGREEMENTS),
    "agreements, empty": State(shelf_partners.AGREEMENTS, portal="empty"),
}
SEARCH = {
    "search": State("/hledat/"),
    "search, many found": State("/hledat/?q=lavicky"),
    "search, page 2": State("/hledat/?q=lavicky&strana=2"),
    "search, narrowed": State("/hledat/?q=lavicky&druh=article&rok=2015"),
    "search, little found": State("/hledat/?q=ulice+lavicky+slon"),
    "search, a region": State("/hledat/?q=liberecky+kraj"),
    "search, with a mistake": State("/hledat/?q=lavciky"),
    "search, nothing found": State("/hledat/?q=xyzzyq"),
    "search, no word": State("/hledat/?q=%3F%3F"),
}
REGIONS = {
    "regions": State("/kraje/"),
    "region with everything": State("/kraje/liberecky-kraj/"),
    "region with nothing": State("/kraje/zlinsky-kraj/"),
}
HOMES = {
    "home": State("/"),
    "home, one article": State("/", portal="young"),
    "home, empty": State("/", portal="empty"),
}
ARTICLES = {
    "article with everything": State(shelf.RICH),
    "article with a title only": State(shelf.BARE),
    "article with a title of 200 letters": State(shelf.LONG),
}
MEETINGS = {
    "meeting to come": State(shelf_meetings.COMING),
    "meeting of the past": State(shelf_meetings.PAST),
    "meeting cancelled": State(shelf_meetings.CANCELLED),
    "meeting moved": State(shelf_meetings.MOVED),
    "meeting with a title only": State(shelf_meetings.BARE),
}
PARTNERS = {
    "partner with a long history": State(shelf_partners.RICH),
    "partner without a logo": State(shelf_partners.BARE),
    "agreement in force": State(shelf_partners.IN_FORCE),
    "agreement expired": State(shelf_partners.EXPIRED),
    "agreement prepared": State(shelf_partners.PREPARED),
}
PAGES = {"page": State(shelf.ABOUT)}
REPORTS = {
    "report": State("/napiste-nam/"),
    "report, thanks": State("/napiste-nam/dekujeme/"),
}
PRINTED = {
    f"print: {name}": State(f"{state.path}tisk/", portal=state.portal)
    for name, state in {**LISTS, **REGIONS, **ARTICLES, **MEETINGS, **PARTNERS, **PAGES}.items()
    if "?" not in state.path
}
BUNDLES = {
    "print: bundle of a year": State("/tisk/?druh=meeting&rok=2015"),
    "print: bundle of a topic": State("/tisk/?tema=verejny-prostor"),
    "print: bundle of all kinds": State(
        "/tisk/?id=article:1&id=meeting:1&id=partner:1&id=agreement:1&id=page:1&id=article:99999"
    ),
    "bundle, too many": State("/tisk/?druh=article"),
    "bundle, nothing found": State("/tisk/?druh=article&rok=1999"),
}
ERRORS = {
    "400": State("/", 400, ask=_from_a_stranger),
    "403": State("/admin/login/", 403, ask=_without_a_token),
    "404": State("/aktuality/nic-takoveho/", 404),
    "404, with suggestions": State("/cz/aktuality/lavicky-v-ulici/", 404),
    "404, page past the end": State("/aktuality/?strana=9", 404),
    "404, empty portal": State("/nic-takoveho/", 404, portal="empty"),
    "410, withdrawn": State(shelf.WITHDRAWN, 410),
    "410, expired": State(shelf.EXPIRED, 410),
    "500": State("/rozbite/", 500, ask=_file("500.html")),
    "503": State("/mimo-provoz/", 503, ask=_file("503.html")),
}
ALL = {
    **HOMES,
    **LISTS,
    **SEARCH,
    **REGIONS,
    **ARTICLES,
    **MEETINGS,
    **PARTNERS,
    **PAGES,
    **REPORTS,
    **PRINTED,
    **BUNDLES,
    **ERRORS,
}
