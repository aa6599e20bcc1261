"""Addresses of links to previews, for people without an account."""

from django.urls import path

from nszm_portal.publishing import preview_links

app_name = "preview"
urlpatterns = [
    path("<str:token>/", preview_links.page, name="page"),
    path("<str:token>/tisk/", preview_links.paper, name="paper"),
]
