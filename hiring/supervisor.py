"""One parent for web, worker and beat: starts them, brings a fallen one back, and takes all of them down with it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque

import structlog

log = structlog.get_logger(__name__)

PATIENCE = 10  # seconds a child is given to finish what it is doing
FALLS_ALLOWED = 5  # in one minute, before giving up is more honest than trying again
DIE_WITH_PARENT = 1  # Linux's PR_SET_PDEATHSIG


class GaveUp(Exception):
    """A child kept falling over."""


class Child:
    """One long-running process and what it takes to start it again."""

    def __init__(self, name, command, environment, output=None):
        self.name = name
        self.command = [str(part) for part in command]
        self.environment = os.environ | environment
        self.output = output
        self.falls = deque(maxlen=FALLS_ALLOWED)
        self.process = None

    def start(self):
        # A session of its own: Ctrl-C reaches the parent alone, which then stops each child in good order.
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT if self.output else None,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 (the parent runs no threads)
        )
        log.info("started", child=self.name, pid=self.process.pid)

    def has_fallen(self):
        return self.process.poll() is not None

    def fall(self, now):
        """Note a fall, and whether there have been too many."""
        self.falls.append(now)
        log.error("fell over", child=self.name, status=self.process.returncode)
        return len(self.falls) == FALLS_ALLOWED and now - self.falls[0] < 60

    def stop(self):
        if self.process and not self.has_fallen():
            self.process.terminate()

    def wait(self, until):
        """Let the child finish; then end it and whatever it started."""
        if not self.process:
            return
        try:
            self.process.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            log.warning("did not stop in time", child=self.name)
        kill_session(self.process.pid)
        self.process.wait()


class Supervisor:
    """Keeps a few children running until it is told to stop."""

    def __init__(self):
        self.children = []
        self.errands = []
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)

    def start(self, *children):
        for child in children:
            child.start()
            self.children.append(child)

    def send(self, errand):
        """Start a child that ends by itself when its work is done, and is stopped with the rest if it is not."""
        errand.start()
        self.errands.append(errand)

    def ask_to_stop(self, _number, _frame):
        self.stopping = True

    def watch(self):
        """Return when told to stop; raise when a child cannot be kept up."""
        while not self.stopping:
            self.lift()
            time.sleep(0.2)

    def lift(self):
        """Start every fallen child again, unless one has fallen too often."""
        for child in self.children:
            if child.has_fallen():
                if child.fall(time.monotonic()):
                    raise GaveUp(child.name)
                kill_session(child.process.pid)  # a web server's own workers would go on holding its port
                child.start()

    def stop(self):
        until = time.monotonic() + PATIENCE
        started = [*self.errands, *self.children]
        for child in started:
            child.stop()
        for child in started:
            child.wait(until)
        self.children, self.errands = [], []


def die_with_parent():
    """On Linux a child is told to stop even when its parent was killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def kill_session(leader):
    """End what is left of a child's own session; usually there is nothing."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
