from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "nszm_portal.overview"
    verbose_name = "úvodní stránka"
