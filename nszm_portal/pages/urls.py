from django.http import Http404
from django.urls import path

from nszm_portal.pages.models import Page
from nszm_portal.publishing.addresses import patterns

# What stands at the root besides the pages, and is answered elsewhere or not yet: by the front
# server, or under longer addresses alone. No page may have them.
HELD = "healthz karta media nahled p readyz sitemap soubory static".split()


def nothing(request):
    raise Http404("Taková stránka tu není.")


app_name = "pages"
urlpatterns = [*(path(f"{word}/", nothing) for word in HELD), *patterns(Page)]
