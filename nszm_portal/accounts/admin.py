from functools import partial

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.urls import path, reverse
from django.utils.html import format_html
from django_otp.plugins.otp_totp.models import TOTPDevice

from nszm_portal.accounts import second_factor, views
from nszm_portal.accounts.models import AuditEntry, User
from nszm_portal.accounts.records import RecordAdmin
from nszm_portal.czech.dates import moment

admin.site.unregister(Group)
# Its page would show the secret of anybody's telephone.
admin.site.unregister(TOTPDevice)


@admin.register(User)
class PortalUserAdmin(UserAdmin):
    section, section_order = "Správa", 10
    add_label = "Přidat uživatele"
    list_display = ("username", "last_name", "first_name", "email", "role", "is_active")
    list_filter = ("groups", "is_active", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Kdo to je", {"fields": ("first_name", "last_name", "email")}),
        (
            "Co smí",
            {
                "fields": ("is_active", "is_staff", "groups", "is_superuser"),
                "description": "Práva dává role. „Je správcem“ bez role jen umožní přihlášení.",
            },
        ),
        ("Přihlašování", {"fields": ("factor", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        ("Role", {"fields": ("is_staff", "groups")}),
        ("Heslo", {"fields": ("usable_password", "password1", "password2")}),
    )
    readonly_fields = ("factor", "last_login", "date_joined")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="role")
    def role(self, user):
        names = [group.name for group in user.groups.all()]
        if user.is_superuser:
            names.append("správce všeho")
        return ", ".join(names) or None

    @admin.display(description="druhý faktor")
    def factor(self, user):
        if not second_factor.has_phone(user):
            if second_factor.is_required(user):
                return "zatím není; nastaví se při příštím přihlášení"
            return "není a není povinný"
        address = reverse("admin:accounts_user_reset_factor", args=[user.pk])
        return format_html('zapnutý · <a href="{}">zrušit, telefon je ztracený</a>', address)

    def get_urls(self):
        view = partial(views.reset, model_admin=self)
        address = "<int:user_id>/druhy-faktor/"
        return [path(address, view, name="accounts_user_reset_factor"), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        """Only who may do everything may give that to another."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)


@admin.register(Group)
class RoleAdmin(RecordAdmin, GroupAdmin):
    """Roles are code (`accounts.roles`): the page shows them, and nothing there can be changed."""

    section, section_order = "Správa", 20


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    """The audit trail, to be read: nobody adds to it here, changes it or deletes from it."""

    section, section_order = "Správa", 30
    list_display = ("when", "sentence", "who", "of", "happening", "address")
    list_filter = ("happening", "at")
    search_fields = ("sentence", "by_name", "of", "address")
    search_help_text = "Hledá v tom, co se stalo, kdo to udělal, koho se to týká a odkud."
    fields = ("at", "happening", "sentence", "who", "of", "address", "browser")
    show_full_result_count = False
    list_per_page = 50

    @admin.display(description="kdy", ordering="at")
    def when(self, entry):
        return moment(entry.at)

    @admin.display(description="kdo", ordering="by_name")
    def who(self, entry):
        return entry.by_name or None
