from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from nszm_portal.demonstration.synthetic.articles import Articles
from nszm_portal.demonstration.synthetic.bulk import Populator
from nszm_portal.demonstration.synthetic.meetings import Meetings


class Command(BaseCommand):
    help = "Vloží mnoho umělých textů, na kterých se měří rychlost. Do ostrého provozu nepatří."

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, metavar="N", help="kolik aktualit")
        parser.add_argument("--meetings", type=int, metavar="N", help="kolik setkání")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="stejné číslo dá stejné texty"
        )

    def handle(self, *args, articles, meetings, seed, verbosity, **options):
        asked = {"--articles": articles, "--meetings": meetings}
        if articles is None and meetings is None:
            raise CommandError("Napište, kolik čeho: --articles N, --meetings N nebo obojí.")
        for option, count in asked.items():
            if count is not None and count < 1:
                raise CommandError(f"Počet za {option} musí být aspoň 1.")
        if articles:
            _run(Articles(articles, seed), "aktualit", verbosity)
        if meetings:
            _run(Meetings(meetings, seed), "setkání", verbosity)
        call_command("reindex", missing=True, verbosity=verbosity, stdout=self.stdout)


def _run(populator: Populator, unit: str, verbosity: int) -> None:
    with tqdm(total=populator.count, unit=f" {unit}", disable=verbosity == 0) as bar:
        for size in populator.batches():
            bar.update(size)
