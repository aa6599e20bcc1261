"""Preview in the admin: beside the form, and by a link for somebody without an account.

A mixin of `PublicationAdmin`; how a preview is made is `preview`'s, what a guest gets is
`preview_links`'.
"""

from functools import partial

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.forms import all_valid
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from nszm_portal.publishing import copies, preview, preview_links
from nszm_portal.publishing.forms import PreviewLinkForm
from nszm_portal.publishing.models import CopyState, PreviewLink

GONE = "Tahle rozepsaná verze už není."


class PreviewMixin:
    """The addresses of the preview, and what the form's page has to know of them."""

    # --- making it ------------------------------------------------------------------------------

    def preview(self, request, object_id, copy, author, frame, view):
        """The public answer for a copy, or without one for the stored publication.

        Raises preview.Unfit where it could not be published, Http404 where it is no more.
        """
        make = partial(self._as_published, object_id, copy, author)
        return preview.rendered(request, make, frame, view)

    def _as_published(self, object_id, copy, author):
        """Sends the form as its author would to publish it, short of telling anybody."""
        request = preview.sending(author or get_user_model()(), {"_publish": "1"})
        obj = self.get_object(request, str(object_id)) if object_id else None
        if object_id and obj is None:
            raise Http404("Tento text mezitím někdo smazal.")
        is_change = obj is not None
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form_class = self.get_form(request, obj, change=is_change, fields=fields)
        data = (
            self._filled(request, obj, form_class, copy)
            if copy
            else self._stored(*self._forms(request, obj))
        )
        data["_publish"] = "1"
        request.POST = data
        form = form_class(data, request.FILES, instance=obj)
        formsets, _ = self._create_formsets(request, form.instance, change=is_change)
        # Of what the author's form had not, nothing was said: it stays as it is stored.
        formsets = [each for each in formsets if f"{each.prefix}-TOTAL_FORMS" in data]
        is_valid = form.is_valid()
        publication = self.save_form(request, form, change=is_change) if is_valid else obj
        if not (all_valid(formsets) and is_valid):
            raise preview.Unfit(preview.faults_of(form, formsets))
        self.save_model(request, publication, form, is_change)
        ModelAdmin.save_related(self, request, form, formsets, is_change)
        return publication

    # --- in the form ----------------------------------------------------------------------------

    def _about_copy(self, request, obj, copy) -> dict:
        """With what the form's page has to know of the preview of what it shows."""
        root = self._preview_root(obj, copy)
        return super()._about_copy(request, obj, copy) | {
            "preview_url": f"{root}nahled/" if root else "",
            "links_url": f"{root}odkazy/" if root and self._may_share(request, obj) else "",
            "may_share": self._may_share(request, obj),
            "copy_root": self._root("preview_copy", 0),
            "stored_root": self._root("preview", obj.pk) if obj else "",
        }

    def _preview_root(self, obj, copy) -> str:
        if copy:
            return self._root("preview_copy", copy.pk)
        return self._root("preview", obj.pk) if obj else ""

    def _root(self, verb, pk) -> str:
        return self._url_of(verb, pk).removesuffix("nahled/")

    def _may_share(self, request, obj) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    # --- addresses ------------------------------------------------------------------------------

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        protected = self.admin_site.admin_view
        found = []
        for prefix, name, find in (
            ("kopie/<int:pk>/", "preview_copy", self._copy_found),
            ("<int:pk>/", "preview", self._stored_found),
        ):
            shown = protected(self.preview_view)
            links = protected(self.links_view)
            page, paper = ({"find": find, "view": each} for each in (preview.PAGE, preview.PAPER))
            found += [
                path(f"{prefix}nahled/", shown, page, name=f"{info}_{name}"),
                path(f"{prefix}nahled/tisk/", shown, paper, name=f"{info}_{name}_print"),
                path(f"{prefix}odkazy/", links, {"find": find}, name=f"{info}_{name}_links"),
            ]
        revoke = path("odkazy/<int:pk>/zrusit/", protected(self.revoke_view), name=f"{info}_revoke")
        return [*found, revoke, *super().get_urls()]

    def _copy_found(self, request, pk):
        """(publication or None, copy); a copy is there for its author and for who may publish."""
        copy = self._found_copy(request, pk)
        if copy is None:
            raise Http404(GONE)
        obj = self.get_object(request, str(copy.object_id)) if copy.object_id else None
        if copy.object_id and obj is None:
            raise Http404("Tento text mezitím někdo smazal.")
        return obj, copy

    def _stored_found(self, request, pk):
        """(publication, no copy), for who may see it in the admin."""
        obj = self.get_object(request, str(pk))
        if obj is None:
            raise Http404("Tento text mezitím někdo smazal.")
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return obj, None

    @method_decorator(require_safe)
    def preview_view(self, request, pk, *, find, view):
        obj, copy = find(request, pk)
        root = self._preview_root(obj, copy)
        frame = preview.Frame(f"{root}nahled/", f"{root}nahled/tisk/")
        author = copy.author if copy else None
        try:
            answer = self.preview(request, obj and obj.pk, copy, author, frame, view)
        except preview.Unfit as unfit:
            context = {
                "heading": "Náhled ještě nejde ukázat",
                "lead": "Takhle by text nešel zveřejnit. Nic se neztratilo; nejdřív opravte:",
                "faults": unfit.faults,
            }
            answer = render(request, "publishing/preview_message.html", context)
        return preview.sealed(answer)

    # --- links ----------------------------------------------------------------------------------

    def links_view(self, request, pk, *, find):
        """The links to a preview; makes one, whose address is shown this once."""
        obj, copy = find(request, pk)
        if copy and copy.state == CopyState.ASIDE:
            raise Http404(GONE)
        if not self._may_share(request, obj):
            raise PermissionDenied
        form, address = PreviewLinkForm(request.POST or None), ""
        if request.method == "POST" and form.is_valid():
            _, token = preview_links.make(
                self.model.kind,
                obj and obj.pk,
                copy,
                by=request.user,
                days=form.cleaned_data["days"],
            )
            address = request.build_absolute_uri(reverse("preview:page", args=[token]))
        root = self._preview_root(obj, copy)
        context = self.admin_site.each_context(request) | {
            "title": "Odkazy na náhled",
            "opts": self.opts,
            "original": obj or copy,
            "form": form,
            "address": address,
            "links": preview_links.open_ones(self.model.kind, obj and obj.pk, copy),
            "links_url": f"{root}odkazy/",
            "revoke_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_revoke",
            "back_url": self._form_url(obj, copy),
        }
        return render(request, "admin/publishing/preview_links.html", context)

    def revoke_view(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        links = PreviewLink.objects.filter(kind=self.model.kind, pk=pk).select_related("copy")
        link = links.first()
        if link is None or not self._may_revoke(request, link):
            raise Http404("Takový odkaz tu není.")
        preview_links.revoke(link)
        return HttpResponseRedirect(self._links_url(request, link))

    def _may_revoke(self, request, link) -> bool:
        """Who made it, and who may change what it shows."""
        if link.created_by_id == request.user.pk or self.has_publish_permission(request):
            return True
        obj = self.get_object(request, str(link.object_id)) if link.object_id else None
        return obj is not None and self.has_change_permission(request, obj)

    def _links_url(self, request, link) -> str:
        """The list from which it has gone; the kind's list where there is no other."""
        copy = link.copy if link.copy and link.copy in copies.active() else None
        if copy or link.object_id:
            verb, pk = ("preview_copy", copy.pk) if copy else ("preview", link.object_id)
            return f"{self._root(verb, pk)}odkazy/"
        return self._url_of("changelist")
