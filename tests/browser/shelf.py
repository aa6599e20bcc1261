"""A small portal on which every public template and each of its states can be seen.

`put` fills the database of a portal from outside: it runs `one` or `many` under the portal's own
settings.
"""

import time
import uuid
from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.http import QueryDict
from django.utils import timezone
from PIL import Image

from news.models import Article, Topic
from nszm_portal.accounts import roles
from nszm_portal.accounts.models import User
from nszm_portal.library.models import Picture
from nszm_portal.navigation.models import Identity, MenuItem, PortalGroup, PortalLink, SideBox
from nszm_portal.pagecache.generation import READ_EVERY
from nszm_portal.pages.models import Page
from nszm_portal.publishing import copies, review
from nszm_portal.publishing.models import MissingAddress
from nszm_portal.publishing.visibility import Phase
from tests.browser import shelf_history, shelf_meetings, shelf_partners
from tests.factories.library import DocumentFactory, PictureFactory, encoded, pdf, quadrants, upload
from tests.factories.publishing import ArticleFactory, PageFactory, bring_to, region

EDITOR, ADMINISTRATOR = "sefredaktor", "spravkyne"
AUTHOR, SECOND = "redaktorka", "zastupkyne"
PASSWORD = "heslo-jen-pro-zkousky"

RICH = "/aktuality/vse-na-jednom-miste/"
BARE = "/aktuality/jen-titulek/"
LONG = "/aktuality/dlouhy-titulek/"
WITHDRAWN = "/aktuality/stazeny-text/"
EXPIRED = "/aktuality/skonceny-text/"
ABOUT = "/o-webu/"
TOPIC = "/aktuality/tema/verejny-prostor/"
UNDATED = "/aktuality/bez-data/"
YEAR, MONTH = "/aktuality/2015/", "/aktuality/2015/03/"
OUTSIDE = "https://www.example.org/jak-na-strom%C5%99ad%C3%AD"

LONG_TITLE = (
    "Nejneobhospodařovávatelnější pozemky v okolí železniční zastávky se po sedmnácti letech "
    "vyjednávání proměnily v sad, který společně vysázeli školáci, hasiči, zahrádkáři a obyvatelé "
    "domova seniorů"
)


def put(portal, what: str) -> None:
    """Has `what` of this module done in the database of a portal."""
    portal.manage("shell", "-v0", "-c", f"from tests.browser import shelf; shelf.{what}()")


def sign_in(page, username=EDITOR) -> None:
    """Somebody's log-in, the chief editor's unless told, in a browser."""
    page.goto("/admin/login/")
    page.get_by_label("Uživatelské jméno").fill(username)
    page.get_by_label("Heslo").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url("**/admin/")


def let_it_spread() -> None:
    """Waits until each process of the portal knows of the last change; they ask once a second."""
    time.sleep(READ_EVERY + 0.1)


def one() -> None:
    """A portal on its first day: what stands around the pages, and a single article."""
    people()
    surroundings()
    _publish(ArticleFactory(title="První zpráva", slug="prvni-zprava"))


