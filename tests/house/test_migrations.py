"""The migrations say the same as the models."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = sorted((ROOT / "nszm_portal").glob("*/migrations/[0-9]*.py"))
MIGRATIONS += sorted(ROOT.glob("*/migrations/[0-9]*.py"))


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}.{path.stem}")
def test_a_migration_has_a_meaningful_name(path):
    assert not re.search(r"_auto_\d|_more$|_and_\d", path.stem)
