"""The part of script/server that needs Django: prepares the data, then becomes gunicorn."""

import hashlib
import io
import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nszm_portal.settings")

import django  # noqa: E402  the path comes first
from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import OperationalError  # noqa: E402


def main(port: str, *, serve: bool) -> None:
    try:
        django.setup()
        prepare()
    except (CommandError, ImproperlyConfigured, OperationalError) as error:
        sys.exit(str(error).strip())
    tell(f"http://127.0.0.1:{port}")
    if serve:
        become_gunicorn(port)


def prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if holds_demonstration() and not get_user_model().objects.exists():
        print("Plním databázi ukázkou", file=sys.stderr)
        os.environ["DEMO_PASSWORD"] = demo_password()
        call_command("demo_content", stdout=io.StringIO())
    make_renditions()
    # Of an older version's texts nothing is indexed yet; of all others there is nothing to do.
    call_command("reindex", missing=True, verbosity=0)
    if not settings.DEBUG:
        collect_static()


def make_renditions() -> None:
    """Of pictures stored by an older version; one that cannot be read does not stop the portal."""
    try:
        call_command("make_renditions", verbosity=0)
    except CommandError as error:
        print(error, file=sys.stderr)


def holds_demonstration() -> bool:
    """Whether the database is the default one, into which the demonstration goes."""
    from nszm_portal.demonstration.management.commands.demo_content import is_default_database

    return is_default_database()


def demo_password() -> str:
    """The password of the demonstration's editors, made up once for this installation."""
    file = password_file()
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12) + "\n")
    return file.read_text().strip()


def password_file() -> Path:
    return settings.VAR / "demo-password"


def collect_static() -> None:
    """Runs collectstatic when a file that it would collect has changed since."""
    stamp = settings.VAR / "static.sha256"
    digest = static_digest()
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if collected.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    print("Sbírám statické soubory", file=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)


def static_digest() -> str:
    """Of all static files of ours; those of packages change only with requirements.txt."""
    digest = hashlib.sha256()
    for source in static_sources():
        digest.update(str(source.relative_to(ROOT)).encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def static_sources() -> list[Path]:
    folders = [
        Path(item[1] if isinstance(item, tuple) else item) for item in settings.STATICFILES_DIRS
    ]
    for app in apps.get_app_configs():
        folder = Path(app.path)
        if folder.is_relative_to(ROOT) and not folder.is_relative_to(sys.prefix):
            folders.append(folder / "static")
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [
        ROOT / "requirements.txt",
        ROOT / "nszm_portal" / "staticfiles.py",
        *sorted(files),
    ]


def tell(address: str) -> None:
    print(f"\n  Web      {address}/\n  Správa   {address}/admin/")
    if holds_demonstration() and password_file().exists():
        from nszm_portal.demonstration.accounts import PEOPLE

        print(f"  Účty     {', '.join(person.username for person in PEOPLE)}")
        print(f"  Heslo    {demo_password()}")
    print(flush=True)


def become_gunicorn(port: str) -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.conf.py"]
    command += ["--bind", f"127.0.0.1:{port}"]
    if settings.DEBUG:
        command.append("--reload")
    os.chdir(ROOT)
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main(sys.argv[1], serve="--check" not in sys.argv)
