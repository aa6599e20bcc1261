from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "partneři a dohody"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.pagecache import moments
        from nszm_portal.publishing import sitemaps as publishing_sitemaps
        from partners import sitemaps
        from partners.desk import about_to_expire
        from partners.models import Agreement

        publishing_sitemaps.register(sitemaps.lists)
        desk.register_problems(about_to_expire)
        moments.register(Agreement.objects.next_moment)
        for role in (roles.PARTNERS_EDITOR, roles.CHIEF_EDITOR):
            roles.declare(
                role,
                *(
                    f"partners.{verb}_{kind}"
                    for verb in ("view", "add", "change", "delete", "publish")
                    for kind in ("partner", "agreement")
                ),
                *(
                    f"partners.{verb}_{term}"
                    for verb in ("view", "add", "change", "delete")
                    for term in ("partnertype", "instrument")
                ),
            )
        roles.declare(
            roles.AUTHOR,
            *(
                f"partners.{verb}_{kind}"
                for verb in ("view", "add", "change")
                for kind in ("partner", "agreement")
            ),
            "partners.view_partnertype",
            "partners.view_instrument",
        )
        # To choose the articles that a partner shares.
        roles.declare(roles.PARTNERS_EDITOR, "news.view_article", "meetings.view_meeting")
