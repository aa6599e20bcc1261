"""Settings from the environment: typed, and refused with a sentence that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from nszm_portal.environment import Environment

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def env(tmp_path):
    return Environment(tmp_path / ".env")


@pytest.mark.parametrize(
    "name,value,read",
    [
        ("DEBUG", "možná", lambda env: env.boolean("DEBUG")),
        ("SECRET_KEY", "", lambda env: env.required("SECRET_KEY", "50 znaků")),
        ("SITE_URL", "www.example.cz", lambda env: env.origin("SITE_URL", "")),
        ("SITE_URL", "ftp://example.cz", lambda env: env.origin("SITE_URL", "")),
        ("SITE_URL", "https://example.cz/portal", lambda env: env.origin("SITE_URL", "")),
        ("SITE_URL", "https://example.cz:port", lambda env: env.origin("SITE_URL", "")),
        ("TRUSTED_PROXIES", "10.0.0.1,vnitřní", lambda env: env.networks("TRUSTED_PROXIES")),
        ("DATABASE_URL", "mysql://u:p@h/db", lambda env: env.database("DATABASE_URL", "")),
        ("DATABASE_URL", "oracle:nesmysl", lambda env: env.database("DATABASE_URL", "")),
        ("EMAIL_URL", "holub://h", lambda env: env.mail("EMAIL_URL", "")),
        ("CACHE_URL", "memcached://h", lambda env: env.cache("CACHE_URL")),
        ("CACHE_URL", "redis://", lambda env: env.cache("CACHE_URL")),
        ("CACHE_URL", "redis://h:port/0", lambda env: env.cache("CACHE_URL")),
        ("CACHE_URL", "redis://h:6379/portal", lambda env: env.cache("CACHE_URL")),
        ("CACHE_URL", "unix://", lambda env: env.cache("CACHE_URL")),
        ("SITE_URL", "https://a b.cz", lambda env: env.origin("SITE_URL", "")),
        ("SITE_URL", "https://zdravá_města.cz", lambda env: env.origin("SITE_URL", "")),
        ("ALLOWED_HOSTS", "a.cz,https://b.cz", lambda env: env.hosts("ALLOWED_HOSTS", [])),
        ("ALLOWED_HOSTS", "b.cz:8000", lambda env: env.hosts("ALLOWED_HOSTS", [])),
        ("DATABASE_URL", "sqlite:///", lambda env: env.database("DATABASE_URL", "")),
        ("EMAIL_URL", "smtp://", lambda env: env.mail("EMAIL_URL", "")),
        ("EMAIL_URL", "smtp+tls://u:p@", lambda env: env.mail("EMAIL_URL", "")),
        ("DEFAULT_FROM_EMAIL", "portál", lambda env: env.sender("DEFAULT_FROM_EMAIL", "")),
        ("MEDIA_ROOT", __file__, lambda env: env.folder("MEDIA_ROOT", ROOT / "var/media")),
        ("S3_BUCKET", "s3://portal", lambda env: env.word("S3_BUCKET", "", "portal")),
        ("S3_REGION", "eu central", lambda env: env.word("S3_REGION", "", "eu-central-1")),
    ],
)
def test_a_malformed_value_is_refused_by_name(env, monkeypatch, name, value, read):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"Nastavení {name} .*má vypadat takto"):
        read(env)


@pytest.mark.parametrize(
    "value,read",
    [
        ("redis://127.0.0.1:6379/0", lambda env: env.cache("V")["LOCATION"]),
        ("rediss://:heslo@redis.example.cz", lambda env: env.cache("V")["LOCATION"]),
        ("unix:///run/redis.sock?db=1", lambda env: env.cache("V")["LOCATION"]),
        ("https://[::1]:8443", lambda env: env.origin("V", "")),
        ("Portál <portal@example.cz>", lambda env: env.sender("V", "")),
        ("*,.example.cz,[::1],127.0.0.1", lambda env: ",".join(env.hosts("V", []))),
        ("/srv/portal/media", lambda env: str(env.folder("V", ROOT / "var/media"))),
    ],
)
def test_a_sound_value_is_taken_as_it_is(env, monkeypatch, value, read):
    monkeypatch.setenv("V", value)
    assert read(env) == value


def test_a_relative_folder_does_not_depend_on_where_one_stands(env, monkeypatch, tmp_path):
    monkeypatch.setenv("MEDIA_ROOT", "soubory")
    assert env.folder("MEDIA_ROOT", ROOT / "var/media") == tmp_path / "soubory"


def test_a_database_in_memory_has_to_be_asked_for(env, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite://:memory:")
    assert env.database("DATABASE_URL", "")["NAME"] == ":memory:"


def test_a_refusal_never_shows_a_password(env, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://portal:tajneheslo@stroj/db")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.database("DATABASE_URL", "")
    assert "tajneheslo" not in str(refused.value)


@pytest.mark.parametrize(
    "value,expected", [("1", True), ("true", True), ("0", False), ("", False), ("No", False)]
)
def test_a_boolean_is_read(env, monkeypatch, value, expected):
    monkeypatch.setenv("DEBUG", value)
    assert env.boolean("DEBUG") is expected


def test_the_process_wins_over_the_file(tmp_path, monkeypatch):
    monkeypatch.delenv("PORTAL_TEST", raising=False)
    (tmp_path / ".env").write_text("PORTAL_TEST=ze souboru\n")
    monkeypatch.setenv("PORTAL_TEST", "z prostředí")
    assert Environment(tmp_path / ".env").text("PORTAL_TEST") == "z prostředí"


def start(**environment):
    """What the portal says when it is started with this environment alone."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=keep | environment,
        capture_output=True,
        text=True,
    )


def test_a_malformed_value_stops_the_start():
    stopped = start(SECRET_KEY="x" * 50, SITE_URL="example")
    assert stopped.returncode != 0
    assert "SITE_URL" in stopped.stderr and "https://www.example.cz" in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_storage_without_its_key_stops_the_start():
    stopped = start(SECRET_KEY="x" * 50, S3_BUCKET="portal")
    assert stopped.returncode != 0
    assert "S3_ACCESS_KEY_ID" in stopped.stderr


def test_production_settings_pass_djangos_own_review():
    deployed = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "nszm_portal.settings",
            "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
            "SITE_URL": "https://www.example.cz",
        },
        capture_output=True,
        text=True,
    )
    assert deployed.returncode == 0, deployed.stderr
