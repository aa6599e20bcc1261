from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from nszm_portal.demonstration.synthetic.bulk import Populator


class Command(BaseCommand):
    help = "Vloží mnoho umělých textů, na kterých se měří rychlost. Do ostrého provozu nepatří."

    def add_arguments(self, parser):
        parser.add_argument(
            "--articles", type=int, required=True, metavar="N", help="kolik aktualit"
        )
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="stejné číslo dá stejné texty"
        )

    def handle(self, *args, articles, seed, verbosity, **options):
        if articles < 1:
            raise CommandError("Počet za --articles musí být aspoň 1.")
        populator = Populator(articles, seed)
        with tqdm(total=articles, unit=" aktualit", disable=verbosity == 0) as bar:
            for size in populator.batches():
                bar.update(size)
