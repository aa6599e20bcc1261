"""What the desk tells an editor of the library."""

from django.urls import reverse

from nszm_portal.accounts.desk import Problem
from nszm_portal.czech.plurals import plural


def undescribed(request):
    """Pictures that mean nothing to who cannot see them."""
    from nszm_portal.library.models import Picture

    if not request.user.has_perm("library.change_picture"):
        return
    if count := Picture.objects.undescribed().count():
        noun = plural(count, "obrázek nemá", "obrázky nemají", "obrázků nemá")
        url = reverse("admin:library_picture_describe")
        yield Problem(f"{count} {noun} popis pro ty, kdo je nevidí", url)
