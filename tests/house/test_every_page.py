"""What holds on every page that a reader can reach, whichever room it comes from."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from lxml import html

MOST_PAPERS = 3
# A one-letter word that may be left alone at the end of a line.
LOOSE = re.compile(r"(?<![\w&./])[ksvzouai][ \n]+(?=\w)", re.IGNORECASE)


class Crawl:
    """All pages that links lead to from home; each is fetched once."""

    def __init__(self, portal):
        self.portal = portal
        self.answers = {}
        self.parsed = {}
        self.linked_from = {}
        self.papers = 0
        waiting = ["/"]
        while waiting:
            path = waiting.pop()
            if path not in self.answers and self._is_worth_it(path):
                self.answers[path] = portal.get(path)
                waiting += self._links(path)

    def _is_worth_it(self, path):
        """Each PDF takes a second, and they are made of pages that are looked at anyway."""
        self.papers += (is_paper := urlsplit(path).path.endswith("tisk.pdf"))
        return not is_paper or self.papers <= MOST_PAPERS

    def _links(self, path):
        for link in self._addresses(path):
            address = urlsplit(urldefrag(urljoin(self.portal.url + path, link)).url)
            if address.netloc == urlsplit(self.portal.url).netloc:
                target = address.path + (f"?{address.query}" if address.query else "")
                self.linked_from.setdefault(target, path)
                yield target

    def _addresses(self, path):
        if location := self.answers[path].headers["Location"]:
            return [location]
        return [link[2] for link in self.page(path).iterlinks()] if self.is_page(path) else []

    def is_page(self, path):
        headers = self.answers[path].headers
        return headers.get_content_type() == "text/html" and not headers["Location"]

    def page(self, path):
        if path not in self.parsed:
            self.parsed[path] = html.document_fromstring(self.answers[path].text)
        return self.parsed[path]

    def pages(self):
        """(path, parsed page) of everything that is a page of the portal's public side."""
        for path in self.answers:
            if self.is_page(path) and not path.startswith("/admin/"):
                yield path, self.page(path)


@pytest.fixture(scope="module")
def crawl(demo_portal):
    return Crawl(demo_portal)


def count(page, xpath):
    return int(page.xpath(f"count({xpath})"))


def test_every_link_leads_somewhere(crawl):
    broken = {
        path: (answer.status, crawl.linked_from.get(path))
        for path, answer in crawl.answers.items()
        if answer.status not in {200, 301, 302}
    }
    assert broken == {}


def test_the_crawl_saw_every_kind_of_page(crawl):
    paths = set(crawl.answers)
    assert {"/", "/aktuality/", "/aktuality/tisk/", "/o-webu/", "/kontakty/"} <= paths
    assert len(list(crawl.pages())) > 40


def test_every_page_has_one_heading_of_the_first_level(crawl):
    assert [path for path, page in crawl.pages() if count(page, "//h1") != 1] == []


def test_every_page_is_in_czech_and_has_a_title_of_its_own(crawl):
    titles = {}
    for path, page in crawl.pages():
        assert page.get("lang") == "cs", path
        title = page.findtext(".//title").strip()
        assert title, path
        titles.setdefault(title, []).append(path)
    home = crawl.page("/").findtext(".//title").strip()
    assert titles[home] == ["/"]


def test_every_page_has_landmarks(crawl):
    for path, page in crawl.pages():
        assert count(page, "//main") == 1, path
        if not urlsplit(path).path.endswith("tisk/"):
            assert count(page, "//body//header") >= 1, path
            assert count(page, "//nav") >= 1, path
            assert count(page, "//body//footer") >= 1, path


def test_every_page_begins_with_a_link_to_its_content(crawl):
    for path, page in crawl.pages():
        if not urlsplit(path).path.endswith("tisk/"):
            target = page.xpath("(//body//a)[1]/@href")[0]
            assert target.startswith("#"), path
            assert page.get_element_by_id(target[1:], None) is not None, path


def test_every_page_names_its_canonical_address(crawl):
    for path, page in crawl.pages():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert len(canonical) == 1, path
        assert canonical[0].startswith(crawl.portal.url + "/"), path


def test_no_identifier_stands_twice_on_a_page(crawl):
    for path, page in crawl.pages():
        identifiers = page.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), path


def test_headings_skip_no_level(crawl):
    for path, page in crawl.pages():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        steps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
        assert steps == [], path


def loose(page):
    """Texts of a page in which a one-letter word is not held by the next one."""
    texts = page.xpath("//body//text()[not(ancestor::script or ancestor::pre or ancestor::code)]")
    return [" ".join(text.split(" ")) for text in texts if LOOSE.search(text)]


def test_no_one_letter_word_is_left_at_the_end_of_a_line(crawl):
    assert {text for _, page in crawl.pages() for text in loose(page)} == set()


@pytest.mark.parametrize(
    "path", ["/aktuality/nic-takoveho/", "/hledat/?q=xyzzyk", "/hledat/?q=agneda", "/tisk/"]
)
def test_nor_is_it_where_something_is_not_found(demo_portal, path):
    assert loose(html.document_fromstring(demo_portal.get(path).text)) == []


def test_a_page_holds_neither_inline_script_nor_inline_style(crawl):
    for path, page in crawl.pages():
        inline = "//script[not(@src) and not(starts-with(@type, 'application/'))]"
        assert count(page, inline) == 0, path
        assert count(page, "//style | //@style") == 0, path
        assert page.xpath("//@*[starts-with(name(), 'on')]") == [], path


def test_nothing_is_fetched_from_elsewhere(crawl):
    for path, page in crawl.pages():
        fetched = page.xpath("//@src | //@srcset | //link[not(@rel='canonical')]/@href")
        assert not [address for address in fetched if "//" in address], path


def test_a_reader_gets_no_cookie(crawl):
    assert [path for path, answer in crawl.answers.items() if answer.headers["Set-Cookie"]] == []


def test_a_print_view_is_not_for_search_engines(crawl):
    printed = [
        (path, page) for path, page in crawl.pages() if urlsplit(path).path.endswith("tisk/")
    ]
    assert printed
    for path, page in printed:
        assert "noindex" in page.xpath("//meta[@name='robots']/@content")[0], path


def test_a_missing_page_leads_back(demo_portal):
    answer = demo_portal.get("/aktuality/nic-takoveho/")
    page = html.document_fromstring(answer.text)
    assert answer.status == 404
    assert count(page, "//h1") == 1
    assert "/" in page.xpath("//main//a/@href | //header//a/@href")
