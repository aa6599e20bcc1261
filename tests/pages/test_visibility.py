"""What is not public shows through no door of the pages."""

import pytest

from nszm_portal.publishing.visibility import Phase
from tests.pages import doors
from tests.publishing.doors import RESCHEDULED, leaks

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("stage", doors.STAGES)]
HIDDEN = [Phase.DRAFT, Phase.SCHEDULED, Phase.EXPIRED, Phase.WITHDRAWN, RESCHEDULED]


def test_what_is_visible_shows_through_every_door(stage):
    case, tried = stage(Phase.VISIBLE)
    assert leaks(case, tried) == list(tried)


@pytest.mark.parametrize("phase", HIDDEN)
def test_what_is_not_visible_shows_through_none(stage, phase):
    case, tried = stage(phase)
    assert leaks(case, tried) == []
