from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "nszm_portal.regions"
    verbose_name = "kraje"
