import logging

from django.core.management.base import BaseCommand, CommandError
from PIL import UnidentifiedImageError
from tqdm import tqdm

from nszm_portal.czech.plurals import plural
from nszm_portal.library.models import Picture

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Vytvoří zmenšeniny a výřezy obrázků, které v úložišti chybějí: po změně toho, v jakých "
        "šířkách se dělají, a po obnově ze zálohy bez nich. Co je hotové, nechá být."
    )

    def handle(self, *args, verbosity, **options):
        made, broken = 0, []
        pictures = Picture.objects.order_by("pk")
        total = pictures.count()
        for picture in tqdm(pictures.iterator(), total=total, unit="", disable=verbosity == 0):
            try:
                made += picture.file.make_missing()
            except (OSError, UnidentifiedImageError) as error:  # the others must not wait for it
                logger.error("Renditions of picture %s cannot be made: %r", picture.pk, error)
                broken.append(str(picture.pk))
        if verbosity:
            files = plural(made, "soubor", "soubory", "souborů")
            self.stdout.write(f"Vytvořeno: {made} {files}.")
        if broken:
            raise CommandError(f"Originál nejde přečíst u obrázků: {', '.join(broken)}.")
