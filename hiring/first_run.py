"""What has to be true before anybody is served: tables up to date, static files in place, a story in the demo."""

import hashlib
from pathlib import Path

from django.conf import settings

NOTE = "prepared"
DEMO_STAFF = 1500  # fewer than this, and they were not all brought across


def bring_tables_up_to_date(say):
    """Run the migrations that have not run here yet."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    say("Bringing the database up to date")
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static_files(say):
    """Gather and fingerprint style sheets, scripts and fonts, unless they are those of the last time."""
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT, ".collected")
    state = static_state()
    if settings.WHITENOISE_USE_FINDERS or (stamp.exists() and stamp.read_text() == state):
        return False
    say("Collecting style sheets and scripts")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)
    return True


def static_state():
    """A short name for the static files as they are now."""
    from django.contrib.staticfiles.finders import get_finders

    files = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return fingerprint(map(Path, files), settings.STORAGES["staticfiles"]["BACKEND"])


def tell_the_story(say):
    """Load the demo's story into an empty demo."""
    from django.apps import apps
    from django.core.management import call_command

    if not settings.DEMO or apps.get_model("hiring", "Trust").objects.exists():
        return False
    say("Telling the demo's story")
    call_command("demo", verbosity=0, without_staff=True)
    return True


def staff_are_awaited():
    """Whether the demo's people at work are still to be brought across; it takes half a minute, so it is done while served."""
    from django.apps import apps

    files = apps.get_model("checks", "Clearance").objects.filter(in_post_since__isnull=False)
    return settings.DEMO and files.count() < DEMO_STAFF


STEPS = [bring_tables_up_to_date, collect_static_files, tell_the_story]


def nothing_has_changed():
    """Whether Gatepost served from this folder before, with this code's tables and pages, on this database."""
    note = settings.VAR_DIR / NOTE
    return note.exists() and note.read_text() == present_state()


def note_the_state():
    """Remember what everything was prepared for."""
    (settings.VAR_DIR / NOTE).write_text(present_state())


def present_state():
    migrations = sorted(settings.BASE_DIR.glob("*/migrations/*.py"))
    return fingerprint([*migrations, *sorted((settings.BASE_DIR / "build").rglob("*.*"))], settings.DATABASE_URL)


def fingerprint(paths, *more):
    """A short name for files as they are now, by size and time of change."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in paths:
        about = path.stat()
        digest.update(f"{path} {about.st_size} {about.st_mtime_ns}".encode())
    return digest.hexdigest()
