"""script/server: what it refuses with a sentence, and what it makes once and then leaves alone."""

import importlib.util
import io
import os
import socket
import stat
import subprocess
import tarfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "script"


def server(*arguments, **env):
    command = [str(SCRIPT / "server"), *arguments]
    return subprocess.run(command, env=os.environ | env, capture_output=True, text=True)


def module(name):
    spec = importlib.util.spec_from_file_location(name, SCRIPT / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_a_busy_port_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = server(PORT=port)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Port {port} je obsazený; jiný zvolíte takto: PORT=8001 script/server"
    ]


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 81"])
def test_a_port_that_is_none_is_refused(port):
    done = server(PORT=port)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"PORT má být číslo od 1 do 65535, ne „{port}“."]


def test_an_unknown_option_is_refused():
    done = server("--serve")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["Neznámá volba --serve; script/server zná jen --check."]


def test_an_old_python_is_refused(tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    done = server(PYTHON=str(old))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Portál potřebuje Python 3.11 nebo novější, tady je Python 3.9.2."
    ]


def test_a_missing_python_is_named():
    done = server(PYTHON="python-that-is-not-here")
    assert done.returncode == 1
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_the_demonstration_s_password_is_made_once_and_only_its_owner_reads_it(tmp_path, settings):
    portal = module("portal")
    settings.VAR = tmp_path
    password = portal.demo_password()
    assert len(password) >= 12
    assert portal.demo_password() == password
    assert stat.S_IMODE(portal.password_file().stat().st_mode) == 0o600


def test_static_files_are_collected_anew_only_when_one_has_changed(tmp_path, settings, monkeypatch):
    portal = module("portal")
    runs = []
    monkeypatch.setattr(portal, "call_command", lambda *names, **options: runs.append(names))
    monkeypatch.setattr(portal, "ROOT", tmp_path)
    settings.VAR = settings.STATIC_ROOT = tmp_path / "var"
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    for name in ("requirements.txt", "nszm_portal/staticfiles.py", "static/a.css", "var/other"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "var" / "staticfiles.json").touch()

    portal.collect_static()
    portal.collect_static()
    assert len(runs) == 1
    (tmp_path / "static" / "a.css").write_text("a {}")
    portal.collect_static()
    assert len(runs) == 2


@pytest.fixture
def plugins(tmp_path, monkeypatch):
    plugins = module("ckeditor_plugins")
    monkeypatch.setattr(plugins, "TARGET", tmp_path / "ckeditor")
    monkeypatch.setattr(plugins.shutil, "which", lambda name: None)
    monkeypatch.setattr(plugins, "NPMRC", [tmp_path / "npmrc"])
    for name in ("NPM_CONFIG_REGISTRY", "npm_config_registry"):
        monkeypatch.delenv(name, raising=False)
    return plugins


def packed(**files):
    """A package's tarball with files named without their ending."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name.replace('__', '/')}.js")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return buffer.getvalue()


def test_only_the_plug_in_is_unpacked(plugins):
    tarball = packed(plugins__image2__plugin="1", plugins__image2__lang__cs="2", ckeditor="3")
    plugins.unpack(tarball, plugins.TARGET)
    files = {str(path.relative_to(plugins.TARGET)) for path in plugins.TARGET.rglob("*.js")}
    assert files == {"image2/plugin.js", "image2/lang/cs.js"}


def test_a_package_with_another_checksum_is_refused(plugins, monkeypatch, capsys):
    monkeypatch.setattr(plugins, "fetch", lambda: packed(plugins__image2__plugin="evil"))
    plugins.main()
    assert "nemá očekávaný kontrolní součet" in capsys.readouterr().err
    assert not plugins.TARGET.exists()


def test_without_the_package_the_start_goes_on_with_one_line(plugins, capsys):
    plugins.main()
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_registry_is_the_one_that_npm_is_set_to(plugins, tmp_path, monkeypatch):
    (tmp_path / "npmrc").write_text("fund=false\nregistry = https://one.example/npm/\n")
    assert plugins.configured_registry() == "https://one.example/npm/"
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://two.example/")
    assert plugins.configured_registry() == "https://two.example/"


def test_a_plug_in_that_is_there_is_not_fetched_again(plugins, monkeypatch):
    (plugins.TARGET / "image2").mkdir(parents=True)
    (plugins.TARGET / "image2" / "plugin.js").touch()
    monkeypatch.setattr(plugins, "fetch", lambda: pytest.fail("fetched"))
    plugins.main()
