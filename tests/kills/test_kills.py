"""The short form of the trial: three kills leave nothing half-saved and lose nothing."""

from tests.browser import shelf
from tests.kills.killing import Trial


def test_a_killed_server_leaves_nothing_half_saved(make_portal):
    portal = make_portal()
    shelf.put(portal, "people")
    trial = Trial(portal, seed=1)
    for _ in range(3):
        trial.kill()
    assert trial.wrong == []
    assert trial.told.acknowledged >= 3
