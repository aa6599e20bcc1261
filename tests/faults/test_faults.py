"""The short forms: moments without PostgreSQL and without Redis."""

import pytest
from playwright.sync_api import expect

from tests.browser import shelf
from tests.faults import days

pytestmark = pytest.mark.any_database  # they have a PostgreSQL of their own


def test_without_a_database_what_was_read_goes_on_and_the_editor_keeps_the_text(stack, cluster):
    days.database_gone(stack, cluster, seconds=1)


def test_a_database_that_hangs_does_not_take_the_portal_along(stack, cluster):
    days.database_hangs(stack, cluster, seconds=6)


def test_without_redis_it_is_slower_and_nothing_else(stack, redis_server):
    days.redis_gone(stack, redis_server, seconds=1)


def test_a_redis_that_hangs_makes_it_slower_and_nothing_else(stack, redis_server):
    days.redis_hangs(stack, redis_server, seconds=2)


def test_what_an_editor_writes_without_a_database_waits_in_the_browser(
    stack, cluster, new_page, complaints
):
    complaints.expect("status of 503")
    complaints.expect("(setting 'dir')")  # CKEditor, when it is left while it is starting
    page = new_page(stack)
    shelf.sign_in(page)
    page.goto("/admin/news/article/add/")
    cluster.halt()
    page.get_by_label("Titulek").fill("Psáno bez databáze")
    page.get_by_role("button", name="Uložit rozepsané").click()
    says = page.locator("#autosave-says")
    expect(says).to_contain_text("Portál teď ukládat nemůže. Text zůstává v tomto prohlížeči")
    cluster.start()
    expect(says).to_contain_text("Uloženo", timeout=15_000)
    page.get_by_role("button", name="Uložit rozepsané").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Psáno bez databáze")


def test_a_form_without_autosave_comes_back_on_a_page_that_sends_it_again(
    stack, cluster, new_page, complaints
):
    complaints.expect("status of 503")
    page = new_page(stack)
    shelf.sign_in(page)
    page.goto("/admin/news/topic/add/")
    page.get_by_label("Název").fill('Téma „<b>A&B"')
    cluster.halt()
    page.locator("[name=_save]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uložit se to teď nepodařilo")
    page.get_by_role("button", name="Odeslat znovu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uložit se to teď nepodařilo")
    cluster.start()
    page.get_by_role("button", name="Odeslat znovu").click()
    expect(page.locator(".messagelist .success")).to_contain_text('Téma „<b>A&B"')
