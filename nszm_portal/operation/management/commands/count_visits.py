from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from nszm_portal.operation import visits
from nszm_portal.operation.runs import recorded

DEFAULT = "/var/log/nginx/access.log"


class Command(BaseCommand):
    help = (
        "Spočítá z přístupového logu nginxu, kolikrát si lidé který text zobrazili. Odkud četli, "
        "neukládá. Každý řádek započte jednou, ať se spustí kolikrát chce, i po rotaci logu."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "log", nargs="?", default=DEFAULT, metavar="LOG", help=f"log nginxu, jinak {DEFAULT}"
        )

    @recorded("count_visits")
    def handle(self, *args, log, verbosity, **options):
        try:
            found = visits.count(Path(log))
        except OSError as error:
            file = error.filename or log
            raise CommandError(f"Log {file} nejde přečíst: {error.strerror}.") from error
        if verbosity:
            self.stdout.write(f"Nových zobrazení: {found}.")
