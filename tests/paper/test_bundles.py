"""Several publications as one document: what is in it, for whom, and what it costs."""

from datetime import date
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from meetings.models import Meeting
from news.models import Article
from nszm_portal.pages.models import Page
from nszm_portal.paper import bundles
from nszm_portal.paper.selection import Picked, address
from nszm_portal.publishing import kinds
from nszm_portal.publishing.visibility import Phase
from partners.models import Agreement, Partner
from tests.conftest import signed_in
from tests.factories.meetings import held
from tests.factories.publishing import (
    ArticleFactory,
    TopicFactory,
    bring_to,
    maker,
    published,
    region,
)

pytestmark = pytest.mark.django_db
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN]
MARK = "NEZVEŘEJNĚNO"
TABLE = "<h2>Počty</h2><table><tbody><tr><td>bez názvu</td></tr></tbody></table>"


def of(*publications) -> str:
    return address(Picked(tuple(each.reference for each in publications)))


def opened(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def words(element) -> str:
    return " ".join(element.text_content().split())


def titles(page) -> list[str]:
    """The headings of the parts."""
    return [
        words(heading)
        for heading in page.xpath("//article//*[contains(@class, 'headline__title')]")
    ]


def contents(page) -> list[str]:
    return [words(link) for link in page.find_class("bundle__link")]


# --- the document ---------------------------------------------------------------------------------


def test_the_texts_stand_in_the_order_of_the_address(client):
    first = published(title="Zpráva o sadu")
    second = held(title="Setkání v Liberci")
    third = published(Partner, title="Ústav zdraví")
    page = opened(client, of(second, third, first))
    assert titles(page) == ["Setkání v Liberci", "Ústav zdraví", "Zpráva o sadu"]
    assert contents(page) == titles(page)
    assert words(page.find(".//h1")) == "Výběr tří textů"
    assert "3 texty" in words(page.find_class("headline")[0])
    assert page.find_class("letterhead")[0].text == "Národní síť Zdravých měst ČR"


def test_the_contents_lead_to_the_texts(client):
    page = opened(client, of(published(), held(), published(Agreement)))
    targets = [link.get("href").removeprefix("#") for link in page.find_class("bundle__link")]
    assert targets == [part.get("id") for part in page.xpath("//article")]
    assert len(set(targets)) == 3


def test_headings_are_one_tree_and_no_id_stands_twice(client):
    long = "".join(f"<h2>Část {number}</h2><p>Text.</p>" for number in range(5)) + TABLE
    pages = [published(Page, title=f"Stránka {number}", body=long) for number in range(2)]
    articles = [published(title=f"Zpráva {number}", body=TABLE) for number in range(2)]
    page = opened(client, of(*pages, *articles))
    assert len(page.xpath("//h1")) == 1
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)
    names = page.xpath("//*[@role='region' or self::nav]/@aria-label")
    names += [
        " ".join(words(page.get_element_by_id(each)) for each in labelled.split())
        for labelled in page.xpath("//nav/@aria-labelledby")
    ]
    assert len(names) == len(set(names)) == 7
    assert "Na této stránce Stránka 1" in names


def test_it_is_the_same_sheet_as_of_the_print_view(client):
    article = published(body="<p>Viz <a href='https://www.example.org/navod'>návod</a>.</p>")
    alone = opened(client, f"{article.get_absolute_url()}tisk/")
    among = opened(client, of(article, published()))
    assert words(among.xpath("//article")[0]) == words(alone.find(".//main"))


def test_what_is_chosen_for_paper_holds_for_all_of_them(client):
    body = "<p>Viz <a href='https://www.example.org/navod'>návod</a>.</p>"
    url = of(published(body=body), published(body=body))
    assert opened(client, url).text_content().count("[1]") == 4
    assert "[1]" not in opened(client, f"{url}&adresy=ne").text_content()


