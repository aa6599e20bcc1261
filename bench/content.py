"""The articles that are measured, chosen or made so that a better figure cannot be had by luck."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models.functions import Length
from django.utils import timezone

from news.models import Article, Topic
from nszm_portal.library.models import Document, Picture
from nszm_portal.publishing.models import Entry
from nszm_portal.regions.models import Region


def longest_without_pictures() -> Article:
    """Of all that readers see."""
    plain = Article.objects.visible().filter(cover=None).exclude(body__contains="<img")
    return plain.order_by(-Length("body"), "pk").first()


def article_with_everything(pictures: Sequence[Picture], documents: Sequence[Document]) -> Article:
    """A published article that has all that an article may have, in the midst of the others.

    Its cover is the first of `pictures`; the others stand in its text. Three others share its
    topics, one is newer and one older.
    """
    now = timezone.now()
    others = list(Entry.objects.visible(now).filter(kind=Article.kind).newest_first())
    middle = others[len(others) // 2]
    article = Article(
        title="Článek, který má všechno, co článek mít může",
        lead="Obrázky, přílohy, odkazy, témata i kraje pohromadě.",
        body=_body(pictures[1:], documents, others[:4]),
        cover=pictures[0],
        cover_caption="Hlavní obrázek s vlastním popiskem.",
        byline="Redakce",
        change_note="Doplněny přílohy.",
    )
    article.save(sync=False)
    article.regions.set(Region.objects.all()[:3])
    article.topics.set(_topics(others[:3]))
    for position, document in enumerate(documents):
        article.attachments.create(document=document, position=position)
    article.publish(at=middle.publish_at + timedelta(seconds=1))
    return article


def _topics(neighbours: Sequence[Entry]) -> list[Topic]:
    """Three topics, the first of them shared with the articles given."""
    topics = [Topic.objects.get_or_create(name=f"Téma pro měření {n}")[0] for n in range(3)]
    for entry in neighbours:
        topics[0].articles.add(entry.object_id)
    return topics


def _body(pictures, documents, entries) -> str:
    figures = "".join(
        f'<figure class="image"><img alt="Obrázek v textu" data-picture="{picture.pk}">'
        "<figcaption>Popisek</figcaption></figure>"
        for picture in pictures
    )
    files = "".join(
        f'<li><a data-document="{document.pk}">dokument {document.pk}</a></li>'
        for document in documents
    )
    pages = "".join(
        f'<li><a data-page="article:{entry.object_id}">článek {entry.object_id}</a></li>'
        for entry in entries
    )
    return (
        "<h2>Nadpis</h2><p>Text s <strong>důrazem</strong> a s "
        '<a href="https://www.example.org/">odkazem ven</a>.</p>'
        f"{figures}<h3>Soubory</h3><ul>{files}</ul><h3>Další články</h3><ol>{pages}</ol>"
        "<table><thead><tr><th>Rok</th><th>Počet</th></tr></thead>"
        "<tbody><tr><td>2014</td><td>120</td></tr></tbody></table>"
    )
