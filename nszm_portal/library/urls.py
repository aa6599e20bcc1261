from django.urls import path

from nszm_portal.library import views

app_name = "library"
urlpatterns = [
    path("soubory/<int:pk>/<str:name>", views.document, name="document"),
    path("media/<path:path>", views.media, name="media"),
]
