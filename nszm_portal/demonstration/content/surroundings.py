"""What stands around the pages: topics, portals, menu, side boxes, the line in the footer.

A target is an address, or "page:" with the key of a page of this demonstration.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A side box; `picture` is the key of a drawing."""

    title: str
    text: str
    picture: str = ""
    target: str = ""
    link_label: str = ""


TOPICS = (
    "Zdravé město a kraj",
    "Místní Agenda 21",
    "Partnerství a spolupráce",
    "Zdraví a prevence",
    "Doprava a veřejný prostor",
    "Klima a energie",
    "Zapojení veřejnosti",
    "Strategické řízení",
)

PORTALS = (
    (
        "naše weby",
        (
            ("Zdravá města", "https://www.zdravamesta.cz/"),
            ("DataPlán", "https://www.dataplan.info/"),
            ("Dobrá praxe", "https://www.dobrapraxe.cz/"),
            ("Healthy Cities (anglicky)", "https://www.healthycities.cz/"),
        ),
    ),
    (
        "další portály",
        (
            ("Místní Agenda 21", "https://www.ma21.cz/"),
            ("Databáze strategií", "https://www.databaze-strategie.cz/"),
        ),
    ),
)

MENU = (
    ("Úvod", "/"),
    ("Aktuality", "/aktuality/"),
    ("Setkání", "/setkani/"),
    ("Kraje", "/kraje/"),
    ("Partneři", "/partneri/"),
    ("O asociaci", "page:association"),
    ("Kontakty", "page:contacts"),
)

# Made up, so that a region's page has something to show: one that lasts, one that is over and one
# that came back.
MEMBERSHIPS = (
    ("Liberecký kraj", "2006-01-01", None),
    ("Kraj Vysočina", "2008-01-01", None),
    ("Jihomoravský kraj", "2007-07-01", "2019-12-31"),
    ("Moravskoslezský kraj", "2009-01-01", "2013-12-31"),
    ("Moravskoslezský kraj", "2018-01-01", None),
)

BOXES = (
    Box(
        "DataPlán NSZM",
        "Nástroj, ve kterém členové asociace vedou své strategie, rozpočty a ukazatele pohromadě.",
        picture="charts",
        target="https://www.dataplan.info/",
        link_label="Přejít na DataPlán",
    ),
    Box(
        "Co pro Vás nabízíme?",
        "Školy a kurzy, příklady dobré praxe, pomoc s veřejným fórem a odborné partnery.",
        target="page:association",
        link_label="Více o asociaci",
    ),
    Box("Patnáct let DataPlánu NSZM", "Děkujeme všem, kdo v něm vedou své strategie."),
    Box("Cena Ministerstva vnitra za inovaci 2006", "Ocenění inovací ve veřejné správě."),
)

VERSION_LINE = "portál NSZM, verze 1.0"
