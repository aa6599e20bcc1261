"""CKEditor in a real browser: what it makes of a text, and what the portal makes of that."""

import base64
import json
import re

import pytest
from playwright.sync_api import expect

from nszm_portal.richtext.cleaning import clean
from tests.browser import shelf
from tests.factories.library import photo
from tests.richtext.payloads import ALLOWED, HOSTILE

SHELL = "from news.models import Article; from nszm_portal.library.models import Picture; "


@pytest.fixture(scope="module")
def portal(portal):
    shelf.put(portal, "people")
    return portal


@pytest.fixture
def page(page):
    """The browser of a chief editor who has signed in."""
    page.goto("/admin/login/")
    page.get_by_label("Uživatelské jméno").fill(shelf.EDITOR)
    page.get_by_label("Heslo").fill(shelf.PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def shell(portal):
    """shell(code): what the code prints; it finds Article and Picture ready."""

    def shell(code):
        return portal.manage("shell", "--no-imports", "-c", SHELL + code).strip()

    return shell


def text(page):
    """The text in the editor's window."""
    return page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")


def button(page, name):
    return page.locator(f".cke_button__{name}")


def dialog(page):
    return page.locator(".cke_dialog:visible")


def paste(page, html):
    page.evaluate(
        """html => CKEDITOR.instances.id_body.execCommand("paste", {
            type: "html", dataValue: html, notification: false,
        })""",
        html,
    )


def save(page):
    page.get_by_role("button", name="Uložit a psát dál").click()


def start(page, title="Zkouška editoru"):
    page.goto("/admin/news/article/add/")
    expect(text(page)).to_be_editable()
    page.locator("#id_title").fill(title)


def saved_body(page, shell):
    expect(page.locator(".messagelist .success")).to_be_visible()
    pk = page.url.rstrip("/").split("/")[-2]
    return json.loads(shell(f"import json; print(json.dumps(Article.objects.get(pk={pk}).body))"))


@pytest.fixture
def uploads(tmp_path):
    """Files as an editor has them on disk: a photograph, and one that only says it is."""
    good, bad = tmp_path / "namesti.jpg", tmp_path / "smlouva.jpg"
    good.write_bytes(photo(1200, 800).read())
    bad.write_text("Toto není obrázek.")
    return good, bad


def upload(page, file):
    """Opens the picture's dialog and sends the file to the library."""
    button(page, "image").click()
    dialog(page).get_by_role("tab", name="Nahrát nový").click()
    frame = dialog(page).frame_locator("iframe.cke_dialog_ui_input_file")
    frame.locator("input[type=file]").set_input_files(file)
    dialog(page).get_by_role("button", name="Nahrát", exact=True).click()


def test_what_is_written_is_saved(page, shell):
    start(page)
    expect(text(page)).to_have_class(re.compile(r"\bprose\b"))
    expect(text(page)).not_to_have_css("max-width", "none")
    text(page).click()
    button(page, "bulletedlist").click()
    page.keyboard.type("zdraví & „pohoda“")
    page.keyboard.press("Enter")
    page.keyboard.type("doprava")
    save(page)
    assert saved_body(page, shell) == "<ul><li>zdraví &amp; „pohoda“</li>\n<li>doprava</li></ul>"


def test_opening_and_saving_changes_no_byte(page, shell):
    made = (
        "from tests.factories.library import *; from tests.richtext.bodies import body; "
        "from nszm_portal.pages.models import Page; "
        "page = Page.objects.create(title='Kam odkaz vede', body='<p>a</p>'); "
        "document = DocumentFactory(); picture = PictureFactory(width=1200); "
        "article = Article.objects.create(title='Se vším', "
        "body=body(page.pk, document.pk, picture.pk)); print(article.pk)"
    )
    pk = shell(made)
    stored = f"print(Article.objects.get(pk={pk}).body)"
    before = shell(stored)
    page.goto(f"/admin/news/article/{pk}/change/")
    expect(text(page).locator("figcaption")).to_have_count(2)
    save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert shell(stored) == before


def test_a_picture_is_uploaded_in_the_dialog(page, shell, uploads):
    start(page)
    text(page).click()
    upload(page, uploads[0])
    address = dialog(page).get_by_label("Adresa")
    expect(address).to_have_value(re.compile("^/media/pictures/"))
    dialog(page).get_by_label("Popis pro nevidomé").fill("Náměstí za deště")
    dialog(page).get_by_label("Vpravo").check()
    dialog(page).get_by_role("combobox", name="Šířka").select_option("polovina sloupce")
    dialog(page).get_by_role("button", name="OK", exact=True).click()
    expect(text(page).get_by_alt_text("Náměstí za deště")).to_be_visible()
    save(page)
    pk = shell("print(Picture.objects.latest('pk').pk)")
    assert saved_body(page, shell) == (
        f'<p><img alt="Náměstí za deště" class="align-right size-half" data-picture="{pk}"></p>'
    )
    assert {cookie["name"] for cookie in page.context.cookies()} == {
        "csrftoken",
        "sessionid",
        "znamy_prohlizec",
    }


def test_a_picture_gets_a_caption(page, shell, uploads):
    start(page)
    text(page).click()
    upload(page, uploads[0])
    expect(dialog(page).get_by_label("Adresa")).to_have_value(re.compile("^/media/pictures/"))
    dialog(page).get_by_label("Popisek pod obrázkem").check()
    dialog(page).get_by_role("button", name="OK", exact=True).click()
    text(page).locator("figcaption").fill("Náměstí")
    save(page)
    pk = shell("print(Picture.objects.latest('pk').pk)")
    assert saved_body(page, shell) == (
        f'<figure class="image"><img data-picture="{pk}"><figcaption>Náměstí</figcaption></figure>'
    )


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(page, uploads):
    start(page)
    with page.expect_event("dialog") as said:
        page.once("dialog", lambda alert: alert.accept())
        upload(page, uploads[1])
    assert "smlouva.jpg" in said.value.message


def test_a_foreign_picture_is_refused_and_the_text_stays(page, complaints):
    complaints.expect("evil.example")
    start(page)
    button(page, "source").click()
    page.locator("textarea.cke_source").fill(
        '<p>Dlouho psaný text<img src="https://evil.example/a.png" alt=""></p>'
    )
    save(page)
    expect(page.locator(".errorlist")).to_contain_text("není z knihovny tohoto webu")
    expect(text(page)).to_contain_text("Dlouho psaný text")


def test_a_foreign_picture_is_not_pasted(page):
    start(page)
    text(page).click()
    paste(page, "<p>z webu<img src='https://evil.example/a.png'><img src='http://['></p>")
    expect(page.locator(".cke_notification")).to_contain_text("Obrázky z Wordu a z jiných stránek")
    expect(text(page)).to_have_text("z webu")
    expect(text(page).locator("img")).to_have_count(0)


def test_a_picture_pasted_with_its_data_goes_to_the_library(page, shell, uploads):
    start(page)
    text(page).click()
    data = base64.b64encode(uploads[0].read_bytes()).decode()
    paste(page, f"<p>z Wordu<img src='data:image/jpeg;base64,{data}' alt=''></p>")
    expect(text(page).locator("img[src^='/media/pictures/']")).to_be_visible()
    save(page)
    pk = shell("print(Picture.objects.latest('pk').pk)")
    assert saved_body(page, shell) == f'<p>z Wordu<img data-picture="{pk}"></p>'


def test_an_address_of_ours_becomes_a_reference(page, portal, shell):
    made = "from nszm_portal.pages.models import Page; print(Page.objects.create(title='Cíl').pk)"
    pk = shell(made)
    start(page)
    text(page).click()
    button(page, "link").click()
    expect(dialog(page)).to_contain_text("Stránku tohoto webu připojíte vložením její adresy")
    dialog(page).get_by_label("Zobrazit text").fill("cíl")
    dialog(page).get_by_role("textbox", name="Adresa").fill(f"{portal.url}/cil/#dole")
    dialog(page).get_by_role("button", name="OK", exact=True).click()
    save(page)
    link = f'<a data-page="page:{pk}" data-suffix="#dole">cíl</a>'
    assert saved_body(page, shell) == f"<p>{link}</p>"


def test_a_document_is_chosen_from_the_library(page, shell):
    made = "from tests.factories.library import *; print(DocumentFactory(title='Program').pk)"
    pk = shell(made)
    start(page)
    text(page).click()
    button(page, "link").click()
    dialog(page).get_by_label("Zobrazit text").fill("program")
    with page.expect_popup() as library:
        dialog(page).get_by_role("button", name="Vybrat z knihovny").click()
    library.value.get_by_role("button", name="Program PDF").click()
    address = dialog(page).get_by_role("textbox", name="Adresa")
    expect(address).to_have_value(re.compile(f"^/soubory/{pk}/"))
    dialog(page).get_by_role("button", name="OK", exact=True).click()
    save(page)
    assert saved_body(page, shell) == f'<p><a data-document="{pk}">program</a></p>'


def test_an_editor_in_a_row_added_later_starts(page):
    start(page)
    page.evaluate(
        """() => {
            const row = document.querySelector(".django-ckeditor-widget").cloneNode(true);
            row.querySelector(".cke").remove();
            const field = row.querySelector("textarea");
            field.id = "id_pozdeji";
            field.removeAttribute("style");
            field.dataset.processed = "0";
            document.querySelector("#article_form fieldset").append(row);
            row.dispatchEvent(new CustomEvent("formset:added", {bubbles: true}));
        }"""
    )
    expect(page.locator("iframe.cke_wysiwyg_frame")).to_have_count(2)


def test_what_is_left_of_hostile_texts_does_nothing(browser):
    """The last word has the browser itself: how it reads what the cleaning has left."""
    context = browser.new_context()
    page = context.new_page()
    done = []
    page.on("dialog", lambda alert: (done.append(alert.message), alert.dismiss()))
    page.on("request", lambda request: done.append(request.url))
    page.set_content("<!doctype html><title>x</title><main></main>")
    read = page.evaluate(
        """bodies => bodies.map(body => {
            const main = document.querySelector("main");
            main.innerHTML = body;
            document.querySelectorAll("a").forEach(link => link.focus());
            return [...main.querySelectorAll("*")].map(
                element => [element.localName, element.getAttributeNames(), element.protocol ?? ""]
            );
        })""",
        [clean(payload) for payload in HOSTILE],
    )
    for elements in read:
        for name, attributes, scheme in elements:
            assert set(attributes) <= ALLOWED[name]
            assert scheme in {"", ":", "http:", "https:", "mailto:", "tel:", "about:"}
    assert not [what for what in done if what != "about:blank"]
    context.close()
