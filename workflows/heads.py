"""Where each history ends, written down outside the database, so that somebody who can change every row still shows.

One JSON object a line, only ever added, in a file a month: when, which root, how many events, the newest signature.
"""

import fcntl
import json
import os

from django.apps import apps
from django.conf import settings

from hiring import clock


def roots():
    """Every kind of record that carries a history of its own."""
    return [model for model in apps.get_models() if hasattr(model, "history_head")]


def published():
    """`(type, id) -> (length, mac)`: the newest head published for each root, read back from the files."""
    newest = {}
    for path in sorted(settings.HEADS_DIR.glob("heads-*.jsonl")):
        with path.open() as lines:
            for line in lines:
                told = json.loads(line)
                newest[told["type"], told["id"]] = (told["length"], told["head"])
    return newest


def publish():
    """Add a line for every root whose history has grown since it was last published; how many."""
    settings.HEADS_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.HEADS_DIR / f"heads-{clock.today():%Y-%m}.jsonl"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = [json.dumps(told, sort_keys=True) for told in _grown()]
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    return len(lines)


def _grown():
    known, at = published(), clock.now().isoformat()
    for model in roots():
        name = model._meta.model_name
        rows = model.objects.order_by("pk").values_list("pk", "history_length", "history_head")
        for pk, length, head in rows.iterator():
            if length and known.get((name, pk)) != (length, head):
                yield {"at": at, "type": name, "id": pk, "length": length, "head": head}
