from django.urls import path

from nszm_portal.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("naseptavac/", views.suggestions, name="suggestions"),
]
