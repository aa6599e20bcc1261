"""What timers run, how often, and what to do when one of it does not.

The names are those of manage.py's commands; the timers themselves are in deploy/.
"""

from dataclasses import dataclass
from datetime import timedelta

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Job:
    """A command with the time after which its last success is too long ago."""

    name: str
    title: str
    late: timedelta
    advice: str


ALL = [
    Job(
        "send_queued_mail",
        "Odesílání pošty",
        15 * MINUTE,
        "Pošta čeká ve frontě a neodchází, ani odkazy pro obnovu hesla.",
    ),
    Job(
        "backup",
        "Záloha",
        1.5 * DAY,
        "Po havárii by chybělo všechno, co přibylo od poslední zálohy.",
    ),
    Job(
        "backup --verify",
        "Ověření zálohy",
        8 * DAY,
        "Nikdo neví, jestli se ze záloh dá portál obnovit.",
    ),
    Job(
        "check_links",
        "Kontrola odkazů",
        3 * DAY,
        "O nefunkčních odkazech v textech se nedozvíte.",
    ),
    Job(
        "count_visits",
        "Počítání návštěv",
        1.5 * DAY,
        "Počty návštěv u textů zastarávají.",
    ),
    Job(
        "purge",
        "Mazání prošlých údajů",
        3 * DAY,
        "Zůstávají osobní údaje, které se už měly smazat.",
    ),
    Job("clearsessions", "Mazání starých přihlášení", 8 * DAY, "Databáze zbytečně roste."),
]


def get(name: str) -> Job | None:
    return next((job for job in ALL if job.name == name), None)
