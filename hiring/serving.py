"""Serve Gatepost: web, worker and beat under one parent, on one address.

When nothing has changed since it last served from this folder, the web server is started first of all, because
somebody is waiting for it. Only then does this process load Django and look whether there is anything to prepare.
"""

import argparse
import errno
import fcntl
import logging
import os
import socket
import sys
import textwrap
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from django.utils.log import configure_logging

from hiring import children, embedded, first_run
from hiring.supervisor import GaveUp, Supervisor

FIRST_ANSWER = 60  # seconds the web server is given to answer for the first time


class CannotServe(Exception):
    """Why not, and what to do about it, in one sentence."""


def serve(host, port, say):
    """Start everything, say where it is, and stop everything on Ctrl-C."""
    try:
        with only_one(settings.VAR_DIR / "serve.lock"):
            refuse_taken(host, port)
            log_to_a_file()
            run(host, port, say)
    except GaveUp as fallen:
        why = children.where_it_says_why(fallen)
        raise CannotServe(f"The {fallen} process does not stay up, so everything was stopped. {why}") from fallen
    except OperationalError as error:
        raise CannotServe(f"The database cannot be used: {first_line(error)}. Look at DATABASE_URL.") from error
    except OSError as error:
        raise CannotServe(way_out(error)) from error


def run(host, port, say):
    supervisor = Supervisor()
    address = f"http://{host}:{port}"
    try:
        if first_run.nothing_has_changed():
            supervisor.start(children.web(host, port))
            answers(address, supervisor)
        if prepared_something(say) or not supervisor.children:
            supervisor.stop()
            supervisor.start(children.web(host, port))
        people = who_can_sign_in() if settings.DEMO else []
        staff_are_awaited = first_run.staff_are_awaited()
        connections.close_all()
        if answers(address, supervisor):
            welcome(address, people, say)
        supervisor.start(*children.background(host, port))  # after the web server, which somebody waits for
        if staff_are_awaited:
            supervisor.send(children.demo_staff())
        supervisor.watch()
    finally:
        if supervisor.children:
            say("\nStopping.")
        supervisor.stop()


def prepared_something(say):
    """Bring tables, static files and the demo up to date; whether there was anything to do."""
    django.setup()
    embedded.announce(settings.EMBEDDED)
    done = [step(say) for step in first_run.STEPS]
    first_run.note_the_state()
    return any(done)


def welcome(address, people, say):
    say(f"\nGatepost is at {address}")
    if settings.DEMO:
        say(f"Sign in with one press as any of these people, at {address}/demo/\n")
        for line in people:
            say(f"  {line}")
    else:
        say(f"Staff sign in at {address}/sign-in/")
    if settings.EMBEDDED:
        say(f"\nBrought along, kept in {settings.VAR_DIR.name}/: {', '.join(settings.EMBEDDED)}.")
    say("Ctrl-C stops it.")


def log_to_a_file():
    """Where people watch the terminal the log stays out of their way; in production the machine collects it."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    if not settings.PRODUCTION:
        settings.LOGGING["handlers"]["stderr"]["stream"] = children.log_file("serve")
        logging.getLogger().handlers[0].setStream(settings.LOGGING["handlers"]["stderr"]["stream"])


@contextmanager
def only_one(path):
    """One Gatepost a folder: a second would run a second beat on the same queue."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotServe("Gatepost is already running from this folder: stop that one first.") from error
        yield


def refuse_taken(host, port):
    """Say so at once when the address belongs to something else."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise CannotServe(
                f"Port {port} is taken: stop what uses it, or choose another, as in make run PORT={port + 1}."
            ) from error


def answers(address, supervisor):
    """Whether the web server answered before we were told to stop."""
    until = time.monotonic() + FIRST_ANSWER
    while not supervisor.stopping and time.monotonic() < until:
        supervisor.lift()
        try:
            urllib.request.urlopen(f"{address}/static/", timeout=5).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError:
            return True  # there is nothing at that address, and it said so: it answers
        except OSError:
            time.sleep(0.05)
    return False


def who_can_sign_in():
    """Everybody in the demo's story: staff one line each, then the candidates together."""
    from hiring.demo_sign_in import CANDIDATE, people

    everybody = people()
    staff = [f"{person.name}: {part}" for person, part in everybody if part != CANDIDATE]
    candidates = ", ".join(person.name for person, part in everybody if part == CANDIDATE)
    return [*staff, *textwrap.wrap(f"Candidates: {candidates}", width=100, subsequent_indent="  ")]


def way_out(error):
    """What the machine refused, and what to do about it."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full: free some space where this folder is kept, then start again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{error.filename or 'This folder'} may not be written to: make it yours, or run as its owner."
    return f"The machine refused: {error}."


def first_line(error):
    return next(iter(str(error).strip().splitlines()), "it does not answer").rstrip(".")


def ways_to_serve(parser):
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    ways_to_serve(parser)
    asked = parser.parse_args()
    os.environ.setdefault("SITE_URL", f"http://{asked.host}:{asked.port}")  # before settings are read: letters hold it
    try:
        serve(**vars(asked), say=lambda line: print(line, flush=True))  # noqa: T201 (it is for a person)
    except (CannotServe, ImproperlyConfigured) as error:
        sys.exit(f"Gatepost did not start. {error}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    main()
