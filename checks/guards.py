"""What must be true of a check or a file of checks: `(subject, move) -> blockers`."""

import datetime as dt

from hiring import clock
from hiring.templatetags.dates import moment
from workflows.blockers import Blocker

NOTICE = dt.timedelta(hours=24)


def the_file_is_open(check, move):
    """Nothing more is asked or recorded once a file is closed."""
    if check.clearance.state == "closed":
        text = f"The file of checks on {check.clearance.person.name} is closed: they are no longer being considered for this post."
        yield Blocker(code="clearance.closed", text=text, owner="HR", fix=check.clearance.get_absolute_url())


def it_may_be_asked_now(check, move):
    """Health and DBS only after a conditional offer (G12: Equality Act 2010 s. 60; G13: KCSIE, Police Act 1997 eligibility)."""
    if check.kind.earliest_stage == "offered" and check.clearance.offer_made_at is None:
        yield Blocker(
            code=f"{check.code}.before_offer",
            text=f"{check.title} can be asked for only after a conditional offer.",
            owner="the headteacher",
            rule=check.kind.stage_source,
            fix=check.clearance.get_absolute_url(),
        )


def it_is_not_settled_for_good(check, move):
    """What is clear without an end date is not looked at twice; what runs out may be renewed before it does."""
    if check.state == "clear" and check.expires_on is None and not check.kind.may_be_seen_again:
        text = f"{check.title} is clear already. If what was recorded is wrong, void it first."
        yield Blocker(
            code=f"{check.code}.clear_already", text=text, owner="HR", fix=f"{check.get_absolute_url()}void/"
        )


def the_referee_may_be_contacted(check, move):
    """G07: a referee is written to only when the candidate said we may, and was told first where they asked to be."""
    if check.code != "references":
        return
    referee = getattr(check, "referee", None)
    if referee is None:
        text = f"Nobody is named for {check.title.lower()}. Ask the candidate for a referee and enter them."
        fix = f"{check.get_absolute_url()}correct-referee/"
        yield Blocker(code="references.nobody_named", text=text, owner="HR", since=check.held_since, fix=fix)
        return
    yield from _not_before_an_offer(check, referee)
    yield from _not_before_they_are_told(check, referee, move.at)
    if referee.declined_at:
        text = f"{referee.name} would rather not write a reference. Enter somebody else, then ask."
        fix, since = f"{check.get_absolute_url()}correct-referee/", referee.declined_at
        yield Blocker(code="references.declined", text=text, owner="HR", since=since, fix=fix)


def _not_before_an_offer(check, referee):
    if referee.may_contact == "after_offer" and check.clearance.offer_made_at is None:
        person = check.clearance.person.name
        text = f"{person} asked us not to contact {referee.name} before an offer. No offer has been made."
        fix = check.clearance.get_absolute_url()
        yield Blocker(code="references.before_offer", text=text, owner="the headteacher", fix=fix, rule="G07")


def _not_before_they_are_told(check, referee, at):
    if referee.may_contact != "tell_me_first":
        return
    person = check.clearance.person.name
    if referee.told_candidate_at is None:
        text = f"{person} asked to be told before we write to {referee.name}. Tell them, then wait a day."
        yield Blocker(code="references.not_told", text=text, owner="HR", fix=check.get_absolute_url(), rule="G07")
    elif at - referee.told_candidate_at < NOTICE:
        free = (referee.told_candidate_at + NOTICE).astimezone(clock.LONDON)
        text = f"{person} was told less than a day ago. You can write to {referee.name} from {free:%H:%M on %-d %B}."
        yield Blocker(
            code="references.just_told",
            text=text,
            owner="the clock",
            since=referee.told_candidate_at,
            fix=check.get_absolute_url(),
            expected_by=free.date(),
            rule="G07",
        )


def the_reference_is_not_in(check, move):
    """What a referee has sent stays theirs: the name and address it came from are never changed after."""
    referee = getattr(check, "referee", None)
    if referee is not None and referee.answered_at is not None:
        text = f"{referee.name} has already answered. Void the reference first, then ask somebody else."
        yield Blocker(code="references.answered", text=text, owner=referee.name, since=referee.answered_at)


def a_receipt_supports_it(check, move):
    """A decision rests on something that was looked at, and never stands in for what has not come."""
    last = newest(check)
    if last is None:
        text = f"{check.title} has no receipt. Record what was looked at before deciding."
        yield Blocker(code=f"{check.code}.no_receipt", text=text, owner="HR", fix=check.get_absolute_url())
    elif result_of(check, last) == "waiting":
        text = f"{check.title}: {check.kind.found({'outcome': last.outcome}).lower()}. No decision stands in for what has not come. Record it when it does."
        yield Blocker(
            code=f"{check.code}.not_come", text=text, owner=check.holder, since=last.at, fix=check.get_absolute_url()
        )


def it_has_not_come(check, move):
    """Only what was still waited for is waited for again; what has come is decided."""
    last = newest(check)
    if last is not None and result_of(check, last) != "waiting":
        text = f"{check.title} has come. Decide on it, or void it."
        yield Blocker(code=f"{check.code}.has_come", text=text, owner=check.holder, since=check.held_since)


def newest(check):
    """The newest receipt that stands, or None."""
    return check.receipts.filter(voided_at=None).order_by("id").last()


def result_of(check, receipt):
    """What a receipt made of its check; of one copied from an old record, what it says itself."""
    outcome = check.kind.outcomes.get(receipt.outcome)
    return outcome.result if outcome else receipt.result


def the_referee_is_verified(check, move):
    """G09: a reference counts only when we know who wrote it (KCSIE Part three, electronic references)."""
    referee = getattr(check, "referee", None) if check.code == "references" else None
    if referee is not None and referee.verified_at is None:
        text = (
            f"Nobody has yet made sure that {referee.name} is who they say. Call back on a number you found yourself."
        )
        yield Blocker(
            code="references.not_verified",
            text=text,
            owner="HR",
            since=referee.answered_at,
            fix=check.get_absolute_url(),
            rule="KCSIE Part three, references",
        )


def nobody_relies_on_it(subject, move):
    """A check may not be undone under somebody who is at work because of it: they stand down first."""
    clearance = getattr(subject, "clearance", subject)
    if clearance.state == "relied_on":
        began = clearance.events().filter(verb="clearance.rely_on").select_related("actor").first()
        said = f", as {began.who} recorded on {moment(began.at)}" if began else ""
        text = f"{clearance.person.name} is at work on the strength of these checks{said}. Stand them down first, then record this."
        yield Blocker(code="clearance.relied_on", text=text, owner="the headteacher", fix=clearance.get_absolute_url())


def every_required_check_is_clear(clearance, move):
    """The start gate (KCSIE Part three, pre-appointment checks; G11, G14): absent, waiting and expired all block.

    Whoever begins with an appointment begins today; of others the planned day counts until it has come.
    """
    begins_on = clock.today() if move.details.get("post") else None
    yield from clearance.gate(begins_on=begins_on).blockers
