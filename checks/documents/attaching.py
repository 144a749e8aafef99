"""Taking a paper in: its bytes go where nobody can read them, and the check learns of it through the door."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from checks.models import Document

WAITING = "quarantine/paper"
NAME_KEPT = 200  # characters of what it was called there


def attach(check, *, by, title, data, name, looked):
    """Keep these bytes with the check. Raises Refused, and then keeps nothing."""
    key = keep(WAITING, data)
    try:
        return Document.attach(
            by=by,
            check=check,
            title=title,
            original_name=name[-NAME_KEPT:],
            kind=looked.kind,
            size=len(data),
            pages=looked.pages,
            waiting_key=key,
        )
    except BaseException:
        default_storage.delete(key)
        raise


def keep(name, data):
    """Write the bytes under a random name of their own; where they are."""
    return default_storage.save(default_storage.generate_filename(name), ContentFile(data))
