"""Real services for the tests that need one: a Redis of their own, and a Chromium."""

import os
import shutil
import socket
import subprocess
import time

import pytest
import redis

CHROMIUM = next(
    filter(None, [os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]),
    None,
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """A Redis server of our own, so that nobody else's queue is emptied."""
    program = shutil.which("redis-server")
    if not program:
        missing("redis-server", "apt-get install redis-server")
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    quiet = ("--save", "", "--appendonly", "no", "--loglevel", "warning")
    server = subprocess.Popen([program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), *quiet])
    address = f"redis://127.0.0.1:{port}/0"
    wait_for(redis.Redis.from_url(address))
    yield address
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium of this machine; the tests never download one."""
    if not CHROMIUM:
        missing("Chromium", "apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS.split()}


def missing(what, install):
    """Skip on a developer's machine; in CI nothing is skipped."""
    sentence = f"{what} is not installed: {install}"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(server):
    until = time.monotonic() + 10
    while True:
        try:
            return server.ping()
        except redis.ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
