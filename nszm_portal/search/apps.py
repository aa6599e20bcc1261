from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete


class SearchConfig(AppConfig):
    name = "nszm_portal.search"
    verbose_name = "hledání"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.library.models import Document as LibraryDocument
        from nszm_portal.publishing import finding, signals
        from nszm_portal.search import index
        from nszm_portal.search.desk import missed
        from nszm_portal.search.finding import published_of
        from nszm_portal.search.models import Document

        signals.published.connect(index.on_change, dispatch_uid="search.published")
        signals.changed.connect(index.on_change, dispatch_uid="search.changed")
        post_save.connect(index.on_library_document, sender=LibraryDocument)
        pre_delete.connect(index.before_document_goes, sender=Document)
        finding.register(published_of)
        desk.register_problems(missed)
        for role in (roles.CHIEF_EDITOR, roles.ADMINISTRATOR):
            verbs = ("view", "add", "change", "delete")
            roles.declare(
                role,
                *(f"search.{verb}_equivalents" for verb in verbs),
                *(f"search.{verb}_missed" for verb in ("view", "delete")),
            )
