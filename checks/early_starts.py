"""When somebody may start before the certificate is seen, and why not when they may not (I2; G15).

KCSIE Part three and the Independent School Standards, Schedule, paragraph 18: every other check is complete, the
children's barred list is clear where the post is regulated activity, and there are safeguards. Nothing else can wait.
"""

import datetime as dt

from django.db.models import BooleanField, Func

from checks.rules import required_checks
from hiring import clock
from hiring.models import User
from hiring.templatetags.dates import daymonth_of
from workflows.blockers import Blocker

RULE = "KCSIE Part three, starting before the certificate; G15"
AWAITED, ASSESSMENT, LIST = "dbs_enhanced", "dbs_interim_risk_assessment", "barred_list_standalone"
SENT = {"applied", "issued"}
LONGEST = 28


def it_began_before_the_certificate(certificate):
    """Whether the DBS has been asked and nothing has come back: the newest receipt says the application is on its way."""
    newest = certificate.receipts.filter(voided_at=None).order_by("id").last()
    return certificate.state == "waiting" and newest is not None and newest.outcome in SENT


def may_apply_to(clearance, awaited):
    """Whether the rule table knows an early start for this person: whoever joins the staff, and nobody else."""
    if awaited is None or clearance.erased_at or not awaited.required_by.startswith("E"):
        return False
    role = {**clearance.role_facts, "starts_before_dbs": True}
    asked = required_checks(role, clearance.person_facts, {"references_min": clearance.trust.references_min})
    return LIST in asked.codes or not asked.regulated_activity


class WorksAt(Func):
    """Whether somebody works at a school, as the database's own gate asks it: one answer for both.

    By a role there, or on a file of checks that is relied on there; never while they are stood down from work, when their
    file says that they have left, or while they wait for a certificate themselves.
    """

    function = "gatepost_works_at"
    output_field = BooleanField()


class IsSent(Func):
    """Whether the newest receipt of a certificate says that the application is on its way, as the database asks it."""

    function = "gatepost_application_is_sent"
    output_field = BooleanField()


def as_the_database_says():
    """In SQL, beside an early start that is locked: what its guards ask of the supervisor and of the certificate."""
    there = WorksAt("supervisor_id", "clearance__school_id")
    return {"is_supervised": there, "is_sent": IsSent("certificate_id")}


def is_supervised(early):
    """Whether whoever is named works at this very school; read with the early start where it was locked, or its gate read."""
    if "is_supervised" in vars(early):
        return early.is_supervised
    there = WorksAt(early.supervisor_id, early.clearance.school_id)
    return User.objects.filter(there, pk=early.supervisor_id).exists()


def faults(early, gate):
    """Every reason why an approved exception does not hold on the day the gate is asked about."""
    yield from _not_awaited(early)
    yield from _nobody_supervises(early)
    if gate.on > early.review_on:
        text = f"The safeguards were to be looked at again by {daymonth_of(early.review_on)}, and were not."
        yield _blocker(early, "review", text, "the headteacher")
    yield from _not_clear(early, gate)


def not_before_its_day(early, gate):
    """The safeguards are for one first day; nobody begins under them before it."""
    if gate.begins_on < early.starts_on:
        text = f"The safeguards are for a first day on {daymonth_of(early.starts_on)}, and nobody begins under them before it."
        yield _blocker(early, "first_day", text, "the headteacher")


def _blocker(early, code, text, owner="HR", **more):
    fix = early.get_absolute_url() if early.pk else f"{early.clearance.get_absolute_url()}exception/"
    return Blocker(code=f"early_start.{code}", text=text, owner=owner, fix=more.pop("fix", fix), rule=RULE, **more)


def _not_awaited(early):
    certificate = early.certificate if early.certificate_id else None
    if certificate is None or not may_apply_to(early.clearance, certificate):
        text = "An early start can be agreed only for somebody who joins the staff and whose certificate is awaited."
        yield _blocker(early, "not_here", text, "")
    elif certificate.state not in {"not_started", "waiting"}:
        text = f"The certificate is at “{certificate.state_words}”. Only one that has not come can be waited for."
        yield _blocker(early, "certificate", text, "the headteacher", fix=certificate.get_absolute_url())


def _is_sent(early):
    if "is_sent" in vars(early):
        return early.is_sent and early.certificate.state == "waiting"
    return it_began_before_the_certificate(early.certificate)


def _not_sent(early):
    if early.certificate_id and not _is_sent(early):
        text = "No application for the certificate is on record as sent. Send it and record it first."
        yield _blocker(early, "application", text, fix=f"{early.certificate.get_absolute_url()}#record")


