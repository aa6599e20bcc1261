"""The doors of partners and agreements: who stands behind them, and where they could show.

Four casts, each with one publication in the phase that is tried, the rest visible: a partner, an
agreement, an article that a partner shares and an agreement names as its announcement, and a
meeting that a partner shares.
"""

from dataclasses import dataclass, field

from django.test import Client

from nszm_portal.library.models import Document
from nszm_portal.publishing import cards
from nszm_portal.publishing.publication import Publication
from nszm_portal.publishing.visibility import Phase
from partners.models import Partner
from tests.factories.library import DocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import AgreementFactory, PartnerFactory, partner_type
from tests.factories.publishing import ArticleFactory, bring_to, published, region
from tests.publishing.doors import MARK, bring, in_sitemap, main, opens_by_code

ANNOUNCED = "Podepsali jsme dohodu"


@dataclass
class Case:
    """A publication in one phase, and the visible ones around it."""

    publication: Publication
    reader: Client = field(default_factory=Client)
    partner: Publication | None = None
    agreement: Publication | None = None
    amended: Publication | None = None
    renewing: Publication | None = None
    document: Document | None = None

    def shows(self, address, words=MARK) -> bool:
        page = main(self.reader.get(str(address)).text)
        return words in page or self.publication.get_absolute_url() in page

    def opens(self, address: str) -> bool:
        return self.reader.get(address).status_code == 200


def _agreement(*partners, **fields):
    return bring_to(AgreementFactory(partners=partners, **fields), Phase.VISIBLE)


def _marked(factory, **fields):
    lead, body = f"{MARK} perex.", f"<p>{MARK} odstavec.</p>"
    return factory(title=f"{MARK} název", lead=lead, body=body, slug="tajuplny", **fields)


def partner(phase, editor=None):
    """A partner of a type that nobody else has, with a visible agreement that others share."""
    hidden = _marked(PartnerFactory, type=partner_type("univerzity"), level="international")
    agreement = _agreement(hidden, published(Partner))
    bring(hidden, phase)
    return Case(hidden, agreement=agreement), PARTNER


def agreement(phase, editor=None):
    """An agreement with a document and an announcement, which amends one and is renewed by one."""
    known, article = published(Partner), published(title=ANNOUNCED)
    document, amended = DocumentFactory(), _agreement()
    hidden = _marked(
        AgreementFactory,
        partners=[known],
        amends=amended,
        announced_by=article,
        document=document,
    )
    hidden.regions.add(region())
    renewing = _agreement(renews=hidden)
    bring(hidden, phase)
    case = Case(hidden, partner=known, amended=amended, renewing=renewing, document=document)
    return case, AGREEMENT


def meeting(phase, editor=None):
    """A meeting that a visible partner shares."""
    hidden = _marked(MeetingFactory)
    known = published(Partner)
    known.meetings.add(hidden)
    bring(hidden, phase)
    return Case(hidden, partner=known), MEETING


def article(phase, editor=None):
    """An article that a visible partner shares and a visible agreement names."""
    hidden = _marked(ArticleFactory)
    hidden.regions.add(region())
    known = published(Partner)
    known.articles.add(hidden)
    bring(hidden, phase)
    return Case(hidden, partner=known, agreement=_agreement(announced_by=hidden)), ARTICLE


def _page(name, suffix=""):
    return lambda case: case.shows(f"{getattr(case, name).get_absolute_url()}{suffix}")


def _counted(case):
    """Whether the table counts the agreement among its partner's."""
    page = main(case.reader.get("/partneri/?razeni=nazev").text)
    return '<td class="ledger__number" data-label="Platné dohody">1</td>' in page


OWN = {
    "detail": _page("publication"),
    "print": _page("publication", "tisk/"),
    "short address": lambda case: opens_by_code(case.reader, case.publication),
}
PARTNER = OWN | {
    "list": lambda case: case.shows("/partneri/"),
    "list, print": lambda case: case.shows("/partneri/tisk/"),
    "table": lambda case: case.shows("/partneri/?razeni=-dohody"),
    "table, print": lambda case: case.shows("/partneri/tisk/?razeni=typ"),
    "narrowed": lambda case: case.shows("/partneri/?typ=univerzity&uroven=mezinarodni"),
    "type in the index": lambda case: case.shows("/partneri/", "?typ=univerzity"),
    "level in the index": lambda case: case.shows("/partneri/", "?uroven=mezinarodni"),
    "partner of an agreement": _page("agreement"),
    "partner of an agreement, print": _page("agreement", "tisk/"),
    "partner in the list of agreements": lambda case: case.shows("/partneri/dohody/"),
    "partner in it, print": lambda case: case.shows("/partneri/dohody/tisk/"),
    "feed": lambda case: case.shows("/partneri/rss.xml"),
    "sitemap": lambda case: in_sitemap(case.publication, case.reader),
    "card": lambda case: case.opens(cards.url(case.publication)),
}
AGREEMENT = OWN | {
    "list": lambda case: case.shows("/partneri/dohody/"),
    "list, print": lambda case: case.shows("/partneri/dohody/tisk/"),
    "count in the table of partners": _counted,
    "agreement of a partner": _page("partner"),
    "agreement of a partner, print": _page("partner", "tisk/"),
    "partner's timeline": lambda case: _in_timeline(case, MARK),
    "announcement in the timeline": lambda case: _in_timeline(case, ANNOUNCED),
    "amendment of another": _page("amended"),
    "amendment of another, print": _page("amended", "tisk/"),
    "renewed by another": _page("renewing"),
    "renewed by another, print": _page("renewing", "tisk/"),
    "home": lambda case: MARK in case.reader.get("/").text,
    "region": lambda case: case.shows(region().get_absolute_url()),
    "region, print": lambda case: case.shows(f"{region().get_absolute_url()}tisk/"),
    "document": lambda case: case.opens(case.document.get_absolute_url()),
    "feed": lambda case: case.shows("/partneri/feed.json"),
    "feed of all": lambda case: case.shows("/rss.xml"),
    "feed of the region": lambda case: case.shows(f"{region().get_absolute_url()}atom.xml"),
    "sitemap": lambda case: in_sitemap(case.publication, case.reader),
    "card": lambda case: case.opens(cards.url(case.publication)),
}
ARTICLE = {
    "partner's timeline": _page("partner"),
    "partner's timeline, print": _page("partner", "tisk/"),
    "region": lambda case: case.shows(region().get_absolute_url()),
    "region, print": lambda case: case.shows(f"{region().get_absolute_url()}tisk/"),
    "announcement of an agreement": _page("agreement"),
    "announcement of an agreement, print": _page("agreement", "tisk/"),
}
MEETING = {
    "partner's timeline": _page("partner"),
    "partner's timeline, print": _page("partner", "tisk/"),
}
STAGES = (partner, agreement, article, meeting)


def _in_timeline(case, words):
    page = case.reader.get(case.partner.get_absolute_url()).text
    return words in page.partition('class="timeline"')[2]
