"""Admin pages of what the portal itself writes down: to be read there, not to be written."""

from django.contrib import admin


class RecordAdmin(admin.ModelAdmin):
    """Nobody adds a row or changes one; they can be deleted only where `deletable` says so."""

    deletable = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return self.deletable and super().has_delete_permission(request, obj)
