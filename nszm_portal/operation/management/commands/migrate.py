"""Django's own, with bounds: nobody reading waits long for it."""

import time

from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg2.errors import LockNotAvailable

LOCK = 2  # seconds in which all who read the table queue behind it
PAUSE = 3  # seconds for them to read
TRIES = 60


class Command(migrate.Command):
    help = migrate.Command.help + " Na zámek v PostgreSQL čeká krátce a opakovaně."

    def handle(self, *args, **options):
        """A change of a table waits for who reads it, and all who come later wait for the change.

        So it does not wait long, but asks again; what was done before stays done.
        """
        connection = connections[options["database"]]
        for left in reversed(range(TRIES)):
            try:
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute(f"SET lock_timeout = '{LOCK}s'")
                return super().handle(*args, **options)
            except OperationalError as error:
                if not left or not isinstance(error.__cause__, LockNotAvailable):
                    raise
                self.stderr.write("Tabulku právě někdo používá, zkusím to za chvíli znovu.")
                time.sleep(PAUSE)
