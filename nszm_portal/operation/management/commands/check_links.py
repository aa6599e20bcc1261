from django.core.management.base import BaseCommand
from tqdm import tqdm

from nszm_portal.operation.links import checking
from nszm_portal.operation.models import CheckedLink
from nszm_portal.operation.runs import recorded


class Command(BaseCommand):
    help = (
        "Vyzkouší odkazy ve zveřejněných textech. Co nefunguje ve třech různých dnech, ukáže "
        "redakce mezi nefunkčními odkazy."
    )

    @recorded("check_links")
    def handle(self, *args, verbosity, **options):
        with tqdm(unit=" odkazů", disable=None if verbosity else True) as bar:

            def told(done, of):
                bar.total = of
                bar.update()

            asked = checking.check(checking.fetcher(), told=told)
        if verbosity:
            broken = CheckedLink.objects.broken().count()
            self.stdout.write(f"Vyzkoušených odkazů: {asked}, nefunkčních: {broken}.")