def test_it_is_nothing_for_search_engines_and_nobody_keeps_it(client):
    answer = client.get(of(published(), published()))
    assert answer["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in answer.text
    assert answer["Cache-Control"] == "no-cache"
    assert answer.cookies == {}


def test_a_filter_makes_a_document_of_a_year(client):
    held(title="Podzimní", starts_on=date(2015, 10, 1))
    held(title="Jarní", starts_on=date(2015, 3, 1))
    held(title="Loňské", starts_on=date(2014, 3, 1))
    page = opened(client, "/tisk/?druh=meeting&rok=2015")
    assert titles(page) == ["Jarní", "Podzimní"]
    assert words(page.find(".//h1")) == "Setkání v roce 2015"


def test_a_filter_of_a_topic_and_a_region(client):
    topic = TopicFactory(name="Doprava")
    for title in ("V kraji", "Jinde"):
        article = ArticleFactory(title=title)
        article.topics.add(topic)
        if title == "V kraji":
            article.regions.add(region())
        bring_to(article, Phase.VISIBLE)
    assert set(titles(opened(client, "/tisk/?tema=doprava"))) == {"V kraji", "Jinde"}
    assert titles(opened(client, "/tisk/?tema=doprava&kraj=liberecky-kraj")) == ["V kraji"]
    assert "nic není" in opened(client, "/tisk/?tema=doprava&druh=meeting").text_content()


def test_a_cancelled_meeting_says_so_in_the_contents(client):
    meeting = held(title="Setkání", status="cancelled", status_note="Sál zatopila voda.")
    assert contents(opened(client, of(meeting))) == ["zrušeno Setkání"]


# --- putting in order -----------------------------------------------------------------------------


def arrange(client, page, places, left_out=()):
    """Sends the form as a browser does, with what was typed; gives the address it leads to."""
    form = page.find_class("arranging__form")[0]
    query = [
        (field.get("name"), field.get("value"))
        for field in form.xpath(".//input[@type='hidden']")
        if field.get("name") != "poradi"
    ]
    query += [("poradi", str(place)) for place in places]
    query += [("bez", str(number)) for number in left_out]
    answer = client.get(form.get("action") + "?" + "&".join(f"{n}={quote(v)}" for n, v in query))
    assert answer.status_code == 302
    return answer["Location"]


def test_the_form_leads_to_a_plain_address_with_another_order(client):
    a, b, c = (published(title=title) for title in "ABC")
    page = opened(client, of(a, b, c) + "&pismo=vetsi")
    form = page.find_class("arranging__form")[0]
    assert form.xpath(".//input[@name='poradi']")[1].get("aria-label") == "Pořadí: B"
    assert [field.get("value") for field in form.xpath(".//input[@name='poradi']")] == [
        "1",
        "2",
        "3",
    ]
    url = arrange(client, page, [1, 2, 1])
    assert url == of(c, a, b) + "&pismo=vetsi"
    assert titles(opened(client, url)) == ["C", "A", "B"]


def test_the_form_leaves_out(client):
    a, b, c = (published(title=title) for title in "ABC")
    page = opened(client, of(a, b, c))
    assert arrange(client, page, [1, 2, 3], left_out=[2]) == of(a, c)
    assert arrange(client, page, [1, 2, 3], left_out=[1, 2, 3]) == "/tisk/"


def test_what_a_filter_found_can_be_put_in_order_too(client):
    held(title="Podzimní", starts_on=date(2015, 10, 1))
    held(title="Jarní", starts_on=date(2015, 3, 1))
    url = arrange(client, opened(client, "/tisk/?druh=meeting&rok=2015"), [2, 2])
    assert titles(opened(client, url)) == ["Podzimní", "Jarní"]


# --- who sees what --------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Article, Meeting, Partner, Agreement, Page])
@pytest.mark.parametrize("phase", HIDDEN)
def test_readers_get_the_rest_and_a_sentence_without_a_title(client, outsider_client, model, phase):
    hidden = bring_to(maker(model)(title="Tajuplné", body="<p>Tajuplné.</p>"), phase)
    seen = published(title="Zveřejněná")
    for reader in (client, outsider_client):
        page = opened(reader, of(hidden, seen))
        assert titles(page) == ["Zveřejněná"]
        assert "Jeden z vybraných textů tu není nebo už není zveřejněný." in words(page)
        assert "Tajuplné" not in page.text_content()
        assert "Výběr jednoho textu" in page.text_content()


def test_what_is_hidden_and_what_never_was_look_alike(client):
    seen = published(title="Zveřejněná")
    draft = ArticleFactory()
    never = f"/tisk/?id=article:{draft.pk + 1000}&id={seen.reference}"
    answers = [client.get(url).text for url in (of(draft, seen), never)]
    pages = [words(html.document_fromstring(text).find_class("bundle")[0]) for text in answers]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (2, "2 z vybraných textů tu nejsou nebo už nejsou zveřejněné."),
        (5, "5 z vybraných textů tu není nebo už není zveřejněných."),
    ],
)
def test_it_says_how_many_are_missing(client, count, sentence):
    ids = "".join(f"&id=neco:{number}" for number in range(count))
    assert sentence in words(opened(client, of(published()) + ids))


