"""Puts the demonstration into the portal, each piece of it once."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from meetings.models import Meeting
from news.models import Article, Topic
from nszm_portal.accounts.models import User
from nszm_portal.demonstration import drawing, particulars
from nszm_portal.demonstration.accounts import PEOPLE, Person, make_account, password_for_new
from nszm_portal.demonstration.content import sheets, surroundings, texts
from nszm_portal.demonstration.content.pictures import CREDIT, LOGOS, PICTURES, PictureText
from nszm_portal.demonstration.models import Piece
from nszm_portal.library.models import Document, Picture
from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, SideBox
from nszm_portal.pages.models import Page
from nszm_portal.publishing.publication import Publication
from nszm_portal.regions.models import Membership, Region
from partners.models import Agreement, Partner

MORNING = time(9, 0)
# What refers to another comes after it.
KINDS: dict[str, tuple[type[Publication], str]] = {
    "page": (Page, "pages"),
    "article": (Article, "articles"),
    "meeting": (Meeting, "meetings"),
    "partner": (Partner, "partners"),
    "agreement": (Agreement, "agreements"),
}
_REFERENCE = re.compile(r'data-(picture|document|page)="([a-z0-9:-]+)"')


class Sower:
    """Makes what has not been made yet; `made` counts it by groups of pieces."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.made: Counter[str] = Counter()
        self.passwords: dict[str, str] = {}
        self._ids: dict[str, int | None] = dict(Piece.objects.values_list("key", "object_id"))

    def sow(self) -> None:
        """All of it. What refers to something comes after it."""
        self._people()
        for picture in (*PICTURES, *LOGOS):
            self._once(f"picture:{picture.key}", self._picture, picture)
        for text in texts.read("documents"):
            self._once(f"document:{text.key}", self._document, text)
        for name in surroundings.TOPICS:
            self._once(f"topic:{name}", _topic, name)
        for kind, (model, folder) in KINDS.items():
            for text in texts.read(folder):
                self._once(f"{kind}:{text.key}", self._publication, model, text)
        for region, starts_on, ends_on in surroundings.MEMBERSHIPS:
            key = f"membership:{region} {starts_on}"
            self._once(key, _membership, region, starts_on, ends_on)
        self._surroundings()

    def row(self, model: type[models.Model], key: str):
        """What was made under a key; None when an editor has deleted it since."""
        return model._default_manager.filter(pk=self._ids.get(key)).first()

    def _once(self, key: str, make: Callable[..., models.Model], *given) -> None:
        """The row that says it was made is written first: of two runs at once the later waits."""
        if key in self._ids:
            return
        with transaction.atomic():
            piece, is_new = Piece.objects.get_or_create(key=key)
            if is_new:
                piece.object_id = make(*given).pk
                piece.save()
                self.made[key.partition(":")[0]] += 1
        self._ids[key] = piece.object_id

    def _people(self) -> None:
        missing = [person for person in PEOPLE if f"account:{person.username}" not in self._ids]
        password = password_for_new() if missing else ""
        for person in missing:
            self._once(f"account:{person.username}", self._account, person, password)
        self.author = self.row(User, "account:redaktorka")

    def _account(self, person: Person, password: str) -> User:
        """An account that is already there under that name stays as it is."""
        if found := User.objects.filter(username=person.username).first():
            return found
        self.passwords[person.username] = password
        return make_account(person, password)

    def _picture(self, text: PictureText) -> Picture:
        upload = ContentFile(drawing.draw(text.key), name=drawing.file_name(text.key))
        return Picture.objects.take(
            upload,
            by=self.author,
            description=text.description,
            caption=text.caption,
            credit=CREDIT,
        )

    def _document(self, text: texts.Text) -> Document:
        upload = ContentFile(sheets.make(text), name=f"{text['name']}.pdf")
        return Document.objects.take(
            upload, by=self.author, title=text["title"], is_public=text["public"] != "no"
        )

    def _publication(self, model: type[Publication], text: texts.Text) -> Publication:
        """A text in its state, through the verbs that an editor's buttons call."""
        if found := text["slug"] and model.objects.filter(slug=text["slug"]).first():
            return found
        moment = self._moment(text, "published")
        publication = model(
            title=text["title"],
            slug=text["slug"],
            lead=text["lead"],
            body=self._with_numbers(text.body),
            cover=self.row(Picture, f"picture:{text['cover']}"),
            cover_caption=text["caption"],
            byline=text["byline"],
            change_note=text["note"],
            undated=text["undated"] == "yes",
            pinned=text["pinned"] == "yes",
            created_by=self.author,
            created_at=min(moment, timezone.now()) if moment else None,
            **particulars.fields(model, text, self),
        )
        publication.save(sync=False)
        particulars.relate(publication, text, self)
        if moment:
            publication.publish(at=moment)
        else:
            publication.sync()
        self._ending(publication, text)
        return publication

    def _ending(self, publication: Publication, text: texts.Text) -> None:
        """The verb to publish refuses an end that has passed; set later, it is what it would be."""
        if expiry := self._moment(text, "expires"):
            publication.expire_at = expiry
            publication.save()
        if kind := text["withdrawn"]:
            successor = self._ids.get(f"article:{text['replaced by']}")
            replaced_by = f"article:{successor}" if successor else ""
            publication.withdraw(kind, text["reason"], replaced_by)

    def _surroundings(self) -> None:
        for place, (label, links) in enumerate(surroundings.PORTALS, start=1):
            self._once(f"portals:{label}", _portals, place * 10, label, links)
        for place, (label, target) in enumerate(surroundings.MENU, start=1):
            self._once(f"menu:{label}", self._menu_item, place * 10, label, target)
        for place, box in enumerate(surroundings.BOXES, start=1):
            self._once(f"box:{box.title}", self._box, place * 10, box)
        self._once("identity:version", _identity)

    def _menu_item(self, position: int, label: str, target: str) -> MenuItem:
        return _checked(MenuItem(position=position, label=label, target=self._target(target)))

    def _box(self, position: int, box: surroundings.Box) -> SideBox:
        row = SideBox(
            position=position,
            title=box.title,
            text=box.text,
            picture=self.row(Picture, f"picture:{box.picture}"),
            target=self._target(box.target),
            link_label=box.link_label,
        )
        return _checked(row)

    def _target(self, target: str) -> str:
        if not target.startswith("page:"):
            return target
        number = self._ids.get(target)
        return f"page:{number}" if number else "/"

    def _with_numbers(self, body: str) -> str:
        """Keys in references become numbers; pictures get what is said instead of them."""
        return _REFERENCE.sub(self._number, body)

    def _number(self, found: re.Match) -> str:
        kind, key = found.groups()
        if kind == "page":
            word, number = key.partition(":")[0], self._ids[key]
            return f'data-page="{word}:{number}"'
        number = self._ids[f"{kind}:{key}"]
        if kind == "document":
            return f'data-document="{number}"'
        said = next(picture.description for picture in PICTURES if picture.key == key)
        return f'alt="{said}" data-picture="{number}"'

    def _moment(self, text: texts.Text, name: str) -> datetime | None:
        day = text.day(name, self.today)
        return timezone.make_aware(datetime.combine(day, MORNING)) if day else None


def _topic(name: str) -> Topic:
    return Topic.objects.get_or_create(name=name)[0]


def _membership(region: str, starts_on: str, ends_on: str | None) -> Membership:
    return Membership.objects.create(
        region=Region.objects.get(name=region), starts_on=starts_on, ends_on=ends_on
    )


def _portals(position: int, label: str, links: list[tuple[str, str]]) -> PortalGroup:
    """A group that already has links has been taken care of."""
    group, _ = PortalGroup.objects.get_or_create(label=label, defaults={"position": position})
    if not group.links.exists():
        for number, (text, url) in enumerate(links, start=1):
            group.links.create(position=number * 10, label=text, url=url)
    return group


def _checked(row: models.Model) -> models.Model:
    """Stored as the editors' form would store it: an address of ours becomes a reference."""
    row.full_clean()
    row.save()
    return row


def _identity() -> Identity:
    identity, _ = Identity.objects.get_or_create(pk=1)
    if not identity.version_line:
        identity.version_line = surroundings.VERSION_LINE
        identity.save()
    return identity
