"""Whom to believe about the client's address and scheme."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings


class TrustedProxiesMiddleware:
    """Takes X-Forwarded-For, -Proto and X-Request-ID from trusted proxies and from nobody else.

    After it `REMOTE_ADDR` is the nearest address that is not a trusted proxy's (the chain is read
    from its end, as everything before an untrusted hop can be invented), and the header that
    SECURE_PROXY_SSL_HEADER reads is present only when it can be believed. An address of IPv4 is
    written as one also where the server listens on IPv6 and sees it mapped (RFC 4291, 2.5.5.2).
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.trusted = settings.TRUSTED_PROXIES

    def __call__(self, request):
        meta = request.META
        forwarded = meta.pop("HTTP_X_FORWARDED_FOR", None)
        peer = _address(meta.get("REMOTE_ADDR", ""))
        if not self._is_trusted(peer):
            meta.pop("HTTP_X_FORWARDED_PROTO", None)
            meta.pop("HTTP_X_REQUEST_ID", None)
        elif forwarded:
            peer = self._client(forwarded, peer)
        if peer:
            meta["REMOTE_ADDR"] = str(peer)
        return self.get_response(request)

    def _client(self, forwarded, peer):
        for hop in reversed(forwarded.split(",")):
            address = _address(hop.strip())
            if address is None:
                break
            peer = address
            if not self._is_trusted(address):
                break
        return peer

    def _is_trusted(self, address):
        return address is not None and any(address in network for network in self.trusted)


@lru_cache(maxsize=1000)  # the proxies', and those of readers who read on
def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