def test_nothing_left_says_what_to_do(client):
    for url in (of(ArticleFactory()), "/tisk/?id=neco", "/tisk/?druh=meeting&rok=1999"):
        page = opened(client, url)
        assert "tu nic není" in page.text_content()
        assert page.xpath("//main//a[@href='/aktuality/']")
        assert page.xpath("//meta[@name='robots']")


def test_nothing_chosen_says_how_to_choose(client):
    page = opened(client, "/tisk/")
    assert "Zatím jste nic nevybrali." in page.text_content()
    assert "Vytisknout vybrané" in page.text_content()
    assert len(page.xpath("//h1")) == 1


@pytest.mark.parametrize("model", [Article, Meeting, Partner, Agreement, Page])
@pytest.mark.parametrize("phase", HIDDEN)
def test_an_editor_gets_the_unpublished_marked(chief_editor, model, phase):
    chief_editor.groups.set(Group.objects.all())  # each kind has its own role
    hidden = bring_to(maker(model)(title="Tajuplné"), phase)
    page = opened(signed_in(chief_editor), of(published(title="Zveřejněná"), hidden))
    assert titles(page) == ["Zveřejněná", "Tajuplné"]
    seen, marked = page.xpath("//article")
    assert MARK not in seen.text_content()
    assert words(marked).startswith(MARK)
    assert "bundle__part--unpublished" in marked.get("class")
    assert "nezveřejněno" in words(page.find_class("bundle__item")[1])
    assert "Není určen veřejnosti." in page.text_content()


