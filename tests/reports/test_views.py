"""Reporting a barrier or a mistake: what becomes a mail, what is refused; nothing is lost."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from lxml import html
from post_office.models import Email

from nszm_portal.navigation.models import Identity
from nszm_portal.reports import guarding
from nszm_portal.wsgi import PortalRequest
from tests.robustness import hostile, judge

pytestmark = pytest.mark.django_db
FORM, THANKS = "/napiste-nam/", "/napiste-nam/dekujeme/"
HERE = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
TYPED = {
    "kind": "chyba",
    "page": "/aktuality/sad/",
    "text": "V druhém odstavci je „Librec“.\n\nMá tam být Liberec.",
    "email": "jana@example.org",
    "name": "Jana Malá",
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-05-04 09:00", tick=False) as clock:
        yield clock


def opened(client, query=""):
    """What a reader's browser would send of the form that it got."""
    (form,) = html.fromstring(client.get(FORM + query).text).xpath("//form[@method='post']")
    return dict(form.form_values())


def sent(client, now, *, headers=HERE, after=60, **changes):
    values = opened(client) | TYPED
    now.shift(after)
    return client.post(FORM, values | changes, headers=headers)


def kept(answer):
    """What stands in the fields of a form that came back."""
    (form,) = html.fromstring(answer.text).xpath("//form[@method='post']")
    values = dict(form.form_values())
    # A browser takes the first line break of a text area for its own; so does what reads it here.
    return values | {"text": values["text"].replace("\r\n", "\n").strip("\n")}


def refused(answer):
    """The sentences of a refusal; everything typed has to be there still, and no mail was sent."""
    assert mail.outbox == []
    assert {name: kept(answer).get(name, "") for name in TYPED} == TYPED
    (said,) = html.fromstring(answer.text).xpath("//*[@role='alert']")
    return said.text_content().replace("\u00a0", " ")


# --- What becomes of it ---------------------------------------------------------------------------


def test_a_report_becomes_a_mail_and_the_reader_is_thanked(client, now):
    Identity.objects.update(contact_email="redakce@example.org")
    answer = sent(client, now)
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{THANKS}?stranka=%2Faktuality%2Fsad%2F",
    )
    (message,) = mail.outbox
    assert message.to == ["redakce@example.org"]
    assert message.reply_to == ["jana@example.org"]
    assert message.subject == "Chyba v textu: /aktuality/sad/"
    assert "Stránka: http://127.0.0.1:8000/aktuality/sad/" in message.body
    assert "Jméno: Jana Malá" in message.body
    assert message.body.endswith(TYPED["text"])
    assert message.content_subtype == "plain"
    page = client.get(answer["Location"]).text
    assert "Děkujeme" in page
    assert '<a class="ways__link" href="/aktuality/sad/">' in page


def test_a_name_an_address_and_a_page_are_not_asked_for(client, now):
    assert sent(client, now, page="", email="", name="")["Location"] == THANKS
    (message,) = mail.outbox
    assert message.reply_to == []
    assert "celý web" in message.body


def test_the_form_knows_the_page_that_led_to_it(client):
    page = html.fromstring(client.get("/aktuality/neni/").text)
    (address,) = page.xpath("//footer//a[contains(., 'chyba na této stránce')]/@href")
    assert address == "/napiste-nam/?stranka=/aktuality/neni/"
    assert opened(client, address.removeprefix(FORM))["page"] == "/aktuality/neni/"
    assert opened(client, "?druh=bariera")["kind"] == "bariera"
    assert "chyba na této stránce" not in client.get(FORM).text


@pytest.mark.parametrize(
    "page",
    ["https://www.example.org/", "//example.org/", "javascript:alert(1)", "Volejte 123", "/" * 400],
)
def test_no_other_site_puts_its_words_into_the_form_or_under_the_thanks(client, page):
    assert not opened(client, f"?stranka={page}").get("page")
    main = client.get(THANKS, {"stranka": page}).text.split("<main")[1].split("</main")[0]
    assert re.findall(r'href="([^"]*)"', main) == ["/"]


