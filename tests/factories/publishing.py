"""Publications in each phase, made by the lifecycle's own verbs."""

from datetime import timedelta

import factory
from django.utils import timezone

from meetings.models import Meeting
from news.models import Article, Topic
from nszm_portal.pages.models import Page
from nszm_portal.publishing.visibility import Phase
from nszm_portal.regions.models import Region


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Téma číslo {}".format)


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    title = factory.Sequence("Zdravé město otevřelo sad číslo {}".format)
    lead = "Ve čtvrtek přišlo na otevření přes sto lidí."
    body = "<p>Sadbu připravili žáci místní školy.</p>"


class ArticleFactory(PublicationFactory):
    class Meta:
        model = Article


class PageFactory(PublicationFactory):
    class Meta:
        model = Page

    title = factory.Sequence("O webu {}".format)


def bring_to(publication, phase: Phase, *, now=None):
    """Takes a new publication to a phase, as people and the clock would; returns it."""
    now = now or timezone.now()
    past, future = now - timedelta(days=2), now + timedelta(days=2)
    if phase == Phase.DRAFT:
        return publication
    if phase == Phase.SCHEDULED:
        publication.publish(at=future)
    elif phase == Phase.VISIBLE:
        publication.publish(at=past)
    elif phase == Phase.EXPIRED:
        publication.publish(at=past)
        publication.expire_at = now - timedelta(days=1)
        publication.save()
    elif phase == Phase.WITHDRAWN:
        publication.publish(at=past)
        publication.withdraw("mistake", "Text obsahoval chybné datum.")
    return publication


def published(model=Article, **fields):
    """A published one, of the article unless another kind is given."""
    from tests.factories.meetings import MeetingFactory

    makers = {Article: ArticleFactory, Page: PageFactory, Meeting: MeetingFactory}
    return bring_to(makers[model](**fields), Phase.VISIBLE)


def region(name="Liberecký kraj"):
    return Region.objects.get(name=name)
