import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from nszm_portal.czech.plurals import plural
from nszm_portal.legacy import addressbook, inflow, report
from nszm_portal.legacy.reading import Refused


class Command(BaseCommand):
    help = (
        "Převezme stránky starého portálu (text nebo HTML) jako koncepty aktualit a setkání. "
        "Spuštěno znovu nezmění nic z toho, co už převzalo."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="soubor nebo složka"
        )
        parser.add_argument(
            "--addresses", type=Path, metavar="FILE", help="CSV: soubor;stará adresa;apc"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="jen ukáže, co by se stalo; nic neuloží"
        )

    def handle(self, *args, paths, addresses, dry_run, verbosity, **options):
        if lacking := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"Takový soubor ani složka tu není: {', '.join(lacking)}")
        try:
            book = addressbook.read(addresses) if addresses else addressbook.AddressBook()
        except OSError:
            raise CommandError(
                f"Soubor {addresses} nejde přečíst. Zkontrolujte jeho jméno a práva k němu."
            ) from None
        except Refused as error:
            raise CommandError(f"Seznam adres {addresses} nejde přečíst: {error}") from None
        run = inflow.Inflow(book, dry_run=dry_run)
        quiet = verbosity == 0 or not sys.stderr.isatty()
        files = tqdm(inflow.files(paths), unit=" stránek", disable=quiet)
        outcomes = [run.take(file) for file in files]
        for line in report.lines(outcomes):
            self.stdout.write(line)
        for fault in [*book.faults, *(book.unused() if addresses else [])]:
            self.stdout.write(f"Seznam adres, {fault}")
        self.stdout.write(_summary(outcomes, dry_run))


def _summary(outcomes, dry_run) -> str:
    counts = Counter(outcome.result for outcome in outcomes)
    doubtful = sum(1 for outcome in outcomes if outcome.doubts)
    total = len(outcomes)
    said = ", ".join(f"{result} {count}" for result, count in counts.items()) or "nic"
    start = "Na zkoušku, nic se neuložilo. " if dry_run else ""
    notes = f" S poznámkou pro redakci: {doubtful}." if doubtful else ""
    return f"{start}{total} {plural(total, 'soubor', 'soubory', 'souborů')}: {said}.{notes}"
