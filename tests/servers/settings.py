"""The portal's settings with what unit tests change: fast, and nothing left behind."""

import os
from pathlib import Path

from nszm_portal.settings import *  # noqa: F403
from nszm_portal.settings import DATABASES, INSTALLED_APPS, IS_SQLITE, STORAGES

FOLDER = Path(os.environ["TEST_FOLDER"])

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each process of a parallel run has files of its own.
MEDIA_ROOT = FOLDER / os.environ.get("PYTEST_XDIST_WORKER", "main") / "media"
STATIC_ROOT = FOLDER / "static"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if IS_SQLITE:
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}

# A kind of publication that only the tests have.
INSTALLED_APPS.append("tests.minutes")
ROOT_URLCONF = "tests.minutes.urls"
