"""What must be true of a certificate, a list and a status: `(check, move) -> blockers`."""

from checks.guards import newest
from checks.kinds.barred_list_standalone import ELSEWHERE, lawful_reason
from checks.kinds.position import names_independent
from workflows.blockers import Blocker

LISTS = {"barred_list", "barred_list_standalone"}
CURRENT = {"BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO"}
WITH_CONTENT = {"seen_content", "NON_BLANK_NO_NEW_INFO"}
COPY_READ = {"received", "considered_accept", "considered_reject"}
DBS_CODE = "DBS code of practice; KCSIE Part three, recording and retention"
SEEN = ("seen_no_content", "seen_content")
G13 = "Police Act 1997, section 113B; KCSIE Part three, G13"


def the_list_may_be_looked_up(check, move):
    """G16: no barred list for a post that is not regulated activity; by itself only for the service's two reasons."""
    if check.code not in LISTS:
        return
    file = move.details.get("clearance") or check.clearance  # as it is being derived, before it is saved
    if not file.regulated_activity:
        text = "This post is not regulated activity, so nobody may look the person up on the children's barred list."
        yield _blocker(check, "not_regulated", text, "Safeguarding Vulnerable Groups Act 2006; Police Act 1997, G16")
    elif check.code == "barred_list_standalone" and not lawful_reason(check, file):
        yield _blocker(check, "not_lawful", f"{ELSEWHERE}.", check.kind.stage_source)


def the_certificate_is_theirs_alone(check, move):
    """One certificate belongs to one person; the refusal names nobody whom the reader may not know of."""
    from checks.certificates import CLASH, held_by_somebody_else

    number = (move.details.get("evidence") or {}).get("certificate_number")
    others = held_by_somebody_else(number, check.clearance) if number else ()
    if others:
        known = others.visible_to(move.by).select_related("check_row__clearance__person").first()
        whom = f"{known.check_row.clearance.person.name}" if known else "somebody else in this trust"
        text = f"This certificate number is recorded for {whom}. Look at the paper again. The safeguarding lead has been told."
        yield Blocker(code=CLASH, text=text, owner="the safeguarding lead", fix=check.get_absolute_url())


def consent_and_identity_come_first(check, move):
    """G13: nobody is applied for unless they agreed and somebody has checked who they are."""
    told = move.details.get("evidence") or {}
    if check.code != "dbs_enhanced" or told.get("outcome") != "applied":
        return
    if told.get("consent") != "yes":
        yield _blocker(
            check, "no_consent", "Nobody is applied for without their agreement. Ask the person first.", G13
        )
    if check.clearance.checks.filter(code="identity").exclude(state__in=("clear", "let_go")).exists():
        text = "Identity is not clear yet. Check their documents first: the application is made in the name on them."
        yield _blocker(check, "identity_first", text, G13)


def the_certificate_shows_the_directions(check, move):
    """Section 128 is read on a certificate only where its position asked for it, and somebody has seen the original."""
    told = move.details.get("evidence") or {}
    if check.code != "section_128" or told.get("read_on") != "certificate":
        return
    seen = [
        facts
        for each in check.clearance.checks.filter(code="dbs_enhanced")
        for facts in each.receipts.filter(voided_at=None, outcome__in=SEEN).values_list("facts", flat=True)
    ]
    if not any(names_independent(facts.get("position")) and facts.get("barred_list_asked") for facts in seen):
        text = (
            "No certificate has been seen whose position says Child Workforce Independent School, with the barred list. "
            "Search the Department for Education’s list instead."
        )
        yield _blocker(check, "not_on_certificate", text, check.kind.stage_source)


def the_status_can_stand(check, move):
    """A status that is not current is settled by a new certificate, never by somebody's word."""
    last = newest(check) if check.code == "dbs_update_status" else None
    if last is not None and last.outcome not in CURRENT:
        text = "The status does not stand in for a certificate. Apply for a new one, or look again with the right details."
        yield _blocker(check, "not_current", text, check.kind.stage_source)


def a_written_decision_supports_it(check, move):
    """What stands on a certificate is weighed in writing by the head, on the paper that was seen (G18)."""
    last = newest(check) if check.kind.holds_certificates else None
    if not has_content(check, last):
        return
    decision = check.content_decisions.order_by("id").last()
    if decision is None or decision.receipt_id != last.pk or decision.decision != "suitable":
        text = "There is something on the certificate. The headteacher decides on it in writing."
        fix = f"{check.get_absolute_url()}decide-content/"
        yield Blocker(
            code=f"{check.code}.no_decision", text=text, owner="the headteacher", fix=fix, rule="KCSIE Part three, G18"
        )


def has_content(check, last):
    """Whether this receipt is of a certificate with something on it; an agency's copy is asked for only then."""
    of_a_copy = check.kind.destroys_the_copy and last is not None and last.outcome in COPY_READ
    return of_a_copy or (last is not None and last.outcome in WITH_CONTENT)


def the_copy_is_destroyed(check, move):
    """An agency's copy is read, decided upon and destroyed; that it was is recorded before anybody works on it."""
    if check.kind.destroys_the_copy:
        fix = f"{check.get_absolute_url()}destroy-copy/"
        text = "The copy is still here. Destroy it and record the day, once the headteacher has decided in writing."
        yield Blocker(code=f"{check.code}.copy_kept", text=text, owner="HR", fix=fix, rule=DBS_CODE)


def it_is_decided_in_writing(check, move):
    """Only a copy that the head has read and weighed is destroyed with its decision; there is no copy of anything else."""
    last, decision = newest(check), check.content_decisions.order_by("id").last()
    if not check.kind.destroys_the_copy:
        yield _blocker(check, "no_copy", f"{check.title} comes with no agency’s copy to destroy.", DBS_CODE)
    elif last is None or decision is None or decision.receipt_id != last.pk:
        text = "The headteacher has not decided in writing yet. The copy is destroyed after that."
        yield _blocker(check, "not_decided", text, "KCSIE Part three, agency staff; G18")


def there_is_content_to_weigh(check, move):
    """A decision on content is about a certificate that was seen and says something."""
    last = newest(check)
    if not has_content(check, last):
        text = "No certificate with something on it has been recorded as seen."
        yield _blocker(check, "no_content", text, "KCSIE Part three, G18")


def something_else_stands_in_its_place(check, move):
    """What the rule table asked for is superseded: the certificate came or is applied for, or the status of another holds."""
    from checks.superseding import stand_in_for

    if stand_in_for(check) is None:
        yield _blocker(check, "still_needed", f"{check.title} is still needed.", check.source)


def _blocker(check, code, text, rule):
    return Blocker(
        code=f"{check.code}.{code}", text=text, owner="HR", fix=check.clearance.get_absolute_url(), rule=rule
    )
