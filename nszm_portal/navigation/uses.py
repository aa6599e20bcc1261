"""The pictures that side boxes show; the library keeps them."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse

from nszm_portal.library.models import Picture
from nszm_portal.library.uses import Use
from nszm_portal.navigation.models import SideBox


def listing(files: Sequence) -> Iterable[tuple[int, Use]]:
    """The library's lister."""
    if not isinstance(files[0], Picture):
        return
    for box in SideBox.objects.filter(picture__in=files):
        url = reverse("admin:navigation_sidebox_change", args=[box.pk])
        yield box.picture_id, Use(f"{SideBox._meta.verbose_name}: {box}", url)


def condition(model) -> Exists:
    """The same for the database, about rows of Picture or of Document."""
    boxes = SideBox.objects if issubclass(model, Picture) else SideBox.objects.none()
    return Exists(boxes.filter(picture=OuterRef("pk")))
