"""pytest's part that comes before Django's settings: the database, and what the run may leave out.

Loaded by `-p` in pyproject.toml, as a conftest.py would come too late.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.servers import postgresql, processes

pytest_plugins = [
    "tests.servers.redis_server",
    "tests.servers.portal",
    "tests.servers.browser",
    "tests.servers.judges",
    "tests.servers.lighthouse",
]

TRIALS = Path(__file__).parent.parent / "trials"
# What a developer's own .env or environment says must not reach a test.
ENVIRONMENT = {
    "SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
    "DEBUG": "0",
    "ALLOWED_HOSTS": "",
    "SITE_URL": "http://127.0.0.1:8000",
    "CACHE_URL": "",
    "S3_BUCKET": "",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "SENTRY_DSN": "",
    "TRUSTED_PROXIES": "",
}


def pytest_addoption(parser):
    group = parser.getgroup("portal")
    group.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")
    group.addoption("--trials", action="store_true", help="run tests/trials as well")
    group.addoption("--seeds", metavar="DIR", help="pages of the old portal")
    group.addoption("--ofn", metavar="FILE", help="the OFN schemas")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """A wrapper, so that it comes before pytest-django's own hook loads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit what is set here
        folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
        early_config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        (folder / "static").mkdir()
        os.environ |= ENVIRONMENT | {
            "TEST_FOLDER": str(folder),
            "MEDIA_ROOT": str(folder / "media"),
            "DATABASE_URL": database_url(early_config, folder),
        }
    return (yield)


def database_url(config, folder: Path) -> str:
    if config.known_args_namespace.database == "sqlite":
        return f"sqlite:///{folder}/portal.sqlite3"
    if given := os.environ.get("TEST_DATABASE_URL"):
        config.add_cleanup(lambda: postgresql.drop_databases(given, folder.name.replace("-", "_")))
        return given
    cluster = postgresql.start()
    config.add_cleanup(cluster.stop)
    return cluster.url


def pytest_ignore_collect(collection_path, config):
    if collection_path == TRIALS and not config.getoption("trials"):
        return True


def pytest_collection_modifyitems(config, items):
    """What needs the old pages or the schemas is left out of a run that was not given them.

    What asks for no database is told apart by none: it runs on SQLite alone.
    """
    lacking = {name for name in ("seeds", "ofn") if not config.getoption(name)}
    again = config.getoption("database") != "sqlite"
    left_out = [
        item
        for item in items
        if lacking & set(getattr(item, "fixturenames", ())) or again and not uses_database(item)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def uses_database(item) -> bool:
    """Whether a test has the run's database, within itself or under a portal of its own, and what
    it shows depends on which one."""
    from django.test import TestCase

    if item.get_closest_marker("any_database"):
        return False
    fixtures = {"db", "transactional_db", "quarry"} & set(getattr(item, "fixturenames", ()))
    of_django = getattr(item, "cls", None) and issubclass(item.cls, TestCase)
    return bool(fixtures or of_django or item.get_closest_marker("django_db"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    return _as_failure(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return _as_failure(report)


def _as_failure(report):
    """Where everything must run (CI=true), a skipped test is a failed one."""
    if processes.STRICT and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI allows no skipping: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def seeds(pytestconfig) -> Path:
    """The folder of the old portal's pages."""
    return Path(pytestconfig.getoption("seeds"))


@pytest.fixture(scope="session")
def ofn(pytestconfig) -> Path:
    """The file of the OFN schemas."""
    return Path(pytestconfig.getoption("ofn"))
