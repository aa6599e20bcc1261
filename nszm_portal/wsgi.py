"""The WSGI application that gunicorn serves."""

import os
import re
from contextlib import suppress

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.http import parse_cookie
from django.utils.functional import cached_property

from nszm_portal import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nszm_portal.settings")

# What no XML may hold (XML 1.0, 2.2) and no keyboard writes; Word ends lines by U+000B. Of NUL the
# forms say by themselves that it is not allowed.
INVISIBLE = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
PIECE, MOST_PIECES = 64 * 1024, 1100  # bytes; together somewhat more than nginx lets through


class PortalRequest(WSGIRequest):
    """A request whose Content-Type, cookies or characters may be nonsense: then it has none.

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

    def _load_post_and_files(self):
        """A form without invisible characters: feeds, calendars and documents could not tell it."""
        super()._load_post_and_files()
        if any(INVISIBLE.search(value) for _, values in self._post.lists() for value in values):
            visible = self._post.copy()
            for name, values in self._post.lists():
                visible.setlist(name, [INVISIBLE.sub(" ", value) for value in values])
            self._post = visible

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
