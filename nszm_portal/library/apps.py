from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "nszm_portal.library"
    verbose_name = "knihovna"

    def ready(self):
        from nszm_portal.accounts import desk, roles
        from nszm_portal.library import signals
        from nszm_portal.library.desk import undescribed

        signals.connect()
        desk.register_problems(undescribed)
        for model in ("picture", "document"):
            for role in roles.ROLES:
                roles.declare(
                    role, f"library.view_{model}", f"library.add_{model}", f"library.change_{model}"
                )
            for role in (roles.CHIEF_EDITOR, roles.ADMINISTRATOR):
                roles.declare(role, f"library.delete_{model}")
