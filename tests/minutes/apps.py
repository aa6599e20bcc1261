from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "tests.minutes"
    verbose_name = "zápisy"
