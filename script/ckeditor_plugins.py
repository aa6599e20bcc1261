"""Puts CKEditor's image2 plug-in (pictures with captions) under var/ckeditor/.

django-ckeditor brings everything that image2 stands on (widget, lineutils) inside its ckeditor.js,
but not image2 itself. It comes from the npm package of the same version: through npm where it is
installed, otherwise from the registry that NPM_CONFIG_REGISTRY or an npmrc names. Without it the
editor's plain picture dialog serves, so a failure is one line and never stops the start.
"""

import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

PACKAGE = "ckeditor4"
VERSION = "4.22.1"
# What the registry states as the tarball's integrity; anything else is refused.
SHA512 = "Yj4vTHX5YxHwc48gNqUqTm+KLkRr9tuyb4O2VIABu4oKHWRNVIdLdy6vUNe/XNx+RiTavMejfA1MVOU/MxLjqQ=="
PLUGIN = "package/plugins/image2/"
TARGET = Path(__file__).resolve().parent.parent / "var" / "ckeditor"
NPMRC = [Path.home() / ".npmrc", Path("/etc/npmrc"), Path("/usr/etc/npmrc")]
PATIENCE = 60  # seconds


class Unavailable(Exception):
    """The plug-in cannot be had here; the message says why."""


def main() -> None:
    if (TARGET / "image2" / "plugin.js").exists():
        return
    try:
        unpack(verified(fetch()), TARGET)
    except (Unavailable, OSError) as error:
        print(f"Popisky přímo v editoru nebudou, chybí doplněk image2: {error}", file=sys.stderr)


def fetch() -> bytes:
    """The package's tarball."""
    if npm := shutil.which("npm"):
        return packed_by(npm)
    if registry := configured_registry():
        return downloaded(f"{registry.rstrip('/')}/{PACKAGE}/-/{PACKAGE}-{VERSION}.tgz")
    raise Unavailable("není tu npm (sudo apt-get install npm) ani nastavení NPM_CONFIG_REGISTRY.")


def packed_by(npm: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--ignore-scripts", "--fetch-retries=0"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
        except (subprocess.SubprocessError, OSError) as error:
            raise Unavailable("npm balíček nestáhlo.") from error
        return (Path(folder) / f"{PACKAGE}-{VERSION}.tgz").read_bytes()


def configured_registry() -> str:
    """The registry that npm would use, without npm's own default."""
    for name in ("NPM_CONFIG_REGISTRY", "npm_config_registry"):
        if os.environ.get(name):
            return os.environ[name]
    for npmrc in NPMRC:
        if npmrc.is_file():
            found = re.search(r"^registry\s*=\s*(\S+)", npmrc.read_text(), re.MULTILINE)
            if found:
                return found[1]
    return ""


def downloaded(address: str) -> bytes:
    if not address.startswith(("http://", "https://")):
        raise Unavailable("adresa registru nezačíná http.")
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()


def verified(tarball: bytes) -> bytes:
    if base64.b64encode(hashlib.sha512(tarball).digest()).decode() != SHA512:
        raise Unavailable("stažený balíček nemá očekávaný kontrolní součet.")
    return tarball


def unpack(tarball: bytes, target: Path) -> None:
    """Writes the plug-in's files as `target`/image2, all of them or none."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        folder = Path(scratch) / "image2"
        with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
            for member in archive:
                if member.isfile() and member.name.startswith(PLUGIN):
                    file = folder / member.name.removeprefix(PLUGIN)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(archive.extractfile(member).read())
        folder.rename(target / "image2")


if __name__ == "__main__":
    main()
