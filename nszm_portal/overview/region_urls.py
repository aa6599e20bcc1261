from django.urls import path

from nszm_portal.overview import feeds, regions
from nszm_portal.publishing.feeds import patterns as feed_patterns

app_name = "regions"
urlpatterns = [
    path("", regions.listing, name="list"),
    path("tisk/", regions.listing_print, name="list_print"),
    path("<slug:slug>/", regions.detail, name="detail"),
    path("<slug:slug>/tisk/", regions.detail_print, name="print"),
    path("<slug:slug>/kalendar.ics", regions.calendar, name="calendar"),
    *feed_patterns(feeds.of_region, "<slug:slug>/"),
]
