"""Meetings for the shelf: coming, past, cancelled, moved, undated, and one with a title only."""

from datetime import date, time, timedelta

from django.utils import timezone

from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory, encoded, pdf, quadrants, upload
from tests.factories.meetings import (
    ItemFactory,
    MaterialFactory,
    MeetingFactory,
    PhotographFactory,
    SpeakerFactory,
    programme,
)
from tests.factories.publishing import bring_to, region

COMING = "/setkani/nadchazejici-setkani/"
PAST = "/setkani/probehle-setkani/"
CANCELLED = "/setkani/zrusene-setkani/"
MOVED = "/setkani/presunute-setkani/"
BARE = "/setkani/jen-titulek-setkani/"
YEAR = "/setkani/2015/"
UNDATED = "/setkani/bez-data/"


def many() -> None:
    """All states of a meeting; more past ones than one page of the list holds."""
    today = timezone.localdate()
    for number in range(24):
        day = date(2015 - number // 12, 12 - number % 12, 5)
        _publish(
            starts_on=day,
            title=f"Setkání krajů k programu Zdravý kraj, {number}. ročník",
            host_region=region("Kraj Vysočina"),
            venue="Krajský úřad Kraje Vysočina",
        )
    _publish(slug="jen-titulek-setkani", title="Jen titulek", lead="", body="")
    _publish(title="Setkání ze starého portálu", undated=True)
    _publish(
        slug="zrusene-setkani",
        title="Setkání krajů v Karlových Varech",
        starts_on=today + timedelta(days=20),
        status="cancelled",
        status_note="Sál zatopila voda. Nový termín oznámíme do konce měsíce.",
        host_region=region("Karlovarský kraj"),
    )
    _publish(
        slug="presunute-setkani",
        title="Setkání krajů v Pardubicích",
        starts_on=today + timedelta(days=30),
        starts_time=time(9),
        status="moved",
        former_on=today + timedelta(days=10),
        status_note="Přesunuli jsme ho kvůli volbám.",
        host_region=region("Pardubický kraj"),
    )
    rich(slug="nadchazejici-setkani", starts_on=today + timedelta(days=9), ends_on=None)
    first = date(2015, 2, 12)
    rich(slug="probehle-setkani", starts_on=first, ends_on=first + timedelta(days=1))


def rich(**fields):
    """A meeting that has everything that a meeting can have."""
    meeting = MeetingFactory(
        title="Setkání krajů k programům Zdravý kraj a místní Agenda 21",
        lead="Kraje si vymění zkušenosti s plánováním zdraví a s prací v obcích.",
        body="<p>Setkání otevřel hejtman. Následovaly prezentace krajů a debata.</p>"
        "<h2>O čem se mluvilo</h2><p>O zdravotních plánech, o penězích a o dobrovolnících.</p>",
        starts_time=time(10),
        ends_time=time(14, 30),
        host_region=region(),
        venue="Krajský úřad Libereckého kraje, multimediální sál",
        address="U Jezu 642/2a, Liberec",
        organiser="Národní síť Zdravých měst ČR a Liberecký kraj",
        auspices="hejtman Libereckého kraje",
        presenting_cities="Chrudim\nLitoměřice",
        contact="Ing. Eva Malá, tel. 602 000 000",
        contact_email="setkani@example.org",
        registration_url="https://www.example.org/prihlaska",
        byline="Eva Malá",
        cover=_picture("Lidé v sále"),
        **fields,
    )
    meeting.programmes.set([programme(), programme("místní Agenda 21")])
    names = ("Kraj Vysočina", "Plzeňský kraj", "Moravskoslezský kraj")
    meeting.presenting_regions.set([region(name) for name in names])
    _programme(meeting)
    SpeakerFactory(meeting=meeting, name="Ing. Jana Nová, Ph.D.", region=region())
    SpeakerFactory(meeting=meeting, name="MUDr. Karel Starý", function="", organisation="SZÚ")
    shapes = ((1200, 800), (700, 900), (1200, 800), (1200, 500))
    for number, (width, height) in enumerate(shapes):
        picture = _picture(f"Účastníci setkání {number}", width, height)
        caption = "Sál krajského úřadu se zaplnil do posledního místa." if number == 1 else ""
        PhotographFactory(meeting=meeting, picture=picture, caption=caption)
    meeting.attachments.create(document=_document("Zápis ze setkání", 2))
    return bring_to(meeting, Phase.VISIBLE)


def _programme(meeting):
    days = 2 if meeting.ends_on else 1
    for day in range(1, days + 1):
        ItemFactory(meeting=meeting, day=day, starts_time=time(9, 30), title="Registrace")
        item = ItemFactory(
            meeting=meeting,
            day=day,
            starts_time=time(10),
            ends_time=time(11, 15),
            title="Zdravotní plány krajů: co se za tři roky povedlo a co ne",
            note="Ing. Jana Nová, Ph.D., náměstkyně hejtmana",
        )
        for title in ("Zdravotní plán v číslech", "Příklady z obcí"):
            MaterialFactory(meeting=meeting, item=item, document=_document(title, 12))
        ItemFactory(meeting=meeting, day=day, title="Debata a závěr")
    MaterialFactory(meeting=meeting, document=_document("Program", 3))
    MaterialFactory(meeting=meeting, document=_document("Pozvánka", 1))


def _document(title, pages):
    return DocumentFactory(title=title, upload=upload(pdf(pages), "setkani.pdf"))


def _picture(description, width=1200, height=800):
    photo = upload(encoded(quadrants(width, height)), "setkani.jpg")
    return PictureFactory(description=description, upload=photo)


def _publish(**fields):
    return bring_to(MeetingFactory(**fields), Phase.VISIBLE)
