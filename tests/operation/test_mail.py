"""The queue of mail takes words for words."""

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from post_office.models import Email

pytestmark = pytest.mark.django_db
WORDS = "{{ a|b:'c' }} {% load nic %} {%% {# x #} }} { {{{ “ & <b>"


@pytest.fixture(autouse=True)
def queue(settings):
    settings.EMAIL_BACKEND = "nszm_portal.operation.mail.QueuedMail"


def test_braces_are_neither_carried_out_nor_lost():
    send_mail(WORDS, f"{WORDS}\n{WORDS}", None, ["a@example.org"])
    queued = Email.objects.get()
    assert (queued.subject, queued.message) == (WORDS, f"{WORDS}\n{WORDS}")
    assert queued.to == ["a@example.org"]


def test_also_in_the_other_form_of_a_mail():
    message = EmailMultiAlternatives("Předmět", "Text", None, ["a@example.org"])
    message.attach_alternative(f"<p>{WORDS}</p>", "text/html")
    message.send()
    assert Email.objects.get().html_message == f"<p>{WORDS}</p>"
    assert message.body == "Text"
