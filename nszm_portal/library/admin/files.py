"""What pictures and documents share in the admin."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.timezone import localdate

from nszm_portal.czech.dates import short_date
from nszm_portal.library import uses


def two_lines(main, small):
    return format_html('{} <small class="library-second">{}</small>', main, small)


class FileChangeList(ChangeList):
    """Asks for the uses of all rows of the page at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = uses.of(self.result_list)
        for row in self.result_list:
            row.known_uses = found[row.pk]


class FileAdmin(admin.ModelAdmin):
    """What a picture and a document share: how they are stored, used and deleted."""

    section = "Knihovna"
    titles: dict[str, str]  # of the "list" and of the forms to "add" and to "change"
    list_per_page = 50
    list_select_related = ("uploaded_by",)
    date_hierarchy = "created_at"

    class Media:
        css = {"all": ("css/admin/library.css",)}
        js = ("js/admin/library.js",)

    def changelist_view(self, request, extra_context=None):
        context = (extra_context or {}) | {"title": self.titles["list"]}
        try:
            return super().changelist_view(request, context)
        except ProtectedError as error:
            return self._still_used(request, error)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        title = self.titles["change" if object_id else "add"]
        context = (extra_context or {}) | {"title": title}
        return super().changeform_view(request, object_id, form_url, context)

    def get_changelist(self, request, **kwargs):
        return FileChangeList

    def save_model(self, request, obj, form, change):
        if change:
            obj.save()
        else:
            obj.uploaded_by = request.user
            self.model.objects.keep(obj, form.taken)

    @admin.display(description="použito")
    def used(self, obj):
        count = len(obj.known_uses)
        return f"{count}×" if count else "nikde"

    @admin.display(description="kde se používá")
    def used_in(self, obj):
        found = uses.of([obj])[obj.pk]
        return uses.links(found) if found else "Zatím nikde."

    @admin.display(description="nahráno", ordering="created_at")
    def uploaded(self, obj):
        return two_lines(short_date(localdate(obj.created_at)), obj.uploaded_by or "")

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        found = {use: None for used in uses.of(list(objs)).values() for use in used}
        links = [format_html('<a href="{1}">{0}</a>', *use) for use in found]
        return deleted, counts, lacking, links or protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError as error:
            return self._still_used(request, error)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():  # all of them or none
            super().delete_queryset(request, queryset)

    def _still_used(self, request, error):
        """Somebody began to use the file while another was asked whether to delete it."""
        self.message_user(request, error.args[0], messages.ERROR)
        return redirect(request.get_full_path())
