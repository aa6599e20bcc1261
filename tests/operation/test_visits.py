"""Readings counted from nginx's access log: each once, and nobody's name with them."""

import gzip
import os
import subprocess
import time
import urllib.request
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from nszm_portal.operation import visits
from nszm_portal.operation.models import ReadLog, Visits
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, bring_to, published
from tests.servers import processes

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
MOST_READ = "/admin/operation/visits/"


@pytest.fixture
def article():
    return published(title="Čtený text")


@pytest.fixture
def log(tmp_path):
    return tmp_path / "access.log"


_number = iter(range(1, 10**6))


def line(path, *, at="26/Nov/2026:18:01:02 +0000", status=200, browser=FIREFOX, method="GET"):
    address = f"203.0.113.{next(_number)}"
    return f'{address} - - [{at}] "{method} {path} HTTP/1.1" {status} 5120 "-" "{browser}"\n'


def write(log, *lines):
    with open(log, "a") as file:
        file.writelines(lines)


def counted() -> dict[str, int]:
    return {str(day): number for day, number in Visits.objects.values_list("day", "count")}


def test_readings_are_counted_by_day_in_prague(article, log):
    path = article.get_absolute_url()
    write(log, line(path), line(f"{path}?utm_source=x"), line(path, status=304))
    write(log, line(path, at="26/Nov/2026:23:30:00 +0000"))
    assert visits.count(log) == 4
    assert counted() == {"2026-11-26": 3, "2026-11-27": 1}
    row = Visits.objects.first()
    assert (row.kind, row.object_id) == ("article", article.pk)


def test_the_form_that_our_nginx_writes_is_understood_too(article, log):
    """deploy/nginx/portal.conf tells more than "combined", and the browser last."""
    path = article.get_absolute_url()
    ours = f'203.0.113.9 - - [26/Nov/2026:18:01:02 +0000] "GET {path} HTTP/2.0" 200 5120 "-" 0.004 '
    write(log, ours + f'"0.004" "MISS" 0123456789abcdef "{FIREFOX}"\n')
    write(log, ours + '"-" "HIT" 0123456789abcdef "Googlebot/2.1"\n')
    assert visits.count(log) == 1


def test_what_is_no_reading_is_not(article, log):
    path = article.get_absolute_url()
    draft = bring_to(ArticleFactory(), Phase.WITHDRAWN)
    write(
        log,
        line(path, status=404),
        line(path, method="HEAD"),
        line(path, method="POST"),
        line(f"{path}tisk/"),
        line("/aktuality/"),
        line("/aktuality/neni/"),
        line(draft.get_absolute_url(), status=410),
        line("/%00%ff/"),
        line(path, at="99/Nov/2026:18:01:02 +0000"),
        "nesmysl\n",
        "\n",
    )
    robots = ["Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8", "python-requests/2"]
    for browser in [*robots, "Seznam Crawler", "-", "", "facebookexternalhit/1.1", "UptimeRobot"]:
        write(log, line(path, browser=browser))
    assert visits.count(log) == 0


def test_each_line_counts_once(article, log):
    path = article.get_absolute_url()
    write(log, line(path), line(path)[:-30])  # nginx is writing
    assert visits.count(log) == 1
    assert visits.count(log) == 0
    with open(log, "a") as file:
        file.write('x" "' + FIREFOX + '"\n')
    write(log, line(path))
    assert visits.count(log) == 2
    assert counted() == {"2026-11-26": 3}


def test_rotation_loses_nothing_and_counts_nothing_twice(article, log):
    path = article.get_absolute_url()
    write(log, line(path))
    assert visits.count(log) == 1
    write(log, line(path))  # between the last run and the rotation
    log.rename(log.with_name("access.log.1"))
    write(log, line(path))
    assert visits.count(log) == 2
    with gzip.open(log.with_name("access.log.2.gz"), "wb") as packed:
        packed.write(log.with_name("access.log.1").read_bytes())
    log.rename(log.with_name("access.log.1"))
    write(log, line(path))
    assert visits.count(log) == 1
    assert visits.count(log) == 0
    assert counted() == {"2026-11-26": 4}


def test_a_run_that_is_a_week_late_reads_the_packed_ones_too(article, log):
    path = article.get_absolute_url()
    with gzip.open(log.with_name("access.log.7.gz"), "wt") as packed:
        packed.write(line(path))
    log.with_name("access.log.6.gz").write_bytes(b"\x1f\x8bposkozeno")
    with open(log.with_name("access.log-20261125"), "w") as dated:
        dated.write(line(path))
    write(log, line(path))
    assert visits.count(log) == 3
    assert visits.count(log) == 0


