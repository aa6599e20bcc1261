"""A forgotten password: the same answer in the same time, whoever asks for whatever address."""

import time
from datetime import timedelta

from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.utils import timezone

from nszm_portal.accounts import audit, throttle
from nszm_portal.accounts.models import AuditEntry, Happening

TAKES = 0.4  # seconds; longer than any of it really takes
MAILS_AN_HOUR = 3
ASKED = "Vyžádán odkaz pro obnovu hesla."


class ResetForm(PasswordResetForm):
    def get_users(self, email):
        """Whom a link is sent to: each at most three times an hour, however often one asks."""
        since = timezone.now() - timedelta(hours=1)
        for user in super().get_users(email):
            asked = AuditEntry.objects.filter(of_account=user, sentence=ASKED, at__gt=since)
            if asked.count() < MAILS_AN_HOUR:
                audit.record(Happening.PASSWORD, ASKED, of=user)
                yield user


class ResetView(views.PasswordResetView):
    form_class = ResetForm

    def post(self, request, *args, **kwargs):
        start = time.monotonic()
        response = super().post(request, *args, **kwargs)
        time.sleep(max(0.0, TAKES - (time.monotonic() - start)))
        return response


class ConfirmView(views.PasswordResetConfirmView):
    """Who got the mail is the account's owner: what others try cannot lock this browser out."""

    def form_valid(self, form):
        response = super().form_valid(form)
        throttle.remember_browser(response, form.user)
        return response
