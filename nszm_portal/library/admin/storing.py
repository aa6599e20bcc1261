"""What an editor sees when the storage of files is away."""

from django.core.exceptions import ValidationError


class NotStoredMixin:
    """A file that was judged sound and could not be stored is refused in the form like any other.

    All that was typed stays there. The transaction was rolled back before.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            request.not_stored = error.messages
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if not hasattr(request, "not_stored"):
            return form

        def clean_upload(self):
            raise ValidationError(request.not_stored)

        return type(form.__name__, (form,), {"clean_upload": clean_upload})