def many() -> None:
    """All states; more articles than one page of the list holds."""
    people()
    surroundings()
    topic = Topic.objects.create(name="Veřejný prostor")
    for number in range(28):
        day = date(2015 - number // 14, 3 - number % 2, 28 - number % 14)
        article = _publish(ArticleFactory(title=f"Ulice číslo {number} má lavičky", shown_on=day))
        if number % 3 == 0:
            article.topics.add(topic)
            article.sync()
    _publish(ArticleFactory(title="Text ze starého portálu", undated=True))
    _publish(ArticleFactory(title="Jen titulek", slug="jen-titulek", lead="", body=""))
    _publish(ArticleFactory(title=LONG_TITLE, slug="dlouhy-titulek", shown_on=date(2016, 5, 2)))
    rich(topic)
    for phase, slug in ((Phase.WITHDRAWN, "stazeny-text"), (Phase.EXPIRED, "skonceny-text")):
        bring_to(ArticleFactory(slug=slug), phase)
    bring_to(ArticleFactory(title="Rozepsaný text", slug="rozepsany-text"), Phase.DRAFT)
    shelf_meetings.many()
    shelf_partners.many()
    shelf_history.many()


def waiting() -> None:
    """Something for each part of the chief editor's desk; done once."""
    if MissingAddress.objects.exists():
        return
    now = timezone.now()
    editor, other = (User.objects.get(username=name) for name in (EDITOR, ADMINISTRATOR))
    copies.keep("article", None, editor, QueryDict("title=Co jsem začala psát"))
    draft = ArticleFactory(title="Text k posouzení", created_by=other)
    copy = copies.keep("article", draft.pk, other, QueryDict("title=Text k posouzení"))
    review.submit(copy, draft, note="Zkontrolujte prosím čísla.")
    for days in (1, 1, 2):
        bring_to(ArticleFactory(title=LONG_TITLE), Phase.DRAFT).publish(
            at=now + timedelta(days=days)
        )
    Picture.objects.filter(pk=PictureFactory().pk).update(description="")
    MissingAddress.objects.create(
        path="/akce/forum-" + "x" * 100 + "/", count=7, first_at=now, last_at=now
    )


def many_pictures() -> None:
    """An article with thirty large pictures, and one whose cover is wide and of two colours."""
    noise = Image.effect_noise((1280, 853), 60).convert("RGB")
    photograph = encoded(Image.blend(quadrants(1280, 853), noise, 0.25))
    first = PictureFactory(upload=upload(photograph, "sad.jpg"), description="Sad")
    article = ArticleFactory(title="Mnoho obrázků", slug="mnoho-obrazku")
    for position in range(30):
        article.photographs.create(picture=_another(first), position=position)
    _publish(article)
    cover = PictureFactory(width=1200, height=300, description="Čtyři barvy")
    _publish(ArticleFactory(title="Výřez", cover=cover))


def a_document() -> None:
    """An article with a document of one page under it."""
    people()
    document = DocumentFactory(upload=upload(pdf(1), "program.pdf"), title="Program dne")
    article = ArticleFactory(title="Den pod širým nebem", slug="den-pod-sirym-nebem")
    article.attachments.create(document=document)
    _publish(article)


def _another(picture: Picture) -> Picture:
    """The same under another name, without being made anew: that would take a minute for thirty."""
    names = [each.name for each in picture.file.get_picture_files_list()]
    stem = picture.file.name.removesuffix(".jpg")
    name = uuid.uuid4().hex
    twin_stem = f"pictures/{name[:2]}/{name}"
    for each in (picture.file.name, *names):
        with default_storage.open(each) as content:
            default_storage.save(each.replace(stem, twin_stem), content)
    twin = Picture.objects.get(pk=picture.pk)
    twin.pk, twin._state.adding = None, True
    twin.file.name = f"{twin_stem}.jpg"
    twin.save()
    return twin


def people() -> None:
    """Who signs in: a chief editor and a second one, an author and an administrator."""
    cast = {
        EDITOR: roles.CHIEF_EDITOR,
        SECOND: roles.CHIEF_EDITOR,
        AUTHOR: roles.AUTHOR,
        ADMINISTRATOR: roles.ADMINISTRATOR,
    }
    for name, role in cast.items():
        fields = {"is_staff": True, "is_demonstration": True}
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, **fields)
        user.groups.add(Group.objects.get(name=role))


def surroundings() -> None:
    """Portals, menu, side boxes and the page that "i" opens."""
    links = {"naše weby": "DataPlán", "další portály": "Místní Agenda 21"}
    for label, portal in links.items():
        group, _ = PortalGroup.objects.get_or_create(label=label)
        for number in (1, 2):
            address = f"https://www.example.org/{number}"
            PortalLink.objects.create(group=group, label=f"{portal} {number}", url=address)
    about = PageFactory(
        title="O webu", slug="o-webu", body="<h2>Kdo web vede</h2><p>Vede ho asociace.</p>"
    )
    _publish(about)
    menu = {
        "Úvod": "/",
        "Aktuality": "/aktuality/",
        "Setkání": "/setkani/",
        "Partneři": "/partneri/",
        "O webu": "/o-webu/",
    }
    for label, target in menu.items():
        MenuItem.objects.create(label=label, target=target)
    SideBox.objects.create(
        title="DataPlán",
        text="Strategie, rozpočet a ukazatele pohromadě.",
        picture=picture("Graf o třech sloupcích"),
        target="https://www.example.org/dataplan",
        link_label="Přejít na DataPlán",
    )
    SideBox.objects.create(title="Co nabízíme?", target=about.reference)
    Identity.objects.update(version_line="portál NSZM, verze 1.0")


