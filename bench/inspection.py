"""What a page costs apart from time: its queries, counted in this process."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nszm_portal.pagecache import generation, memory


class Inspector:
    """Asks for pages as a reader does. The settings have to switch the page cache off, and no
    transaction may be open: inside one, what pages share is kept neither for the next page."""

    def __init__(self):
        self.client = Client(headers={"host": "127.0.0.1"})

    def warm(self, path: str) -> list[str]:
        """The queries of a page that this process makes while nothing was changed for a while.

        The reading of the generation, once a second at most, is among them.
        """
        self._get(path)
        generation.forget()
        return self._queries(path)

    def cold(self, path: str) -> list[str]:
        """The queries of the first page that a process makes after a change."""
        memory.forget()
        generation.forget()
        return self._queries(path)

    def _queries(self, path):
        with CaptureQueriesContext(connection) as queries:
            self._get(path)
        return [query["sql"] for query in queries]

    def _get(self, path):
        response = self.client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
