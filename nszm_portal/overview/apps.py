from datetime import datetime, time

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils import timezone


class OverviewConfig(AppConfig):
    name = "nszm_portal.overview"
    verbose_name = "úvodní stránka a kraje"

    def ready(self):
        from nszm_portal.accounts import roles
        from nszm_portal.overview import sitemaps
        from nszm_portal.pagecache import moments
        from nszm_portal.pagecache.generation import raise_generation
        from nszm_portal.publishing import sitemaps as publishing_sitemaps
        from nszm_portal.regions.models import Membership

        def changed(sender, **kwargs):
            raise_generation()

        def next_change(now):
            """The midnight in Prague at which a membership begins or is over."""
            day = Membership.objects.next_change(timezone.localdate(now))
            prague = timezone.get_default_timezone()
            return datetime.combine(day, time(), tzinfo=prague) if day else None

        for signal in (post_save, post_delete):
            signal.connect(changed, sender=Membership, weak=False, dispatch_uid=f"member-{signal}")
        moments.register(next_change)
        publishing_sitemaps.register(sitemaps.lists)
        for role in (roles.CHIEF_EDITOR, roles.MEETINGS_EDITOR, roles.ADMINISTRATOR):
            verbs = ("view", "add", "change", "delete")
            roles.declare(
                role, "regions.view_region", *(f"regions.{verb}_membership" for verb in verbs)
            )
