"""Fifty kills at random moments, during saves and publications."""

from tests.browser import shelf
from tests.kills.killing import Trial

KILLS = 50


def test_fifty_kills_leave_nothing_half_saved(make_portal):
    portal = make_portal()
    shelf.put(portal, "people")
    trial = Trial(portal, seed=2026)
    for _ in range(KILLS):
        trial.kill()
    print(f"{KILLS} kills, {trial.told.acknowledged} changes acknowledged, wrong: {trial.wrong}")
    assert trial.wrong == []