def test_a_button_pressed_twice_sends_one_mail(client, now):
    values = opened(client) | TYPED
    now.shift(60)
    for _ in range(2):
        assert client.post(FORM, values, headers=HERE).status_code == 303
    assert len(mail.outbox) == 1


def test_nobody_gets_a_cookie_and_nothing_is_kept(client, now):
    for answer in (client.get(FORM), sent(client, now, text=""), sent(client, now)):
        assert answer.cookies == {}
        assert answer["Cache-Control"] == "no-store"
    assert "no-store" not in client.get(THANKS).get("Cache-Control", "")
    for address in (FORM, THANKS):
        assert client.get(address)["X-Robots-Tag"] == "noindex"


def test_no_token_is_asked_for(now):
    assert sent(Client(enforce_csrf_checks=True), now).status_code == 303


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Vyberte, o co jde."),
        ({"kind": "virus"}, "Vyberte, o co jde."),
        ({"text": ""}, "Napište, co se děje."),
        ({"text": " \n "}, "Napište, co se děje."),
        ({"text": "a" * 5001}, "Zpráva má 5 001 znaků, vejde se jich 5 000."),
        ({"email": "jana"}, "Tohle není e-mailová adresa"),
        ({"email": "a@example.org, b@example.org"}, "Tohle není e-mailová adresa"),
        ({"name": "a" * 301}, "Sem se vejde 300 znaků."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(client, now, changes, sentence):
    answer = sent(client, now, **changes)
    assert mail.outbox == []
    ((name, value),) = changes.items()
    (label,) = html.fromstring(answer.text).xpath(
        "//*[contains(@class, '--wrong')]//*[contains(@class, '__error')]"
    )
    assert sentence in label.text_content().replace("\u00a0", " ")
    assert {key: kept(answer).get(key) for key in TYPED if key != name} == {
        key: text for key, text in TYPED.items() if key != name
    }
    if name not in {"kind", "text"}:
        assert kept(answer)[name] == value
    # Who has mended it sends it at once, without waiting again.
    again = client.post(FORM, kept(answer) | TYPED, headers=HERE)
    assert again.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://www.example.org"},
        {"origin": "null"},
        {"origin": "http://["},
        {"referer": "https://www.example.org/napiste-nam/"},
        {"referer": "http://127.0.0.1:8000.example.org/"},
        {},
    ],
)
def test_what_comes_from_elsewhere(client, now, headers):
    assert "přišel z tohoto webu" in refused(sent(client, now, headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": "http://testserver"},
        {"referer": "http://127.0.0.1:8000/napiste-nam/?stranka=/"},
    ],
)
def test_what_comes_from_here_by_any_browser(client, now, headers):
    assert sent(client, now, headers=headers).status_code == 303


def test_what_comes_before_three_seconds_or_after_a_day(client, now):
    first = sent(client, now, after=2)
    assert "jako by ho vyplnil robot" in refused(first)
    now.shift(2)
    assert client.post(FORM, kept(first), headers=HERE).status_code == 303
    mail.outbox.clear()
    late = sent(client, now, after=guarding.LATEST + 1, text="Jiná zpráva", name="")
    assert mail.outbox == []
    assert "otevřená déle než den" in late.text.replace("\u00a0", " ")
    assert kept(late)["text"] == "Jiná zpráva"
    # Who waited a day does not wait again.
    assert client.post(FORM, kept(late), headers=HERE).status_code == 303


@pytest.mark.parametrize("stamp", ["", "1", "1:2", "\0", "x" * 5000, "1777878000:podvrh"])
def test_a_time_that_is_not_signed(client, now, stamp):
    assert "nepřišel celý" in refused(sent(client, now, opened=stamp))


def test_the_trap_is_hidden_and_who_fills_it_is_refused(client, now):
    page = html.fromstring(client.get(FORM).text)
    (trap,) = page.xpath(f"//input[@name='{guarding.TRAP}']")
    assert (trap.get("tabindex"), trap.get("autocomplete")) == ("-1", "off")
    answer = sent(client, now, **{guarding.TRAP: "https://spam.example"})
    assert "plní ho jen roboti" in refused(answer)
    assert "spam.example" not in answer.text


