"""What an editor does while the tests read; to be called inside the portal's own process."""

TITLE = "Zpráva na jednu zkoušku"


def publish() -> None:
    """Publishes an article and prints its address."""
    from tests.factories.publishing import published

    print(published(title=TITLE).get_absolute_url())


def withdraw() -> None:
    from news.models import Article

    Article.objects.get(title=TITLE).withdraw("mistake", "Vyšla omylem.")
