from django.urls import path

from nszm_portal.operation import views

app_name = "operation"
urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
