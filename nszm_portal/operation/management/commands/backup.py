from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from nszm_portal.operation import backup, encryption, migrated, verification
from nszm_portal.operation.refusals import out_of_order
from nszm_portal.operation.runs import recording
from nszm_portal.operation.saying import amount, duration

MISSING_TOLD = 10


class Command(BaseCommand):
    help = (
        "Zapíše do jednoho souboru všechno, co portál má: databázi i soubory. Web při tom běží "
        "dál. S --verify nezapisuje: zálohu zkusí obnovit stranou a porovná, co se vrátilo."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="soubor zálohy")
        parser.add_argument("--force", action="store_true", help="existující soubor nahradit")
        parser.add_argument("--verify", action="store_true", help="zálohu zkušebně obnovit")
        parser.add_argument(
            "--encrypt", default="", metavar="RECIPIENT", help="zašifrovat pro veřejný klíč gpg"
        )
        parser.add_argument(
            "--passphrase-file",
            default="",
            metavar="PATH",
            help="zašifrovat heslem z prvního řádku souboru",
        )

    def handle(self, *args, file, force, verify, encrypt, passphrase_file, verbosity, **options):
        path = Path(file).absolute()
        if encrypt and passphrase_file:
            raise CommandError("Zvolte jedno: --encrypt, nebo --passphrase-file.")
        if passphrase_file:
            _refuse_empty(Path(passphrase_file))
        # Without the lock that other jobs have: who backs up by hand gets a backup.
        with recording("backup --verify" if verify else "backup"):
            if verify:
                self._verify(path, passphrase_file, verbosity)
            else:
                self._make(path, force, encryption.Lock(encrypt, passphrase_file), verbosity)

    def _make(self, path, force, lock, verbosity) -> None:
        if path.exists() and not path.is_file():
            raise CommandError(f"{path} není soubor. Napište i jméno souboru.")
        if path.exists() and not force:
            raise CommandError(
                f"Soubor {path} už existuje. Zvolte jiné jméno, nebo ho nahraďte s --force."
            )
        with out_of_order(path):
            if migrated.is_behind():
                raise CommandError(
                    "Databáze neprošla všemi migracemi této verze portálu. Zálohujte verzí, se "
                    "kterou web běží, nebo nejdřív spusťte manage.py migrate."
                )
            summary = backup.make(path, lock, quiet=verbosity == 0)
        if summary.missing:
            self._tell_missing(summary.missing)
        if verbosity:
            self.stdout.write(
                f"Záloha {path}: {amount(summary.size, summary.rows, summary.files)}, "
                f"{duration(summary.seconds)}."
            )

    def _tell_missing(self, missing) -> None:
        self.stderr.write(
            f"Pozor: v úložišti chybí soubory, které databáze uvádí ({len(missing)}); někdo je "
            "mezitím smazal nebo nahradil, nebo tam nebyly. V záloze nejsou:"
        )
        for name in missing[:MISSING_TOLD]:
            self.stderr.write(f"  {name}")
        if len(missing) > MISSING_TOLD:
            self.stderr.write("  a další; všechny vypisuje manifest.json v záloze.")

    def _verify(self, path, passphrase_file, verbosity) -> None:
        with out_of_order(path):
            try:
                done = verification.verify(path, passphrase_file, quiet=verbosity == 0)
            except verification.Failed as error:
                raise CommandError(
                    f"Zálohu {path} se nepodařilo zkušebně obnovit; důvod je napsán výš."
                ) from error
        if verbosity:
            size = amount(path.stat().st_size, done.rows, done.files)
            self.stdout.write(f"Záloha {path} je v pořádku, obnovit se dá celá: {size}.")


def _refuse_empty(file: Path) -> None:
    """gpg would take an empty first line for a passphrase that everybody knows."""
    with out_of_order(file), open(file, "rb") as stream:
        if not stream.readline().strip():
            raise CommandError(f"První řádek souboru {file} je prázdný; má na něm být heslo.")
