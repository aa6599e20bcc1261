from django.urls import path

from nszm_portal.publishing import cards

app_name = "cards"
urlpatterns = [
    path("portal.png", cards.portal, name="portal"),
    path("<slug:name>.png", cards.card, name="card"),
]
