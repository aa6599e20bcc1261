"""Where files are kept: a folder, or object storage that may be away."""

import logging
from collections.abc import Callable
from contextlib import contextmanager

from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction

logger = logging.getLogger(__name__)


class StorageAway(Exception):
    """The storage did not do what it was asked; perhaps it will in a while."""


@contextmanager
def reached():
    """Around a question to a storage: whatever that raises but FileNotFoundError is StorageAway."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:  # each kind of storage has errors of its own
        if _says_missing(error):
            raise FileNotFoundError from error
        logger.exception("The storage of files failed")
        raise StorageAway from error


def _says_missing(error: Exception) -> bool:
    """As botocore's ClientError does: from a request itself no FileNotFoundError comes."""
    answered = getattr(error, "response", None)
    metadata = answered.get("ResponseMetadata", {}) if isinstance(answered, dict) else {}
    return metadata.get("HTTPStatusCode") == 404


def size_of(storage: Storage, name: str) -> int:
    """Bytes of a stored file. Raises FileNotFoundError or StorageAway."""
    with reached():
        return storage.size(name)


def opened(storage: Storage, name: str):
    """A stored file to be read once from its start, and closed. Raises as `size_of` does.

    From object storage it comes piece by piece, while the storage's own `open` would hold the
    whole of it in memory first.
    """
    with reached():
        if bucket := getattr(storage, "bucket", None):
            return bucket.Object(name).get()["Body"]
        return storage.open(name)


def is_folder(storage: Storage) -> bool:
    """Whether another program of this machine can read its files by their names."""
    return isinstance(storage, FileSystemStorage)


def after_commit(work: Callable[[], object]) -> None:
    """Does what cannot be taken back when the change itself is there for good.

    What fails is logged. (`on_commit` with `robust` itself fails over a `partial` that fails.)
    """

    def tried():
        try:
            work()
        except Exception:  # the change stands; an error page would say that it does not
            logger.exception("The storage of files was left as it was")

    transaction.on_commit(tried)
