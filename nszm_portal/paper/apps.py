from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "nszm_portal.paper"
    verbose_name = "tisk"
