"""Backups that only a holder of a key or of a passphrase can read: the work of `gpg`.

https://www.gnupg.org/documentation/manuals/gnupg/
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# A key named by its fingerprint or address is the operator's choice; gpg would ask whether to
# trust it. Most of a backup is packed already.
QUIET = ["--batch", "--yes", "--no-tty", "--quiet", "--compress-algo", "none"]
MISSING = "Chybí program gpg; nainstalujte ho: sudo apt-get install gnupg"


class Refused(Exception):
    """gpg did not do it; the text says why, partly in its own words."""


@dataclass(frozen=True)
class Lock:
    """For whom a backup is: a recipient's public key, or whoever has the passphrase."""

    recipient: str = ""
    passphrase_file: str = ""

    def __bool__(self):
        return bool(self.recipient or self.passphrase_file)

    def options(self) -> list[str]:
        if self.recipient:
            return ["--trust-model", "always", "--recipient", self.recipient, "--encrypt"]
        return [*_passphrase(self.passphrase_file), "--cipher-algo", "AES256", "--symmetric"]


def is_encrypted(stream: BinaryIO) -> bool:
    """Whether it begins as a message of OpenPGP does (RFC 9580, 4.2), in its binary form."""
    stream.seek(0)
    return bool(first := stream.read(1)) and first[0] & 0x80 != 0


@contextmanager
def locked(target: BinaryIO, lock: Lock) -> Iterator[BinaryIO]:
    """What is written into it comes to `target` encrypted."""
    with tempfile.TemporaryFile() as told:
        process = _start(lock.options(), stdin=subprocess.PIPE, stdout=target, stderr=told)
        try:
            yield process.stdin
        except BrokenPipeError:
            pass  # it says itself why it ended
        except BaseException:
            process.kill()
            raise
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.wait()
        if process.returncode:
            raise Refused(f"Zálohu se nepodařilo zašifrovat: {_words(told)}")


@contextmanager
def unlocked(path: Path, passphrase_file: str = "") -> Iterator[BinaryIO]:
    """The backup that an encrypted file holds, in a temporary file without a name.

    All of it is decrypted first: only then gpg knows whether somebody changed it.
    """
    with tempfile.TemporaryFile() as plain, tempfile.TemporaryFile() as told:
        options = [*_passphrase(passphrase_file), "--decrypt", "--", str(path)]
        process = _start(options, stdin=subprocess.DEVNULL, stdout=plain, stderr=told)
        if process.wait():
            raise Refused(
                "Zálohu se nepodařilo dešifrovat: nesedí klíč nebo heslo, nebo je soubor "
                f"poškozený kdekoli mezi bajty 0 a {path.stat().st_size - 1}. "
                f"Program gpg k tomu říká: {_words(told)}"
            )
        yield plain


def _passphrase(file: str) -> list[str]:
    return ["--pinentry-mode", "loopback", "--passphrase-file", file] if file else []


def _start(options, **streams):
    program = shutil.which("gpg")
    if program is None:
        raise Refused(MISSING)
    return subprocess.Popen([program, *QUIET, *options], **streams)


def _words(told) -> str:
    told.seek(0)
    lines = told.read().decode(errors="replace").strip().splitlines()
    return " / ".join(lines[-2:]) or "nic"
