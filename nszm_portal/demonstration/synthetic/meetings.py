"""Synthetic meetings: most of them past, some coming, with speakers and a programme."""

from datetime import datetime, time, timedelta

from django.db.models import prefetch_related_objects
from django.utils import timezone

from meetings import spans
from meetings.models import Meeting, Programme, ProgrammeItem, Speaker, Status
from nszm_portal.demonstration.synthetic.bulk import Populator

COMING = 0.1
STATUSES = {Status.PLANNED: 0.94, Status.MOVED: 0.03, Status.CANCELLED: 0.03}
TIMED, SEVERAL_DAYS = 0.7, 0.1
HOURS = (time(9, 0), time(9, 30), time(10, 0), time(14, 30), time(15, 0), time(16, 0))


class Meetings(Populator):
    model = Meeting
    shares = {"new": 0.02, "withdrawn": 0.01, "undated": 0.01}

    def __init__(self, count: int, seed: int, now: datetime | None = None) -> None:
        super().__init__(count, seed, now)
        self.programmes = list(Programme.objects.values_list("pk", flat=True))

    def _own_fields(self, moment: datetime) -> dict:
        """Told of some weeks before it begins; the coming ones are told of these days."""
        chance = self.chance
        ahead = timedelta(days=chance.randrange(1, 60))
        begins = self.now + ahead if chance.random() < COMING else moment + ahead
        first = timezone.localdate(begins)
        several, timed = chance.random() < SEVERAL_DAYS, chance.random() < TIMED
        status = chance.choices(list(STATUSES), list(STATUSES.values()))[0]
        return {
            "starts_on": first,
            "ends_on": first + timedelta(days=chance.randint(1, 2)) if several else None,
            "starts_time": chance.choice(HOURS[:3]) if timed else None,
            "ends_time": chance.choice(HOURS[3:]) if timed else None,
            "status": status,
            "former_on": first - timedelta(days=21) if status == Status.MOVED else None,
            "status_note": self.writer.lead()[:300] if status == Status.CANCELLED else "",
            "host_region_id": chance.choice(self.regions) if self.regions else None,
            "venue": self.writer.title(),
            "organiser": self.writer.title(),
            "told_at": moment,
        }

    def _finish(self, meeting: Meeting) -> None:
        """What `Meeting.save()` derives of its dates."""
        if meeting.undated:
            meeting.starts_on = meeting.ends_on = meeting.starts_time = meeting.ends_time = None
            meeting.status, meeting.former_on, meeting.status_note = Status.PLANNED, None, ""
            return
        meeting.shown_on = meeting.starts_on
        meeting.ends_at = spans.end(meeting.last_on, meeting.ends_time)
        meeting.sort_at = meeting._place_in_lists()

    def _relate(self, meetings: list[Meeting]) -> None:
        programmes, presenting, taking_part = [], [], []
        for row in meetings:
            programmes.append((row, self._sample(self.programmes, (0, 1, 2))))
            guests = self._sample(self.regions, (0, 1, 2, 3))
            presenting.append((row, guests))
            taking_part.append((row, {row.host_region_id, *guests} - {None}))
        self._join(Meeting.programmes.through, "programme", programmes)
        self._join(Meeting.presenting_regions.through, "region", presenting)
        self._join(Meeting.regions.through, "region", taking_part)
        Speaker.objects.bulk_create(row for meeting in meetings for row in self._speakers(meeting))
        ProgrammeItem.objects.bulk_create(
            row for meeting in meetings for row in self._items(meeting)
        )
        prefetch_related_objects(meetings, "programmes", "regions", "host_region")

    def _speakers(self, meeting: Meeting) -> list[Speaker]:
        return [
            Speaker(
                meeting=meeting,
                position=position,
                name=self.writer.title()[:120],
                function=self.writer.title(),
            )
            for position in range(1, self.chance.randint(1, 5))
        ]

    def _items(self, meeting: Meeting) -> list[ProgrammeItem]:
        hours = range(9, 9 + self.chance.randint(1, 6)) if meeting.starts_time else ()
        return [
            ProgrammeItem(
                meeting=meeting,
                position=hour,
                starts_time=time(hour),
                ends_time=time(hour, 45),
                title=self.writer.title(),
            )
            for hour in hours
        ]
