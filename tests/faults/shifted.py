"""The portal's settings on a machine whose clock somebody changes while it serves.

The process's own idea of the time of day jumps, as the system's would for it; the monotonic clock
goes on, as the system's does.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from nszm_portal.settings import *  # noqa: F403
from nszm_portal.settings import MIDDLEWARE

MIDDLEWARE.insert(0, "tests.faults.shifted.ClockMiddleware")


class ClockMiddleware:
    """The outermost: before anything of a request it sets the clock as the file says, in hours."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.by, self.travelling = "0", None

    def __call__(self, request):
        if (by := Path(os.environ["CLOCK"]).read_text()) != self.by:
            self.by = by
            if self.travelling:
                self.travelling.stop()
            now = datetime.now(UTC) + timedelta(hours=float(by))
            self.travelling = time_machine.travel(now, tick=True)
            self.travelling.start()
        return self.get_response(request)