ROLES = {
    "editor": {"article"},
    "chief_editor": {"article", "meeting", "partner", "agreement", "page"},
    "meetings_editor": {"meeting"},
    "partners_editor": {"article", "meeting", "partner", "agreement"},
    "administrator": set(),
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_kinds_that_it_reads_in_the_admin(request, client, role):
    user = request.getfixturevalue(role)
    drafts = {model.kind: maker(model)(title=f"{model.kind} X") for model in _five()}
    page = opened(signed_in(user), of(published(title="Zveřejněná"), *drafts.values()))
    got = {title.split()[0] for title in titles(page)} - {"Zveřejněná"}
    may = {
        model.kind
        for model in _five()
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }
    assert got == may
    assert ROLES[role] <= may


def _five():
    return [model for model in kinds.all() if model in (Article, Meeting, Partner, Agreement, Page)]


def test_a_role_without_the_right_gets_what_readers_get(meetings_editor):
    draft = maker(Partner)(title="Tajuplný ústav")
    page = opened(signed_in(meetings_editor), of(draft, published(title="Zveřejněná")))
    assert titles(page) == ["Zveřejněná"]
    assert "Tajuplný" not in page.text_content()


def test_who_is_no_longer_of_the_staff_is_a_reader(chief_editor):
    client = signed_in(chief_editor)
    chief_editor.is_staff = False
    chief_editor.save()
    page = opened(client, of(ArticleFactory(title="Tajuplná"), published(title="Zveřejněná")))
    assert titles(page) == ["Zveřejněná"]


def test_a_filter_finds_nothing_unpublished_for_editors_either(chief_editor_client):
    ArticleFactory(title="Tajuplná", shown_on=date(2015, 1, 1))
    published(title="Zveřejněná", shown_on=date(2015, 1, 1))
    assert titles(opened(chief_editor_client, "/tisk/?rok=2015")) == ["Zveřejněná"]


def test_working_copies_are_not_in_it(editor_client, editor):
    from tests.factories.copies import as_stored

    article = published(title="Zveřejněná", body="<p>Uložené.</p>")
    as_stored(editor, article, body="<p>Rozepsané.</p>")
    page = opened(editor_client, of(article))
    assert "Uložené." in page.text_content()
    assert "Rozepsané." not in page.text_content()


@pytest.mark.parametrize("path", ["", "?id=article:1", "?id=neco", "?druh=article"])
def test_answers_for_who_is_signed_in_are_kept_by_nobody(editor_client, outsider_client, path):
    for client in (editor_client, outsider_client):
        assert client.get(f"/tisk/{path}")["Cache-Control"] == "private, no-store"


# --- limits ---------------------------------------------------------------------------------------


def references(count):
    return "&".join(f"id=article:{number}" for number in range(1, count + 1))


def articles(count):
    return [published(title=f"Zpráva {number}") for number in range(count)]


def test_readers_get_thirty_at_most(client, monkeypatch):
    monkeypatch.setattr(bundles, "MOST", 3)
    rows = articles(4)
    assert len(titles(opened(client, of(*rows[:3])))) == 3
    page = opened(client, of(*rows))
    assert titles(page) == []
    assert "Tomu odpovídají 4 texty, najednou jich jde vytisknout nejvýš 3." in words(page)
    (first, rest) = page.find_class("shares__link")
    assert (first.text, first.get("href")) == ("1–3", of(*rows[:3]))
    assert rest.get("href") == of(rows[3])


def test_the_limits_are_as_agreed():
    assert (bundles.MOST, bundles.MOST_FOR_EDITORS) == (30, 200)


def test_too_large_a_filter_offers_its_years_and_its_parts(client, monkeypatch):
    monkeypatch.setattr(bundles, "MOST", 2)
    for year in (2014, 2015, 2015):
        published(title=f"Zpráva {year}", shown_on=date(year, 1, 1))
    page = opened(client, "/tisk/?druh=article")
    links = {link.text: link.get("href") for link in page.find_class("shares__link")}
    assert list(links) == ["1–2", "3", "2015", "2014"]
    assert titles(opened(client, links["1–2"])) == ["Zpráva 2015", "Zpráva 2015"]
    assert titles(opened(client, links["3"])) == ["Zpráva 2014"]


def test_editors_get_more(client, editor_client, administrator_client, outsider_client):
    said = "najednou jich jde vytisknout nejvýš {}"
    for few in (client, administrator_client, outsider_client):
        assert said.format(30) in words(opened(few, f"/tisk/?{references(31)}"))
    assert said.format(200) not in words(opened(editor_client, f"/tisk/?{references(200)}"))
    assert said.format(200) in words(opened(editor_client, f"/tisk/?{references(201)}"))


# --- hostile --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "id=" + "9" * 5000,
        "id=article:99999999999999999999",
        "id=article:999999999999999",
        "id=%00&id=article:%00",
        "id=%FF%FE&druh=%FF",
        "id=%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F:1",
        "id=article:1'+OR+'1'='1",
        "id=<script>alert(1)</script>",
        "druh=%00&rok=%00&tema=%00&kraj=%00",
        "tema=" + "x" * 3000,
        "kraj=%27;DROP+TABLE",
        "druh=article&texty=1-1000000000000",
        "druh=article&texty=999999-999999",
        "id[]=article:1&id[$gt]=",
        "druh=article&druh=meeting&rok=2015&rok=2014",
        "poradi=1&poradi=2",
        "id=article:1&poradi=" + "9" * 3000,
        "id=article:1&poradi=%00&bez=%00",
        "obrazky=%00&id=article:1",
        "druh=article&poradi=1",
    ],
)
def test_a_hostile_query_gets_a_short_answer(
    client, editor_client, query, django_assert_max_num_queries
):
    for each in (client, editor_client):
        with django_assert_max_num_queries(40):
            answer = each.get(f"/tisk/?{query}", follow=True)
        assert answer.status_code == 200
        assert len(answer.content) < 60_000
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("count", [900, 10_000])
def test_very_many_ids_are_refused_before_the_database_is_asked(
    client, editor_client, count, django_assert_max_num_queries
):
    for each in (client, editor_client):
        with django_assert_max_num_queries(40):
            answer = each.get(f"/tisk/?{references(count)}")
        assert answer.status_code == (200 if count < 1000 else 400)
        assert len(answer.content) < 100_000


