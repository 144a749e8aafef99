"""The processes Gatepost is made of: the web server, the worker, and exactly one beat."""

import os
import sys
from pathlib import Path

from django.conf import settings

from hiring.supervisor import Child

BIN = Path(sys.executable).parent
THREADS = 4  # requests one web process answers at a time, each with a database connection of its own


def web(host, port):
    """The web server, with a pool of database connections as large as it has threads."""
    command = [
        *(BIN / "granian", "--interface", "wsgi", "--host", host, "--port", port, "--no-ws"),
        *("--workers", os.environ.get("WEB_PROCESSES", "1"), "--blocking-threads", THREADS),
        "hiring.wsgi:application",
    ]
    own = {"DATABASE_POOL_SIZE": str(THREADS), "SITE_URL": os.environ.get("SITE_URL", f"http://{host}:{port}")}
    return child("web", command, own)


def background(host, port):
    """The worker, and beat: within the worker when the queue is a folder, beside it with Redis."""
    celery = (BIN / "celery", "-A", "hiring")
    own = {"SITE_URL": os.environ.get("SITE_URL", f"http://{host}:{port}")}
    level = ("--loglevel", settings.LOG_LEVEL)
    alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    schedule = ("--schedule", settings.VAR_DIR / "beat-schedule")
    if not settings.REDIS_URL:
        # The solo pool: on a folder the threads pool stalls.
        return [child("worker", [*celery, "worker", "--pool", "solo", "--beat", *schedule, *alone, *level], own)]
    processes = ("--concurrency", os.environ.get("WORKER_PROCESSES", "2"))
    return [
        child("worker", [*celery, "worker", *processes, *alone, *level], own),
        child("beat", [*celery, "beat", *schedule, "--pidfile", "", *level], own),
    ]


def demo_staff():
    """Brings the demo's people at work across, and says in the terminal how far it has got."""
    command = [sys.executable, settings.BASE_DIR / "manage.py", "demo", "--staff"]
    return Child("staff", command, shared() | {"LOG_LEVEL": "ERROR"})


def child(name, command, own):
    """A process on the same database, told which of its settings were brought along."""
    return Child(name, command, shared() | own, log_file(name))


def shared():
    return {"DATABASE_URL": settings.DATABASE_URL, "GATEPOST_BROUGHT": ",".join(settings.NOT_GIVEN)}


def log_file(name):
    """In production a process logs to where its parent does, for the machine to collect; else to a file of its own."""
    if settings.PRODUCTION:
        return None
    path = settings.VAR_DIR / "logs" / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("w")


def where_it_says_why(name):
    """The end of the sentence about a process that does not stay up."""
    return "The log says why." if settings.PRODUCTION else f"{settings.VAR_DIR.name}/logs/{name}.log says why."
