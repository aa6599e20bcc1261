import time
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from nszm_portal.operation import restoring
from nszm_portal.operation.refusals import out_of_order
from nszm_portal.operation.saying import amount, duration


class Command(BaseCommand):
    help = (
        "Obnoví zálohu do prázdné instalace. Nejdřív ověří celý soubor; poškozený odmítne a řekne, "
        "kde je poškozený. Když se obnova nepodaří, nezůstane z ní nic."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="soubor zálohy")
        parser.add_argument(
            "--passphrase-file", default="", metavar="PATH", help="heslo k zašifrované záloze"
        )
        parser.add_argument(
            "--without-index",
            action="store_true",
            help="nestavět rejstřík hledání; postaví ho manage.py reindex",
        )

    def handle(self, *args, file, passphrase_file, without_index, verbosity, **options):
        began, quiet = time.monotonic(), verbosity == 0
        path = Path(file).absolute()
        with out_of_order(path), restoring.opened_backup(path, passphrase_file) as reader:
            restoring.verify(reader, quiet=quiet)
            restoring.restore(reader, quiet=quiet)
            manifest, size = reader.manifest, reader.length
        if not without_index:
            call_command("reindex", verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        if manifest["missing"]:
            self.stderr.write(
                f"Pozor: už v záloze chyběly soubory ({len(manifest['missing'])}); vypisuje je "
                "její manifest.json."
            )
        if verbosity:
            self.stdout.write(
                f"Obnoveno ze zálohy {path}: {amount(size, manifest['rows'], manifest['files'])}, "
                f"{duration(time.monotonic() - began)}. Přihlaste se znovu, hesla platí původní."
            )
