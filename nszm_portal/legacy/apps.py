from django.apps import AppConfig


class LegacyConfig(AppConfig):
    name = "nszm_portal.legacy"
    verbose_name = "starý portál"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.legacy import doubts
        from nszm_portal.legacy.desk import unchecked
        from nszm_portal.publishing import notes, signals

        notes.register(doubts.of)
        desk.register_problems(unchecked)
        signals.published.connect(doubts.settle, dispatch_uid="legacy.doubts")
        for role in (roles.AUTHOR, roles.CHIEF_EDITOR, roles.MEETINGS_EDITOR):
            roles.declare(role, "legacy.view_original", "legacy.change_original")