def rich(topic) -> Article:
    """The article that has everything that an article can have."""
    cover = picture(
        "Děti sázejí lípu na návsi", caption="Sázení trvalo dvě hodiny.", credit="Eva Malá"
    )
    inside = picture("Plán stromořadí", caption="Plán z roku 2015.", credit="Obec")
    document = DocumentFactory(title="Osazovací plán", upload=upload(pdf(3), "osazovaci-plan.pdf"))
    own = Article.objects.exclude(body="").filter(topics=topic).first()
    article = ArticleFactory(
        title="Všechno na jednom místě",
        slug="vse-na-jednom-miste",
        shown_on=date(2015, 3, 14),
        lead="Článek, který má úplně všechno, co článek na tomto webu může mít.",
        body=BODY.format(
            own=own.reference, outside=OUTSIDE, picture=inside.pk, document=document.pk
        ),
        cover=cover,
        byline="Eva Malá, Zdravé město",
        change_note="Opravili jsme počet stromů.",
    )
    article.topics.add(topic)
    article.regions.add(region(), region("Kraj Vysočina"))
    article.attachments.create(document=document, position=1)
    second = DocumentFactory(title="Pozvánka", upload=upload(pdf(), "pozvanka.pdf"))
    article.attachments.create(document=second, title="Pozvánka pro školy", position=2)
    return _publish(article)


def picture(description: str, **fields):
    return PictureFactory(
        description=description,
        upload=upload(encoded(quadrants(1200, 800)), "strom.jpg"),
        **fields,
    )


def _publish(publication: Article | Page):
    publication.publish(at=timezone.now() - timedelta(days=2))
    return publication


BODY = """
<p>Ve čtvrtek 12. 3. 2015 se sešlo 120 lidí. Přečtěte si <a data-page="{own}">dřívější zprávu</a>,
<a href="{outside}">návod na stromořadí</a> a <a data-document="{document}">osazovací plán</a>,
nebo <a href="mailto:strom@example.org">napište</a>.</p>
<h2>Co se sázelo</h2>
<ul><li>lípy<ul><li>srdčitá</li><li>velkolistá</li></ul></li><li>duby</li></ul>
<ol><li>vyhloubit</li><li>zasadit</li><li>zalít</li></ol>
<h3>Kolik čeho</h3>
<table><caption>Stromy podle ulic</caption>
<thead><tr><th scope="col">Ulice</th><th scope="col">Lípy</th><th scope="col">Cena</th></tr></thead>
<tbody><tr><th scope="row">Nádražní</th><td>14</td><td>28 000 Kč</td></tr>
<tr><th scope="row">Školní</th><td>7</td><td>14 000 Kč</td></tr></tbody></table>
<table><tbody><tr><td>bez</td><td>záhlaví</td></tr>
<tr><td>a bez</td><td>názvu</td></tr></tbody></table>
<h4>Podrobnosti</h4>
<blockquote><p>„Strom je nejlepší klimatizace,“ říká starostka.</p></blockquote>
<figure class="image"><img data-picture="{picture}" alt="Plán se čtrnácti kolečky podél silnice">
<figcaption>Plán od žáků.</figcaption></figure>
<p><img data-picture="{picture}"></p>
<hr>
<p>Plocha je 40 m<sup>2</sup>, CO<sub>2</sub> ubude; <strong>tučně</strong>, <em>kurzivou</em>,
<code>strom_id=12</code>.</p>
<pre>souřadnice 50.7663 15.0543 - velmi dlouhý řádek, který se na úzkou obrazovku nevejde celý</pre>
"""
