import json

from django.core.management.base import BaseCommand

from nszm_portal.operation import persons


class Command(BaseCommand):
    help = "Vypíše jako JSON všechno, co portál vede o člověku s danou e-mailovou adresou."

    def add_arguments(self, parser):
        parser.add_argument("address", metavar="EMAIL")

    def handle(self, *args, address, **options):
        self.stdout.write(json.dumps(persons.show(address), ensure_ascii=False, indent=2))
