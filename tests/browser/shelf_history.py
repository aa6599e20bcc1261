"""An article with a past for the shelf: two states that differ in all there is, and a deleted one.

What it is made by are the history's own verbs, as the admin uses them.
"""

from django.contrib.auth import get_user_model

from nszm_portal.publishing import differences, history
from nszm_portal.publishing.models import CopyState, Deed, WorkingCopy
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, bring_to, region

TITLE = "Lípy u řeky"
BEFORE = """<h2>Kde rostou</h2>
<p>Sto lip vysadili v sobotu dobrovolníci na pravém břehu řeky, mezi starým mlýnem a novou
lávkou pro pěší. Přišly i děti z místní školy, které budou stromy zalévat celé první léto, než
samy zakoření.</p>
<p>Sazenice darovala obecní školka.</p>
<p><img data-picture="{picture}" alt="Lípy"></p>
<ul><li>sto lip</li><li>dvacet keřů</li></ul>
<p>Víc řekne <a href="https://www.example.org/plan">plán výsadby</a>.</p>"""
AFTER = (
    BEFORE.replace("h2>", "h3>")
    .replace("v sobotu", "v neděli")
    .replace('alt="Lípy"', 'alt="Mladé lípy s kůly na břehu řeky"')
    .replace("obecní školka", "<strong>obecní školka</strong>")
    .replace("/plan", "/plan-vysadby")
    .replace("<li>dvacet keřů</li>", "<li>dvacet keřů</li><li>tři lavičky</li>")
)


def many() -> None:
    chief = get_user_model().objects.get(username="sefredaktor")
    picture = PictureFactory(width=640, height=480)
    article = ArticleFactory(
        title=TITLE, slug="lipy-u-reky", body=BEFORE.format(picture=picture.pk)
    )
    bring_to(article, Phase.VISIBLE)
    first = DocumentFactory(title="Plán výsadby")
    row = article.attachments.create(document=first, title="Plán výsadby 2026")
    history.record(article, deed=Deed.CREATED, sentence="Založeno. Zveřejněno.", by=chief)
    before = history.keep_stored(article)
    article.body = AFTER.format(picture=picture.pk)
    article.lead = "V neděli přibylo u řeky sto lip."
    article.pinned = False
    article.save(sync=False)
    article.regions.add(region())
    row.title = "Plán výsadby 2027"
    row.save()
    article.attachments.create(document=DocumentFactory(title="Seznam dárců"))
    article.sync()
    said = differences.sentence(before, history.stored(type(article), article.pk))
    history.record(article, deed=Deed.CHANGED, sentence=said, by=chief)
    WorkingCopy.objects.create(
        kind="article",
        object_id=article.pk,
        author=chief,
        title="Lípy u řeky a lavičky",
        data={"values": {"title": ["Lípy u řeky a lavičky"]}, "fields": ["title"]},
        schema=1,
        base_version=article.version,
        state=CopyState.ASIDE,
        saved_at=article.changed_at,
    )
    gone = bring_to(ArticleFactory(title="Smazaná zpráva o lávce"), Phase.VISIBLE)
    history.keep_deleted(gone, by=chief)
    gone.delete()
