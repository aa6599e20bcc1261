"""Every address of the portal, read from its URL map, and real content for what stands in them."""

import re
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.tokens import default_token_generator
from django.urls import URLResolver, get_resolver
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from meetings.models import Meeting
from nszm_portal.publishing import kinds
from nszm_portal.publishing.visibility import Phase
from tests.factories.library import DocumentFactory, PictureFactory
from tests.factories.publishing import ArticleFactory, TopicFactory, bring_to, published, region

_CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")
ADMIN = "admin/"
PASSWORD_RESET = "admin/heslo/"


@dataclass(frozen=True)
class Route:
    """One line of the URL map: "aktuality/<slug:slug>/tisk/" and the kind that it is mapped for."""

    pattern: str
    name: str
    model: type | None = None

    @property
    def parameters(self) -> list[str]:
        return _CONVERTED.findall(self.pattern)

    @property
    def is_public(self) -> bool:
        """Whether it is for those who have no account, or forgot how to use it."""
        return not self.pattern.startswith(ADMIN) or self.pattern.startswith(PASSWORD_RESET)

    def path(self, values: dict, **others: str) -> str:
        """The address with `values` in it; `others` are put there as they are."""
        known = {name: str(value) for name, value in values.items()} | others
        return "/" + _CONVERTED.sub(lambda found: known.get(found[1], "1"), self.pattern)


def routes() -> list[Route]:
    """All addresses there are, each with all that includes put before it."""
    return list(_walk(get_resolver().url_patterns, ""))


def public_routes() -> list[Route]:
    return [route for route in routes() if route.is_public]


def _walk(patterns, before):
    for entry in patterns:
        pattern = before + _GROUP.sub(r"<\1>", str(entry.pattern)).replace("^", "").rstrip("$")
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, pattern)
        else:
            yield Route(pattern, entry.name or "", entry.default_args.get("model"))


class Content:
    """Something real behind every public address: `values(route)` is what to put into it."""

    def __init__(self, user):
        self.picture = PictureFactory(width=64, height=48)
        self.document = DocumentFactory()
        self.topic = TopicFactory()
        self.user = user
        self.article = self._article()
        self.of_kind = {model: self._visible(model) for model in kinds.all()}
        published(title="Text ze starého portálu", undated=True)
        self.gone = bring_to(ArticleFactory(title="Stažený text"), Phase.WITHDRAWN)
        self.former = self._moved()

    def _article(self):
        article = ArticleFactory(
            cover=self.picture,
            shown_on=date(2020, 3, 5),
            body=f'<p><img data-picture="{self.picture.pk}"></p><table><tr><td>1</td></tr></table>',
        )
        article.topics.add(self.topic)
        article.regions.add(region())
        article.attachments.create(document=self.document)
        return bring_to(article, Phase.VISIBLE)

    def _visible(self, model):
        if isinstance(self.article, model):
            return self.article
        fields = {"starts_on": date(2020, 3, 5)} if model is Meeting else {}
        publication = model.objects.create(title=f"Jeden text: {model.kind}", **fields)
        return bring_to(publication, Phase.VISIBLE)

    @staticmethod
    def _moved() -> str:
        article = published(title="Přesunutý text")
        former = article.get_absolute_url()
        article.slug = "presunuty-jinam"
        article.save()
        return former

    def values(self, route: Route) -> dict:
        found = self.of_kind.get(route.model)
        return {
            "slug": found.slug if found else self.topic.slug,
            "year": 2020,
            "month": "03",
            "pk": self.document.pk,
            "name": self.document.name,
            "path": self.picture.file.name,
            "uidb64": urlsafe_base64_encode(force_bytes(self.user.pk)),
            "token": default_token_generator.make_token(self.user),
        }

    def path(self, route: Route, **others: str) -> str:
        return route.path(self.values(route), **others)
