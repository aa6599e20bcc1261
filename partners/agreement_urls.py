from django.urls import path

from nszm_portal.publishing.addresses import patterns
from partners import views
from partners.models import Agreement

app_name = "agreements"
urlpatterns = [
    path("", views.agreements, name="list"),
    path("tisk/", views.agreements_print, name="list_print"),
    *patterns(Agreement),
]
