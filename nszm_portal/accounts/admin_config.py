"""Django's admin with our site in place of its own; apart from `apps`, which has one config."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default = False
    default_site = "nszm_portal.accounts.site.PortalAdminSite"
