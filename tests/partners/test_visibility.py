"""The visibility matrix of partners and agreements: every door of theirs × every phase.

That each call of the rule in this room is needed is shown in tests/publishing/test_visibility.py.
"""

import pytest

from nszm_portal.publishing.visibility import Phase
from tests.partners import doors
from tests.publishing.doors import RESCHEDULED, leaks

pytestmark = pytest.mark.django_db
each_cast = pytest.mark.parametrize("stage", doors.STAGES, ids=lambda stage: stage.__name__)


@each_cast
def test_what_is_visible_shows_through_every_door(stage):
    case, tried = stage(Phase.VISIBLE)
    assert leaks(case, tried) == list(tried)


@each_cast
@pytest.mark.parametrize(
    "phase", [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN, RESCHEDULED]
)
def test_what_is_not_visible_shows_through_no_door(stage, phase):
    case, tried = stage(phase)
    assert leaks(case, tried) == []


@pytest.mark.parametrize("stage", doors.STAGES[:2], ids=lambda stage: stage.__name__)
@pytest.mark.parametrize(
    "phase,status",
    [
        (Phase.VISIBLE, 200),
        (Phase.DRAFT, 404),
        (Phase.SCHEDULED, 404),
        (RESCHEDULED, 404),
        (Phase.EXPIRED, 410),
        (Phase.WITHDRAWN, 410),
    ],
)
@pytest.mark.parametrize("suffix", ["", "tisk/"])
def test_its_address_answers(client, stage, phase, status, suffix):
    case, _ = stage(phase)
    answer = client.get(f"{case.publication.get_absolute_url()}{suffix}")
    assert answer.status_code == status
