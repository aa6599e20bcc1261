from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "nszm_portal.accounts"
    verbose_name = "účty"

    def ready(self):
        from nszm_portal.accounts import checks, desk, roles, sessions, watching

        user_logged_in.connect(sessions.begin, dispatch_uid="accounts.sessions")
        watching.connect()
        desk.register_problems(checks.problems)

        post_migrate.connect(roles.apply, dispatch_uid="accounts.roles")
        for role in (roles.CHIEF_EDITOR, roles.ADMINISTRATOR):
            roles.declare(role, "accounts.view_user")
        roles.declare(
            roles.ADMINISTRATOR,
            "accounts.add_user",
            "accounts.change_user",
            "accounts.view_auditentry",
            "auth.view_group",
        )
