from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from nszm_portal.czech.plurals import plural
from nszm_portal.demonstration.sowing import Sower

WORDS = {
    "picture": ("obrázek", "obrázky", "obrázků"),
    "document": ("dokument", "dokumenty", "dokumentů"),
    "page": ("stránka", "stránky", "stránek"),
    "article": ("aktualita", "aktuality", "aktualit"),
    "meeting": ("setkání", "setkání", "setkání"),
    "partner": ("partner", "partneři", "partnerů"),
    "agreement": ("dohoda", "dohody", "dohod"),
}


class Command(BaseCommand):
    help = (
        "Vloží do portálu ukázkový obsah. Spuštěno znovu doplní jen to, co ještě nikdy nevložilo; "
        "co redakce změnila nebo smazala, nechá být."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--force", action="store_true", help="i do jiné databáze než výchozí (SQLite ve var/)"
        )

    def handle(self, *args, force, **options):
        if not (force or is_default_database()):
            raise CommandError(
                "Ukázka patří do výchozí databáze ve složce var/ a nastavena je jiná. "
                "Chcete-li ji opravdu vložit sem, přidejte --force."
            )
        sower = Sower()
        sower.sow()
        self.stdout.write(_report(sower))
        for username, password in sower.passwords.items():
            self.stdout.write(f"Účet {username}, heslo: {password}")


def is_default_database() -> bool:
    """Whether the connection leads where DATABASE_URL leads when it is not set."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor == "sqlite" and Path(name) == settings.VAR / "portal.sqlite3"


def _report(sower: Sower) -> str:
    parts = [
        f"{count} {plural(count, *forms)}"
        for group, forms in WORDS.items()
        if (count := sower.made[group])
    ]
    return f"Ukázka: přibylo {', '.join(parts)}." if parts else "Ukázka: není co doplnit."
