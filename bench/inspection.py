"""How often a page asks the database, counted in this process."""

from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from nszm_portal.pagecache import generation


class Inspector:
    """Asks for pages as a reader does, with the page cache or without it.

    No transaction may be open: inside one, nothing is kept, neither pages nor what they share.
    The reading of the generation, which happens once a second at most, is always counted.
    """

    def __init__(self, *, pagecache: bool):
        self.client = Client(headers={"host": "127.0.0.1"})
        with override_settings(PAGECACHE_OFF=not pagecache):
            self.client.handler.load_middleware()

    def queries(self, path: str) -> int:
        """Of a page that was asked for before, nothing having changed since."""
        self.get(path)
        generation.forget()
        return self._count(path)

    def queries_after_change(self, path: str) -> int:
        """Of the first page that a process makes after a change of anything public."""
        with transaction.atomic():
            generation.raise_generation()
        return self._count(path)

    def _count(self, path):
        with CaptureQueriesContext(connection) as queries:
            self.get(path)
        return len(queries)

    def get(self, path):
        response = self.client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        return response
