"""A look at the Update Service from the button to the receipt. A failure is not a result: it is tried again, then told."""

import datetime as dt
import json

from django.db import connection, transaction

from checks.effects_dbs import tell_that_nobody_answered
from checks.kinds import kind
from checks.models import Check, StatusLook
from checks.update_service import NoAnswer, Question, ask
from checks.update_service.client import is_a_stand_in
from checks.update_service.stand_in import NAMED
from hiring import clock
from workflows.blockers import Refused

WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # then a person must look
A_MINUTE = 30  # questions, by all workers together; our own figure
LEASE = dt.timedelta(minutes=5)
STATUS = "dbs_update_status"
OF_THE_PAPER = (
    "certificate_number",
    "issued_on",
    "level",
    "workforce",
    "is_theirs",
    "original_seen_on",
    "consent",
    "barred_list_included",
)


def begin(check, by, given):
    """Keep the question for the worker. `given` is the cleaned data of the form that asks for it."""
    plain = {
        name: str(value) for name, value in given.items() if name in {*OF_THE_PAPER, "surname", "born_on"} and value
    }
    return StatusLook.objects.create(check_row=check, asked_by=by, question=json.dumps(plain))


def carry_out_due():
    """Every look that is due, one after the other and so many in a minute; how many were tried. The rest wait their turn."""
    tried = 0
    while (look := _taken()) is not None:
        carry_out(look)
        tried += 1
    return tried


def _taken():
    """One look that nobody else holds, held for as long as an answer may take; none while the minute is full."""
    with transaction.atomic():
        one_after_the_other()
        if StatusLook.objects.tried_since(clock.now() - dt.timedelta(minutes=1)).count() >= A_MINUTE:
            return None
        look = StatusLook.objects.due().select_for_update(skip_locked=True, of=("self",)).first()
        if look is not None:
            look.tried_at = clock.now()
            look.due_at = look.tried_at + LEASE
            look.save(update_fields=["due_at", "tried_at"])
    return look


def one_after_the_other():
    """Two workers do not count the same minute at once; the lock goes with the transaction, before anything is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('update service', 0))")


def carry_out(look):
    """Ask once, outside any transaction. What comes back is recorded, or it is not and the question waits again."""
    check = Check.objects.select_related(*Check.locked_with).get(pk=look.check_row_id)
    asked = look.asked
    try:
        answer = ask(_question(look, check, asked))
    except NoAnswer as none:
        return _put_off(look, none.fault)
    return _record(look, check, asked, answer)


def _question(look, check, asked):
    return Question(
        number=asked["certificate_number"],
        surname=asked["surname"],
        born_on=dt.date.fromisoformat(asked["born_on"]),
        organisation=check.clearance.school.trust.name,
        checker=look.asked_by.name,
    )


def _record(look, check, asked, answer):
    """The answer becomes a receipt through the door, in the name of whoever asked."""
    try:
        check.record(by=look.asked_by, evidence=as_evidence(check, asked, answer))
    except Refused as refused:
        return look.over(StatusLook.Status.REFUSED, refused.blockers[0].code[:40])
    return look.over(StatusLook.Status.DONE)


def as_evidence(check, asked, answer):
    """What the receipt says: the paper as it was seen, and what the service answered. Never the name or the birth."""
    paper = {name: _as_typed(name, asked.get(name, "")) for name in OF_THE_PAPER}
    same = not answer.surname or answer.surname.casefold() == asked["surname"].casefold()
    fixed = kind(STATUS).Evidence.fixed
    return {
        **paper,
        **fixed,
        "source": NAMED if is_a_stand_in() else fixed["source"],
        "outcome": answer.status if same else "NAME_DIFFERS",
        "evidence_on": clock.today(),
        "printed_on": answer.printed_on,
    }


def _as_typed(name, text):
    return dt.date.fromisoformat(text) if name.endswith("_on") and text else text


def _put_off(look, fault):
    look.tries += 1
    look.fault = fault
    if look.tries > len(WAITS):
        look.over(StatusLook.Status.GIVEN_UP, fault)
        return tell_that_nobody_answered(look)
    look.due_at = clock.now() + WAITS[look.tries - 1]
    return look.save(update_fields=["tries", "fault", "due_at"])
