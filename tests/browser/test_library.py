"""The library's pages for editors in a real browser: many files at once, and their descriptions."""

import base64
import re
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import shelf
from tests.browser.looks import ALL_LOOKS, PHONE, wrong_in
from tests.browser.test_editors_pages import IN_ADMIN
from tests.factories.library import encoded, pdf

PICTURES = "/admin/library/picture/nahrat-vice/"
DOCUMENTS = "/admin/library/document/nahrat-vice/"
DESCRIBE = "/admin/library/picture/popsat/"
SHELL = "from nszm_portal.library.models import Picture, Document; "
# Fifty pictures are decoded and made smaller while the machine does other things as well.
PATIENCE = 180_000  # ms
DROP = """([element, files]) => {
  const transfer = new DataTransfer();
  for (const { name, type, content, size } of files) {
    const letters = size ? "" : atob(content);
    const bytes = size ? new Uint8Array(size) : Uint8Array.from(letters, c => c.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
  element.dispatchEvent(new DragEvent("dragover", about));
  element.dispatchEvent(new DragEvent("drop", about));
}"""


@pytest.fixture(scope="module")
def portal(portal):
    shelf.put(portal, "people")
    return portal


@pytest.fixture
def page(page):
    """The browser of a chief editor who has signed in."""
    shelf.sign_in(page)
    return page


@pytest.fixture
def shell(portal):
    def shell(code):
        return portal.manage("shell", "--no-imports", "-c", SHELL + code).strip()

    return shell


_made = iter(range(1, 10_000))


def jpeg() -> bytes:
    """A small photograph that no other test has."""
    number = next(_made)
    return encoded(Image.new("RGB", (300 + number, 200), (number % 256, 120, 60)))


def file(name, content, kind="image/jpeg"):
    return {"name": name, "type": kind, "content": base64.b64encode(content).decode()}


