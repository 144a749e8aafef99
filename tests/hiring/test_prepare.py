import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hiring import prepare as prepare_module
from hiring.prepare import LOG, fingerprint, way_out
from tests.services import free_port

BASE_DIR = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full: free about 2 GB"),
        ("npm error code ENOSPC", "The disk is full: free about 2 GB"),
        (
            "error: [Errno 2] No such file or directory: '/usr/bin/gcc'",
            "there is no compiler to build it: install one",
        ),
        (
            "error: command 'x86_64-linux-gnu-gcc' failed: No such file",
            "there is no compiler to build it: install one",
        ),
        ("error: linker `cc` not found", "there is no compiler to build it: install one"),
        ("fatal error: Python.h: No such file or directory", "there is no compiler to build it: install one"),
        ("cause: error sending request for url", "check the network connection (or the proxy settings)"),
        ("Temporary failure in name resolution", "check the network connection (or the proxy settings)"),
        ("npm error code ENOTFOUND", "check the network connection (or the proxy settings)"),
        ("npm error code ECONNREFUSED", "check the network connection (or the proxy settings)"),
        ("No matching distribution found for uv", "check the network connection (or the proxy settings)"),
        ("Error: No module named 'ensurepip'", "install it (on Debian or Ubuntu: apt-get install python3-venv)"),
        ("error: Hash mismatch for `celery`", "is not the one the lock file names, so nothing was installed"),
        ("[Errno 13] Permission denied: '.venv'", "This folder may not be written to: make it yours"),
        ("something new\nwent wrong\n\n", "The set-up stopped: went wrong (all of it is in var/logs/prepare.log)."),
        ("", "The set-up stopped: nothing was said why (all of it is in var/logs/prepare.log)."),
    ],
)
def test_what_a_tool_says_becomes_one_sentence_with_a_way_out(said, says):
    sentence = way_out(said)
    assert says in sentence
    assert "\n" not in sentence


def test_the_log_is_where_the_sentence_says():
    assert LOG == BASE_DIR / "var" / "logs" / "prepare.log"


def test_a_changed_file_changes_the_fingerprint():
    lock = BASE_DIR / "requirements.lock"
    assert fingerprint([lock]) == fingerprint([lock])
    assert fingerprint([lock]) != fingerprint([lock], "3.12")
    assert fingerprint([lock]) != fingerprint([lock, BASE_DIR / "requirements-dev.lock"])


@pytest.fixture
def elsewhere(tmp_path):
    """A copy of what the set-up reads, with nothing set up."""
    (tmp_path / "hiring").mkdir()
    for name in (
        "hiring/prepare.py",
        "requirements.lock",
        "requirements-dev.lock",
        "package.json",
        "package-lock.json",
    ):
        shutil.copy(BASE_DIR / name, tmp_path / name)
    return tmp_path


def prepare(folder, *arguments, **environment):
    run = [sys.executable, "-I", "hiring/prepare.py", *arguments]
    done = subprocess.run(
        run, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_no_network_is_said_in_one_sentence(elsewhere):
    nowhere = f"http://127.0.0.1:{free_port()}/simple"
    shut = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_INDEX_URL": nowhere, "PIP_RETRIES": "0"}
    shut |= {"UV_DEFAULT_INDEX": nowhere, "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0"}
    status, said = prepare(elsewhere, **shut)
    assert status == 1
    assert said.splitlines() == [
        "Installing Python packages into .venv",
        "Packages cannot be fetched: check the network connection (or the proxy settings), then run it again.",
    ]


def names_in(lock):
    """Each package a lock names, with its version."""
    return set(re.findall(r"^([\w.-]+==\S+)", (BASE_DIR / lock).read_text(), re.MULTILINE))


def test_running_asks_for_no_tools_and_testing_for_all_that_running_does():
    runs, tests = names_in("requirements.lock"), names_in("requirements-dev.lock")
    assert runs < tests
    assert not [each for each in runs if each.startswith(("pytest", "ruff", "playwright", "hypothesis"))]


@pytest.mark.parametrize(
    ("installed", "with_tools", "asked"),
    [
        (None, False, "requirements.lock"),
        (None, True, "requirements-dev.lock"),
        ("requirements.lock", False, None),
        ("requirements.lock", True, "requirements-dev.lock"),
        ("requirements-dev.lock", False, None),
        ("requirements-dev.lock", True, None),
    ],
)
def test_what_is_installed_follows_from_what_is_there_and_what_is_asked(
    tmp_path, monkeypatch, installed, with_tools, asked
):
    ran = []
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "pip").touch()
    if installed:
        (tmp_path / "installed").write_text(fingerprint([BASE_DIR / installed], sys.version))
    monkeypatch.setattr(prepare_module, "VENV", tmp_path)
    monkeypatch.setattr(prepare_module, "run", lambda *command, **_: ran.append(Path(command[-1]).name))
    monkeypatch.setattr(prepare_module.shutil, "which", lambda name: name)
    prepare_module.install_python_packages(with_tools=with_tools)
    assert ran == ([asked] if asked else [])
    stamped = fingerprint([BASE_DIR / (asked or installed)], sys.version)
    assert (tmp_path / "installed").read_text() == stamped


@pytest.mark.parametrize(("what", "package"), [("browser", "chromium"), ("redis", "redis-server")])
def test_without_apt_people_are_told_what_to_install(what, package, tmp_path):
    status, said = only_with(tmp_path, what)
    assert status == 1
    assert said.startswith("The tests need ")
    assert f"install it ({package})" in said


@pytest.mark.parametrize(("what", "package"), [("browser", "chromium"), ("redis", "redis-server")])
def test_with_apt_what_is_missing_is_installed(what, package, tmp_path):
    (tmp_path / "apt-get").write_text(f"#!/bin/sh\necho $@ >> {tmp_path}/asked\n")
    (tmp_path / "sudo").write_text('#!/bin/sh\n[ "$2" = true ] && exit 0\nshift\nexec "$@"\n')
    for program in ("apt-get", "sudo"):
        (tmp_path / program).chmod(0o755)
    status, said = only_with(tmp_path, what)
    assert (status, said.startswith("Installing ")) == (0, True)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == ["update -q", f"install -yq --no-install-recommends {package}"]


def only_with(folder, what):
    """Look for a browser or Redis on a machine where only the programs of this folder exist."""
    code = f"from pathlib import Path; from hiring import prepare; prepare.LOG = Path({str(folder / 'log')!r}); "
    run = [sys.executable, "-c", f"{code} prepare.install_{what}()"]
    env = {"PATH": str(folder), "PYTHONPATH": str(BASE_DIR)}
    done = subprocess.run(run, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_old_python_is_named():
    code = "import sys; sys.version_info = (3, 9); from hiring import prepare; prepare.main([])"
    env = {**os.environ, "PYTHONPATH": str(BASE_DIR)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("install it, or name it, as in make run PYTHON=python3.12.\n")


def test_no_lock_names_a_place_to_fetch_from():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (BASE_DIR / name).read_text(), name
    packages = json.loads((BASE_DIR / "package-lock.json").read_text())["packages"].values()
    assert [package for package in packages if "resolved" in package] == []


def test_every_locked_package_is_hashed():
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = (BASE_DIR / name).read_text().replace("\\\n", "").splitlines()
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries), name
