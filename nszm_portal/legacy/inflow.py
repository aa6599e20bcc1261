"""From files to drafts: each file by itself, in a transaction of its own."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from meetings.models import Meeting, Programme
from news.models import Article
from nszm_portal.legacy import addresses, doubts, reading
from nszm_portal.legacy.addressbook import Place
from nszm_portal.legacy.models import Original
from nszm_portal.legacy.reading import Doubt, OldPage, Refused
from nszm_portal.publishing.publication import Publication
from nszm_portal.regions.models import Region
from nszm_portal.richtext import references
from nszm_portal.richtext.fields import SIZE_LIMIT

LARGEST = 20 * 2**20
SUFFIXES = {"", ".txt", ".text", ".htm", ".html", ".shtml", ".xhtml"}
INSERTED, SAME, DUPLICATE, CHANGED, DELETED, REFUSED = (
    "vloženo",
    "beze změny",
    "stejná",
    "změněný soubor",
    "smazáno",
    "odmítnuto",
)
NOTHING = Place("", "")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What came of a file: a word, a sentence where the word says too little, and what was read."""

    name: str
    result: str
    why: str = ""
    page: OldPage | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class File:
    """A file to be read; `name` is by which it is known from one run to the next."""

    path: Path
    name: str
    is_asked_for: bool


def files(paths: Iterable[Path]) -> list[File]:
    """The files meant by paths: themselves, and all that is in the folders among them."""
    found = []
    for path in paths:
        if path.is_dir():
            inner = sorted(file for file in path.rglob("*") if file.is_file())
            names = ((file, file.relative_to(path)) for file in inner)
            found += [
                File(file, _readable(Path(path.resolve().name) / name), False)
                for file, name in names
                if not any(part.startswith(".") for part in name.parts)
            ]
        else:
            found.append(File(path, _readable(Path(path.name)), True))
    return found


def _readable(path: Path) -> str:
    """A name that can be stored and printed, whatever bytes a file system allowed in it."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Inflow:
    """One run over files. `places` tells where pages stood; a dry run stores nothing."""

    def __init__(self, places, *, dry_run: bool):
        self.places, self.dry_run = places, dry_run
        self.seen: dict[str, str] = {}
        self.titles: set[tuple[str, str]] = set()
        self.regions = {region.name: region for region in Region.objects.all()}
        self.programmes = list(Programme.objects.all())

    def take(self, file: File) -> Outcome:
        """What comes of a file; whatever is wrong with it, the others go on."""
        try:
            with transaction.atomic():
                return self._take(file)
        except Refused as refusal:
            return Outcome(file.name, REFUSED, str(refusal))
        except OSError as error:
            return Outcome(file.name, REFUSED, f"Soubor nejde přečíst: {error.strerror}.")
        except Exception as error:
            # A page that nobody thought of must not stop the run; the log has the whole of it.
            logger.exception("import of %s", file.name)
            return Outcome(file.name, REFUSED, f"Neočekávaná chyba: {type(error).__name__}.")

    def _take(self, file):
        if not file.is_asked_for and file.path.suffix.lower() not in SUFFIXES:
            raise Refused(f"Soubory s příponou {file.path.suffix} nejsou stránky.")
        if file.path.stat().st_size > LARGEST:
            raise Refused(f"Soubor je větší než {LARGEST // 2**20} MB.")
        raw = file.path.read_bytes()
        digest = hashlib.sha256(raw).hexdigest()
        place = self.places.find(file.name) or NOTHING
        if known := Original.objects.filter(digest=digest).defer("raw").first():
            return self._known(file, known, place)
        if digest in self.seen:
            return Outcome(file.name, DUPLICATE, f"Stejná stránka jako {self.seen[digest]}.")
        if Original.objects.filter(file_name=file.name).exists():
            return Outcome(
                file.name,
                CHANGED,
                "Soubor tohoto jména už byl převzat s jiným obsahem; změna se nepřenesla.",
            )
        page = reading.read(raw, file.path.name, place.path)
        page_doubts = self._with_twin(page)
        self.seen[digest] = file.name
        why = ""
        if not self.dry_run:
            publication = self._store(page)
            original = Original(
                file_name=file.name[-300:],
                digest=digest,
                raw=raw,
                encoding=page.encoding,
                content_type=ContentType.objects.get_for_model(publication),
                object_id=publication.pk,
                doubts=doubts.stored(page.kind, page_doubts),
            )
            why = self._address(original, place)
            original.save()
        return Outcome(file.name, INSERTED, why, page, page_doubts)

    def _known(self, file, original, place):
        """A page that has come before. Only an address that it still lacks is added."""
        if original.publication is None:
            return Outcome(file.name, DELETED, "Redakce koncept smazala; znovu se nevkládá.")
        if original.file_name != file.name[-300:]:
            return Outcome(file.name, DUPLICATE, f"Stejná stránka jako {original.file_name}.")
        lacks = place.path and not original.old_path or place.apc and not original.apc
        if not lacks or self.dry_run:
            return Outcome(file.name, SAME)
        why = self._address(original, place) or "Doplnila se stará adresa."
        original.save(update_fields=["old_path", "apc"])
        return Outcome(file.name, SAME, why)

    @staticmethod
    def _address(original, place) -> str:
        """Gives the original the addresses that it lacks; why that cannot be, else nothing."""
        before = original.old_path, original.apc
        original.old_path = original.old_path or place.path
        original.apc = original.apc or place.apc
        if why := addresses.refusal(original):
            original.old_path, original.apc = before
        return why

    def _with_twin(self, page):
        model = Meeting if page.kind == reading.MEETING else Article
        title = page.kind, page.title
        if title not in self.titles and not model.objects.filter(title=page.title).exists():
            self.titles.add(title)
            return page.doubts
        return (*page.doubts, Doubt("title", "Stejný titulek má už jiný text. Není tu dvakrát?"))

    # --- drafts --------------------------------------------------------------------------------

    def _store(self, page: OldPage) -> Publication:
        body = references.to_references(page.body_html)
        if len(body) > SIZE_LIMIT:
            raise Refused(
                f"Text je i se značkami příliš dlouhý: má {len(body)} znaků, uložit jich jde "
                f"nejvýš {SIZE_LIMIT}."
            )
        shared = {"title": page.title, "body": body}
        if page.kind == reading.MEETING:
            return self._meeting(page, shared)
        # An article whose date is not sure has none: the day of its publication here is not it.
        undated = page.starts_on is None
        return Article.objects.create(shown_on=page.starts_on, undated=undated, **shared)

    def _meeting(self, page, shared):
        meeting = Meeting(
            starts_on=page.starts_on,
            ends_on=page.ends_on,
            starts_time=page.starts_time,
            ends_time=page.ends_time,
            undated=page.is_dateless,
            host_region=self.regions.get(page.host),
            venue=page.venue,
            **shared,
        )
        meeting.save(sync=False)
        meeting.presenting_regions.set(self.regions[name] for name in page.presenting)
        meeting.programmes.set(p for p in self.programmes if p.name in page.programmes)
        for number, speaker in enumerate(page.speakers, start=1):
            meeting.speakers.create(
                name=speaker.name[:120], function=speaker.function[:200], position=number * 10
            )
        meeting.sync()
        return meeting
