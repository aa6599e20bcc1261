import time
from collections import Counter

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from nszm_portal.czech.plurals import plural
from nszm_portal.library import reading
from nszm_portal.library.storage import StorageAway
from nszm_portal.pagecache.generation import raise_generation
from nszm_portal.publishing import entries, kinds
from nszm_portal.publishing.models import Entry
from nszm_portal.publishing.visibility import State
from nszm_portal.search import backends, index
from nszm_portal.search.models import Document, Word

BATCH = 100  # publications in one transaction; an editor who saves meanwhile waits for one of them
PAUSE = 0.03  # seconds between two, in which who waits for SQLite's lock comes to it


class Command(BaseCommand):
    help = (
        "Přečte dokumenty PDF, které ještě přečtené nejsou, a vytvoří znovu záznamy zveřejněných "
        "textů a rejstřík hledání. Web při tom běží dál. Přerušit ho lze kdykoli; co stihl, platí."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing", action="store_true", help="jen texty, které v rejstříku ještě nejsou"
        )

    def handle(self, *args, missing, verbosity, **options):
        try:
            self._read_documents(verbosity)
            done = sum(_rebuild(model, missing, verbosity) for model in kinds.all())
            if done or not missing:
                _count_words(verbosity)
        except KeyboardInterrupt:
            self.stdout.write("Přerušeno. Co je hotové, platí; zbytek dokončíte novým spuštěním.")
            return
        if verbosity:
            found, all_words = Document.objects.count(), Word.objects.count()
            texts = plural(found, "text", "texty", "textů")
            words = plural(all_words, "různé slovo", "různá slova", "různých slov")
            self.stdout.write(f"V rejstříku: {found} {texts} a {all_words} {words}.")

    def _read_documents(self, verbosity: int) -> None:
        """Those stored before anything read them, or while that was not possible."""
        keys = list(reading.unread().order_by("pk").values_list("pk", flat=True))
        try:
            for pk in tqdm(keys, desc="dokumenty", unit="", disable=verbosity == 0 or not keys):
                reading.read(pk)
        except StorageAway:
            self.stderr.write("Úložiště souborů neodpovídá, texty dokumentů se přečtou příště.")


def _rebuild(model, missing: bool, verbosity: int) -> int:
    """Rebuilds what a kind has in the index; gives the number of its publications."""
    entries.remove_orphans(model)
    todo = model.objects.order_by("pk")
    if missing:
        known = Entry.objects.filter(kind=model.kind, search_document__isnull=False)
        todo = todo.filter(state=State.PUBLISHED).exclude(pk__in=known.values("object_id"))
    keys = list(todo.values_list("pk", flat=True))
    name = str(model._meta.verbose_name_plural)
    with tqdm(total=len(keys), desc=name, unit="", disable=verbosity == 0) as bar:
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            with transaction.atomic():
                _rebuild_some(model, some)
            bar.update(len(some))
            time.sleep(PAUSE)
    with transaction.atomic():
        raise_generation()  # lists that were kept may show what an entry said before
    return len(keys)


def _rebuild_some(model, keys: list[int]) -> None:
    """What an editor stores at the same time waits for this, or this for that."""
    related = [field.name for field in model._meta.many_to_many]
    rows = model.objects.filter(pk__in=keys).select_for_update(of=("self",))
    rows = list(rows.prefetch_related(*related, "attachments__document"))
    index.write((row, entries.refreshed(row)) for row in rows if row.state == State.PUBLISHED)
    for row in rows:
        if row.state != State.PUBLISHED:
            entries.remove(row)


def _count_words(verbosity: int) -> None:
    """What was added and taken away one by one is counted anew."""
    # What is published from now on is counted by itself.
    known = set(Word.objects.values_list("folded", flat=True).iterator())
    counts, written = Counter(), {}
    total = Document.objects.count()
    texts = Document.objects.values_list("text", flat=True).iterator(chunk_size=500)
    for text in tqdm(texts, total=total, desc="slova", unit="", disable=verbosity == 0):
        found = index.spellings(text)
        counts.update(found.keys())
        for word, spelling in found.items():
            if word not in written or spelling.islower():
                written[word] = spelling
    index.count({word: (written[word], counts[word]) for word in counts}, anew=True)
    index.forget_words(known - counts.keys())
    backends.current().tidy()
