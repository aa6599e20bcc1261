"""The text of stored documents, for the search: read once, after they were stored.

What is read is kept, also that there is nothing to read; without a `DocumentText` is a document
that nobody has tried to read, or whose storage was away. Only PDFs are read.
"""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import transaction

from nszm_portal.library import pdftext, uses
from nszm_portal.library import storage as kept
from nszm_portal.library.serving import PDF

PATIENCE = 12  # seconds, of which a server waits thirty; the program's own limits are lower
NOTHING = {"pages": 0, "text": ""}

logger = logging.getLogger(__name__)


def read_later(document) -> None:
    """Reads a document when it is stored for good: until then nobody must wait for it.

    What goes wrong is logged; the document itself is stored.
    """
    if document.media_type == PDF:
        kept.after_commit(partial(read, document.pk))


def unread():
    """Documents whose text is not known."""
    return _documents().filter(media_type=PDF, inside=None)


def read(pk: int) -> None:
    """Keeps what stands inside a document, and its number of pages where that was not known.

    Raises StorageAway. What shows the document is indexed anew.
    """
    name = unread().filter(pk=pk).values_list("file", flat=True).first()
    if not name:
        return
    found = _inside(name)
    with transaction.atomic():
        document = _documents().select_for_update().filter(pk=pk, file=name).first()
        if document is None:  # deleted or replaced meanwhile
            return
        text = apps.get_model("library", "DocumentText")
        text.objects.update_or_create(document=document, defaults={"text": found["text"]})
        _note(document, document.pages or found["pages"] or None)


def _note(document, pages: int | None) -> None:
    """Lets those know who show the document; a new one, which nobody does, makes no page old."""
    if uses.of([document])[document.pk]:
        document.pages = pages
        document.save()
    elif document.pages != pages:
        _documents().filter(pk=document.pk).update(pages=pages)


def _inside(name: str) -> dict:
    storage = _documents().model._meta.get_field("file").storage
    try:
        file = kept.opened(storage, name)
    except FileNotFoundError:
        logger.error("A stored file is missing: %s", name)
        return NOTHING
    with tempfile.TemporaryFile() as content:
        with kept.reached():
            try:
                shutil.copyfileobj(file, content)
            finally:
                file.close()
        content.seek(0)
        return text_of(content, name)


def text_of(content, name: str) -> dict:
    """What `pdftext` writes of an open file; nothing of one that it cannot read.

    `name` is for the log.
    """
    # What is written is limited as any file that the program writes, which a pipe would not be.
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaint:
        try:
            status = subprocess.run(
                [sys.executable, "-m", pdftext.__name__],
                stdin=content,
                stdout=told,
                stderr=complaint,
                cwd=settings.BASE_DIR,
                env={"PYTHONDONTWRITEBYTECODE": "1"},
                timeout=PATIENCE,
            ).returncode
            told.seek(0)
            found = json.load(told) if status == 0 else None
        except (subprocess.TimeoutExpired, OSError, ValueError) as error:
            logger.warning("The text of %s was not read: %r", name, error)
            return NOTHING
        if found is None:
            complaint.seek(0)
            said = complaint.read(2000).decode(errors="replace").strip().rpartition("\n")[2]
            logger.warning("The text of %s was not read: ended with %s: %s", name, status, said)
            return NOTHING
    return found


def _documents():
    return apps.get_model("library", "Document")._default_manager
