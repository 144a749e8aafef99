"""What a file said of its person and post at a past instant: the newest derivation of the checks by then."""

import json
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from checks.models import Clearance
from workflows.models import Event

DERIVED = ("clearance.bring_across", "clearance.derive", "clearance.rescreen")
TOLD = ("post_title", "sent_by", "role_facts", "excluded", "regulated_activity", "place_on_record")


# Facts that thousands of files have alike are read as text, and each text is parsed once.
PARSED = ("role_facts", "excluded")
WITH_FACTS = {f"{name}_text": Cast(name, TextField()) for name in PARSED}


def parsed_once(file):
    """A file read with the texts of its facts is given what they say, to read and never to change."""
    for name in PARSED:
        text = file.__dict__.pop(f"{name}_text", None)
        if text is not None:
            setattr(file, name, _parsed(text))


@lru_cache(maxsize=2048)
def _parsed(text):
    return json.loads(text)


def facts_then(files, then):
    """{file's id: what its newest derivation by then recorded} (one query)."""
    events = Event.objects.filter(root_type="clearance", root_id__in=files, verb__in=DERIVED, at__lte=then)
    newest = events.order_by("root_id", "-number").distinct("root_id")
    return {event.root_id: event.details for event in newest.only("root_id", "number", "body")}


def as_told(clearance: Clearance, details):
    """The same file with the facts of that day; what an older history does not tell stays as it is now."""
    for name in TOLD:
        if name in (details or {}):
            setattr(clearance, name, details[name])
    return clearance
