from django.core.management.base import BaseCommand

from nszm_portal.operation import retention
from nszm_portal.operation.runs import recorded


class Command(BaseCommand):
    help = "Smaže osobní údaje, které se už déle uchovávat nemají."

    @recorded("purge")
    def handle(self, *args, verbosity, **options):
        done = retention.purge()
        if verbosity:
            for name, count in done.items():
                self.stdout.write(f"{name}: smazáno {count}")
