"""Every door through which a publication can come to a reader, and what stands behind it.

A door is a function of a `Case` that answers whether the publication shows through. The same doors
are tried with each phase, and again with each call of the visibility rule broken.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from unittest import mock

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from news.models import Article, Topic
from nszm_portal.library.models import Document
from nszm_portal.navigation.models import MenuItem, SideBox
from nszm_portal.operation.links import collecting
from nszm_portal.paper import codes
from nszm_portal.publishing import cards, sitemaps
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to
from tests.minutes.models import Minutes

ROOM = "news"
MARK = "Tajuplný"
YEAR = 2011  # nothing else is from then


@dataclass
class Case:
    """A publication in one phase, and around it what could betray it."""

    publication: Article | Minutes
    document: Document
    topic: Topic
    neighbours: list[Article]
    editor: Client
    reader: Client

    def shows(self, address: str) -> bool:
        return MARK in main(self.reader.get(address).text)

    def shows_address(self, address: str) -> bool:
        return f"{self.publication.get_absolute_url()}" in main(self.reader.get(address).text)

    def opens(self, address: str) -> bool:
        return self.reader.get(address).status_code == 200


def main(page: str) -> str:
    """A page without what stands on every one, where the menu betrays nothing else."""
    return page.split("<main", 1)[-1].split("</main", 1)[0]


RESCHEDULED = "rescheduled"  # was public, and its moment was then moved ahead


def make(phase, *, editor: Client, undated: bool = False) -> Case:
    """An article in a phase, among visible ones that share its topic or link to it."""
    topic = TopicFactory(name="Utajené téma")
    when = {"undated": True} if undated else {"shown_on": date(YEAR, 3, 5)}
    article = ArticleFactory(
        title=f"{MARK} text o parku",
        lead=f"{MARK} perex.",
        body=f'<p>{MARK} odstavec, <a href="https://jinde.example/">odkaz</a>.</p>',
        slug="tajuplny",
        pinned=True,
        **when,
    )
    article.topics.add(topic)
    document = Document.objects.take(
        ContentFile(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", name="program.pdf"),
        title="Program",
    )
    article.attachments.create(document=document)
    article.sync()
    neighbours = _neighbours(article, topic, undated)
    MenuItem.objects.create(label=f"{MARK} v nabídce", target=article.reference)
    SideBox.objects.create(title="Box", target=article.reference, link_label="Víc")
    bring(article, phase)
    return Case(article, document, topic, neighbours, editor, Client())


def _neighbours(article, topic, undated):
    linking = ArticleFactory(
        body=f'<p>Viz <a data-page="{article.reference}">jiný text</a>.</p>',
        shown_on=date(YEAR + 1, 1, 1),
    )
    before = ArticleFactory(shown_on=date(YEAR - 1, 1, 1))
    replaced = ArticleFactory(shown_on=date(YEAR - 3, 1, 1))
    sharing = [ArticleFactory(shown_on=date(YEAR - 4, 1, number)) for number in range(1, 3)]
    for other in (linking, before, replaced, *sharing):
        bring_to(other, Phase.VISIBLE)
    sharing[1].topics.add(topic)
    sharing[1].sync()
    replaced.withdraw("replaced", "Nahradil ho jiný text.", article.reference)
    return [linking, before, replaced, sharing[1]]


def bring(publication, phase):
    """Takes a publication to a phase; a rescheduled one has had another address as well."""
    if phase != RESCHEDULED:
        bring_to(publication, phase)
        return
    bring_to(publication, Phase.VISIBLE)
    publication.slug = f"{publication.slug}-presunuty"
    publication.save()
    publication.publish_at = timezone.now() + timedelta(days=3)
    publication.save()


def _box_leads(case):
    link = f'href="{case.publication.get_absolute_url()}"'
    page = case.reader.get("/neni/").text
    return page.count(link) == 2  # once in the menu, once in the box


def _linked(case):
    text = case.reader.get(case.neighbours[0].get_absolute_url()).text
    return f'<a href="{case.publication.get_absolute_url()}">jiný text</a>' in text


def _admin_row(case, query):
    return case.editor.get(f"/admin/news/article/{query}").text


def _form(article) -> str:
    return f"/admin/news/article/{article.pk}/change/"


def _replaces(case, answers) -> bool:
    """Whether the page that withdraws another one offers or takes it; nothing is withdrawn."""
    with transaction.atomic():
        other = case.neighbours[1]
        answer = case.editor.post(f"/admin/news/article/{other.pk}/stahnout/", answers)
        transaction.set_rollback(True)
    return answer.status_code == 302 or (
        f'name="picked" value="{case.publication.reference}"' in answer.text
    )


def _in_bundle_of_the_topic(case):
    """Among others on its topic, or told as one that is missing there."""
    page = main(case.reader.get("/tisk/?tema=utajene-tema").text)
    return MARK in page or "vybraných textů" in page


def in_sitemap(publication, reader) -> bool:
    """Whether the file of its kind leads to it, which has all of the first two thousand."""
    number = publication.pk // sitemaps.PER_FILE + 1
    answer = reader.get(f"/sitemap/{publication.kind}-{number}.xml")
    return f"{publication.get_absolute_url()}</loc>" in answer.text


def in_sitemap_index(publication, reader) -> bool:
    """Whether the index tells of it, where each has a file of its own."""
    with mock.patch.object(sitemaps, "PER_FILE", 1):
        file = f"/sitemap/{publication.kind}-{publication.pk + 1}.xml"
        return f"{file}</loc>" in reader.get("/sitemap.xml").text


def opens_by_code(reader, thing, kind: str = "") -> bool:
    """Whether the short address of a publication, or of a document, leads to something to read."""
    code = codes.code_of(kind or thing.kind, thing.pk)
    return reader.get(f"/p/{code}/", follow=True).status_code == 200


def is_checked(publication) -> bool:
    """Whether a link of it to elsewhere is tried, by which the other site would hear of it."""
    places = set().union(*collecting.collect().outside.values())
    form = f"/{publication._meta.model_name}/{publication.pk}/change/"
    return any(place.url.endswith(form) for place in places)


def part(page: str, key: str) -> str:
    """One part of the editor's desk."""
    return page.split(f'id="{key}"', 1)[1].split("</section>", 1)[0]


