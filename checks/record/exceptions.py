"""Who is at work under a written exception, and who began without clearance: neither is ever shown as clear."""

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef

from checks.models import EarlyStart, Incident
from workflows.models import Event


def excused_now(on):
    """For a query of checks: whether an approved exception covers the check on this day."""
    return Exists(EarlyStart.objects.filter(certificate=OuterRef("pk"), state="approved", review_on__gte=on))


def excused(files, on, then=None):
    """{file's id: the checks that an exception covers on this day} (one query; two for a past instant)."""
    early = EarlyStart.objects.filter(clearance_id__in=files)
    if then is None:
        early = early.filter(state="approved", review_on__gte=on)
    covered = defaultdict(set)
    stood = _stood_then(files, then) if then else None
    for pk, file, certificate in early.values_list("pk", "clearance_id", "certificate_id"):
        if stood is None or _covers(stood.get(pk), on):
            covered[file].add(certificate)
    return covered


def _covers(stood, on):
    return stood is not None and stood["state"] == "approved" and stood["review_on"] >= on


def _stood_then(files, then):
    """{exception's id: its state and its day of review by then}, from its own history."""
    events = Event.objects.filter(root_type="clearance", root_id__in=files, subject_type="earlystart", at__lte=then)
    stood = defaultdict(dict)
    for event in events.order_by("number"):
        stood[event.subject_id]["state"] = event.to_state
        if "review_on" in (event.details or {}):
            stood[event.subject_id]["review_on"] = dt.date.fromisoformat(event.details["review_on"])
    return stood


def began_without_clearance(files, then=None):
    """{file's id: the first day they worked} for those who began before their checks were clear (one query)."""
    incidents = Incident.objects.filter(clearance_id__in=files, what="began")
    incidents = incidents.filter(recorded_at__lte=then) if then else incidents
    return dict(incidents.order_by("-began_on").values_list("clearance_id", "began_on"))
