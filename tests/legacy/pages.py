"""Thirty pages of the old portal with the faults that such dumps have, and what is in each.

Written before the reader. `body` are pieces that the body must hold exactly, `lost` are pieces of
the template that may not be anywhere in it; `doubts` are the fields about which the editor is told
something. A page with `refused` brings nothing but that sentence.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, time

from tests.legacy.shapes import BOTTOM_B, TOP_A, TOP_B, dump_a, dump_b, html_a, html_b

CHROME = (
    "další portály",
    "naše weby",
    "Server DtP",
    "zasílejte na adresu",
    "zpět na přehled",
    "TISK",
    "již 15 let",
    "Cena Ministerstva",
)


@dataclass(frozen=True)
class Page:
    name: str
    raw: bytes
    refused: str = ""
    kind: str = "article"
    encoding: str = "utf-8"
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    times: tuple = (None, None)
    host: str = ""
    presenting: tuple = ()
    speakers: tuple = ()
    materials: tuple = ()
    paragraphs: int = 1
    body: tuple = ()
    lost: tuple = ()
    doubts: tuple = ()


def meeting(name, raw, **expected) -> Page:
    return Page(name, raw, kind="meeting", **expected)


def article(name, raw, **expected) -> Page:
    return Page(name, raw, **expected)


def refused(name, raw, sentence) -> Page:
    return Page(name, raw, refused=sentence)


PLZEN = "Setkání krajů k dobré praxi - Plzeňský kraj, 2013"
PLZEN_OPENING = (
    "V úterý 12. února 2013 se v Plzeňském kraji sešli koordinátoři Zdravých krajů. "
    "Své projekty představili zástupci kraje Plzeňského, Zlínského a kraje Vysočina."
)
PLZEN_SPEAKERS = (
    "Hosty uvítala Jana Dvořáková (na snímku), radní Plzeňského kraje, a tajemník úřadu "
    "Karel Havelka. Poté Petr Švec, ředitel NSZM ČR, shrnul uplynulý rok."
)
PLZEN_FACTS = {
    "title": PLZEN,
    "starts_on": date(2013, 2, 12),
    "host": "Plzeňský kraj",
    "presenting": ("Plzeňský kraj", "Zlínský kraj", "Kraj Vysočina"),
    "speakers": (
        ("Jana Dvořáková", "radní Plzeňského kraje"),
        ("Karel Havelka", "tajemník úřadu"),
        ("Petr Švec", "ředitel NSZM ČR"),
    ),
    "paragraphs": 2,
    "body": (f"<p>{PLZEN_OPENING}</p>", f"<p>{PLZEN_SPEAKERS}</p>"),
}
SAD = "Žáci a důchodci vysadili společný sad"
SAD_TEXT = (
    "Na zahradě školy roste třicet jabloní. Místní šlechtitel vybral odrůdy, které vydrží sucho.",
    "Zalévat je budou všichni, kdo přiložili ruku k dílu – nejmladšímu bylo pět let.",
    "Patronkou je paní ředitelka: „Každá třída má svůj strom,“ říká.",
)
SAD_PLAIN = tuple(text.replace("–", "-").translate({0x201E: '"', 0x201C: '"'}) for text in SAD_TEXT)
SAD_BODY = tuple(f"<p>{text}</p>" for text in SAD_TEXT)


def _of_five_megabytes() -> str:
    sentence = "Zastupitelé projednali další bod programu a přijali k němu usnesení. "
    return "\n\n".join([sentence * 20] * 3800)


PAGES = [
    # --- the first generation, as text ---------------------------------------------------------
    meeting(
        "01-setkani.txt",
        dump_a(PLZEN, "12.2.2013", PLZEN_OPENING, PLZEN_SPEAKERS).encode(),
        **PLZEN_FACTS,
    ),
    meeting(
        "02-setkani-windows.txt",
        dump_a(PLZEN, "12.2.2013", PLZEN_OPENING, PLZEN_SPEAKERS).encode("cp1250"),
        encoding="windows-1250",
        **PLZEN_FACTS,
    ),
    meeting(
        "03-setkani-iso.txt",
        # A bullet is not among the letters of ISO-8859-2.
        dump_a(PLZEN, "12.2.2013", PLZEN_OPENING, PLZEN_SPEAKERS)
        .replace("•", "*")
        .encode("iso-8859-2"),
        encoding="iso-8859-2",
        **PLZEN_FACTS,
    ),
    meeting(
        "04-prilepena-paticka.txt",
        dump_a(
            "Veřejné fórum Zdravého kraje - Kraj Vysočina, 2016",
            "3.11.2016",
            "Na fóru\u00a0v Jihlavě se hlasovalo o\u00a0deseti problémech kraje. \u00a0Nejvíc "
            "bodů dostala doprava, kampaňa propagace.",
            "Zapisovatelka dodala: Nikdo neodešel dřív,“ a poděkovala.",
            glued=True,
        ).encode(),
        title="Veřejné fórum Zdravého kraje - Kraj Vysočina, 2016",
        starts_on=date(2016, 11, 3),
        host="Kraj Vysočina",
        paragraphs=2,
        body=(
            "<p>Na fóru\u00a0v Jihlavě se hlasovalo o\u00a0deseti problémech kraje. \u00a0Nejvíc "
            "bodů dostala doprava, kampaňa propagace.</p>",
            "<p>Zapisovatelka dodala: Nikdo neodešel dřív,“ a poděkovala.</p>",
        ),
    ),
    meeting(
        "05-od-do.txt",
        dump_a(
            "Setkání krajů k programu Zdravý kraj - Moravskoslezský kraj, 2019",
            "9.10.2019 10:00 - 14:30",
            "Program [707.7 kB, pdf]",
            "V Ostravě se mluvilo o ovzduší. Zkušenosti přednesli zástupci Moravskoslezského "
            "a Olomouckého kraje.",
        ).encode(),
        title="Setkání krajů k programu Zdravý kraj - Moravskoslezský kraj, 2019",
        starts_on=date(2019, 10, 9),
        times=(time(10), time(14, 30)),
        host="Moravskoslezský kraj",
        presenting=("Moravskoslezský kraj", "Olomoucký kraj"),
        materials=("Program [707.7 kB, pdf]",),
        body=("<p>V Ostravě se mluvilo o ovzduší. Zkušenosti přednesli zástupci",),
        lost=("707.7",),
        doubts=("materials",),
    ),
    meeting(
        "06-dve-data.txt",
        dump_a(
            "Setkání krajů - Zlínský kraj, 2014",
            "6.3.2014",
            "Ve středu 5. března 2014 uvítal účastníky Zlínský kraj v mrakodrapu.",
        ).encode(),
        title="Setkání krajů - Zlínský kraj, 2014",
        starts_on=date(2014, 3, 6),
        host="Zlínský kraj",
        body=("<p>Ve středu 5. března 2014 uvítal",),
        doubts=("date",),
    ),
    meeting(
        "07-dva-radky-s-datem.txt",
        dump_a(
            "Setkání krajů - Ústecký kraj",
            "6.3.2014\n7.4.2014",
            "V Ústeckém kraji se debatovalo o krajině po těžbě.",
        ).encode(),
        title="Setkání krajů - Ústecký kraj",
        starts_on=None,
        host="Ústecký kraj",
        body=("<p>V Ústeckém kraji se debatovalo o krajině po těžbě.</p>",),
        lost=("6.3.2014", "7.4.2014"),
        doubts=("date",),
    ),
    meeting(
        "08-bez-titulku.txt",
        dump_a(
            "",
            "21.5.2015",
            "Zástupci Karlovarského, Pardubického a Královéhradeckého kraje se v Libereckém kraji "
            "shodli na společném postupu.",
        ).encode(),
        title="Bez titulku (08-bez-titulku.txt)",
        starts_on=date(2015, 5, 21),
        host="Liberecký kraj",
        presenting=("Karlovarský kraj", "Pardubický kraj", "Královéhradecký kraj"),
        body=("<p>Zástupci Karlovarského, Pardubického a",),
        doubts=("title",),
    ),
    meeting(
        "09-uriznuta.txt",
        # The last letter, ž of two bytes, is cut in its middle.
        (
            TOP_A + "Seminář pro koordinátory - Olomoucký kraj\n\n4.6.2014\n\n"
            "Seminář v Olomouckém kraji trval celý den.\n\nDopoledne patřilo přednáškám, odpoledne "
            "dílnám, v nichž účastníci zkou"
        ).encode()
        + b"\xc5",
        title="Seminář pro koordinátory - Olomoucký kraj",
        starts_on=date(2014, 6, 4),
        host="Olomoucký kraj",
        paragraphs=2,
        body=("<p>Dopoledne patřilo přednáškám, odpoledne dílnám, v nichž účastníci zkou</p>",),
        doubts=("body",),
    ),
    meeting(
        "10-vic-dni.txt",
        dump_a(
            "Letní škola Zdravých měst",
            "16.5.2017 - 18.5.2017",
            "Tři dny v přírodě strávili koordinátoři u map a v terénu.",
            "• mapování pocitů\n• chůze městem\n• večer u ohně",
        ).encode(),
        title="Letní škola Zdravých měst",
        starts_on=date(2017, 5, 16),
        ends_on=date(2017, 5, 18),
        paragraphs=1,
        body=(
            "<p>Tři dny v přírodě",
            "<li>mapování pocitů</li>\n<li>chůze městem</li>\n<li>večer u ohně</li>",
        ),
        doubts=("host",),
    ),
    meeting(
        "11-nemozne-datum.txt",
        dump_a(
            "Setkání krajů - Pardubický kraj, 2015",
            "31.2.2015",
            "Pardubický kraj prezentoval svůj plán zdraví.",
        ).encode(),
        title="Setkání krajů - Pardubický kraj, 2015",
        starts_on=None,
        host="Pardubický kraj",
        presenting=("Pardubický kraj",),
        body=("<p>Pardubický kraj prezentoval",),
        lost=("31.2.2015",),
        doubts=("date",),
    ),
    meeting(
        "12-verzalky.txt",
        dump_a(
            "SETKÁNÍ KRAJŮ - JIHOČESKÝ KRAJ, 2012",
            "15. 3. 2012 od 9.30 do 15.00",
            "V Jihočeském kraji vystoupil hejtman Jiří Novotný a Ing. Eva Říhová, Ph.D., vedoucí "
            "odboru zdravotnictví.",
        ).encode(),
        title="SETKÁNÍ KRAJŮ - JIHOČESKÝ KRAJ, 2012",
        starts_on=date(2012, 3, 15),
        times=(time(9, 30), time(15)),
        host="Jihočeský kraj",
        speakers=(
            ("Jiří Novotný", "hejtman"),
            ("Ing. Eva Říhová, Ph.D.", "vedoucí odboru zdravotnictví"),
        ),
        body=("<p>V Jihočeském kraji vystoupil",),
        doubts=("title",),
    ),
    # --- the second generation, as text --------------------------------------------------------
    article(
        "13-clanek.txt", dump_b(SAD, *SAD_TEXT).encode(), title=SAD, paragraphs=3, body=SAD_BODY
    ),
    article(
        "14-clanek-windows.txt",
        dump_b(SAD, *SAD_TEXT).encode("cp1250"),
        encoding="windows-1250",
        title=SAD,
        paragraphs=3,
        body=SAD_BODY,
    ),
    article(
        "15-clanek-iso.txt",
        dump_b(SAD, *SAD_PLAIN).replace("•", "*").encode("iso-8859-2"),
        encoding="iso-8859-2",
        title=SAD,
        paragraphs=3,
        body=tuple(f"<p>{text}</p>" for text in SAD_PLAIN),
    ),
    article(
        "16-bom-crlf.txt",
        b"\xef\xbb\xbf" + dump_b(SAD, *SAD_TEXT).replace("\n", "\r\n").encode(),
        title=SAD,
        paragraphs=3,
        body=SAD_BODY,
    ),
    article(
        "17-utf16.txt",
        dump_b(SAD, *SAD_TEXT).encode("utf-16"),
        encoding="utf-16",
        title=SAD,
        paragraphs=3,
        body=SAD_BODY,
    ),
    article(
        "18-rozlozena-pismena.txt",
        unicodedata.normalize("NFD", dump_b(SAD, *SAD_TEXT)).encode(),
        title=SAD,
        paragraphs=3,
        body=SAD_BODY,
    ),
    article(
        "19-entity",
        dump_b(
            "Zdraví &amp; pohoda", "Kdo chodí&nbsp;pěšky, ten&#8211;jak známo&#8211;déle žije."
        ).encode(),
        title="Zdraví & pohoda",
        body=("<p>Kdo chodí\u00a0pěšky, ten–jak známo–déle žije.</p>",),
    ),
    article(
        "20-kraje-v-textu.txt",
        dump_b(
            "Výzva pro školy",
            "Výzva je otevřena do 30. 6. 2018. Hlásit se mohou školy z Jihomoravského kraje.",
            "Praha, Brno\na Olomouc ji vyhlásily spolu.",
        ).encode(),
        title="Výzva pro školy",
        paragraphs=2,
        body=("<p>Výzva je otevřena do 30. 6. 2018.", "<p>Praha, Brno<br>a Olomouc ji"),
        doubts=("date", "regions"),
    ),
    article(
        "21-rozbita-pismena.txt",
        dump_b(SAD, *SAD_TEXT).encode().replace("šlechtitel".encode(), b"\xc5lechtitel"),
        title=SAD,
        paragraphs=3,
        body=("Místní \ufffdlechtitel vybral", SAD_BODY[1], SAD_BODY[2]),
        doubts=("body",),
    ),
    refused("22-stejna-jako-13.txt", dump_b(SAD, *SAD_TEXT).encode(), "13-clanek.txt"),
    # --- neither ---------------------------------------------------------------------------------
    refused("23-prazdna.txt", b"", "prázdný"),
    refused("24-jen-sablona.txt", (TOP_B + BOTTOM_B).encode(), "kromě záhlaví a patičky"),
    refused("25-obrazek.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "není text"),
    refused(
        "26-pet-megabajtu.txt",
        dump_b("Zápis ze všech jednání", _of_five_megabytes()).encode(),
        "dlouhá",
    ),
    # --- HTML -------------------------------------------------------------------------------
    meeting(
        "27-tabulky.html",
        html_a(
            "Setkání krajů k MA21 - Karlovarský kraj, 2018",
            "24.4.2018 9:00 - 13:00",
            '<P><A href="/files/program.pdf">Program</A> [1,2 MB, pdf]</P>\n'
            "<P>V&nbsp;Karlovarském kraji se hledala <B>voda</B>. Prezentovali se zástupci "
            "Hlavního města Prahy a Středočeského kraje.</P>"
            '<TABLE border="1"><TR><TH>Kraj</TH><TH>Obcí</TH></TR><TR><TD>Praha</TD><TD>1</TD></TR>'
            "</TABLE><P>Na setkání přijela Alena Krátká, starostka obce Lhota.</P>",
        ).encode("cp1250"),
        encoding="windows-1250",
        title="Setkání krajů k MA21 - Karlovarský kraj, 2018",
        starts_on=date(2018, 4, 24),
        times=(time(9), time(13)),
        host="Karlovarský kraj",
        presenting=("Hlavní město Praha", "Středočeský kraj"),
        speakers=(("Alena Krátká", "starostka obce Lhota"),),
        materials=("Program [1,2 MB, pdf]",),
        paragraphs=2,
        body=(
            "<p>V\u00a0Karlovarském kraji se hledala <strong>voda</strong>.",
            "<th>Obcí</th>",
            "<td>Praha</td>",
        ),
        lost=("script", "otevri", "Akce", "onload", "1,2 MB"),
        doubts=("materials",),
    ),
    article(
        "28-krabice.html",
        html_b(
            "Dotazník vyplnilo &bdquo;tisíc&ldquo; lidí",
            "<p>Odpovědi přišly z celého města.<script>alert(1)</script></p>"
            '<div><div><p>Výsledky jsou v <a href="index.shtml?apc=r2280496n">dřívější zprávě</a>.'
            '</p></div></div><p><img src="/img/graf.png" alt="Graf"></p>'
            "Věta bez odstavce<br><br>a po dvou zalomeních další.",
        ).encode(),
        title="Dotazník vyplnilo „tisíc“ lidí",
        paragraphs=4,
        body=(
            "<p>Odpovědi přišly z celého města.</p>",
            '<a href="/index.shtml?apc=r2280496n">dřívější zprávě</a>',
            "<p>Věta bez odstavce</p>",
            "<p>a po dvou zalomeních další.</p>",
        ),
        lost=("alert", "měření", "logo.gif", "Co pro Vás"),
        doubts=("body",),
    ),
    article(
        "29-lziva-znacka.htm",
        html_b(SAD, "".join(f"<p>{text}</p>" for text in SAD_TEXT), charset="utf-8").encode(
            "cp1250"
        ),
        encoding="windows-1250",
        title=SAD,
        paragraphs=3,
        body=SAD_BODY,
    ),
    meeting(
        "30-uriznuty-kod.html",
        (
            html_a(
                "Setkání krajů - Středočeský kraj, 2011",
                "8.9.2011",
                "<P>Sešli jsme se ve Středočeském kraji.<P>Odstavec bez konce a <B>tučně",
                charset="iso-8859-2",
            )
            .split("\n</TD></TR><TR>")[0]
            .encode("iso-8859-2")
        ),
        encoding="iso-8859-2",
        title="Setkání krajů - Středočeský kraj, 2011",
        starts_on=date(2011, 9, 8),
        host="Středočeský kraj",
        paragraphs=2,
        body=("<p>Odstavec bez konce a <strong>tučně</strong></p>",),
        doubts=("body",),
    ),
]
assert len(PAGES) == 30