def test_only_asking_is_allowed(client):
    assert client.post("/tisk/").status_code == 405


# --- cost -----------------------------------------------------------------------------------------


def asked(client, url) -> int:
    """The queries of a page without those for what stands around all, which are kept otherwise."""
    with CaptureQueriesContext(connection) as queries:
        opened(client, url)
    return len([query for query in queries if '"navigation_' not in query["sql"]])


def test_thirty_articles_ask_two_queries_each(client):
    topic = TopicFactory()
    linked = published()
    rows = []
    for number in range(30):
        body = f'<p><a data-page="{linked.reference}">Odkaz</a> {number}</p>'
        article = ArticleFactory(body=body)
        article.topics.add(topic)
        article.regions.add(region())
        rows.append(bring_to(article, Phase.VISIBLE))
    assert asked(client, of(*rows)) <= 5 + 2 * 30


@pytest.mark.parametrize(("model", "each"), [(Meeting, 4), (Partner, 4), (Agreement, 4), (Page, 2)])
def test_another_one_of_a_kind_costs_the_same(client, model, each):
    rows = [published(model, title=f"Text {number}") for number in range(6)]
    few, many = asked(client, of(*rows[:2])), asked(client, of(*rows))
    assert many - few <= 4 * each


@pytest.mark.parametrize("path", ["/aktuality/", "/setkani/2015/", "/partneri/?razeni=nazev"])
def test_boxes_ask_for_nothing_of_each_text(client, path):
    def more():
        for number in range(4):
            published(title=f"Zpráva {number}")
            published(Partner, title=f"Ústav {number}")
            held(host_region=region(), starts_on=date(2015, 5, 1))

    more()
    few = asked(client, path)
    more()
    assert asked(client, path) == few


# --- lists lead to it -----------------------------------------------------------------------------

