from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "nszm_portal.pages"
    verbose_name = "stránky"

    def ready(self):
        from nszm_portal.accounts import roles

        roles.declare(
            roles.CHIEF_EDITOR,
            *(f"pages.{verb}_page" for verb in ("view", "add", "change", "delete", "publish")),
        )
