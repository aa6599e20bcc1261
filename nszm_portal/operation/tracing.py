"""A number for each request, by which a reader's complaint is found in the logs."""

import logging
import re
import time
from random import getrandbits

from nszm_portal.operation import logs

FORM = re.compile(r"[0-9A-Za-z_-]{8,64}")
# Who asks whether the portal lives asks every few seconds; only a bad answer is worth a line.
QUIET = {"/healthz", "/readyz"}
logger = logging.getLogger("nszm_portal.request")


class TracingMiddleware:
    """Numbers the request, tells the number in the answer, and logs a line when it is answered.

    To stand below TrustedProxiesMiddleware, which lets the number of a trusted proxy alone through,
    and above the page cache, so that no answer that is kept has somebody else's number.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.perf_counter()
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request.request_id = given if FORM.fullmatch(given) else f"{getrandbits(64):016x}"
        token = logs.current.set(request.request_id)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.request_id
            _tell(request, response, time.perf_counter() - began)
        finally:
            logs.current.reset(token)
        return response


def _tell(request, response, seconds: float) -> None:
    path, status = request.path, response.status_code
    if logger.isEnabledFor(logging.INFO) and not (path in QUIET and status == 200):
        logger.handle(logs.Answered(logger.name, request, status, seconds))
