"""A whole stack of the module's own: PostgreSQL and Redis that may be stopped, and the portal."""

import pytest

from tests.browser import shelf
from tests.servers import postgresql
from tests.servers.portal import Portal


@pytest.fixture(scope="module")
def cluster():
    cluster = postgresql.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def stack(cluster, redis_server, quarry, tmp_path_factory):
    """A running portal on that PostgreSQL and Redis, with one article and its editor."""
    portal = Portal(tmp_path_factory.mktemp("stack"), cluster.url, quarry.static)
    portal.env["CACHE_URL"] = redis_server.url
    portal.manage("migrate", "--noinput")
    shelf.put(portal, "one")
    portal.start()
    yield portal
    portal.stop()
