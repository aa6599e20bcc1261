"""From an author's first word to the day when a deleted article comes back."""

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import shelf

PRAGUE = ZoneInfo("Europe/Prague")
TITLE = "Škola má novou zahradu"
ADDRESS = "/aktuality/skola-ma-novou-zahradu/"
WAIT = timedelta(seconds=20)


@pytest.fixture
def people(new_page, full_portal):
    """An author, a chief editor and a reader, each with a browser."""
    author, chief, reader = (new_page(full_portal) for _ in range(3))
    shelf.sign_in(author, shelf.AUTHOR)
    shelf.sign_in(chief)
    return author, chief, reader


def done(page):
    return page.locator(".messagelist .success").last


def test_from_the_first_word_to_recovery(people, complaints):
    complaints.expect(f"{ADDRESS}: Failed to load resource")  # while it is not public
    author, chief, reader = people
    hand_over(author)
    give_back(chief)
    hand_over_again(author)
    appears_at = schedule(chief)
    assert reader.goto(ADDRESS).status == 404
    time.sleep(max(0, (appears_at - datetime.now(PRAGUE)).total_seconds()) + 1)
    assert reader.goto(ADDRESS).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    change(chief, reader)
    withdraw(chief, reader)
    publish_again(chief, reader)
    restore(chief, reader)
    delete_and_recover(chief, reader)


def hand_over(author):
    author.goto("/admin/news/article/add/")
    author.get_by_label("Titulek").fill(TITLE)
    author.get_by_label("Perex").fill("Děti pěstují rajčata.")
    expect(author.locator("[name=_publish]")).to_have_count(0)
    author.get_by_label("Vzkaz").fill("Prosím do pátku.")
    author.get_by_role("button", name="Předat ke schválení").click()
    expect(author.get_by_text("Předáno ke schválení").first).to_be_visible()


def give_back(chief):
    chief.goto("/admin/")
    chief.get_by_role("link", name=TITLE).first.click()
    chief.get_by_label("Vzkaz autorovi").fill("Napište, kolik jich je.")
    chief.get_by_role("button", name="Vrátit autorovi").click()
    expect(done(chief)).to_have_text("Vráceno: redaktorka.")
    expect(chief.locator(".messagelist .info")).to_have_count(0)  # nothing changed on the way


def hand_over_again(author):
    author.goto("/admin/")
    author.get_by_role("link", name=TITLE).first.click()
    expect(author.get_by_text("Napište, kolik jich je.")).to_be_visible()
    author.get_by_label("Vzkaz").fill("Prosím do pátku.")
    author.get_by_role("button", name="Předat ke schválení").click()
    expect(author.get_by_text("Předáno ke schválení").first).to_be_visible()


def schedule(chief) -> datetime:
    chief.goto("/admin/")
    chief.get_by_role("link", name=TITLE).first.click()
    expect(chief.get_by_text("Prosím do pátku.")).to_be_visible()
    appears_at = datetime.now(PRAGUE).replace(microsecond=0) + WAIT
    chief.locator("#id_publish_at_0").fill(f"{appears_at:%d.%m.%Y}")
    chief.locator("#id_publish_at_1").fill(f"{appears_at:%H:%M:%S}")
    chief.get_by_role("button", name="Schválit a zveřejnit").click()
    expect(chief.get_by_text("Zveřejní se samo").first).to_be_visible()
    return appears_at


def open_form(chief):
    chief.goto(f"/admin/news/article/?q={TITLE}")
    chief.get_by_role("link", name=re.compile(TITLE)).first.click()


def change(chief, reader):
    open_form(chief)
    chief.get_by_label("Perex").fill("Děti pěstují rajčata a hrách.")
    expect(chief.locator("#autosave-says")).to_have_text(re.compile("Uloženo"))
    reader.goto(ADDRESS)
    expect(reader.get_by_text("Děti pěstují rajčata.")).to_be_visible()  # not yet
    chief.get_by_role("button", name="Zveřejnit změny").click()
    expect(done(chief)).to_be_visible()
    shelf.let_it_spread()
    reader.goto(ADDRESS)
    expect(reader.get_by_text("Děti pěstují rajčata a hrách.")).to_be_visible()


def withdraw(chief, reader):
    open_form(chief)
    chief.get_by_role("link", name="Stáhnout z webu").click()
    chief.get_by_role("radio", name="zveřejněno omylem nebo s chybou").check()
    chief.get_by_label("Co uvidí čtenáři").fill("Spletli jsme školu.")
    chief.get_by_role("button", name="Stáhnout z webu").click()
    expect(done(chief)).to_be_visible()
    shelf.let_it_spread()
    assert reader.goto(ADDRESS).status == 410
    expect(reader.get_by_text("Spletli jsme školu.")).to_be_visible()


def publish_again(chief, reader):
    open_form(chief)
    chief.get_by_role("button", name="Znovu zveřejnit").click()
    expect(chief.get_by_text("Je zveřejněno").first).to_be_visible()
    shelf.let_it_spread()
    assert reader.goto(ADDRESS).status == 200


def restore(chief, reader):
    """The first lead comes back from the history."""
    open_form(chief)
    chief.get_by_role("link", name="Historie").click()
    chief.get_by_role("button", name=re.compile("Obnovit")).last.click()
    expect(done(chief)).to_be_visible()
    shelf.let_it_spread()
    reader.goto(ADDRESS)
    expect(reader.get_by_text("Děti pěstují rajčata.")).to_be_visible()


def delete_and_recover(chief, reader):
    open_form(chief)
    chief.get_by_role("link", name="Smazat").click()
    chief.get_by_role("button", name="Ano, smazat").click()
    expect(done(chief)).to_be_visible()
    shelf.let_it_spread()
    assert reader.goto(ADDRESS).status == 404
    chief.goto("/admin/news/article/smazane/")
    chief.locator("li", has_text=TITLE).get_by_role("button").click()
    expect(chief.get_by_label("Titulek")).to_have_value(TITLE)
    assert reader.goto(ADDRESS).status == 404  # it came back as a draft
    chief.get_by_role("button", name="Zveřejnit", exact=True).click()
    expect(chief.get_by_text("Je zveřejněno").first).to_be_visible()
    shelf.let_it_spread()
    assert reader.goto(ADDRESS).status == 200
