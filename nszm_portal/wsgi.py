"""The WSGI application that gunicorn serves."""

import os
from contextlib import suppress

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.http import parse_cookie
from django.utils.functional import cached_property

from nszm_portal import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nszm_portal.settings")

PIECE, MOST_PIECES = 64 * 1024, 1100  # bytes; together somewhat more than nginx lets through


class PortalRequest(WSGIRequest):
    """A request whose Content-Type or cookies may be nonsense: then it has none.

    Django reads the type before any of its own handling of errors, so that a parameter in an
    encoding which does not exist (RFC 2231) would end as a plain 500 of the server; and a cookie
    may hold a NUL, which PostgreSQL refuses when the session is looked up.
    """

    @cached_property
    def COOKIES(self):
        cookies = parse_cookie(self.environ.get("HTTP_COOKIE", ""))
        return {name: value for name, value in cookies.items() if "\x00" not in value}

    def _set_content_type_params(self, meta):
        try:
            super()._set_content_type_params(meta)
        except (LookupError, ValueError, SuspiciousOperation):  # the query is read with it at once
            self.content_type, self.content_params = "", {}
        # The portal's forms are in UTF-8; some other names of encodings decode no text at all.
        self._encoding = None

    def close(self):
        """Also takes the rest of a body that the answer did not need.

        gunicorn takes no more than 64 kB of it and closes; the connection is then reset, and nginx,
        which is still sending, loses the answer (RFC 9112, 9.6).
        """
        super().close()
        with suppress(OSError):
            for _ in range(MOST_PIECES):
                if not self._stream.read(PIECE):
                    break


application = get_wsgi_application()
patience.install()
application.request_class = PortalRequest
