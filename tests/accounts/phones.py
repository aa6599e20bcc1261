"""A telephone with the application that counts codes, written for the tests by RFC 6238."""

import base64
import hashlib
import hmac
import struct
import time

STEP = 30  # seconds


def code(secret: str, at: float | None = None) -> str:
    """Six digits that a telephone with the secret (base32) shows at a moment, by default now."""
    key = base64.b32decode(secret.replace(" ", ""))
    counter = struct.pack(">Q", int(time.time() if at is None else at) // STEP)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
