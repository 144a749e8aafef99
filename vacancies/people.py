"""Everybody with an open file of checks, by how much stands between them and their first day."""

import datetime as dt

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)

from checks.models import Check, Clearance, Incident
from checks.models.first_day import good_on

A_CHECK_WEIGHS = dt.timedelta(days=3)  # roughly what each open check takes from the days that are left
PAGE = 50
STANDING = {"blocked": "Blocked", "waiting": "Waiting for others", "ready": "Ready"}
STAGES = {"offered": "After an offer", "shortlisted": "Shortlisted"}


def in_sight(actor):
    """Open files, and those of people at work to whom something new is asked, that this person may know of; never their own."""
    missing = Check.objects.asked_for().filter(clearance=OuterRef("pk")).exclude(in_force())
    incident = Incident.objects.filter(clearance=OuterRef("pk"), state="open")
    files = Clearance.objects.visible_to(actor).exclude(person=actor)
    wanted = Q(state="open") | Q(state="relied_on") & (Exists(missing) | Exists(incident))
    return files.filter(wanted).annotate(has_incident=Exists(incident))


def in_force(before=""):
    """Clear, and still good on the first day, or today for whoever has begun."""
    file = before.removesuffix("checks__") if before else "clearance__"
    good = Q(**{f"{before}expires_on": None}) | Q(**{f"{before}expires_on__gte": good_on(file)})
    return Q(**{f"{before}state": "clear"}) & good


def newly_asked_of(clearances):
    """The ids of those whose gate has a line that no check in the file stands for (one question where there is nobody)."""
    files = clearances.order_by().rules_may_have_moved().to_judge()
    return [file.pk for file in files if file.gate().newly_asked]


def by_risk(clearances):
    """Blocked first, then by days to the start less what is still open, the least slack first."""
    moved = newly_asked_of(clearances)
    asked, good = ~Q(checks__state="let_go"), in_force("checks__")
    counted = clearances.annotate(
        open_checks=Count("checks", filter=asked & ~good, distinct=True),
        ours=Count("checks", filter=asked & ~good & ~Q(checks__state="waiting"), distinct=True),
        all_checks=Count("checks", filter=asked, distinct=True),
    )
    standing = Case(
        When(Q(ours__gt=0) | Q(all_checks=0) | Q(has_incident=True) | Q(pk__in=moved), then=Value(0)),
        When(open_checks__gt=0, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    pressed_by = ExpressionWrapper(F("open_checks") * Value(A_CHECK_WEIGHS), output_field=DurationField())
    pressing_on = ExpressionWrapper(F("starts_on") - pressed_by, output_field=DateTimeField())
    return counted.annotate(standing=standing, pressing_on=pressing_on).order_by(
        "standing", F("pressing_on").asc(nulls_last=True), "pk"
    )


def narrowed(clearances, asked):
    """The same files, kept to what the address asks for."""
    if asked.get("school"):
        clearances = clearances.filter(school__slug=asked["school"])
    if asked.get("stage"):
        clearances = clearances.filter(offer_made_at__isnull=asked["stage"] == "shortlisted")
    if asked.get("standing"):
        clearances = clearances.filter(standing=list(STANDING).index(asked["standing"]))
    if asked.get("q"):
        words = asked["q"]
        clearances = clearances.filter(
            Q(person__name__icontains=words)
            | Q(post_title__icontains=words)
            | Q(sent_by__icontains=words)
            | Q(reference__icontains=words)
        )
    return clearances


def with_gates(clearances):
    """These files with all that their gates need, and the offer each rests on; one question more for concerns."""
    return clearances.to_judge().select_related("appointment").prefetch_related("concerns__decided_by")
