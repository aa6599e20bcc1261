from django.urls import path

from nszm_portal.publishing.addresses import patterns
from partners import views
from partners.models import Partner

app_name = "partners"
urlpatterns = [
    path("", views.listing, name="list"),
    path("tisk/", views.listing_print, name="list_print"),
    *patterns(Partner),
]
