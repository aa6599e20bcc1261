"""What the drawings say to those who do not see them, and what stands under them."""

from dataclasses import dataclass

CREDIT = "redakce portálu NSZM"


@dataclass(frozen=True)
class PictureText:
    """`key` is the scene's name in `drawing.SCENES`."""

    key: str
    description: str
    caption: str


PICTURES = (
    PictureText(
        "landscape",
        "Vesnice s kostelem a červenými střechami mezi zelenými kopci, k níž vede klikatá cesta.",
        "Krajina, ve které je všechno na dohled.",
    ),
    PictureText(
        "square",
        "Náměstí s podloubím a barevnými štíty domů, uprostřed kašna, kolem níž chodí lidé.",
        "Náměstí patří těm, kdo na něm zůstanou stát.",
    ),
    PictureText(
        "park",
        "Městský park: dva lidé sedí na lavičce u jezírka, po pěšině jde dospělý s dítětem.",
        "Lavička, stín a výhled na vodu.",
    ),
    PictureText(
        "bridge",
        "Kamenný most o pěti obloucích přes řeku, na protějším břehu městečko s kostelem.",
        "Most spojuje víc než dva břehy.",
    ),
    PictureText(
        "table",
        "Pohled shora na oválný stůl, kolem kterého sedí deset lidí s papíry a hrnky kávy, "
        "uprostřed leží mapa.",
        "U jednoho stolu se domlouvá snáz.",
    ),
    PictureText(
        "cycle-path",
        "Dva cyklisté na stezce mezi loukami, u cesty stojí rozcestník a řada topolů.",
        "Cesta, po které se dá jet i s dětmi.",
    ),
    PictureText(
        "school",
        "Školní dvůr s vyvýšenými záhony, děti si hrají na chodníku a učitelka jde s nimi.",
        "Dvůr jako další učebna.",
    ),
    PictureText(
        "dot-map",
        "Obrys České republiky složený z barevných teček, šest míst spojuje oranžová čára.",
        "Každá tečka je někdo, komu se dá zavolat.",
    ),
    PictureText(
        "charts",
        "Žena ukazuje na tabuli se sloupcovým a kruhovým grafem, čtyři lidé ji sledují.",
        "Čísla ožijí, když je někdo vysvětlí.",
    ),
    PictureText(
        "market",
        "Trh na náměstí: čtyři stánky s pruhovanými markýzami, zelenina a nakupující lidé.",
        "Sobotní dopoledne na trhu.",
    ),
    PictureText(
        "wind",
        "Dům se solárními panely na střeše, na louce další panely a v dálce větrné elektrárny.",
        "Vítr a slunce posílají účet jen jednou.",
    ),
    PictureText(
        "night",
        "Noční ulice s rozsvícenými lampami a okny, nad střechami věž kostela a měsíc v úplňku.",
        "Město po setmění.",
    ),
    PictureText(
        "forum",
        "Lidé před čtyřmi velkými listy papíru plnými barevných lístků, dva zvedají ruku.",
        "Lístky na zdi se počítají po jednom.",
    ),
    PictureText(
        "agreement",
        "Dvoje desky s dohodou na dřevěném stole, mezi nimi pero, po stranách ruce obou stran.",
        "Podpis je začátek práce, ne její konec.",
    ),
    PictureText(
        "lookout",
        "Dřevěná rozhledna na kopci mezi smrky, nahoře stojí tři lidé a vlaje zelená vlajka.",
        "Z výšky jsou vidět souvislosti.",
    ),
    PictureText(
        "panorama",
        "Široký pohled na město s červenými střechami a dvěma kostelními věžemi, před ním řeka.",
        "Střechy, věže a řeka.",
    ),
    PictureText(
        "lectern",
        "Žena mluví u řečnického pultu vedle plátna s mapou kraje, v první řadě sedí posluchači.",
        "Slovo má hostitel.",
    ),
    PictureText(
        "office",
        "Moderní budova krajského úřadu se čtyřmi patry oken, před ní stožáry s vlajkami, strom "
        "a lidé, kteří jdou ke vchodu.",
        "Setkání hostí pokaždé jiný krajský úřad.",
    ),
)

LOGOS = (
    PictureText("logo-labour", "Zástupná značka MPSV: tři prolínající se kruhy a zkratka.", ""),
    PictureText("logo-environment", "Zástupná značka MŽP: list nad vlnkou a zkratka.", ""),
    PictureText("logo-health", "Zástupná značka MZd: soustředné oblouky nad zkratkou.", ""),
    PictureText("logo-regions", "Zástupná značka MMR: řada různě vysokých sloupců a zkratka.", ""),
    PictureText("logo-institute", "Zástupná značka SZÚ: bílá zkratka v zeleném šestiúhelníku.", ""),
    PictureText("logo-charles", "Zástupná značka UK: brána z oblouků nad zkratkou.", ""),
    PictureText("logo-masaryk", "Zástupná značka MU: bílá zkratka v modrém obdélníku.", ""),
    PictureText("logo-partnership", "Zástupná značka NP: dva propojené prstence a zkratka.", ""),
    PictureText("logo-network", "Zástupná značka EHCN: kruh teček spojených čarami a zkratka.", ""),
)