def test_a_log_that_was_emptied_in_its_place_begins_anew(article, log):
    path = article.get_absolute_url()
    write(log, line(path), line(path))
    visits.count(log)
    log.write_text("")
    write(log, line(path))
    assert visits.count(log) == 1


def test_what_was_not_stored_is_counted_the_next_time(article, log, monkeypatch):
    write(log, *(line(article.get_absolute_url()) for _ in range(5)))
    monkeypatch.setattr(visits, "AT_ONCE", 2)
    real, stored = ReadLog.save, []

    def fails_at_the_third(self, *args, **kwargs):
        stored.append(1)
        if len(stored) == 3:  # the first made the row
            raise RuntimeError("killed")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(ReadLog, "save", fails_at_the_third)
    with pytest.raises(RuntimeError):
        visits.count(log)
    assert counted() == {"2026-11-26": 2}
    visits.count(log)
    assert counted() == {"2026-11-26": 5}


def test_nothing_of_the_readers_is_kept(article, log):
    write(log, line(article.get_absolute_url()))
    visits.count(log)
    kept = str([*Visits.objects.values(), *ReadLog.objects.values()])
    assert "203.0.113" not in kept and "Mozilla" not in kept


def test_many_lines_are_counted_in_a_moment(article, log):
    path = article.get_absolute_url()
    write(log, *(line(path if number % 2 else "/aktuality/") for number in range(20_000)))
    began = time.monotonic()
    assert visits.count(log) == 10_000
    assert time.monotonic() - began < 5


def test_a_missing_log_is_told(tmp_path):
    with pytest.raises(CommandError, match="nejde přečíst"):
        call_command("count_visits", str(tmp_path / "neni.log"))


def test_old_counts_are_forgotten(article):
    today = timezone.localdate()
    for days in (1, 399, 401):
        day = today - timedelta(days=days)
        Visits.objects.create(kind="article", object_id=article.pk, day=day, count=1)
    assert visits.forget() == 1


# --- what editors see --------------------------------------------------------------------------


def test_editors_see_what_is_read(article, editor_client, chief_editor_client):
    other = published(title="Druhý text")
    today = timezone.localdate()
    for row, day, number in [(article, 1, 7), (article, 29, 5), (article, 31, 90), (other, 2, 40)]:
        day = today - timedelta(days=day)
        Visits.objects.create(kind="article", object_id=row.pk, day=day, count=number)
    Visits.objects.create(kind="article", object_id=999_999, day=today, count=900)
    text = editor_client.get(MOST_READ).text
    assert text.index("Druhý text") < text.index("Čtený text")
    assert ">12</td>" in text and "900" not in text
    form = chief_editor_client.get(f"/admin/news/article/{article.pk}/change/").text
    assert "Za posledních 30 dní 12 zobrazení." in form


def test_who_has_no_form_of_it_gets_no_link(article, make_user, client):
    today = timezone.localdate()
    Visits.objects.create(kind="article", object_id=article.pk, day=today, count=1)
    client.force_login(make_user("setkani", "Redaktor setkání"))
    text = client.get(MOST_READ).text
    assert "Čtený text" in text and "/admin/news/article/" not in text


# --- a real nginx ------------------------------------------------------------------------------

CONFIGURATION = """
daemon off;
pid {folder}/pid;
{user}
events {{}}
http {{
    access_log {folder}/access.log combined;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; location / {{ return 200 "ok"; }} }}
}}
"""


def test_what_nginx_really_writes_is_understood(article, tmp_path):
    port = processes.free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    file = tmp_path / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=tmp_path, port=port, user=user))
    nginx = processes.program("nginx-light", "nginx")
    command = [nginx, "-p", str(tmp_path), "-c", str(file), "-e", "stderr"]
    server = subprocess.Popen(processes.as_child(command, signal_name="QUIT"))
    try:
        url = f"http://127.0.0.1:{port}{article.get_absolute_url()}"
        request = urllib.request.Request(url, headers={"User-Agent": FIREFOX})
        deadline = time.monotonic() + 10
        while True:
            try:
                urllib.request.urlopen(request).close()
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
    finally:
        processes.end(server)
    assert visits.count(tmp_path / "access.log") == 1
