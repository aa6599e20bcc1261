"""What pictures and documents share in the admin."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import DataError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from nszm_portal.czech.dates import short_date
from nszm_portal.library import uploading, uses
from nszm_portal.library.admin.storing import NotStoredMixin

STILL_USED = "Smazat to nejde, mezitím se to začalo používat."


def two_lines(main, small):
    return format_html('{} <small class="library-second">{}</small>', main, small)


class UseFilter(admin.SimpleListFilter):
    title = "použití"
    parameter_name = "pouziti"

    def lookups(self, request, model_admin):
        return [("nekde", "používá se"), ("nikde", "nikde se nepoužívá")]

    def queryset(self, request, queryset):
        condition = uses.is_used(queryset.model)
        if self.value() == "nekde":
            return queryset.filter(condition)
        return queryset.exclude(condition) if self.value() == "nikde" else queryset


class FileChangeList(ChangeList):
    """Asks for the uses of all rows of the page at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = uses.of(self.result_list)
        for row in self.result_list:
            row.known_uses = found[row.pk]


class FileAdmin(NotStoredMixin, admin.ModelAdmin):
    """What a picture and a document share: how they are stored, used and deleted."""

    section = "Knihovna"
    titles: dict[str, str]  # of the "list" and of the forms to "add" and to "change"
    list_per_page = 50
    list_select_related = ("uploaded_by",)
    date_hierarchy = "created_at"
    further_filters = (UseFilter, ("uploaded_by", admin.RelatedOnlyFieldListFilter))

    class Media:
        css = {"all": ("css/admin/library.css",)}
        js = ("js/admin/library.js",)

    def get_list_filter(self, request):
        return (*super().get_list_filter(request), *self.further_filters)

    def get_urls(self):
        name = f"library_{self.opts.model_name}_upload_many"
        return [path("nahrat-vice/", uploading.upload_view(self), name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"title": self.titles["list"]} | self._tools(request) | (extra_context or {})
        try:
            return super().changelist_view(request, context)
        except ProtectedError as error:
            return self._still_used(request, error)
        except (OverflowError, DataError):  # a filter in the address that no date or key can be
            return HttpResponseRedirect(f"{request.path}?e=1")

    def _tools(self, request):
        """What the list offers beside adding a single file, to whom it is allowed."""
        tools = {"describe_url": uploading.describing_address(self, request)}
        if self.has_add_permission(request):
            name = f"admin:library_{self.opts.model_name}_upload_many"
            tools |= {
                "upload_url": reverse(name),
                "upload_label": uploading.WORDS[self.model].title,
            }
        return tools

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.sees_library = self.has_view_permission(request)
        return form

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
        files = list(objs)
        found = {use: None for used in uses.of(files).values() for use in used}
        links = [format_html('<a href="{1}">{0}</a>', *use) for use in found]
        protected = links or protected
        traces = {} if protected else uses.traces_of(files)
        for file in files:  # the page that asks is given these very objects
            file.in_places = uses.in_places(len(links))
            found = traces.get(file.pk, ())
            file.in_history = [trace for trace in found if trace.is_history]
            file.being_written = [trace for trace in found if not trace.is_history]
        return deleted, counts, lacking, protected

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
        is_ours = any(isinstance(each, self.model) for each in error.protected_objects)
        sentence = error.args[0] if is_ours else STILL_USED
        self.message_user(request, sentence, messages.ERROR)
        return redirect(request.get_full_path())
