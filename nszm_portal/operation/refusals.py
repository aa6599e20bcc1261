"""What stopped `backup` or `restore`, in a sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError

from nszm_portal.library.storage import StorageAway
from nszm_portal.operation.archive import Damage, NotABackup
from nszm_portal.operation.backup import Changed
from nszm_portal.operation.encryption import Refused
from nszm_portal.operation.restoring import Unfit

REASONS = {
    errno.ENOSPC: "na disku není místo",
    errno.EDQUOT: "na disku není místo",
    errno.EFBIG: "soubor by byl větší, než je dovoleno",
    errno.EACCES: "není k tomu oprávnění",
    errno.EPERM: "není k tomu oprávnění",
    errno.EROFS: "disk je jen pro čtení",
    errno.ENOENT: "taková složka nebo soubor není",
    errno.ENOTDIR: "taková složka není",
    errno.EISDIR: "je to složka",
    errno.EAGAIN: "právě do něj zapisuje jiná záloha",
}


@contextmanager
def out_of_order(path: Path) -> Iterator[None]:
    """Says in a sentence what stopped the work with the file."""
    try:
        yield
    except NotABackup as error:
        raise CommandError(f"Soubor {path} není záloha portálu.") from error
    except Damage as error:
        raise CommandError(f"Záloha {path} je poškozená, nic se neobnovilo. {error}") from error
    except (Unfit, Refused) as error:
        raise CommandError(str(error)) from error
    except Changed as error:
        raise CommandError(
            f"Soubor {error} se během čtení změnil; spusťte zálohu znovu."
        ) from error
    except StorageAway as error:
        reason = _reason(error.__cause__) or "neodpovídá"
        raise CommandError(f"Úložiště souborů: {reason}. Nic se nezapsalo.") from error
    except DatabaseError as error:
        raise CommandError(f"Databáze to odmítla, nic se nezapsalo: {error}") from error
    except OSError as error:
        reason = _reason(error) or error.strerror or str(error)
        raise CommandError(f"Se souborem {error.filename or path} to nejde: {reason}.") from error


def _reason(error) -> str:
    return REASONS.get(error.errno, "") if isinstance(error, OSError) else ""
