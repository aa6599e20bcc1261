"""A long page: its list of headings leads to them without script, and is on paper too."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.looks import ALL_LOOKS, wrong_in

STATEMENT = "/prohlaseni-o-pristupnosti/"


def test_without_script_a_heading_is_reached_and_the_way_back_is_there(new_page, demo_portal):
    page = new_page(demo_portal, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Prohlášení o přístupnosti").click()
    contents = page.get_by_role("navigation", name="Na této stránce")
    contents.get_by_role("link", name="Když s odpovědí nejste spokojeni").click()
    expect(page.get_by_role("heading", name="Když s odpovědí nejste spokojeni")).to_be_in_viewport()
    page.get_by_role("main").get_by_role("link", name="formulářem pro čtenáře").click()
    expect(page.get_by_label("bariéra: něco nejde")).to_be_checked()
    page.go_back()
    page.get_by_role("navigation", name="Kde jste").get_by_role("link", name="O webu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("O webu")


@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_axe_and_vnu_find_nothing(suffix, demo_portal, demo_page, axe, vnu):
    demo_page.goto(STATEMENT + suffix)
    assert wrong_in(ALL_LOOKS, demo_page, axe) == {}
    assert vnu(demo_portal.get(STATEMENT + suffix).text) == []


def test_the_contents_are_printed(demo_page, tmp_path):
    demo_page.goto(STATEMENT)
    demo_page.emulate_media(media="print")
    demo_page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], capture_output=True, check=True
    )
    text = " ".join(done.stdout.decode().split())
    assert text.count("Kde prohlášení platí") == 2
    assert "26. listopadu 2026" in text
    assert "Bariéra nebo chyba" not in text
