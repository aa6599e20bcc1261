"""A portal in which every text that people can write is one of the payloads.

`directly` writes them past all forms and cleaning, as an import or an older version might have
left them; `by_forms` sends them as an editor would. Both run under the portal's own settings, by
`poison` from outside.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import count, cycle

import reversion
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting, Programme
from news.models import Article, Topic
from nszm_portal.accounts.models import User
from nszm_portal.library.models import Document, Picture
from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, PortalLink, SideBox
from nszm_portal.opendata.models import Organisation, Provider
from nszm_portal.publishing import history, kinds, preview_links, review
from nszm_portal.publishing.models import MissingAddress, Redirect
from nszm_portal.regions.models import Region
from nszm_portal.richtext import cleaning
from nszm_portal.search.models import Equivalents, Missed
from partners.models import Instrument, PartnerType
from tests.browser import shelf
from tests.browser.payloads import ADDRESSES, PAYLOADS
from tests.factories import copies as typing
from tests.factories.legacy import imported
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.meetings import ItemFactory, MaterialFactory, PhotographFactory, SpeakerFactory
from tests.factories.publishing import ArticleFactory, published

# What is no text: it stands in addresses, or is made from one by the portal alone.
NOT_TEXTS = """apc base_version digest encoding first_letters folded ico iso kind last_letters
media_type nuts3 replaced_by sort_key state username password withdrawal_kind""".split()
# What no publication owns.
SHARED = [
    MenuItem,
    PortalLink,
    SideBox,
    PortalGroup,
    Identity,
    Topic,
    Programme,
    PartnerType,
    Region,
]
SHARED += [Instrument, Organisation, Provider, Picture, Document, User]
SHARED += [MissingAddress, Missed, Equivalents]
SOME = 12  # of each other kind, where their fields share the payloads
GUEST = "nahled-otraveneho-textu"  # the token of a link to a preview


def poison(portal, what: str) -> str:
    """Has `what` of this module done in the database of a portal; gives what it printed."""
    return portal.manage("shell", "-v0", "-c", f"from tests.browser import poison; poison.{what}")


def texts(model) -> list[models.Field]:
    """The fields of a model that people's words get into."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField | models.FileField)
        and not field.choices
        and field.name not in NOT_TEXTS
    ]


def fitting(field: models.Field, payload: str) -> str:
    """As much of a payload as the database takes."""
    if connection.vendor == "postgresql":
        payload = payload.replace("\x00", "")
    return payload[: field.max_length]


class Source:
    """Gives payloads in turn: the next one for each field, or the same one for a whole row."""

    def __init__(self, payloads: Iterable[str] = PAYLOADS):
        self.payloads, self.addresses = cycle(payloads), cycle(ADDRESSES)
        self.numbers = count()

    def values(self, model, *, same: bool = False) -> dict[str, str]:
        whole, found = next(self.payloads), {}
        for field in texts(model):
            is_address = isinstance(field, models.URLField) or field.name == "target"
            payload = next(self.addresses) if is_address else whole if same else next(self.payloads)
            value = fitting(field, payload)
            if field.unique:
                value = f"{next(self.numbers)} {value}"[: field.max_length]
            if field.name == "name" and model is Document:
                value = value.replace("/", "|")  # as it stands in an address
            found[field.name] = value
        return found

    def into(self, row, **options) -> None:
        """Past `save`, which would clean; past the forms, which would refuse."""
        type(row)._base_manager.filter(pk=row.pk).update(**self.values(type(row), **options))


# --- Directly into the database ------------------------------------------------------------------


def directly(others: int = SOME, around: int = 6) -> None:
    """All that a reader and an editor can see, with a payload in each text; articles with each.

    `others` is how many there are of each other kind, `around` that each so many payloads has an
    item in the menu.
    """
    source = Source()
    with transaction.atomic():
        shelf.people()
        shelf.surroundings()
        _around(around)
        picture, document = PictureFactory(), DocumentFactory()
        _publications(Article, PAYLOADS, picture, document)
        for model in kinds.all():
            if model is not Article:
                _publications(model, None, picture, document, source=source, number=others)
        _behind(source)
        for model in SHARED:
            for row in model._base_manager.all():
                source.into(row)
    call_command("reindex", verbosity=0)


def every_one_of(kind: str) -> None:
    """Of one kind as many as there are payloads, each with the same one in all of its fields."""
    with transaction.atomic():
        shelf.people()
        shelf.surroundings()
        _publications(kinds.get(kind), PAYLOADS, PictureFactory(), DocumentFactory())
    call_command("reindex", verbosity=0)


def _publications(model, payloads, picture, document, *, source=None, number=0) -> None:
    first = published(model, cover=picture)
    rows = [_another(first, position) for position in range(number or len(payloads))]
    model._base_manager.bulk_create(rows)
    relations = [field.name for field in model._meta.many_to_many]
    for position, row in enumerate(
        model._base_manager.filter(slug__startswith="otraveny").order_by("pk")
    ):
        own = source or Source([payloads[position]])
        own.into(row, same=source is None)
        if source or position % 20 == 0:
            row.attachments.create(document=document, title="Příloha")
            _rows_of(row, picture, document)
            for name in relations:
                getattr(row, name).add(*getattr(row, name).model._base_manager.all()[:1])
        for inside in (*history.row_models(model),):
            (owner,) = history.owner_fields(model, inside) - {"content_type"}
            for each in inside._base_manager.filter(**{owner: row.pk}):
                own.into(each, same=source is None)
    first.delete()


