from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "nszm_portal.operation"
    verbose_name = "provoz"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.operation import desk as own

        desk.register(own.backups)
        desk.register_problems(own.wrong)
        desk.register_problems(own.broken_links)
        for role in roles.ROLES:
            roles.declare(role, *own.EVERYBODY)
        roles.declare(roles.CHIEF_EDITOR, *own.EDITORS)
        roles.declare(roles.ADMINISTRATOR, *own.ADMINISTRATORS, *own.EDITORS)
