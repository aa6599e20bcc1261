from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.urls import reverse


class OpenDataConfig(AppConfig):
    name = "nszm_portal.opendata"
    verbose_name = "otevřená data"

    def ready(self):
        from nszm_portal.accounts import roles
        from nszm_portal.opendata import views
        from nszm_portal.pagecache.generation import raise_generation
        from nszm_portal.publishing import sitemaps, variants

        variants.register(views.FILE, views.one, "ofn")
        sitemaps.register(lambda: [sitemaps.Place(reverse("opendata:page"))])

        def changed(sender, **kwargs):
            raise_generation()

        for model in self.get_models():
            post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"ofn-{model}-save")
            post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"ofn-{model}-del")
        verbs = ("view", "add", "change", "delete")
        for role in (roles.CHIEF_EDITOR, roles.ADMINISTRATOR):
            roles.declare(
                role,
                "opendata.view_provider",
                "opendata.change_provider",
                *(f"opendata.{verb}_{row}" for row in ("organisation", "theme") for verb in verbs),
            )
