"""Every address of the portal. Pages come last: theirs are at the root."""

from django.contrib import admin
from django.urls import include, path

from nszm_portal.overview import errors

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", include("nszm_portal.operation.urls")),
    path("", include("nszm_portal.overview.urls")),
    path("aktuality/", include("news.urls")),
    path("setkani/", include("meetings.urls")),
    # Before the partners, of whom none may stand at "dohody".
    path("partneri/dohody/", include("partners.agreement_urls")),
    path("partneri/", include("partners.urls")),
    path("kraje/", include("nszm_portal.overview.region_urls")),
    path("hledat/", include("nszm_portal.search.urls")),
    path("opendata/", include("nszm_portal.opendata.urls")),
    path("napiste-nam/", include("nszm_portal.reports.urls")),
    path("", include("nszm_portal.paper.urls")),
    path("", include("nszm_portal.library.urls")),
    path("karta/", include("nszm_portal.publishing.card_urls")),
    path("nahled/", include("nszm_portal.publishing.preview_urls")),
    path("admin/", include("nszm_portal.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("nszm_portal.pages.urls")),
]