def chosen(name, content, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": content}


def drop(page, files, at=".library-drop"):
    page.evaluate(DROP, [page.locator(at).element_handle(), files])


@contextmanager
def slowly(page):
    """A line by which a hundred kilobytes take some seconds to leave."""
    session = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": 0, "downloadThroughput": -1}
    session.send("Network.emulateNetworkConditions", line | {"uploadThroughput": 20_000})
    yield
    session.send("Network.emulateNetworkConditions", line | {"uploadThroughput": -1})


def noise() -> Image.Image:
    return Image.effect_noise((1203 + next(_made), 800), 90).convert("RGB").resize((420, 280))


def row(page, name):
    return page.locator(".library-result").filter(
        has=page.locator(".library-result__name", has_text=re.compile(f"^{re.escape(name)}$"))
    )


def summary(page):
    return page.locator(".library-results__summary")


# --- many at once ------------------------------------------------------------------------------


def test_fifty_pictures_are_dropped_at_once_and_described_in_bulk(page, shell):
    page.goto("/admin/library/picture/")
    page.get_by_role("link", name="Nahrát obrázky").click()
    page.get_by_label("Autor").fill("Jana Nováková")
    files = [file(f"IMG_{number:04}.jpg", jpeg()) for number in range(49)]
    files.insert(16, file("rozbity.jpg", b"Toto neni obrazek."))
    drop(page, files)
    expect(page.locator(".library-result")).to_have_count(50)
    expect(summary(page)).to_have_text("Nahráno 49 z 50, 1 soubor nepřijat.", timeout=PATIENCE)
    refused = page.locator(".library-result--refused")
    expect(refused).to_contain_text("Soubor „rozbity.jpg“ není obrázek")
    expect(row(page, "IMG_0048.jpg").locator("img")).to_be_visible()
    assert shell("print(Picture.objects.filter(credit='Jana Nováková').count())") == "49"

    page.get_by_role("link", name="Popsat nahrané obrázky").click()
    rows = page.locator(".library-described")
    expect(rows).to_have_count(20)
    rows.nth(0).get_by_label("Popis obrázku").fill("Děti v sadu")
    rows.nth(1).get_by_label("Jen ozdobný").check()
    rows.nth(2).get_by_label("Popis obrázku").fill("foto")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text(
        "Uloženo: 2 obrázky. 1 obrázek čeká nahoře na opravu"
    )
    wrong = page.locator(".library-described--refused")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("„foto“ o obrázku nic neříká")
    wrong.get_by_label("Popis obrázku").fill("Lavička pod lípou")
    page.get_by_role("button", name="Uložit popisy").click()
    expect(page.locator(".messagelist")).to_contain_text("Uloženo: 1 obrázek.")
    expect(page.get_by_text("strana 2 z 3")).to_be_visible()
    assert shell("print(Picture.objects.undescribed().count())") == "46"


def test_documents_are_chosen_in_the_same_way(page, shell):
    page.goto(DOCUMENTS)
    page.get_by_label("Veřejný").uncheck()
    page.get_by_label("Vyberte dokumenty").set_input_files(
        [
            chosen("Výroční zpráva.pdf", pdf(3), "application/pdf"),
            chosen("stranka.pdf", b"<html>", "application/pdf"),
        ]
    )
    expect(summary(page)).to_have_text("Nahráno 1 z 2, 1 soubor nepřijat.")
    row(page, "Výroční zpráva.pdf").get_by_role("link").click()
    expect(page.locator("#id_title")).to_have_value("Výroční zpráva")
    expect(page.get_by_label("veřejný")).not_to_be_checked()


def test_without_a_script_one_request_does_all_of_it(portal, page, new_page):
    plain = new_page(portal, java_script_enabled=False, storage_state=page.context.storage_state())
    plain.goto(PICTURES)
    plain.get_by_label("Vyberte obrázky").set_input_files(
        [chosen("alej.jpg", jpeg()), chosen("nic.jpg", b"x"), chosen("sad.jpg", jpeg())]
    )
    plain.get_by_role("button", name="Nahrát").click()
    expect(summary(plain)).to_have_text("Nahráno 2 z 3, 1 soubor nepřijat.")
    expect(row(plain, "nic.jpg")).to_contain_text("není obrázek")
    plain.get_by_role("link", name="Popsat nahrané obrázky").click()
    expect(plain.locator(".library-described")).to_have_count(2)
    plain.get_by_label("Popis obrázku").first.fill("Alej u Terezína")
    plain.get_by_role("button", name="Uložit popisy").click()
    expect(plain.locator(".messagelist")).to_contain_text("Uloženo: 1 obrázek.")


def test_what_is_too_large_is_refused_before_it_is_sent(page):
    page.goto(PICTURES)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    drop(page, [{"name": "plakat.tif", "type": "image/tiff", "size": 61_000_001}])
    expect(row(page, "plakat.tif")).to_contain_text(
        "Soubor „plakat.tif“ je příliš velký: má 61,1 MB, nejvýše může mít 60 MB."
    )
    expect(summary(page)).to_have_text("Nahráno 0 z 1, 1 soubor nepřijat.")
    assert "POST" not in sent


# --- the same picture again --------------------------------------------------------------------


def test_the_same_picture_is_offered_and_stored_again_only_on_demand(page, shell):
    content = jpeg()
    page.goto(PICTURES)
    field = page.get_by_label("Vyberte obrázky")
    field.set_input_files(chosen("poprve.jpg", content))
    expect(row(page, "poprve.jpg")).to_contain_text("Nahráno")
    before = shell("print(Picture.objects.count())")
    field.set_input_files(chosen("podruhe.jpg", content))
    again = row(page, "podruhe.jpg")
    expect(again).to_contain_text("Tento obrázek už v knihovně je")
    expect(again.get_by_role("link", name="obrázek poprve.jpg")).to_be_visible()
    expect(again.locator("img")).to_be_visible()
    expect(summary(page)).to_have_text("Nahráno 1 z 2, 1 už v knihovně byl.")
    assert shell("print(Picture.objects.count())") == before
    again.get_by_role("button", name="Přesto nahrát znovu").click()
    expect(summary(page)).to_have_text("Nahráno 2 z 2.")
    assert int(shell("print(Picture.objects.count())")) == int(before) + 1


# --- worse days --------------------------------------------------------------------------------


def test_what_the_network_lost_is_sent_again(page, complaints):
    complaints.expect("ERR_FAILED")
    page.goto(PICTURES)
    page.route(f"**{PICTURES}", lambda route: route.abort())
    field = page.get_by_label("Vyberte obrázky")
    field.set_input_files([chosen("prvni.jpg", jpeg()), chosen("druhy.jpg", jpeg())])
    expect(summary(page)).to_have_text("Nahráno 0 z 2, 2 nedorazily.")
    expect(row(page, "prvni.jpg")).to_contain_text("Spojení se přerušilo")
    page.unroute(f"**{PICTURES}")
    row(page, "prvni.jpg").get_by_role("button", name="Zkusit znovu").click()
    expect(summary(page)).to_have_text("Nahráno 1 z 2, 1 nedorazil.")
    page.get_by_role("button", name="Zkusit znovu vše, co nedorazilo").click()
    expect(summary(page)).to_have_text("Nahráno 2 z 2.")


def test_an_expired_log_in_keeps_the_list(page, complaints):
    complaints.expect("403")
    page.goto(PICTURES)
    page.context.clear_cookies(name="sessionid")
    files = [chosen(f"po-{number}.jpg", jpeg()) for number in range(5)]
    page.get_by_label("Vyberte obrázky").set_input_files(files)
    trouble = page.get_by_role("alert").filter(has_text="Přihlášení vypršelo")
    expect(trouble).to_be_visible()
    page.get_by_role("button", name="Pokračovat").click()
    expect(page.get_by_text("Přihlášení se zatím nepodařilo")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="přihlaste se v novém okně").click()
    window = opened.value
    window.get_by_label("Uživatelské jméno").fill(shelf.EDITOR)
    window.get_by_label("Heslo").fill(shelf.PASSWORD)
    window.locator("[type=submit]").click()
    expect(window.get_by_text("Jste znovu přihlášeni")).to_be_visible()
    window.close()
    page.get_by_role("button", name="Pokračovat").click()
    expect(summary(page)).to_have_text("Nahráno 5 z 5.", timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_progress_is_shown_and_leaving_meanwhile_asks(page):
    page.goto(PICTURES)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with slowly(page):
        files = [chosen(f"dlouho-{n}.png", encoded(noise(), "PNG"), "image/png") for n in range(3)]
        page.get_by_label("Vyberte obrázky").set_input_files(files)
        said = page.locator(".library-result__said")
        expect(said.filter(has_text=re.compile(r"^\d+\s%$"))).to_have_count(2)
        expect(said.filter(has_text="čeká na odeslání")).to_have_count(1)
        page.close(run_before_unload=True)
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
    expect(summary(page)).to_have_text("Nahráno 3 z 3.", timeout=PATIENCE)


def test_a_description_outlives_an_expired_log_in(page, portal, shell):
    pk = shell("from tests.factories.library import *; print(PictureFactory(description='').pk)")
    page.goto(f"{DESCRIBE}?ids={pk}")
    page.get_by_label("Popis obrázku").fill("Dlouho vymýšlený popis")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Uložit popisy").click()
    page.get_by_label("Uživatelské jméno").fill(shelf.EDITOR)
    page.get_by_label("Heslo").fill(shelf.PASSWORD)
    page.locator("[type=submit]").click()
    expect(page.get_by_text("Vrátili jsme sem, co jste napsali")).to_be_visible()
    page.get_by_role("button", name="Uložit popisy").click()
    expect(page.locator(".messagelist")).to_contain_text("Uloženo: 1 obrázek.")
    page.goto(f"{DESCRIBE}?ids={pk}")
    expect(page.get_by_label("Popis obrázku")).to_have_value("Dlouho vymýšlený popis")
    expect(page.get_by_text("Vrátili jsme sem")).to_have_count(0)


# --- into a text -------------------------------------------------------------------------------


@pytest.fixture
def text(page, complaints):
    """The text of a new article."""
    complaints.expect("(setting 'dir')")
    page.goto("/admin/news/article/add/")
    body = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    expect(body).to_be_editable()
    body.click()
    return body


def drop_into(text, files):
    text.evaluate(f"(body, files) => ({DROP})([body.querySelector('p') ?? body, files])", files)


def notification(page, words):
    return page.locator(".cke_notification", has_text=words)


def test_pictures_dropped_into_a_text_go_to_the_library(page, text, shell):
    content = encoded(noise(), "WEBP", lossless=True)
    with slowly(page):
        drop_into(text, [file("les.webp", content, "image/webp")])
        expect(notification(page, "Nahrávání souboru")).to_be_visible()
    expect(text.locator("img[src^='/media/pictures/']")).to_be_visible(timeout=PATIENCE)
    expect(notification(page, "Soubor úspěšně nahrán.")).to_be_visible()
    count = shell("print(Picture.objects.count())")
    page.goto("/admin/news/article/add/")
    expect(text).to_be_editable()
    drop_into(text, [file("znovu.webp", content, "image/webp")])
    expect(text.locator("img[src^='/media/pictures/']")).to_be_visible()
    assert shell("print(Picture.objects.count())") == count


@pytest.mark.parametrize(
    ("name", "kind"),
    [("fotka.jpg", "image/jpeg"), ("smlouva.pdf", "application/pdf"), ("foto.heic", "")],
)
def test_what_is_no_picture_is_refused_in_czech(page, text, name, kind):
    drop_into(text, [file(name, b"Toto neni obrazek.", kind)])
    expect(notification(page, f"Soubor „{name}“ není obrázek")).to_be_visible()
    expect(text.locator("img")).to_have_count(0)


def test_an_expired_log_in_is_told_in_the_text_too(page, text, complaints):
    complaints.expect("403")
    page.context.clear_cookies(name="sessionid")
    drop_into(text, [file("fotka.jpg", jpeg())])
    expect(notification(page, "Přihlášení vypršelo. Uložte si text")).to_be_visible()


# --- deleting ----------------------------------------------------------------------------------


def test_what_is_used_is_not_deleted_and_the_way_there_is_shown(page, shell):
    made = (
        "from tests.factories.library import *; from tests.factories.publishing import *; "
        "picture = PictureFactory(description='Sad na jaře'); "
        "[ArticleFactory(title=f'Text {n}', cover=picture).sync() for n in (1, 2, 3)]; "
        "print(picture.pk)"
    )
    pk = shell(made)
    page.goto(f"/admin/library/picture/{pk}/delete/")
    content = page.locator("#content")
    expect(content).to_contain_text("protože se používá na 3 místech")
    expect(page.get_by_role("button", name="Ano, smazat")).to_have_count(0)
    content.get_by_role("link", name="aktualita: Text 2").click()
    expect(page.locator("#id_title")).to_have_value("Text 2")
    page.goto("/admin/library/picture/?pouziti=nekde")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)


# --- looks -------------------------------------------------------------------------------------


def fits(page) -> bool:
    page.set_viewport_size(PHONE)
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_axe_finds_nothing_where_files_are_uploaded(page, axe):
    content = jpeg()
    for address, files in [
        (PICTURES, [chosen("IMG_1.jpg", content), chosen("IMG_2.jpg", content)]),
        (DOCUMENTS, [chosen("Zpráva.pdf", pdf(9), "application/pdf")]),
    ]:
        page.goto(address)
        assert wrong_in(ALL_LOOKS, page, axe, IN_ADMIN) == {}
        for each in [*files, chosen("rozbity-" + "x" * 80 + ".jpg", b"x")]:
            page.locator("#id_upload").set_input_files(each)
            expect(row(page, each["name"]).locator("progress")).to_have_count(0)
        assert wrong_in(ALL_LOOKS, page, axe, IN_ADMIN) == {}
        assert fits(page)


def test_axe_finds_nothing_where_pictures_are_described(page, axe, shell):
    shell("from tests.factories.library import *; PictureFactory.create_batch(2, description='')")
    page.goto(DESCRIBE)
    assert wrong_in(ALL_LOOKS, page, axe, IN_ADMIN) == {}
    page.get_by_label("Popis obrázku").first.fill("foto")
    page.get_by_role("button", name="Uložit popisy").click()
    expect(page.locator(".library-described--refused")).to_be_visible()
    assert wrong_in(ALL_LOOKS, page, axe, IN_ADMIN) == {}
    assert fits(page)
