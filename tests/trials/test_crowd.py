"""Five hundred readers for a minute on the whole stack, twenty editors saving meanwhile."""

from tests.faults import days
from tests.faults.crowd import gather
from tests.faults.stacks import cluster, stack  # noqa: F401  PostgreSQL and Redis
from tests.servers.nginx import Nginx

READERS, EDITORS, SECONDS, ARTICLES = 500, 20, 60, 200


def test_five_hundred_read_while_twenty_save(stack):  # noqa: F811
    stack.stop()
    stack.manage("populate", "--articles", str(ARTICLES), "-v0")
    second = stack.twin()
    nginx = Nginx(stack, tls=True, also=[second])
    stack.env |= {"SITE_URL": nginx.url, "TRUSTED_PROXIES": "127.0.0.1"}
    try:
        for each in (stack, second, nginx):
            each.start()
        pages = [*days.WARM, *(f"/aktuality/?strana={number}" for number in range(2, 6))]
        crowd = gather(nginx, stack, pages, readers=READERS, editors=EDITORS, seconds=SECONDS)
    finally:
        nginx.stop()
        second.stop()
    print(f"\n{READERS} readers and {EDITORS} editors for {SECONDS} s: {crowd}")
    assert crowd.errors[:3] == crowd.lost == []
    assert len(crowd.seconds) > READERS * SECONDS / 4
