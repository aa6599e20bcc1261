"""Leads from the addresses of the old portal to where its pages are now."""

from nszm_portal.legacy import addresses
from nszm_portal.publishing import gone


class LegacyMiddleware:
    """Asks for an old address when there is no such page; to stand before CommonMiddleware.

    That one would first add a slash ("/forum" to "/forum/"), which would make two hops of one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return response
        is_missing = response.status_code == 404
        if is_missing or _only_adds_a_slash(request, response):
            url = addresses.follow(request, is_missing=is_missing)
            return gone.moved(url) if url else response
        return response


def _only_adds_a_slash(request, response) -> bool:
    """Whether the answer leads to the same path with a slash, whatever is there."""
    return (
        response.status_code == 301
        and not request.path.endswith("/")
        and response.get("Location") == request.get_full_path(force_append_slash=True)
    )
