from django.urls import path

from nszm_portal.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.write, name="write"),
    path("dekujeme/", views.thanks, name="thanks"),
]
