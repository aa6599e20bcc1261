from django.urls import path

from meetings import calendars, feeds, views
from meetings.models import Meeting
from nszm_portal.publishing.addresses import patterns
from nszm_portal.publishing.feeds import patterns as feed_patterns

app_name = "meetings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("tisk/", views.listing_print, name="list_print"),
    path(calendars.FILE, calendars.of_all, name="calendar_of_all"),
    *feed_patterns(feeds.all_meetings),
    path("bez-data/", views.undated, name="undated"),
    path("bez-data/tisk/", views.undated_print, name="undated_print"),
    path("<year:year>/", views.year, name="year"),
    path("<year:year>/tisk/", views.year_print, name="year_print"),
    *patterns(Meeting),
]
