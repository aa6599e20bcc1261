"""An article in the words of schema.org."""

from nszm_portal.czech.typography import typeset
from nszm_portal.publishing.structured import Told, moment


def article(article, association: Told) -> Told:
    """A NewsArticle; an unknown date stays unsaid. Without a byline the association is its author,
    and what kind of author a byline names is not known."""
    told = {"@type": "NewsArticle", "headline": typeset(article.title), "publisher": association}
    by_us = {name: association[name] for name in ("@type", "@id", "name")}
    told["author"] = {"name": typeset(article.byline)} if article.byline else by_us
    if article.date is not None:
        published = article.shown_on or article.first_published_at
        told["datePublished"] = moment(published)
    changed = getattr(article, "wording_at", None) or article.changed_at
    told["dateModified"] = moment(max(changed, article.first_published_at or changed))
    return told
