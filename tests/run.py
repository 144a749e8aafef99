"""What make lint, make check and make test run: `python -m tests.run lint|fast|everything`."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from hiring import embedded
from tests.production import PRODUCTION

BASE_DIR = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
# The product logs every refusal it makes; a failed test of a crawl would bury its own sentence under them
PYTEST = [sys.executable, "-m", "pytest", "-q", "--show-capture=no"]


def main(what):
    """Every step runs, so that one run tells everything that is wrong; the last line says whether all held."""
    provide_database()
    steps = LINT + {"lint": [], "fast": FAST, "everything": EVERYTHING}[what]
    fallen = [name for name, command, environment in steps if not holds(name, command, environment)]
    if fallen:
        sys.exit(f"\nDid not hold: {', '.join(fallen)}.")
    print("\nAll held.")


def provide_database():
    """Without one given, the tests have a private PostgreSQL apart from everybody's data.

    It need not outlive a power cut; nor be vacuumed, which would find tables empty between two tests and plan for that.
    """
    if os.environ.get("DATABASE_URL"):
        return
    print("No DATABASE_URL given: the tests use the PostgreSQL that Gatepost brings along.")
    os.environ["DATABASE_URL"] = address = embedded.database_url(BASE_DIR / "var" / "test-postgres")
    with psycopg.connect(address, autocommit=True) as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")


def holds(name, command, environment):
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run([str(part) for part in command], cwd=BASE_DIR, env=os.environ | environment, check=False)
    print(f"   {time.monotonic() - began:.1f} s", flush=True)
    return done.returncode == 0


def templates():
    return sorted((BASE_DIR / "templates").rglob("*.html"))


LINT = [
    ("style", [BIN / "ruff", "check", "--no-cache"], {}),
    ("format", [BIN / "ruff", "format", "--check", "--no-cache"], {}),
    ("floors and lines", [BIN / "lint-imports", "--no-cache"], {}),
    ("templates", [BIN / "djade", "--check", "--target-version", "5.2", *templates()], {}),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    ("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]
FAST = [
    ("fast tests", [*PYTEST, "-m", "not browser and not slow and not redis", "--ignore=tests/benchmarks", "tests"], {})
]
# Two at a time, each worker with a database of its own
TWO = ["-n", "2", "--dist", "worksteal"]
EVERYTHING = [("tests", [*PYTEST, *TWO, "--durations=15", "--ignore=tests/benchmarks", "tests"], {})]

if __name__ == "__main__":
    main(sys.argv[1])
