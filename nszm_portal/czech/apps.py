from django.apps import AppConfig


class CzechConfig(AppConfig):
    name = "nszm_portal.czech"
    label = "czech"
    verbose_name = "Čeština"
