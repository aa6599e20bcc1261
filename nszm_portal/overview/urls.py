from django.urls import path

from nszm_portal.overview import views

app_name = "overview"
urlpatterns = [path("", views.home, name="home")]
