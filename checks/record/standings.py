"""How each check of these files stands: now, from its row; on a past day, from its history and its receipts.

A check's state at an instant is where its newest event by then left it; its evidence is the newest receipt written by
then and not voided by then. Nothing else is consulted, so what the record said on a day can be said again.
"""

from collections import defaultdict

from django.db.models import Case, F, FilteredRelation, Q, TextField, When
from django.db.models.functions import Cast

from checks.kinds.letters import LETTERS
from checks.models import Check
from checks.record.cells import Standing
from checks.record.columns import CODES, OVERSEAS
from workflows.models import Event

# As the text the database has: JSON that Django reads costs something in every row, and hardly any is a letter.
TOLD = Case(
    When(code__in=LETTERS, then=Cast("seen__facts", TextField())),
    When(code__in=OVERSEAS, then=F("seen__outcome")),
    output_field=TextField(),
)
LET_GO = Check.State.LET_GO  # a change of facts asks for it no more
# Who holds a check, and since when, is told only of one that is not clear for good.
HELD = Case(When(~Q(state="clear", expires_on=None), then=F("held_since")))
NOW = ("clearance_id", "id", "code", "state", "holder", HELD)
SEEN = ("seen__evidence_on", "seen__historic", TOLD)
ORDER = ("clearance_id", "code", "number", "id")


def standings_of(files, then=None):
    """{file's id: its standings}: one query; two for a past instant."""
    rows = _with_newest_receipt(files, then).values_list(*NOW, "seen__expires_on" if then else "expires_on", *SEEN)
    past = _states_then(files, then) if then else None
    found = defaultdict(list)
    for file, *told in rows:
        standing = Standing._make(told)
        if then:
            state, since = past.get(standing.check, (LET_GO, None))
            standing = standing._replace(state=state, holder="", since=since)
        if standing.state != LET_GO:
            found[file].append(standing)
    return found


def _with_newest_receipt(files, then):
    """The checks of these files, each beside the newest receipt (`seen`) that was not voided."""
    standing = Q(receipts__voided_at=None)
    if then:
        standing = Q(receipts__at__lte=then) & (standing | Q(receipts__voided_at__gt=then))
    rows = Check.objects.filter(clearance_id__in=files, code__in=CODES)
    rows = rows.annotate(seen=FilteredRelation("receipts", condition=standing))
    return rows.order_by(*ORDER, "-seen__id").distinct(*ORDER)


def _states_then(files, then):
    """{check's id: (the state its newest event by then left it in, since when)}."""
    events = Event.objects.filter(root_type="clearance", root_id__in=files, subject_type="check", at__lte=then)
    newest = events.order_by("subject_id", "-subject_version").distinct("subject_id")
    return {pk: told for pk, *told in newest.values_list("subject_id", "to_state", "at")}