def test_the_sixth_of_an_hour_is_refused_and_kept(client, now):
    for number in range(guarding.REPORTS.most):
        assert sent(client, now, text=f"Zpráva {number}").status_code == 303
    mail.outbox.clear()
    answer = sent(client, now, REMOTE_ADDR="127.0.0.1")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= guarding.REPORTS.period
    page = html.fromstring(answer.text)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "mailto:nszm@nszm.cz" in answer.text
    assert {name: kept(answer)[name] for name in TYPED} == TYPED
    assert mail.outbox == []
    other = opened(client) | TYPED
    now.shift(60)
    assert client.post(FORM, other, headers=HERE, REMOTE_ADDR="10.1.1.1").status_code == 303
    now.shift(guarding.REPORTS.period)
    assert client.post(FORM, kept(answer), headers=HERE).status_code == 303


def test_a_household_has_one_network(client, now):
    answers = []
    for number in range(guarding.REPORTS.most + 1):
        values = opened(client) | TYPED | {"text": f"Zpráva {number}"}
        now.shift(10)
        address = f"2001:db8:1:2::{number + 1}"
        answers.append(client.post(FORM, values, headers=HERE, REMOTE_ADDR=address).status_code)
    assert answers == [303] * guarding.REPORTS.most + [429]


# --- What does not work around it -----------------------------------------------------------------


def test_a_mail_that_cannot_be_queued_loses_nothing(client, now, monkeypatch):
    def fails(*args):
        raise DatabaseError("away")

    monkeypatch.setattr("nszm_portal.reports.views.sending.send", fails)
    answer = sent(client, now)
    assert answer.status_code == 503
    assert "nepodařilo předat" in refused(answer)
    monkeypatch.undo()
    assert client.post(FORM, kept(answer), headers=HERE).status_code == 303
    assert len(mail.outbox) == 1


def test_a_cache_that_is_away_does_not_matter(client, now, monkeypatch):
    def fails(*args, **options):
        raise ConnectionError

    for name in ("add", "incr", "delete"):
        monkeypatch.setattr(cache, name, fails, raising=False)
    assert sent(client, now).status_code == 303
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("field", ["page", "name", "email"])
def test_no_header_can_be_put_into_the_mail(client, now, field):
    sent(client, now, **{field: "jana@example.org\r\nBcc: vsem@example.org\r\n\r\nTělo"})
    for message in mail.outbox:
        assert message.recipients() == ["nszm@nszm.cz"]
        assert message.message()["Bcc"] is None
        assert "\n" not in message.subject


def test_what_was_typed_in_braces_stays_words(client, now, settings):
    settings.EMAIL_BACKEND = "nszm_portal.operation.mail.QueuedMail"
    text = "{% include 'admin/login.html' %} {{ settings.SECRET_KEY }} {# ne #} {% konec <b>&"
    assert sent(client, now, text=text, page="/{{ a }}/").status_code == 303
    queued = Email.objects.get()
    assert queued.message.endswith(text)
    assert queued.subject == "Chyba v textu: /{{ a }}/"
    assert queued.headers["Reply-To"] == "jana@example.org"
    assert queued.email_message().message()["Reply-To"] == "jana@example.org"


def test_no_body_is_too_odd(monkeypatch):
    monkeypatch.setattr("django.test.client.WSGIRequest", PortalRequest)
    client = judge.reader()
    for media_type, body in hostile.BODIES:
        request = {"method": "POST", "body": body, "content_type": media_type}
        assert judge.complaint(client, FORM, **request) == ""


def test_a_file_is_let_go(client, now):
    values = opened(client) | TYPED
    now.shift(60)
    with open(__file__, "rb") as file:
        answer = client.post(FORM, values | {"upload": file}, headers=HERE)
    assert answer.status_code == 303
    assert answer.wsgi_request.FILES == {}
