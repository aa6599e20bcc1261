import pytest

from nszm_portal.richtext import references
from nszm_portal.richtext.references import Target

ORIGIN = "http://127.0.0.1:8000"


class Pages:
    """Publications as publishing would register them; what is hidden only editors reach."""

    def __init__(self):
        self.addresses = {
            "article:12": "/aktuality/setkani/",
            "page:3": "/kontakty/",
            "article:40": "/aktuality/koncept/",
        }
        self.hidden = {"article:40"}
        self.asked = []

    def resolve(self, wanted, for_editor):
        self.asked.append(sorted(wanted))
        return {
            reference: Target(self.addresses[reference], reference)
            for reference in wanted & self.addresses.keys()
            if for_editor or reference not in self.hidden
        }

    def identify(self, path):
        return next((name for name, at in self.addresses.items() if at == path), None)


@pytest.fixture
def pages(monkeypatch):
    pages = Pages()
    monkeypatch.setattr(references, "_registered", [])
    references.register_pages(pages.resolve, pages.identify)
    return pages
