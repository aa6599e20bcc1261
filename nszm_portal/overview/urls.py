from django.urls import path

from nszm_portal.overview import feeds, sitemaps, views, wellknown
from nszm_portal.publishing.feeds import patterns as feed_patterns

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    *feed_patterns(feeds.everything),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/stranky.xml", sitemaps.of_lists, name="sitemap_of_lists"),
    path("sitemap/<slug:kind>-<int:number>.xml", sitemaps.of_kind, name="sitemap_of_kind"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
]
