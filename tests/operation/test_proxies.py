"""Whom the portal believes about the client's address and scheme."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nszm_portal.operation.proxies import TrustedProxiesMiddleware


def seen(settings, *, trusted, peer, **headers):
    from ipaddress import ip_network

    settings.TRUSTED_PROXIES = [ip_network(network) for network in trusted]
    found = {}

    def view(request):
        found["address"], found["secure"] = request.META["REMOTE_ADDR"], request.is_secure()
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)
    TrustedProxiesMiddleware(view)(request)
    return found


def test_nobody_is_believed_unless_told(settings):
    headers = {"HTTP_X_FORWARDED_FOR": "1.2.3.4", "HTTP_X_FORWARDED_PROTO": "https"}
    found = seen(settings, trusted=[], peer="10.0.0.9", **headers)
    assert found == {"address": "10.0.0.9", "secure": False}


def test_a_trusted_proxy_is_believed(settings):
    headers = {"HTTP_X_FORWARDED_FOR": "1.2.3.4", "HTTP_X_FORWARDED_PROTO": "https"}
    found = seen(settings, trusted=["10.0.0.0/8"], peer="10.0.0.9", **headers)
    assert found == {"address": "1.2.3.4", "secure": True}


@pytest.mark.parametrize(
    "forwarded,address",
    [
        ("6.6.6.6, 1.2.3.4, 10.0.0.5", "1.2.3.4"),  # what stands before 1.2.3.4 may be invented
        ("1.2.3.4, nesmysl", "10.0.0.9"),
        ("", "10.0.0.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("10.0.0.5, 10.0.0.6", "10.0.0.5"),
    ],
)
def test_the_chain_is_read_from_its_end(settings, forwarded, address):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded}
    found = seen(settings, trusted=["10.0.0.0/8"], peer="10.0.0.9", **headers)
    assert found["address"] == address


def test_a_peer_without_an_address_is_nobody(settings):
    found = seen(settings, trusted=["10.0.0.0/8"], peer="", HTTP_X_FORWARDED_PROTO="https")
    assert found["secure"] is False


def test_an_address_seen_through_ipv6_is_the_one_that_it_is(settings):
    """As by a server that listens on [::] and gets both kinds."""
    headers = {"HTTP_X_FORWARDED_FOR": "::ffff:1.2.3.4", "HTTP_X_FORWARDED_PROTO": "https"}
    trusted = {"trusted": ["10.0.0.9/32"], **headers}
    found = seen(settings, peer="::ffff:10.0.0.9", **trusted)
    assert found == {"address": "1.2.3.4", "secure": True}
    assert seen(settings, peer="::ffff:6.6.6.6", **trusted)["address"] == "6.6.6.6"
    assert seen(settings, trusted=[], peer="::ffff:6.6.6.6")["address"] == "6.6.6.6"
