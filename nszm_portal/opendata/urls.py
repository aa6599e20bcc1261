from django.urls import path

from nszm_portal.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.page, name="page"),
    path("aktuality.json", views.all_articles, name="articles"),
    path("udalosti.json", views.all_events, name="events"),
]
