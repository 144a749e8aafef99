"""Dates that cannot be right: a check that was to come before somebody began, and is dated after it or not at all.

Nobody may be at work before these checks (Education (Independent School Standards) Regulations 2014, Schedule, Part 4;
School Staffing (England) Regulations 2009), so a later date is a slip to put right or a truth to explain.
"""

from django.db.models import Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from checks.models import EarlyStart
from checks.record.tally import checks_of
from hiring import clock

STANDING = Q(receipts__voided_at=None)


def to_look_at(files):
    """Clear checks of these files without a date, or first seen after the first day at work; each with `first_seen` and `began`."""
    checks = checks_of(files).filter(state="clear", after_start=False)
    dated = checks.annotate(
        first_seen=Min("receipts__evidence_on", filter=STANDING),
        began=Coalesce("clearance__in_post_since", TruncDate("clearance__on_record_from", tzinfo=clock.LONDON)),
    )
    return dated.filter(Q(first_seen=None) | Q(first_seen__gt=F("began")) & ~Q(_was_awaited()))


def _was_awaited():
    """The certificate of somebody who was allowed to begin before it came."""
    return Exists(EarlyStart.objects.filter(certificate=OuterRef("pk"), approved_at__isnull=False))
