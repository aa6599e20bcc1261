"""What readers looked for and did not find, for editors: words only, and not many of them."""

import logging
import re
import time

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nszm_portal.publishing.missing import ROBOTS, in_no_queue
from nszm_portal.search.models import Missed
from nszm_portal.search.query import Query

MOST = 300  # rows of the table
EVERY = 1.0  # second in which a process notes one; what comes between is let go
LONGEST = Missed._meta.get_field("words").max_length
# An address, or a number by which somebody could be known; a date has eight digits at most.
PERSONAL = re.compile(r"@|\d{6}|(?:\d[ ./-]*){9}")
logger = logging.getLogger(__name__)


class _Last:
    noted_at = float("-inf")


def note(request, query: Query) -> None:
    """Counts one query that found nothing; never raises, a count is not worth a reader's wait."""
    words = " ".join(each.written.lower() for each in query.sought)
    if (
        request.method != "GET"
        or not 2 < len(words) <= LONGEST
        or PERSONAL.search(query.text)
        or ROBOTS.search(request.META.get("HTTP_USER_AGENT", ""))
        or time.monotonic() - _Last.noted_at < EVERY
    ):
        return
    _Last.noted_at = time.monotonic()
    try:
        with in_no_queue(), transaction.atomic():
            _count(words)
    except Exception as error:  # whatever the database does: the page goes out
        logger.warning("What was not found is not noted: %s", error)


def forget() -> None:
    """The next one is noted whenever it comes; for tests."""
    _Last.noted_at = float("-inf")


def _count(words: str) -> None:
    today = timezone.localdate()
    known = Missed.objects.filter(words=words).update(count=F("count") + 1, last_on=today)
    if not known:
        Missed.objects.create(words=words, count=1, last_on=today)
        newest = Missed.objects.order_by("-last_on", "-pk").values_list("pk", flat=True)
        Missed.objects.filter(pk__in=list(newest[MOST : MOST + 50])).delete()
