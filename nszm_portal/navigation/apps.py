from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class NavigationConfig(AppConfig):
    name = "nszm_portal.navigation"
    verbose_name = "vzhled webu"

    def ready(self):
        from nszm_portal.accounts import roles
        from nszm_portal.library import uses
        from nszm_portal.navigation import uses as shown_pictures
        from nszm_portal.pagecache.generation import raise_generation

        uses.register(shown_pictures.listing)
        uses.register_condition(shown_pictures.condition)

        def changed(sender, **kwargs):
            raise_generation()

        for model in self.get_models():
            post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"nav-{model}-save")
            post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"nav-{model}-del")
            name = model._meta.model_name
            actions = ("view", "change") if name == "identity" else roles_actions
            for role in (roles.CHIEF_EDITOR, roles.ADMINISTRATOR):
                roles.declare(role, *(f"navigation.{action}_{name}" for action in actions))


roles_actions = ("view", "add", "change", "delete")
