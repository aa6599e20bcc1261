from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "nszm_portal.reports"
    verbose_name = "zprávy čtenářů"
