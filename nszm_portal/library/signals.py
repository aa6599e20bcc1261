"""What happens around the deletion of a file of the library, whichever way it is deleted."""

from functools import partial

from django.db.models.signals import post_delete, pre_delete

from nszm_portal.library import uses
from nszm_portal.library.models import Document, Picture
from nszm_portal.library.storage import after_commit
from nszm_portal.pagecache.generation import raise_generation


def connect() -> None:
    for model in (Picture, Document):
        name = model._meta.label
        pre_delete.connect(uses.refuse_deletion, sender=model, dispatch_uid=f"{name}.uses")
        post_delete.connect(remove_file, sender=model, dispatch_uid=f"{name}.file")


def remove_file(sender, instance, **kwargs) -> None:
    """The stored bytes go only when the row is gone for good: a rolled-back deletion keeps them."""
    raise_generation()
    # A storage that is away leaves an orphan behind, not an error page after the fact.
    after_commit(partial(instance.file.delete, save=False))
