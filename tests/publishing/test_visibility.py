"""The visibility matrix: every door × every phase, and each call of the rule broken in turn."""

import ast
import sys
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from nszm_portal.publishing.publication import Publication
from nszm_portal.publishing.visibility import EntryQuerySet, Phase, PublicationQuerySet
from tests.factories.publishing import ArticleFactory
from tests.pages import doors as doors_pages
from tests.partners import doors as doors_partners
from tests.publishing import doors, doors_meetings

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
# Each has `make`, `move` and the doors DATED, UNDATED and FORMER of one room's publications.
SUITES = [doors, doors_meetings]
each_suite = pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.ROOM)
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN, doors.RESCHEDULED]


@pytest.fixture
def chief(chief_editor_client):
    return chief_editor_client


@each_suite
def test_what_is_visible_shows_through_every_door(chief, suite):
    case = suite.make(Phase.VISIBLE, editor=chief)
    assert doors.leaks(case, suite.DATED) == list(suite.DATED)


@each_suite
def test_what_has_no_date_shows_through_its_own_doors(chief, suite):
    case = suite.make(Phase.VISIBLE, editor=chief, undated=True)
    assert doors.leaks(case, suite.UNDATED) == list(suite.UNDATED)
    assert doors.MARK not in doors.main(case.reader.get("/").text)


@each_suite
def test_a_former_address_leads_to_what_is_visible(chief, suite):
    case = suite.make(Phase.VISIBLE, editor=chief)
    suite.move(case)
    assert doors.leaks(case, suite.FORMER) == list(suite.FORMER)


@each_suite
@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_visible_shows_through_no_door(chief, phase, suite):
    case = suite.make(phase, editor=chief)
    assert doors.leaks(case, suite.DATED) == []
    assert doors.leaks(case, suite.FORMER) == []


@each_suite
@pytest.mark.parametrize("phase", HIDDEN[:4])
def test_what_has_no_date_and_is_not_visible_shows_through_no_door(chief, phase, suite):
    case = suite.make(phase, editor=chief, undated=True)
    assert doors.leaks(case, suite.DATED | suite.UNDATED) == []


@pytest.mark.parametrize(
    "phase,status",
    [
        (Phase.VISIBLE, 200),
        (Phase.DRAFT, 404),
        (Phase.SCHEDULED, 404),
        (doors.RESCHEDULED, 404),
        (Phase.EXPIRED, 410),
        (Phase.WITHDRAWN, 410),
    ],
)
@pytest.mark.parametrize("suffix", ["", "tisk/", "tisk.pdf"])
def test_its_address_answers(client, chief, phase, status, suffix):
    publication = doors.make(phase, editor=chief).publication
    answer = client.get(f"{publication.get_absolute_url()}{suffix}")
    assert answer.status_code == status
    if status == 404:
        unknown = client.get("/aktuality/nikdy-nebylo/")
        assert len(answer.content) - len(unknown.content) < 60


def test_who_is_gone_says_why(client, chief):
    case = doors.make(Phase.WITHDRAWN, editor=chief)
    assert "Text obsahoval chybné datum." in client.get(case.publication.get_absolute_url()).text


def test_what_was_withdrawn_before_anybody_saw_it_does_not_exist(client):
    article = ArticleFactory(slug="nikdo-nevidel")
    article.publish(at=timezone.now() + timedelta(hours=1))
    article.withdraw("mistake", "Nemělo vyjít.")
    assert client.get("/aktuality/nikdo-nevidel/").status_code == 404


# --- each call of the rule broken in turn ------------------------------------------------------

RULE = {"visible", "is_visible"}
LIKELIEST_FIRST = [Phase.SCHEDULED, doors.RESCHEDULED, Phase.EXPIRED, Phase.DRAFT, Phase.WITHDRAWN]


def _stages(suite):
    """Ways to set a suite's publication on the stage: each gives a case and doors to try."""
    tried = suite.DATED | suite.UNDATED | suite.FORMER
    return [
        lambda phase, chief, undated=undated: (
            suite.make(phase, editor=chief, undated=undated),
            tried,
        )
        for undated in (False, True)
    ]


# Where a broken call must be noticed, by the top folder of the call.
STAGES = {
    "news": _stages(doors),
    "meetings": _stages(doors_meetings),
    "partners": doors_partners.STAGES,
}
STAGES["nszm_portal"] = [stage for stages in STAGES.values() for stage in stages]
STAGES["nszm_portal"] += doors_pages.STAGES


def calls_of_the_rule():
    """(file, line) of every call of the rule in the portal: views, tags, exports, all of it."""
    found = []
    for folder in STAGES:
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in RULE:
                    found.append((file, node.func.end_lineno))
    return found


def place():
    """(file, line) of whoever called what calls this."""
    frame = sys._getframe(2)
    return Path(frame.f_code.co_filename), frame.f_lineno


def override(monkeypatch, is_open):
    """Whatever asks the rule from a place for which `is_open(place)` holds gets all as visible."""
    for queryset in (PublicationQuerySet, EntryQuerySet):
        real = queryset.visible

        def visible(self, at=None, real=real):
            return self.all() if is_open(place()) else real(self, at)

        monkeypatch.setattr(queryset, "visible", visible)
    real_one = Publication.is_visible

    def is_visible(self, at=None):
        return True if is_open(place()) else real_one(self, at)

    monkeypatch.setattr(Publication, "is_visible", is_visible)
    for model in _managers():
        monkeypatch.setattr(
            type(model._default_manager),
            "visible",
            lambda self, at=None: (
                self.all() if is_open(place()) else self.get_queryset().visible(at)
            ),
        )


def _managers():
    from nszm_portal.publishing import kinds
    from nszm_portal.publishing.models import Entry

    return [*kinds.all(), Entry]


@pytest.mark.any_database
@pytest.mark.parametrize(
    "broken", calls_of_the_rule(), ids=lambda place: f"{place[0].relative_to(ROOT)}:{place[1]}"
)
def test_a_call_of_the_rule_that_is_broken_is_caught(chief, monkeypatch, broken):
    stages = STAGES[broken[0].relative_to(ROOT).parts[0]]
    for stage, phase in product(stages, LIKELIEST_FIRST):
        doors_there = [name for name, asked in ways(stage, phase, chief) if broken in asked]
        if doors_there and _is_noticed(monkeypatch, broken, stage, phase, chief, doors_there):
            return
    pytest.fail("Nothing noticed that this place ignores visibility.")


def _is_noticed(monkeypatch, broken, stage, phase, chief, names):
    with monkeypatch.context() as patch, set_aside():
        override(patch, lambda place: place == broken)
        case, tried = stage(phase, chief)
        return any(tried[name](case) for name in names)


@contextmanager
def set_aside():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


WAYS = {}


def ways(stage, phase, chief):
    """[(door, places)]: from where each door of a stage asks the rule, looked up once in a run.

    Only a door that comes by a broken call can notice it, and most come by few of them.
    """
    if (stage, phase) not in WAYS:
        with pytest.MonkeyPatch.context() as patch, set_aside():
            seen = set()
            override(patch, lambda place: seen.add(place))
            case, tried = stage(phase, chief)
            found = WAYS[stage, phase] = []
            for name, shows in tried.items():
                seen.clear()
                shows(case)
                found.append((name, set(seen)))
    return WAYS[stage, phase]
