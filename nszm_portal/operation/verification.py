"""Whether a backup really can be brought back: it is, into a portal that lives for a while."""

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from nszm_portal.operation.models import Verified
from nszm_portal.operation.restoring import opened_backup

# Nothing of the real installation may be reached from there.
CUT_OFF = {"S3_BUCKET": "", "CACHE_URL": "", "SENTRY_DSN": "", "EMAIL_URL": "memorymail://"}


class Failed(Exception):
    """It could not; what `restore` said of it went to the error output."""


def verify(path: Path, passphrase_file: str = "", *, quiet: bool = False) -> Verified:
    """Restores the backup into a scratch SQLite and a scratch folder, and records the success.

    Raises Failed.
    """
    with tempfile.TemporaryDirectory(prefix="portal-verify-") as folder:
        env = os.environ | CUT_OFF
        env |= {"DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3"}
        env |= {"MEDIA_ROOT": f"{folder}/media"}
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(path)]
        command += ["--without-index", "--verbosity", "0" if quiet else "1"]
        if passphrase_file:
            command += ["--passphrase-file", passphrase_file]
        if subprocess.run(command, env=env, stdout=subprocess.DEVNULL).returncode:
            raise Failed
    with opened_backup(path, passphrase_file) as reader:
        return Verified.objects.create(
            at=timezone.now(),
            made_at=datetime.fromisoformat(reader.manifest["created_at"]),
            file=path.name[-255:],
            rows=reader.manifest["rows"],
            files=reader.manifest["files"],
        )