def _another(first, position):
    row = copy(first)
    row.pk, row._state = None, copy(first._state)
    row._state.adding = True
    row.slug = f"otraveny-{first.kind}-{position}"
    return row


def _rows_of(row, picture, document) -> None:
    if isinstance(row, Meeting):
        SpeakerFactory(meeting=row)
        ItemFactory(meeting=row, note="Poznámka")
        MaterialFactory(meeting=row, document=document)
        PhotographFactory(meeting=row, picture=picture)
    if isinstance(row, Article):
        row.photographs.create(picture=picture, video_url="https://www.example.org/")


def _around(around: int) -> None:
    """What stands around each page, and the terms that texts are sorted by."""
    group = PortalGroup.objects.first()
    for _ in PAYLOADS[::around]:
        MenuItem.objects.create(label="a", target="/")
        PortalLink.objects.create(group=group, label="a", url="https://www.example.org/")
    for _ in PAYLOADS[:: around * 2]:
        SideBox.objects.create(title="a", target="/")
    Organisation.objects.create(name="a", ico="61385247")
    Topic.objects.create(name="Otrávené", slug="otravene")


def _behind(source: Source) -> None:
    """What only editors see, or what leads away."""
    now = timezone.now()
    for number in range(len(ADDRESSES)):
        row = Redirect.objects.create(path=f"/odsud/{number}/", target="/")
        Redirect.objects.filter(pk=row.pk).update(target=ADDRESSES[number])
        MissingAddress.objects.create(path=f"/{number}", first_at=now, last_at=now)
        Missed.objects.create(words=f"{number}", last_on=now.date())
        Equivalents.objects.create(names=f"a{number}\nb{number}")
    _being_written(source)
    _the_past()


def _being_written(source: Source) -> None:
    """Working copies as typed, in review with a note, and a guest's link to one of them."""
    author = User.objects.get(username=shelf.AUTHOR)
    for number, article in enumerate(Article._base_manager.order_by("pk")[:8]):
        values = source.values(Article)
        values["body"] = joined(PAYLOADS[number::8])
        copied = typing.as_stored(author, article, **values)
        review.submit(copied, article, note=next(source.payloads))
        source.into(copied)
        imported(article, doubts=[("body", next(source.payloads))])
    draft = ArticleFactory(created_by=author)
    Source([payload for payload in PAYLOADS if "\x00" not in payload]).into(draft)
    Article.objects.filter(pk=draft.pk).update(body=cleaning.clean(joined(PAYLOADS)))
    link, _ = preview_links.make("article", draft.pk, None, by=author, days=7)
    type(link).objects.filter(pk=link.pk).update(digest=preview_links._digest(GUEST))


def joined(payloads: Iterable[str]) -> str:
    """One text of many payloads; those that would swallow what follows come last."""
    greedy = (
        "<!--",
        "<plaintext",
        "<![CDATA",
        "<?",
        "<%",
        "<xmp",
        "<script",
        "<style",
        "<textarea",
    )
    rows = [payload for payload in payloads if len(payload) < 1000]
    return "\n".join(sorted(rows, key=lambda payload: any(each in payload for each in greedy)))


def _the_past() -> None:
    """Two states of an article that differ in all there is, and what was said of them."""
    for article in Article._base_manager.order_by("pk")[:6]:
        history.keep_stored(article)
        Source(PAYLOADS[article.pk % 7 :: 7]).into(article)
        article.refresh_from_db()
        history.keep_stored(article)
    for number, row in enumerate(reversion.models.Revision.objects.all()):
        row.comment = fitting(row._meta.get_field("comment"), PAYLOADS[number])
        row.save()


# --- By the forms of the admin -------------------------------------------------------------------


def by_forms(payloads: slice = slice(None)) -> None:
    """Each payload written into the form of an article by a chief editor, who publishes it."""
    user = User.objects.create_user("pise", is_staff=True, is_demonstration=True)
    user.groups.add(Group.objects.get(name="Šéfredaktor"))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    statuses = list(_sent(client, PAYLOADS[payloads]))
    print(f"{statuses.count(302)} published, {statuses.count(200)} refused, {len(statuses)} in all")


def _sent(client, payloads) -> Iterator[int]:
    for number, payload in enumerate(payloads):
        values = {field.name: fitting(field, payload) for field in texts(Article)}
        values |= {
            "slug": f"psany-{number}",
            "_publish": "1",
            "regions": [Region.objects.first().pk],
        }
        values |= _formsets()
        answer = client.post("/admin/news/article/add/", values)
        if answer.status_code == 200:
            # What a body may not hold is refused; the rest of the form is taken without it.
            answer = client.post("/admin/news/article/add/", values | {"body": "<p>x</p>"})
        yield answer.status_code


def _formsets() -> dict:
    return {
        "photographs-TOTAL_FORMS": 0,
        "photographs-INITIAL_FORMS": 0,
        f"{typing.ATTACHMENTS}-TOTAL_FORMS": 0,
        f"{typing.ATTACHMENTS}-INITIAL_FORMS": 0,
    }


def addresses(kind: str) -> None:
    """Prints the address and the key of each publication of a kind, one on a line."""
    for row in kinds.get(kind)._base_manager.order_by("pk"):
        print(row.get_absolute_url(), row.pk)
