"""How each check of these files stands: now, from its row; on a past day, from its history and its receipts.

A check's state at an instant is where its newest event by then left it; its evidence is the newest receipt written by
then and not voided by then. Nothing else is consulted, so what the record said on a day can be said again.
"""

from collections import defaultdict

from django.db.models import Case, F, JSONField, Q, When

from checks.kinds.letters import LETTERS
from checks.models import Check, Receipt
from checks.record.cells import Standing
from checks.record.columns import CODES
from workflows.models import Event

FACTS_OF_LETTERS = Case(When(check_row__code__in=LETTERS, then=F("facts")), output_field=JSONField())
LET_GO = Check.State.LET_GO  # a change of facts asks for it no more
# Who holds a check, and since when, is told only of one that is not clear for good.
HELD = Case(When(~Q(state="clear", expires_on=None), then=F("held_since")))
ROW = ("id", "clearance_id", "code", "state", "holder", HELD, "expires_on")
NOT_THERE_YET = (LET_GO, "", None)
NOTHING_SEEN = (None, None, False, None)


def standings_of(files, then=None):
    """{file's id: its standings}: two queries; three for a past instant."""
    rows = Check.objects.filter(clearance_id__in=files, code__in=CODES).order_by("clearance_id", "code", "number")
    seen = _newest_receipts(files, then)
    past = _states_then(files, then) if then else {}
    found = defaultdict(list)
    for pk, file, code, *now in rows.values_list(*ROW):
        seen_on, good_until, historic, letter = seen.get(pk, NOTHING_SEEN)
        stood = (*past.get(pk, NOT_THERE_YET), good_until) if then else now
        if stood[0] != LET_GO:
            found[file].append(Standing(pk, code, *stood, seen_on, historic, letter))
    return found


def _newest_receipts(files, then):
    """{check's id: when it was seen last, until when it is good, whether it is historic, a letter's facts}, none voided."""
    standing = Q(voided_at=None) if then is None else Q(at__lte=then) & (Q(voided_at=None) | Q(voided_at__gt=then))
    rows = Receipt.objects.filter(standing, check_row__clearance_id__in=files, check_row__code__in=CODES)
    newest = rows.annotate(letter=FACTS_OF_LETTERS).order_by("check_row_id", "-id").distinct("check_row_id")
    told = newest.values_list("check_row_id", "evidence_on", "expires_on", "historic", "letter")
    return {pk: seen for pk, *seen in told}


def _states_then(files, then):
    """{check's id: (the state its newest event by then left it in, whoever held it, since when)}."""
    events = Event.objects.filter(root_type="clearance", root_id__in=files, subject_type="check", at__lte=then)
    newest = events.order_by("subject_id", "-subject_version").distinct("subject_id")
    return {pk: (state, "", at) for pk, state, at in newest.values_list("subject_id", "to_state", "at")}
