from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "aktuality"

    def ready(self):
        from nszm_portal.accounts import roles

        roles.declare(
            roles.AUTHOR,
            "news.view_article",
            "news.add_article",
            "news.change_article",
            "news.view_topic",
        )
        roles.declare(
            roles.CHIEF_EDITOR,
            *(f"news.{verb}_article" for verb in ("view", "add", "change", "delete", "publish")),
            *(f"news.{verb}_topic" for verb in ("view", "add", "change", "delete")),
        )