DATED = {
    "home": lambda case: case.shows("/"),
    "list": lambda case: case.shows("/aktuality/"),
    "list, print": lambda case: case.shows("/aktuality/tisk/"),
    "year": lambda case: case.shows(f"/aktuality/{YEAR}/"),
    "year, print": lambda case: case.shows(f"/aktuality/{YEAR}/tisk/"),
    "year exists": lambda case: case.opens(f"/aktuality/{YEAR}/"),
    "year in the index": lambda case: f"/aktuality/{YEAR}/" in case.reader.get("/aktuality/").text,
    "month": lambda case: case.shows(f"/aktuality/{YEAR}/03/"),
    "month, print": lambda case: case.shows(f"/aktuality/{YEAR}/03/tisk/"),
    "topic": lambda case: case.shows(case.topic.get_absolute_url()),
    "topic, print": lambda case: case.shows(f"{case.topic.get_absolute_url()}tisk/"),
    "count of the topic": lambda case: (
        'Utajené téma</span> <span class="register__count">(2)'
        in case.reader.get("/aktuality/").text
    ),
    "detail": lambda case: case.shows(case.publication.get_absolute_url()),
    "print": lambda case: case.shows(f"{case.publication.get_absolute_url()}tisk/"),
    "next of another": lambda case: case.shows(case.neighbours[1].get_absolute_url()),
    "previous of another": lambda case: case.shows(case.neighbours[0].get_absolute_url()),
    "related of another": lambda case: case.shows(case.neighbours[3].get_absolute_url()),
    "link in a body": _linked,
    "link in a printed body": lambda case: case.shows_address(
        f"{case.neighbours[0].get_absolute_url()}tisk/"
    ),
    "menu": lambda case: f"{MARK} v" in case.reader.get("/neni/").text,
    "side box": _box_leads,
    "attachment": lambda case: case.opens(case.document.get_absolute_url()),
    "entries": lambda case: Entry.objects.visible().filter(slug=case.publication.slug).exists(),
    "address of what it replaced": lambda case: (
        case.reader.get(case.neighbours[2].get_absolute_url()).status_code == 301
    ),
    "view on site in the admin": lambda case: (
        "viewsitelink" in case.editor.get(f"/admin/news/article/{case.publication.pk}/change/").text
    ),
    "phase in the admin": lambda case: "phase--visible" in _admin_row(case, f"?q={MARK}"),
    "filter in the admin": lambda case: MARK in _admin_row(case, "?stav=visible"),
    "what publishing will do in the admin": lambda case: (
        "Nahradí text" in case.editor.get(_form(case.publication)).text
    ),
    "offered as a replacement": lambda case: _replaces(case, {"_find": "1", "replacement": MARK}),
    "taken as a replacement": lambda case: _replaces(
        case, {"kind": "replaced", "reason": "Je nový.", "replacement": case.publication.reference}
    ),
    "on the desk": lambda case: MARK in part(case.editor.get("/admin/").text, "published"),
    "search": lambda case: case.shows_address(f"/hledat/?q={MARK}"),
    "search with a mistake": lambda case: case.shows_address("/hledat/?q=Tjauplný"),
    "search, narrowed": lambda case: case.shows_address(f"/hledat/?q={MARK}&rok={YEAR}"),
    "open data": lambda case: MARK in case.reader.get("/opendata/aktuality.json").text,
    "its own record": lambda case: case.opens(f"{case.publication.get_absolute_url()}ofn.json"),
    "suggested at a missing address": lambda case: case.shows_address("/neni/tajuplny-text/"),
    "suggestion": lambda case: MARK in case.reader.get("/hledat/naseptavac/?q=taju").text,
    "feed of all": lambda case: case.shows("/rss.xml"),
    "feed of the list": lambda case: case.shows("/aktuality/atom.xml"),
    "feed of the topic": lambda case: case.shows(f"{case.topic.get_absolute_url()}feed.json"),
    "link in a feed": lambda case: case.shows_address("/aktuality/rss.xml"),
    "sitemap": lambda case: in_sitemap(case.publication, case.reader),
    "index of the sitemap": lambda case: in_sitemap_index(case.publication, case.reader),
    "bundle": lambda case: case.shows(f"/tisk/?id={case.publication.reference}"),
    "bundle of a year": lambda case: case.shows(f"/tisk/?druh=article&rok={YEAR}"),
    "bundle of the topic": _in_bundle_of_the_topic,
    "card": lambda case: case.opens(cards.url(case.publication)),
    "links that are checked": lambda case: is_checked(case.publication),
    "short address": lambda case: opens_by_code(case.reader, case.publication),
    "short address of the attachment": lambda case: opens_by_code(
        case.reader, case.document, "document"
    ),
}

UNDATED = {
    "undated": lambda case: case.shows("/aktuality/bez-data/"),
    "undated, print": lambda case: case.shows("/aktuality/bez-data/tisk/"),
    "undated in the index": lambda case: (
        "/aktuality/bez-data/" in case.reader.get("/aktuality/").text
    ),
    "undated, sitemap": lambda case: in_sitemap(case.publication, case.reader),
    "undated, bundle": lambda case: case.shows("/tisk/?druh=article&rok=bez-data"),
    "undated, search": lambda case: case.shows_address(f"/hledat/?q={MARK}&rok=bez-data"),
}

# An address that it had leads to it; only what was public once has one.
FORMER = {
    "former address": lambda case: case.reader.get("/aktuality/tajuplny/").status_code == 301,
    "former address, print": lambda case: (
        case.reader.get("/aktuality/tajuplny/tisk/").status_code == 301
    ),
}


def move(case: Case) -> None:
    """Gives it another address, so that the former one leads to it."""
    case.publication.slug = "tajuplny-novy"
    case.publication.save()


def leaks(case, doors) -> list[str]:
    """The names of the doors through which the publication shows."""
    return [name for name, shows in doors.items() if shows(case)]
