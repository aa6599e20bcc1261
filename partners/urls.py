from django.urls import path

from nszm_portal.publishing.addresses import patterns
from nszm_portal.publishing.feeds import patterns as feed_patterns
from partners import feeds, views
from partners.models import Partner

app_name = "partners"
urlpatterns = [
    path("", views.listing, name="list"),
    path("tisk/", views.listing_print, name="list_print"),
    *feed_patterns(feeds.all_partners),
    *patterns(Partner),
]
