from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "aktuality"

    def ready(self):
        from news import sitemaps, structured
        from news.models import Article
        from nszm_portal.accounts import roles
        from nszm_portal.publishing import sitemaps as publishing_sitemaps
        from nszm_portal.publishing import structured as publishing_structured

        publishing_structured.register(Article.kind, structured.article)
        publishing_sitemaps.register(sitemaps.lists)
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
