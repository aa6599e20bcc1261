"""What the desk tells an editor of imported pages."""

from django.urls import reverse

from nszm_portal.accounts.desk import Problem
from nszm_portal.czech.plurals import plural


def unchecked(request):
    """Imported drafts that nobody has gone through yet."""
    from nszm_portal.legacy.models import Original

    if not request.user.has_perm("legacy.change_original"):
        return
    if count := Original.objects.filter(checked=False).count():
        noun = plural(count, "text čeká", "texty čekají", "textů čeká")
        url = f"{reverse('admin:legacy_original_changelist')}?checked__exact=0"
        yield Problem(f"{count} {noun} na ověření po převodu ze starého portálu", url)