LISTS = {
    "/aktuality/": Article,
    "/setkani/": Meeting,
    "/partneri/": Partner,
    "/partneri/?razeni=nazev": Partner,
    "/partneri/dohody/": Agreement,
    "/hledat/?q=mesto": Article,
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_a_box_for_each_text_and_a_form(client, path):
    rows = [published(LISTS[path], title=f"Mesto číslo {number}") for number in range(2)]
    page = opened(client, path)
    boxes = page.xpath("//main//input[@type='checkbox'][@name='id']")
    assert {box.get("value") for box in boxes} == {row.reference for row in rows}
    names = {" ".join(box.get("aria-label").split()) for box in boxes}
    assert names == {f"Vybrat k tisku: Mesto číslo {number}" for number in range(2)}
    (form,) = page.find_class("picking")
    assert (form.get("action"), form.get("method", "get")) == ("/tisk/", "get")
    assert {box.get("form") for box in boxes} == {form.get("id")}
    assert words(form.find(".//button")) == "Vytisknout vybrané"


def test_a_region_has_boxes_for_all_that_it_has(client):
    article = ArticleFactory()
    article.regions.add(region())
    agreement = maker(Agreement)()
    agreement.regions.add(region())
    rows = [bring_to(article, Phase.VISIBLE), bring_to(agreement, Phase.VISIBLE)]
    rows.append(held(host_region=region()))
    page = opened(client, "/kraje/liberecky-kraj/")
    values = page.xpath("//main//input[@name='id']/@value")
    assert set(values) == {row.reference for row in rows}
    assert len(page.find_class("picking")) == 1


def test_a_large_key_is_written_without_spaces(client):
    published(pk=1_234_567, title="Zpráva")
    page = opened(client, "/aktuality/")
    assert page.xpath("//main//input[@name='id']/@value") == ["article:1234567"]


@pytest.mark.parametrize("path", ["/", "/aktuality/tisk/", "/partneri/tisk/", "/kraje/"])
def test_where_nobody_picks_there_are_no_boxes(client, path):
    published()
    published(Partner)
    assert not opened(client, path).xpath("//*[@class='pick' or @class='picking']")


@pytest.mark.parametrize("path", ["/aktuality/", "/setkani/", "/partneri/", "/partneri/dohody/"])
def test_an_empty_list_offers_no_printing(client, path):
    assert not opened(client, path).find_class("picking")


def test_a_text_can_be_added_from_its_page_but_not_from_its_preview(client):
    article = published(title="Zpráva „v uvozovkách“")
    (button,) = opened(client, article.get_absolute_url()).xpath("//*[@data-keep]")
    assert button.get("data-keep") == article.reference
    assert button.get("hidden") is not None


@pytest.mark.parametrize(
    ("path", "bundle"),
    [
        ("/aktuality/tisk/", "/tisk/?druh=article"),
        ("/aktuality/2015/tisk/", "/tisk/?druh=article&rok=2015"),
        ("/aktuality/tema/doprava/tisk/", "/tisk/?druh=article&tema=doprava"),
        ("/setkani/2015/tisk/", "/tisk/?druh=meeting&rok=2015"),
        ("/setkani/tisk/?pismo=vetsi", "/tisk/?druh=meeting"),
        ("/kraje/liberecky-kraj/tisk/", "/tisk/?kraj=liberecky-kraj"),
        ("/partneri/tisk/", "/tisk/?druh=partner"),
        ("/partneri/tisk/?typ=ministerstva", None),
        ("/aktuality/2015/05/tisk/", None),
        ("/kraje/tisk/", None),
    ],
)
def test_a_printed_list_leads_to_all_its_texts(client, path, bundle):
    topic = TopicFactory(name="Doprava")
    for number in range(2):
        article = ArticleFactory(shown_on=date(2015, 5, 1), title=f"Zpráva {number}")
        article.topics.add(topic)
        article.regions.add(region())
        bring_to(article, Phase.VISIBLE)
        held(title=f"Setkání {number}", starts_on=date(2015, 9, 1))
        published(Partner, title=f"Ústav {number}")
    found = opened(client, path).xpath("//a[.='Vytisknout všechny jako celé texty']/@href")
    assert found == ([bundle] if bundle else [])
    if bundle:
        assert len(titles(opened(client, bundle))) == 2


def test_a_list_of_one_or_of_too_many_does_not(client, monkeypatch):
    from nszm_portal.paper.templatetags import bundles as tags

    published()
    assert "celé texty" not in client.get("/aktuality/tisk/").text
    published()
    monkeypatch.setattr(tags, "MOST", 1)
    assert "celé texty" not in client.get("/aktuality/tisk/").text


# --- from the admin -------------------------------------------------------------------------------


def act(client, model, rows, **more):
    meta = model._meta
    return client.post(
        f"/admin/{meta.app_label}/{meta.model_name}/",
        {
            "action": "print_as_one",
            "index": "0",
            "_selected_action": [row.pk for row in rows],
        }
        | more,
    )


@pytest.mark.parametrize("model", [Article, Meeting, Partner, Agreement, Page])
def test_the_lists_of_all_kinds_lead_to_a_bundle(chief_editor_client, model):
    rows = [maker(model)(title=f"Text {number}") for number in range(2)]
    meta = model._meta
    listed = chief_editor_client.get(f"/admin/{meta.app_label}/{meta.model_name}/").text
    assert "Vytisknout jako jeden dokument" in listed
    assert "delete_selected" not in listed
    answer = act(chief_editor_client, model, rows)
    assert answer.status_code == 302
    page = opened(chief_editor_client, answer["Location"])
    assert sorted(titles(page)) == ["Text 0", "Text 1"]
    assert page.text_content().count(MARK) == 2


def test_too_many_in_the_admin_are_refused_with_a_sentence(chief_editor_client, monkeypatch):
    from nszm_portal.paper import admin

    monkeypatch.setattr(admin, "MOST_FOR_EDITORS", 1)
    rows = [ArticleFactory(), ArticleFactory()]
    answer = chief_editor_client.get(act(chief_editor_client, Article, rows)["Location"])
    assert "Vybrali jste 2 texty, najednou jich jde vytisknout nejvýš 1." in answer.text


def test_nothing_else_may_be_done_with_several(chief_editor_client):
    article = ArticleFactory()
    act(chief_editor_client, Article, [article], action="delete_selected", post="yes")
    assert Article.objects.filter(pk=article.pk).exists()


def test_who_may_not_see_the_list_has_no_action(meetings_editor, editor_client):
    partner = maker(Partner)()
    assert act(signed_in(meetings_editor), Partner, [partner]).status_code == 403
