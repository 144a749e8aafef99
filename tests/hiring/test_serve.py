import errno
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from functools import partial
from pathlib import Path

import psutil
import pytest

from hiring import serving
from hiring.serving import way_out
from tests.services import free_port

BASE_DIR = Path(__file__).resolve().parents[2]


class Served:
    """A whole Gatepost of its own, started as people start it, in a folder that is thrown away."""

    running = []

    def __init__(self, folder, port, **environment):
        self.port = port
        self.folder = folder
        self.said = folder.with_suffix(".said")
        clean = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
        self.began = time.monotonic()
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "hiring.serving", "--port", str(port)],
                cwd=BASE_DIR,
                env={**clean, "GATEPOST_VAR": str(folder), "GATEPOST_MODE": "development", **environment},
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(self)

    @property
    def words(self):
        return self.said.read_text()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return answer.status

    def wait_for(self, is_so, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if (found := is_so()) or self.process.poll() is not None:
                return found
            time.sleep(0.05)
        raise AssertionError(f"It did not come to that in {seconds} s. It said: {self.words}")

    def wait_until_up(self):
        """Seconds from the command to its first page."""
        self.wait_for(lambda: f"Gatepost is at http://127.0.0.1:{self.port}" in self.words)
        assert self.get("/sign-in/") == 200
        return time.monotonic() - self.began

    def children(self, name):
        alive = [each for each in psutil.Process(self.process.pid).children() if each.status() != psutil.STATUS_ZOMBIE]
        return [child for child in alive if name in " ".join(child.cmdline())]

    def log(self, name):
        return (self.folder / "logs" / f"{name}.log").read_text()

    def stop(self, how=signal.SIGINT):
        """Seconds until it is gone; afterwards nothing it started may be left."""
        everything = psutil.Process(self.process.pid).children(recursive=True)
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(30)
        _gone, left = psutil.wait_procs(everything, timeout=15)
        assert [child.cmdline() for child in left if child.status() != psutil.STATUS_ZOMBIE] == []
        return time.monotonic() - began


@pytest.fixture(scope="module", autouse=True)
def nothing_left():
    """A test that fails leaves no Gatepost running behind it."""
    yield
    for each in Served.running:
        if each.process.poll() is None:
            each.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served") / "var"


@pytest.fixture(scope="module")
def served(folder):
    running = Served(folder, free_port())
    running.wait_until_up()
    return running


def refused(folder, **environment):
    """What serve says when it will not start."""
    run = Served(folder, environment.pop("port", None) or free_port(), **environment)
    assert run.process.wait(60) == 1, run.words
    assert "Traceback" not in run.words
    return run.words


pytestmark = pytest.mark.slow


def test_serve_says_where_it_is_and_how_to_come_in(served):
    assert f"Gatepost is at http://127.0.0.1:{served.port}" in served.words
    assert f"Staff sign in at http://127.0.0.1:{served.port}/sign-in/" in served.words
    assert "Ctrl-C stops it." in served.words


@pytest.mark.parametrize("process", ["serve", "web", "worker"])
def test_every_embedded_default_says_in_the_log_that_it_is_one(served, process):
    served.wait_for(lambda: "outbox that keeps mail" in served.log(process))
    named = re.findall(r'"what": "([^"]+)", "event": "embedded default in use"', served.log(process))
    assert sorted(set(named)) == [
        "audit secret", "database", "field secret", "folder for files", "outbox that keeps mail", "queue and cache",
        "signing secret", "stand-in for a virus scanner, which knows only the EICAR test file",
        "stand-in for the DBS Update Service, which makes its answers up",
    ]  # fmt: skip


def test_a_second_gatepost_in_the_same_folder_is_refused(served, folder):
    assert (
        refused(folder)
        == "Gatepost did not start. Gatepost is already running from this folder: stop that one first.\n"
    )


def test_a_taken_port_is_refused_with_the_way_out(served, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused(tmp_path / "var", port=port)
    assert said == (
        f"Gatepost did not start. Port {port} is taken: stop what uses it, or choose another, as in make run PORT={port + 1}.\n"
    )


def test_the_worker_carries_the_outbox_without_being_asked(served):
    served.wait_for(lambda: re.search(r"workflows\.tasks\.deliver\[[^]]+\] succeeded", served.log("worker")))


@pytest.mark.redis
def test_with_redis_there_is_one_worker_and_exactly_one_beat(tmp_path, redis_url):
    running = Served(tmp_path / "var", free_port(), REDIS_URL=redis_url)
    running.wait_until_up()
    running.wait_for(lambda: len(running.children("celery")) == 2)
    commands = [" ".join(child.cmdline()) for child in running.children("celery")]
    assert sum("hiring worker" in command for command in commands) == 1
    assert sum("hiring beat" in command for command in commands) == 1
    assert "queue and cache" not in running.words
    running.wait_for(lambda: re.search(r"workflows\.tasks\.deliver\[[^]]+\] succeeded", running.log("worker")))
    running.stop()


@pytest.mark.parametrize("name", ["granian", "celery"])
def test_a_killed_process_comes_back(served, name):
    served.wait_for(lambda: served.children(name))
    before = served.children(name)[0].pid
    os.kill(before, signal.SIGKILL)
    served.wait_for(lambda: [child for child in served.children(name) if child.pid != before])
    served.wait_for(lambda: answers(served))


def answers(served):
    try:
        return served.get("/sign-in/") == 200
    except OSError:
        return False


def test_stopping_leaves_nothing_behind_and_starting_again_redoes_nothing_and_keeps_the_secrets(served, folder, tally):
    secrets = {path.name: path.read_text() for path in (folder / "secrets").iterdir()}
    stopped = served.stop()
    assert not (folder / "postgres" / "postmaster.pid").exists()
    answered = []
    for _ in range(3):  # the best of three: the machine may be busy with something else
        again = Served(folder, served.port)
        again.wait_for(partial(answers, again))
        answered.append(time.monotonic() - again.began)
        again.wait_until_up()
        for work in ("Bringing the database up to date", "Collecting style sheets", "Telling the demo"):
            assert work not in again.words
        assert {path.name: path.read_text() for path in (folder / "secrets").iterdir()} == secrets
        again.stop(signal.SIGTERM)
        assert again.process.returncode == 0
    tally("second starts", len(answered), more=f"quickest answer {min(answered):.1f} s, stopped in {stopped:.1f} s")


def test_children_do_not_outlive_a_supervisor_that_is_killed_outright(served, folder):
    again = Served(folder, free_port())
    again.wait_until_up()
    again.wait_for(lambda: again.children("celery"))
    again.stop(signal.SIGKILL)
    third = Served(folder, free_port())
    third.wait_until_up()
    third.stop()
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_a_database_that_does_not_answer_is_said_in_one_sentence(tmp_path):
    nowhere = f"postgresql://gatepost@127.0.0.1:{free_port()}/gatepost"
    said = refused(tmp_path / "var", DATABASE_URL=nowhere)
    assert said.startswith("Gatepost did not start. The database cannot be used: connection")
    assert said.endswith("Look at DATABASE_URL.\n")
    assert said.count("\n") == 1


def test_a_process_that_keeps_falling_stops_everything():
    code = (
        "import time; from hiring.supervisor import *\n"
        "both = Child('good', ['sleep', '60'], {}), Child('bad', ['false'], {})\n"
        "s = Supervisor(); s.start(*both)\n"
        "try: s.watch()\n"
        "except GaveUp as fallen: s.stop(); print('gave up on', fallen, [c.has_fallen() for c in both], s.children)\n"
    )
    run = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(run, cwd=BASE_DIR, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "gave up on bad [True, True] []"


def test_a_full_disk_is_said_in_one_sentence():
    with pytest.raises(OSError) as full:  # noqa: SIM117 (the file must be closed inside)
        with Path("/dev/full").open("w") as file:
            file.write("one letter")
    assert full.value.errno == errno.ENOSPC
    assert way_out(full.value) == ("The disk is full: free some space where this folder is kept, then start again.")


def test_a_folder_of_somebody_else_is_said_in_one_sentence():
    assert way_out(PermissionError(errno.EACCES, "Permission denied", "var/serve.lock")) == (
        "var/serve.lock may not be written to: make it yours, or run as its owner."
    )


def test_letters_hold_the_address_it_is_served_at(monkeypatch):
    monkeypatch.setenv("SITE_URL", "put back afterwards")
    monkeypatch.delenv("SITE_URL")
    monkeypatch.setattr(sys, "argv", ["serving", "--port", "8123"])
    monkeypatch.setattr(serving, "serve", lambda **asked: monkeypatch.setattr(serving, "told", asked, raising=False))
    serving.main()
    assert (os.environ["SITE_URL"], serving.told["port"]) == ("http://127.0.0.1:8123", 8123)
