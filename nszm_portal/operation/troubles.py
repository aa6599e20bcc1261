"""What is wrong with the installation now, each with what to do about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from nszm_portal.czech.dates import moment
from nszm_portal.czech.plurals import plural
from nszm_portal.operation import health, runs
from nszm_portal.operation.asking import State
from nszm_portal.operation.logs import impersonal
from nszm_portal.operation.models import CheckedLink, Verified

WAITS_TOO_LONG = timedelta(minutes=15)  # mail leaves each minute
VERIFIED_FOR = timedelta(days=8)  # it runs once a week
HOW_TO_VERIFY = "Ověřuje ji příkaz manage.py backup --verify SOUBOR."


@dataclass(frozen=True)
class Trouble:
    """What is wrong in a sentence, what to do in the next; perhaps what a machine said of it, a
    page to go to (`url`, named by `link`) or something to do at once (`action`, a word that the
    status page knows)."""

    text: str
    advice: str
    detail: str = ""
    url: str = ""
    link: str = ""
    action: str = ""


Source = Callable[[], Iterable[Trouble]]
_sources: list[Source] = []


def source(found: Source) -> Source:
    """Decorates a function that gives troubles; they are asked in the order of the code."""
    _sources.append(found)
    return found


def present() -> list[Trouble]:
    return [trouble for each in _sources for trouble in each()]


# --- what the portal stands on -------------------------------------------------------------------

PARTS = {
    "database": (
        "Databáze neodpovídá",
        "Zkontrolujte, že běží, a nastavení DATABASE_URL; podrobnosti jsou v logu.",
    ),
    "migrations": (
        "Databáze neprošla migracemi této verze",
        "Spusťte na serveru manage.py migrate.",
    ),
    "cache": (
        "Mezipaměť neodpovídá",
        "Web běží dál, jen pomaleji. Zkontrolujte Redis a nastavení CACHE_URL.",
    ),
    "storage": (
        "Úložiště souborů nepřijímá soubory",
        "Obrázky a dokumenty teď nejde nahrát. Zkontrolujte disk, nebo nastavení S3.",
    ),
    "disk": (
        "Dochází místo na disku",
        "Odneste ze serveru staré zálohy a logy, nebo disk zvětšete.",
    ),
}


@source
def parts() -> Iterator[Trouble]:
    for outcome in health.ready.outcomes():
        if outcome.state is not State.OK and outcome.key in PARTS:
            text, advice = PARTS[outcome.key]
            yield Trouble(f"{text}.", advice, outcome.detail[:300])


# --- mail ----------------------------------------------------------------------------------------


@source
def mail() -> Iterator[Trouble]:
    waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued]).order_by("created")
    oldest = waiting.values_list("created", flat=True).first()
    if oldest and oldest < timezone.now() - WAITS_TOO_LONG:
        count = waiting.count()
        letters = plural(count, "zpráva", "zprávy", "zpráv")
        yield Trouble(
            f"Pošta neodchází: čeká {count} {letters}, nejstarší od {moment(oldest)}.",
            "Zkontrolujte nastavení EMAIL_URL a časovač pošty. Zkusit to hned jde příkazem "
            "manage.py send_queued_mail.",
            _reason(),
        )
    if failed := Email.objects.filter(status=STATUS.failed).count():
        letters = plural(failed, "zprávu", "zprávy", "zpráv")
        yield Trouble(
            f"{failed} {letters} se nepodařilo odeslat ani opakovaně.",
            "Až příčinu odstraníte, zařaďte je do fronty znovu.",
            _reason(),
            action="requeue",
        )


def requeue() -> int:
    """Puts what was given up back into the queue; how much that was."""
    return Email.objects.filter(status=STATUS.failed).update(
        status=STATUS.queued, number_of_retries=0, scheduled_time=None
    )


def _reason() -> str:
    last = Log.objects.filter(status=STATUS.failed).order_by("-pk").first()
    return f"Poštovní server: {impersonal(last.message)[:300]}" if last and last.message else ""


# --- jobs ----------------------------------------------------------------------------------------


@source
def late_jobs() -> Iterator[Trouble]:
    now, found = timezone.now(), runs.standings()
    never = [each for each in found if each.first is None]
    if len(never) == len(found):
        yield Trouble(
            "Na serveru neběží časovače.",
            "Zapněte je podle deploy/README.md; bez nich neodchází pošta a nic se nezálohuje.",
        )
        return
    for each in found:
        title = each.job.title
        if each.first is None:
            yield Trouble(f"{title}: ještě nikdy neběželo.", f"{each.job.advice} {HOW_TO_TIME}")
        elif each.has_failed:
            yield Trouble(
                f"{title}: {moment(each.last.started_at)} se nepodařilo.",
                f"{each.job.advice} Odstraňte příčinu a spusťte manage.py {each.job.name}.",
                each.last.said,
            )
        elif each.is_overdue(now):
            since = moment(each.done) if each.done else "nikdy"
            yield Trouble(f"{title}: naposledy {since}.", f"{each.job.advice} {HOW_TO_TIME}")


HOW_TO_TIME = "Zkontrolujte na serveru časovač: systemctl list-timers."


# --- backups -------------------------------------------------------------------------------------


@source
def backups() -> Iterator[Trouble]:
    last = Verified.objects.first()
    if last is None:
        yield Trouble("Žádná záloha nebyla zkušebně obnovena.", HOW_TO_VERIFY)
    elif last.at < timezone.now() - VERIFIED_FOR:
        yield Trouble(f"Záloha byla naposledy zkušebně obnovena {moment(last.at)}.", HOW_TO_VERIFY)


# --- links ---------------------------------------------------------------------------------------


@source
def links() -> Iterator[Trouble]:
    if count := CheckedLink.objects.broken().count():
        yield Trouble(
            f"{broken_links(count)}.",
            "Opravte je v textech, nebo o nich řekněte redakci.",
            url=reverse("admin:operation_checkedlink_changelist"),
            link="Které to jsou",
        )


def broken_links(count: int) -> str:
    """As "3 odkazy v textech nikam nevedou"."""
    noun = plural(count, "odkaz", "odkazy", "odkazů")
    return f"{count} {noun} v textech nikam {plural(count, 'nevede', 'nevedou', 'nevede')}"
