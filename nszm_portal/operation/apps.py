from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "nszm_portal.operation"
    verbose_name = "provoz"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.operation.desk import PERMISSIONS, backups, wrong

        desk.register(backups)
        desk.register_problems(wrong)
        roles.declare(roles.ADMINISTRATOR, *PERMISSIONS)
