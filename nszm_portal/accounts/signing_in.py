"""The way in: password, then the code, or the telephone's enrolment; and out to where one wanted.

All of it goes on in one place, also inside the window in which a form renews its session.
"""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from nszm_portal.accounts import audit, second_factor, throttle
from nszm_portal.accounts.models import Happening, User


def wanted(request) -> str:
    """Where the person wanted to go before they had to sign in; only on this portal."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    # One without a slash at its start would be taken for the name of a view.
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, request.is_secure()
    )
    return address if safe else reverse("admin:index")


def next_step(request, user: User, address: str):
    """Leads who has given the password to the code, or to the enrolment of a telephone."""
    name = "second_factor" if second_factor.has_phone(user) else "second_factor_enrol"
    return redirect(f"{reverse(f'admin:{name}')}?{urlencode({'next': address})}")


def after_password(request, response):
    """What follows the right password; `response` leads to where the person wanted to go."""
    user = request.user
    throttle.remember_browser(response, user)
    if not second_factor.is_asked(user):
        audit.record(Happening.SIGNED_IN, "Přihlášení heslem.", by=user, of=user)
        return response
    request.session.set_expiry(second_factor.TIME_FOR_IT)
    step = next_step(request, user, response["Location"])
    step.cookies = response.cookies
    return step


def finish(request, user: User, how: str) -> None:
    """The second factor is proven: the session is signed in."""
    second_factor.proven(request, user)
    audit.record(Happening.SIGNED_IN, how, by=user, of=user)
