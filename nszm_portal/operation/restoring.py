"""What a backup holds, brought back into an installation in which nobody has worked yet.

Nothing is written before the whole file is verified, and nothing stays when it fails: rows are
written in one transaction, in which they are also read back and compared with the backup.
"""

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from tqdm import tqdm

from nszm_portal.library.models import Document, Picture
from nszm_portal.library.storage import StorageAway, opened, reached
from nszm_portal.operation import backup, encryption, migrated, tables
from nszm_portal.operation.archive import Member, Reader, looks_like
from nszm_portal.pagecache.generation import raise_generation
from nszm_portal.publishing import kinds

SHOWN = 3  # migrations named in a refusal


class Unfit(Exception):
    """This backup cannot be brought back into this installation; the text says why."""


@contextmanager
def opened_backup(path: Path, passphrase_file: str = "") -> Iterator[Reader]:
    """The backup in a file, decrypted where it is encrypted; not verified yet.

    Raises OSError, Damage, NotABackup, encryption.Refused.
    """
    with open(path, "rb") as stream:
        if looks_like(stream) or not encryption.is_encrypted(stream):
            yield _reader(stream)
            return
    with encryption.unlocked(path, passphrase_file) as stream:
        yield _reader(stream)


def _reader(stream: BinaryIO) -> Reader:
    reader = Reader(stream)
    if reader.manifest.get("format") != backup.FORMAT:
        raise Unfit("Zálohu zapsala novější verze portálu, než je tato. Obnovte ji v ní.")
    return reader


def verify(reader: Reader, *, quiet: bool = False) -> None:
    """Reads the whole file. Raises Damage with the place of what is not as it was written."""
    with tqdm(total=reader.length, desc="ověření", unit="B", unit_scale=True, disable=quiet) as bar:
        reader.verify(bar.update)


def restore(reader: Reader, *, quiet: bool = False) -> None:
    """Brings back a backup that was verified. Raises Unfit, StorageAway, DatabaseError."""
    _refuse_others_work()
    call_command("migrate", interactive=False, verbosity=0)
    _refuse_another_version(reader.manifest["migrations"])
    saved: list[str] = []
    try:
        with transaction.atomic():
            _refuse_others_work()
            _Rows(reader, quiet).write()
            _write_files(reader, saved, quiet)
            raise_generation()
    except BaseException:
        for name in saved:
            with suppress(StorageAway, FileNotFoundError), reached():
                default_storage.delete(name)
        raise
    finally:
        ContentType.objects.clear_cache()


def _refuse_others_work() -> None:
    """Nobody works without an account, and nothing is kept without one of these rows."""
    there = set(connection.introspection.table_names())
    for model in (get_user_model(), Picture, Document, *kinds.all()):
        if model._meta.db_table in there and model._base_manager.exists():
            what = model._meta.verbose_name_plural
            raise Unfit(
                f"V této databázi už někdo pracoval (jsou v ní {what}). Záloha by to přepsala, "
                "proto se obnovuje jen do prázdné instalace: nastavte DATABASE_URL na novou "
                "databázi a MEDIA_ROOT nebo S3_BUCKET na nové úložiště a spusťte příkaz znovu."
            )


def _refuse_another_version(backed_up: list[str]) -> None:
    here = migrated.state()
    lacking, ahead = sorted(set(backed_up) - set(here)), sorted(set(here) - set(backed_up))
    if lacking:
        raise Unfit(
            f"Záloha je z novější verze portálu: tato nezná {_some(lacking)}. Nainstalujte "
            "verzi, ve které záloha vznikla, nebo novější, která má tytéž migrace."
        )
    if ahead:
        raise Unfit(
            f"Záloha je ze starší verze portálu: nezná {_some(ahead)}. Nainstalujte verzi, ve "
            "které vznikla, obnovte zálohu v ní do prázdné databáze a pak teprve přejděte na "
            "novou verzi (manage.py migrate)."
        )


def _some(names: list[str]) -> str:
    more = f" a další ({len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


class _Rows:
    """Rows of all tables, written and read back."""

    def __init__(self, reader: Reader, quiet: bool):
        self.reader, self.quiet = reader, quiet
        self.told = {table["model"]: table for table in reader.manifest["tables"]}
        self.models = [apps.get_model(label) for label in _own(self.told)]

    def write(self) -> None:
        for model in self.models:
            tables.empty(model, DEFAULT_DB_ALIAS)
        with self._bar("zápis") as bar:
            for member in self.reader.members():
                folder, _, rest = member.name.partition("/")
                if folder == "tables":
                    model = apps.get_model(rest.partition("/")[0])
                    bar.update(self._write_part(model, member))
        with self._bar("porovnání") as bar:
            for model in self.models:
                bar.update(self._compare(model))
        for model in self.models:
            last = self.told[model._meta.label_lower]["last_number"]
            tables.go_on_after(model, last, DEFAULT_DB_ALIAS)

    def _bar(self, what):
        total = self.reader.manifest["rows"]
        return tqdm(total=total, desc=what, unit=" řádků", disable=self.quiet)

    def _write_part(self, model, member: Member) -> int:
        lines = gzip.decompress(self.reader.read(member)).splitlines()
        tables.insert(model, lines, DEFAULT_DB_ALIAS)
        return len(lines)

    def _compare(self, model) -> int:
        told = self.told[model._meta.label_lower]
        number, digest = tables.digest(model, DEFAULT_DB_ALIAS)
        if (number, digest) != (told["rows"], told["sha256"]):
            raise Unfit(
                f"Databáze uložila něco jiného, než co je v záloze (tabulka {told['model']}: "
                f"řádků {number}, v záloze {told['rows']}). Nic se neobnovilo."
            )
        return number


def _own(told: dict[str, dict]) -> list[str]:
    """The tables of the backup, which must be the tables of this installation."""
    here = {
        model._meta.label_lower: [column.attname for column in tables.columns(model)]
        for model in tables.all_models()
    }
    if here != {label: table["columns"] for label, table in told.items()}:
        raise Unfit(
            "Záloha má jiné tabulky než tato verze portálu. Obnovte ji ve verzi, kde vznikla."
        )
    return list(told)


def _write_files(reader: Reader, saved: list[str], quiet: bool) -> None:
    total = reader.manifest["files"]
    with tqdm(total=total, unit=" souborů", disable=quiet) as bar:
        for member in reader.members():
            folder, _, name = member.name.partition("/")
            if folder == "media":
                _write_file(reader, member, name, saved)
                bar.update()


def _write_file(reader, member, name, saved) -> None:
    with reached():
        there = default_storage.exists(name)
    if not there:
        with reached(), reader.open(member) as content:
            saved.append(name)  # half of it may be there when it fails
            stored = default_storage.save(name, File(content, name))
        if stored != name:
            saved[-1] = stored
            raise Unfit(f"Úložiště nepřijalo soubor pod jeho jménem: {name}. Nic se neobnovilo.")
    if _digest(name) != member.sha256:
        raise Unfit(
            f"V úložišti je pod jménem {name} jiný soubor než v záloze. Nastavte MEDIA_ROOT "
            "nebo S3_BUCKET na prázdné úložiště. Nic se neobnovilo."
        )


def _digest(name: str) -> str:
    sha = hashlib.sha256()
    with closing(opened(default_storage, name)) as content:
        for piece in backup.pieces(content):
            sha.update(piece)
    return sha.hexdigest()
