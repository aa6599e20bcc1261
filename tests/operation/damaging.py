"""A backup's file with one thing wrong about it, and what the portal says of it."""

import random
from io import BytesIO

from nszm_portal.operation.archive import Damage, NotABackup, Reader


def flipped(content: bytes, at: int, bits: int) -> bytes:
    damaged = bytearray(content)
    damaged[at] ^= bits
    return bytes(damaged)


def flips(content: bytes, count: int, seed: int):
    """Triples: a place, the bits changed there, the whole content so damaged."""
    chance = random.Random(seed)
    for _ in range(count):
        at, bits = chance.randrange(len(content)), chance.randrange(1, 256)
        yield at, bits, flipped(content, at, bits)


def refusal(content: bytes) -> str:
    """What is said of the file; empty when it is taken."""
    try:
        Reader(BytesIO(content)).verify()
    except Damage as damage:
        return str(damage)
    except NotABackup:
        return "not a backup"
    return ""
