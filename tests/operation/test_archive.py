"""Not one byte of a backup can change without being noticed, and the place is told."""

import hashlib
import io
import json
import random
import re
import tarfile

import pytest

from nszm_portal.operation.archive import BLOCK, NotABackup, Reader, Writer
from tests.operation.damaging import flipped, flips, refusal

MEMBERS = {
    "tables/a.a/000001.jsonl.gz": b"x" * 700,
    "media/pictures/ab/prazdny.jpg": b"",
    "media/" + "dlouhy/" * 30 + "název.pdf": random.Random(1).randbytes(5000),
    "media/block": b"y" * BLOCK,
}


def written(members=MEMBERS) -> bytes:
    stream = io.BytesIO()
    with Writer(stream, 1_700_000_000) as archive:
        for name, content in members.items():
            archive.add(name, len(content), [content[:300], content[300:]])
        archive.finish({"format": 1})
    return stream.getvalue()


@pytest.fixture(scope="module")
def content():
    return written()


def test_what_was_written_is_read(content):
    reader = Reader(io.BytesIO(content))
    seen = []
    reader.verify(seen.append)
    assert {member.name: reader.read(member) for member in reader.members()} == MEMBERS
    assert {m.name: reader.open(m).read() for m in reader.members()} == MEMBERS
    assert sum(seen) >= sum(map(len, MEMBERS.values()))
    assert reader.manifest["format"] == 1


def test_ordinary_programs_can_look_into_it(content):
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        names = archive.getnames()
        assert names == [*MEMBERS, "members.jsonl", "manifest.json", "seal.txt"]
        lines = archive.extractfile("members.jsonl").read().splitlines()
        for line in map(json.loads, lines):
            inside = archive.extractfile(line["name"]).read()
            assert hashlib.sha256(inside).hexdigest() == line["sha256"]


def test_every_single_byte_matters():
    small = written({"media/a": b"obsah"})
    taken = [at for at in range(len(small)) if not refusal(flipped(small, at, 1 << at % 8))]
    assert taken == []


def test_ten_random_damages_are_refused(content):
    for at, bits, damaged in flips(content, 10, seed=9):
        assert refusal(damaged), f"byte {at} changed by {bits}"


def test_the_place_of_the_damage_is_told(content):
    at = content.index(b"y" * BLOCK) + 7
    said = refusal(flipped(content, at, 4))
    found = re.fullmatch(r"Poškozeno je: media/block \(bajty (\d+) až (\d+)\)\.", said)
    assert int(found[1]) <= at <= int(found[2])
    assert int(found[2]) - int(found[1]) < 2 * BLOCK


def test_of_many_damaged_members_a_few_are_named():
    members = {f"media/{number}": bytes([number]) * 10 for number in range(9)}
    damaged = bytearray(written(members))
    for number in range(9):
        damaged[number * 2 * BLOCK + BLOCK] ^= 1
    said = refusal(bytes(damaged))
    assert "media/0" in said and "media/5" not in said and "a dalších míst: 4" in said


@pytest.mark.parametrize("left", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(content, left):
    assert refusal(content[: int(len(content) * left)])


@pytest.mark.parametrize("behind", [b"\0", b"\n", b"\0" * BLOCK, b"x" * 5000])
def test_whatever_stands_behind_the_end_is_refused(content, behind):
    assert "je za ní něco připojeno" in refusal(content + behind)


def test_two_backups_in_one_file_are_not_a_backup(content):
    assert refusal(content + content)


@pytest.mark.parametrize("other", [b"", b"PK\x03\x04" + b"x" * 4000, b"%PDF-1.4\n"])
def test_another_file_is_not_called_damaged(other):
    with pytest.raises(NotABackup):
        Reader(io.BytesIO(other))


def test_a_member_of_another_size_than_announced_is_refused():
    with Writer(io.BytesIO(), 0) as archive, pytest.raises(ValueError):
        archive.add("media/a", 3, [b"ab"])
