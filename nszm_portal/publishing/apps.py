from django.apps import AppConfig
from django.db.models.signals import pre_delete


class PublishingConfig(AppConfig):
    name = "nszm_portal.publishing"
    verbose_name = "publikování"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.library import access, uses
        from nszm_portal.pagecache import moments
        from nszm_portal.publishing import (
            audited,
            checks,  # noqa: F401
            history,
            kinds,
            lifecycle,
            preview_links,
            printing,
            targets,
            traces,
            variants,
        )
        from nszm_portal.publishing import desk as publishing_desk
        from nszm_portal.publishing import uses as publication_uses
        from nszm_portal.publishing.models import Entry, WorkingCopy
        from nszm_portal.richtext import references

        moments.register(Entry.objects.next_moment)
        access.register(publication_uses.is_shown)
        uses.register(publication_uses.listing)
        uses.register_condition(publication_uses.condition)
        uses.register_tracer(traces.listing)
        references.register_pages(targets.resolve, targets.identify)
        desk.register(publishing_desk.parts)
        desk.register_problems(publishing_desk.missing_addresses)
        variants.register("tisk/", printing.print_view, "print")

        audited.connect()
        history.register()
        for model in kinds.all():
            pre_delete.connect(lifecycle.before_delete, sender=model, dispatch_uid=f"del-{model}")
        pre_delete.connect(preview_links.before_copy_goes, sender=WorkingCopy)
        for role in (
            roles.AUTHOR,
            roles.CHIEF_EDITOR,
            roles.MEETINGS_EDITOR,
            roles.PARTNERS_EDITOR,
        ):
            verbs = ("view", "add", "change", "delete")
            roles.declare(role, *(f"publishing.{verb}_attachment" for verb in verbs))
        for role in (roles.CHIEF_EDITOR, roles.ADMINISTRATOR):
            roles.declare(
                role,
                *(f"publishing.{verb}_redirect" for verb in ("view", "add", "delete")),
                *(f"publishing.{verb}_missingaddress" for verb in ("view", "delete")),
            )
