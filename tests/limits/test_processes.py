"""All processes of a portal count together, and each by itself while Redis is away."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

from nszm_portal.reports import guarding


def report(portal, number: int, forwarded: str) -> int:
    """The status of one report; each has another text, as one sent twice is not counted."""
    typed = {"kind": "chyba", "page": "", "text": f"Zpráva {number}", "email": "", "name": ""}
    body = urlencode(typed | {"opened": guarding.stamp(60)})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": portal.url}
    connection = HTTPConnection("127.0.0.1", portal.port, timeout=30)
    connection.request("POST", "/napiste-nam/", body, headers | {"X-Forwarded-For": forwarded})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_processes_count_together_and_each_by_itself_without_redis(make_portal, redis_server):
    portal = make_portal(CACHE_URL=redis_server.url, TRUSTED_PROXIES="127.0.0.1")
    portal.start()

    def send(numbers, forwarded):
        with ThreadPoolExecutor(4) as pool:
            statuses = list(pool.map(lambda number: report(portal, number, forwarded), numbers))
        return statuses.count(303), statuses.count(429)

    assert send(range(12), "198.51.100.7") == (guarding.REPORTS.most, 12 - guarding.REPORTS.most)
    # Whoever invents where they come from is still known by the proxy's word.
    assert send(range(12, 15), "203.0.113.9, 198.51.100.7") == (0, 3)
    assert send(range(20, 22), "198.51.100.8") == (2, 0)
    redis_server.stop()
    taken, refused = send(range(30, 60), "198.51.100.9")
    assert taken + refused == 30
    assert guarding.REPORTS.most <= taken <= 4 * guarding.REPORTS.most
    redis_server.start()
