"""SQLite and PostgreSQL answer alike: the same publications in the same order."""

import os

import pytest

from tests.search import asking
from tests.servers.portal import Portal


@pytest.fixture(scope="module")
def answers(make_portal):
    return asking.ask(make_portal("demo"))


@pytest.fixture(scope="module")
def answers_of_sqlite(quarry, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sqlite")
    portal = Portal(folder, f"sqlite:///{folder}/portal.sqlite3", quarry.static)
    portal.manage("migrate", "--noinput")
    portal.manage("demo_content", "--force")
    return asking.ask(portal)


# The run on SQLite has nothing to compare with.
if not os.environ["DATABASE_URL"].startswith("sqlite"):

    @pytest.mark.parametrize("half", asking.HALVES)
    @pytest.mark.parametrize("asked", ["found", "suggested"])
    def test_both_give_the_same_in_the_same_order(answers, answers_of_sqlite, half, asked):
        pairs = list(zip(answers.of(half, asked), answers_of_sqlite.of(half, asked), strict=True))
        assert len(pairs) >= 100
        assert sum(bool(mine) for mine, _ in pairs) > 50
        # By their places in the half: what was asked is not told.
        assert [at for at, (mine, theirs) in enumerate(pairs) if mine != theirs] == []
