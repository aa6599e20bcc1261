from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "aktuality"

    def ready(self):
        from nszm_portal.accounts import roles

        verbs = ("view", "add", "change", "delete")
        photographs = [f"news.{verb}_photograph" for verb in verbs]
        roles.declare(
            roles.AUTHOR,
            *photographs,
            "news.view_article",
            "news.add_article",
            "news.change_article",
            "news.view_topic",
        )
        roles.declare(
            roles.CHIEF_EDITOR,
            *photographs,
            *(f"news.{verb}_article" for verb in (*verbs, "publish")),
            *(f"news.{verb}_topic" for verb in verbs),
        )