def _not_clear(early, gate, but=()):
    shut = [line for line in gate.other_lines if line.condition != "clear"]
    for line in [line for line in shut if line.check.code not in but]:
        text = f"{line.name}: {line.detail[0].lower()}{line.detail[1:]} Only the certificate can be waited for."
        yield _blocker(early, "check", text, line.holder, since=line.held_since, fix=line.check.get_absolute_url())
    if early.clearance.regulated_activity and not any(line.check.code == LIST for line in gate.other_lines):
        text = "The children's barred list has not been looked up by itself. Nobody in regulated activity starts without it."
        how = "" if early.pk else " That check is added when you propose the start."
        yield _blocker(early, "list", f"{text}{how}", fix=early.clearance.get_absolute_url() if early.pk else "")


def _nobody_supervises(early):
    who = early.supervisor
    if who.pk == early.clearance.person_id:
        yield _blocker(early, "supervisor", "Nobody supervises themselves. Name somebody else.")
    elif not is_supervised(early):
        school = early.clearance.school.name
        text = f"{who.name} is not at work at {school}, or waits for a certificate themselves. Name somebody else."
        yield _blocker(early, "supervisor", text)


def only_the_certificate_is_awaited(early, move):
    """The exception is for the enhanced certificate of somebody joining the staff, and for nothing else."""
    if early.clearance.state == "closed":
        yield _blocker(early, "closed", "The file of checks is closed.", "HR")
    if early.clearance.offer_made_at is None:
        text = "There is no conditional offer yet. The DBS can be asked only after one."
        yield _blocker(early, "before_offer", text, "the headteacher", fix=early.clearance.get_absolute_url())
    yield from _not_awaited(early)


def everything_else_is_clear(early, move):
    """Every other check, the separate barred list among them, and an application that was sent."""
    yield from _not_sent(early)
    yield from _not_clear(early, early.clearance.gate(), but=(ASSESSMENT,))


def the_supervisor_is_at_the_school(early, move):
    """A named person who works there, and not the person themselves."""
    yield from _nobody_supervises(early)


def the_review_comes_soon(early, move):
    """The day to look again: not past, and within the trust's own limit, which may never be more than 28 days."""
    today = clock.today()
    review_on = move.details.get("review_on") or early.review_on
    begins = max(today, early.starts_on)
    limit = min(early.clearance.trust.early_start_review_days, LONGEST)
    if not begins <= review_on <= begins + dt.timedelta(days=limit):
        text = f"Look again within {limit} days of the first day, and not before it: by {daymonth_of(begins + dt.timedelta(days=limit))}."
        yield _blocker(early, "review", text)
    if not move.details.get("review_on") and early.starts_on + dt.timedelta(days=limit) < today:
        yield _blocker(
            early, "too_old", "The first day it was written for is long past. Withdraw it and write a new one."
        )


def somebody_else_wrote_it(early, move):
    """Author and approver are two people, and neither is the person (I11)."""
    if move.by.kind == "user" and move.by.pk == early.proposed_by_id:
        text = "You wrote this, so somebody else must approve it: another headteacher of this school."
        yield _blocker(early, "second_person", text, "another headteacher")


def nothing_is_proposed_already(early, move):
    """One at a time, and nobody already at work is put under an exception."""
    other = early.clearance.early_starts.filter(state__in=["proposed", "approved"]).exclude(pk=early.pk).first()
    if other is not None:
        at_work = early.clearance.state == "relied_on"
        end, owner = ("Revoke it", "the headteacher") if at_work else ("Withdraw it", other.proposed_by.name)
        text = f"There is one already, {other.state_words.lower()}. {end} before you write another."
        yield _blocker(early, "already", text, owner, fix=other.get_absolute_url())
    elif early.clearance.state == "relied_on":
        text = f"{early.clearance.person.name} is at work already, so there is no start to bring forward."
        yield _blocker(early, "at_work", text, "", fix="")


def nobody_relies_on_it_yet(early, move):
    """While somebody is at work under it, it is revoked, which stops them, and not withdrawn quietly."""
    if early.state == "approved" and early.clearance.state == "relied_on":
        text = f"{early.clearance.person.name} is at work under this. Revoke it: they must stop at once."
        yield _blocker(early, "relied_on", text, "the headteacher")


def it_has_not_lapsed(early, move):
    """Nobody looks again too late: what was not looked at by its day has failed (I2)."""
    if early.state == "approved" and clock.today() > early.review_on:
        text = (
            f"The safeguards were to be looked at again by {daymonth_of(early.review_on)}, and were not. "
            "It has failed and is being revoked. Write a new one."
        )
        yield _blocker(early, "lapsed", text, "HR")


def the_certificate_is_clear(early, move):
    """It ends by itself when, and only when, the certificate is clear or asked for no more."""
    if early.certificate.state not in {"clear", "let_go"}:
        yield _blocker(early, "awaited", "The certificate is still awaited.", early.certificate.holder)


def it_no_longer_holds(early, move):
    """A person may revoke it for their own reasons; the clock only for one of its conditions."""
    failed = [*faults(early, early.clearance.gate(on=clock.today())), *_not_sent(early)]
    if move.by.kind == "system" and not failed:
        yield _blocker(early, "holds", "Every condition of it still holds.", "")
