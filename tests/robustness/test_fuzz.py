"""The fuzzer for a few seconds; for ten minutes it runs in the trials."""

import json
import random

import pytest

from tests.robustness import fuzzing
from tests.robustness.trying import prepared

SECONDS = 6


@pytest.fixture(scope="module")
def stage(make_portal):
    with prepared(make_portal()) as stage:
        yield stage


def test_nothing_breaks(stage):
    found = stage.fuzzer(seed=1).run(SECONDS)
    print(found.asked, dict(found.statuses), f"slowest {found.slowest:.2f} s")
    assert "\n".join(found.wrong) == "", stage.told()
    assert found.statuses[200] and found.statuses[404]
    assert stage.changed_workers() == set()


def test_the_fuzzer_sees_what_is_wrong():
    class Headers(dict):
        def get_content_type(self):
            return self.get("Content-Type", "text/html")

    assert fuzzing.judged(500, Headers(), b"") == "500"
    assert fuzzing.judged(502, Headers(), b"") == "502"
    assert fuzzing.judged(503, Headers({"Retry-After": "30"}), b"") == "503"
    assert fuzzing.judged(503, Headers({"Retry-After": "15"}), b"PDF") == ""
    assert fuzzing.judged(302, Headers({"Location": "//zly.example/"}), b"")
    assert fuzzing.judged(302, Headers({"Location": "https://zly.example/"}), b"")
    own = Headers({"Location": "/admin/login/?next=//zly.example/"})
    assert fuzzing.judged(302, own, b"") == ""
    assert fuzzing.judged(200, Headers({"X-Podstrcena": "1"}), b"")
    assert fuzzing.judged(404, Headers(), b"<h1>404") == ""


def test_a_request_can_be_made_again_by_its_name(stage):
    made = [stage.fuzzer(seed=1).request(random.Random("1-0-7"), {}) for _ in range(2)]
    assert made[0] == made[1]
    assert json.dumps(fuzzing.nested(random.Random(3)))
