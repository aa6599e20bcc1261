from django.apps import AppConfig


class RichTextConfig(AppConfig):
    name = "nszm_portal.richtext"
    verbose_name = "formátovaný text"

    def ready(self):
        from nszm_portal.richtext import checks  # noqa: F401 (registers itself)
