"""The doors of pages: a statement of accessibility with a page above it and one below."""

from dataclasses import dataclass

from django.test import Client

from nszm_portal.pages.models import STATEMENT, Page
from tests.factories.publishing import PageFactory, published
from tests.publishing.doors import MARK, bring, main


@dataclass
class Case:
    """A page in one phase, and the visible ones around it."""

    publication: Page
    above: Page
    below: Page
    reader: Client

    def is_linked(self, text: str) -> bool:
        return f'href="{self.publication.get_absolute_url()}"' in text

    def is_in_main(self, page: Page) -> bool:
        return self.is_linked(main(self.reader.get(page.get_absolute_url()).text))


def above(phase, editor=None):
    """The page under which another stands."""
    hidden = PageFactory(title=f"{MARK} stránka")
    below = published(Page, parent=hidden)
    bring(hidden, phase)
    return Case(hidden, hidden, below, Client()), ABOVE


def statement(phase, editor=None):
    """The statement, which stands under another page."""
    over = published(Page)
    hidden = PageFactory(title=f"{MARK} stránka", slug=STATEMENT, parent=over)
    bring(hidden, phase)
    return Case(hidden, over, hidden, Client()), STATED


ABOVE = {"crumbs of the page below": lambda case: case.is_in_main(case.below)}
STATED = {
    "pages under the one above": lambda case: case.is_in_main(case.above),
    "footer": lambda case: case.is_linked(case.reader.get("/neni/").text.split("<footer")[1]),
}
STAGES = [above, statement]
