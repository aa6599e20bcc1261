"""Portals that several modules show: each module has its own, started once."""

import pytest

from tests.browser import shelf


@pytest.fixture(scope="module")
def full_portal(make_portal):
    """A running portal with an article of every kind and state."""
    portal = make_portal()
    shelf.put(portal, "many")
    portal.start()
    return portal
