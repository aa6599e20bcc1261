"""A forgotten password: the address that the log-in page offers, and the three that follow."""

from django.contrib.auth import views
from django.urls import path

from nszm_portal.accounts import resetting

urlpatterns = [
    path("heslo/", resetting.ResetView.as_view(), name="admin_password_reset"),
    path("heslo/odeslano/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "heslo/<uidb64>/<token>/",
        resetting.ConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "heslo/hotovo/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"
    ),
]
