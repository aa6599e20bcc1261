from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "nszm_portal.demonstration"
    verbose_name = "ukázka"
