"""What machines ask: is the process alive, and can the installation do its work."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from nszm_portal.operation import health
from nszm_portal.operation.asking import State


@require_safe
def alive(request):
    """A constant; asks nothing of anything."""
    return _fresh(JsonResponse({"status": State.OK}))


@require_safe
def ready(request):
    """Names each part with its state and nothing more, for anybody may ask: 200, or 503 when one
    of them does not do its work."""
    outcomes = health.ready.outcomes()
    fine = all(outcome.state is State.OK for outcome in outcomes)
    parts = {outcome.key: outcome.state for outcome in outcomes}
    answer = {"status": State.OK if fine else State.FAILING, "parts": parts}
    return _fresh(JsonResponse(answer, status=200 if fine else 503))


def _fresh(response):
    response["Cache-Control"] = "no-store"
    return response
