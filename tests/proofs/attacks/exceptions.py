"""The one exception at the start, the awaited certificate, widened by every row that could widen it."""

from tests.proofs.attacks.forging import event, forged, head, put

VACANCY, FILE = ("vacancy", "{may_vacancy}"), ("clearance", "{may_file}")
WORKS, PROPOSAL = ("clearance", "{works_file}"), ("clearance", "{proposal_file}")
UNCLEAR = "Nobody starts without their checks"
NEVER_CHANGED = "What was written of an early start is never changed"


def starting(at="clock_timestamp()"):
    """The start itself, forged whole: let in when nothing else is wrong."""
    return [
        *forged("clearance", "{may_file}", "relied_on", FILE, f", relied_on_at = {at}"),
        *forged("appointment", "{may_appointment}", "started", VACANCY),
    ]


def spoiled():
    """One condition of the exception taken away, and then the start."""
    for state, extra in [("revoked", ", stopped_at = clock_timestamp()"), ("ended", ""), ("withdrawn", "")]:
        yield (
            f"started on one {state}",
            [*forged("earlystart", "{may_early}", state, FILE, extra), *starting()],
            UNCLEAR,
        )
    for state in ("not_started", "to_decide", "concern"):
        yield f"the certificate at {state}", [*forged("check", "{may_certificate}", state, FILE), *starting()], UNCLEAR
        yield f"identity at {state}", [*forged("check", "{may_identity}", state, FILE), *starting()], UNCLEAR
        yield f"the list at {state}", [*forged("check", "{may_list}", state, FILE), *starting()], UNCLEAR
    for check in ("certificate", "list", "identity"):
        void = f"UPDATE checks_receipt SET voided_at = clock_timestamp() WHERE check_row_id = {{may_{check}}}"
        yield f"what was recorded of the {check} voided", [void, *starting()], f"{UNCLEAR}|clear without a receipt"
    yield "started the day after the review", starting("clock_timestamp() + interval '11 days'"), UNCLEAR
    yield "started a month before", starting("clock_timestamp() - interval '30 days'"), UNCLEAR
    yield (
        "with a supervisor who has left",
        ["DELETE FROM hiring_membership WHERE user_id = {may_supervisor}", *starting()],
        UNCLEAR,
    )
    yield (
        "with a supervisor who may not sign in",
        ["UPDATE hiring_user SET is_active = false WHERE id = {may_supervisor}", *starting()],
        UNCLEAR,
    )
    yield (
        "the certificate let go",
        [*forged("check", "{may_certificate}", "let_go", FILE), *starting()],
        "let go only by a change of facts",
    )


def written_otherwise():
    """What was written, or who answers for it."""
    for name, column, value in [
        ("for another check", "certificate_id", "{may_identity}"), ("by another author", "proposed_by_id", "{stranger}"),
        ("for another supervisor", "supervisor_id", "{stranger}"), ("for another file", "clearance_id", "{open_file}"),
        ("from another day", "starts_on", "starts_on - 1"), ("in other words", "safeguards", "''"),
        ("by another approver", "approved_by_id", "{stranger}"), ("at another moment", "approved_at", "now()"),
    ]:  # fmt: skip
        yield (
            f"written {name}",
            [f"UPDATE checks_earlystart SET {column} = {value} WHERE id = {{may_early}}"],
            NEVER_CHANGED,
        )
    yield (
        "alone with pupils",
        ["UPDATE checks_earlystart SET never_alone = false WHERE id = {may_early}"],
        f"early_start_is_never_alone|{NEVER_CHANGED}",
    )
    yield (
        "approved by the author",
        ["UPDATE checks_earlystart SET approved_by_id = proposed_by_id, approved_at = now() WHERE id = {proposal}"],
        "early_start_takes_two_people|approved by a headteacher",
    )
    yield (
        "approved by nobody",
        forged("earlystart", "{proposal}", "approved", PROPOSAL),
        "early_start_was_approved",
    )
    yield (
        "looked at again in a month and more",
        ["UPDATE checks_earlystart SET review_on = reviewed_on + 29 WHERE id = {may_early}"],
        "early_start_is_looked_at_again",
    )
    yield (
        "looked at again next year",
        [
            "UPDATE checks_earlystart SET reviewed_on = current_date + 300, review_on = current_date + 310 WHERE id = {may_early}"
        ],
        "looked at again on the day",
    )
    yield (
        "a proposal put off",
        ["UPDATE checks_earlystart SET review_on = review_on + 1 WHERE id = {proposal}"],
        "looked at again on the day",
    )


def told_otherwise():
    """What the verbs ask of a first day and of who approves."""
    later = "SET starts_on = current_date + 5 WHERE id ="
    yield (
        "the file relied on, and the post not started",
        forged("clearance", "{may_file}", "relied_on", FILE, ", relied_on_at = clock_timestamp()"),
        "in which they are not started",
    )
    yield (
        "started before the day in the file",
        [f"UPDATE checks_clearance {later} {{may_file}}", *starting()],
        "Nobody begins before the first day",
    )
    yield (
        "started before the day that was confirmed",
        [f"UPDATE vacancies_appointment {later} {{may_appointment}}", *starting()],
        "Nobody begins but on the first day that was confirmed",
    )
    yield (
        "approved by somebody who is no head",
        forged("earlystart", "{proposal}", "approved", PROPOSAL, ", approved_by_id = {stranger}, approved_at = now()"),
        "approved by a headteacher of the school",
    )


def begun_otherwise():
    """A new one that nobody proposed."""
    row = (
        "INSERT INTO checks_earlystart SELECT (jsonb_populate_record(NULL::checks_earlystart, to_jsonb(e) || "
        "jsonb_build_object({values}))).* FROM checks_earlystart e WHERE id = {{proposal}}"
    )
    fresh = "'id', 900001, 'version', 1"

    def begun(values, state="proposed"):
        insert = row.replace("{values}", f"{fresh}, 'state', '{state}', {values}")
        return [
            insert.replace("{{proposal}}", "{proposal}"),
            event("earlystart", "900001", state, PROPOSAL),
            head(PROPOSAL),
        ]

    yield (
        "begun as approved",
        begun("'approved_by_id', {stranger}, 'approved_at', now()", "approved"),
        "begins as a proposal",
    )
    yield (
        "begun for identity",
        begun("'certificate_id', {unclear}"),
        "waits for the enhanced certificate of its own file",
    )
    yield (
        "begun for another file",
        begun("'clearance_id', {open_file}"),
        "waits for the enhanced certificate of its own file",
    )
    yield "a second one at a time", begun("'fault', ''"), "one_early_start_at_a_time"
    yield "state without its event", [put("earlystart", "{proposal}", "withdrawn")], "has no event"
    yield "a state nobody declared", forged("earlystart", "{proposal}", "waived", PROPOSAL), "state_known"
    yield "removed", ["DELETE FROM checks_earlystart WHERE id = {proposal}"], "never deleted"
    yield "emptied", ["TRUNCATE checks_earlystart CASCADE"], "never emptied|never removed"


def at_work():
    """While somebody is at work under it."""
    for state in ("not_started", "to_decide", "concern"):
        yield f"the certificate put to {state} at work", forged("check", "{works_certificate}", state, WORKS), UNCLEAR
        yield f"identity put to {state} at work", forged("check", "{works_identity}", state, WORKS), UNCLEAR
        yield f"the list put to {state} at work", forged("check", "{works_list}", state, WORKS), UNCLEAR
    for state in ("ended", "withdrawn", "proposed"):
        yield f"{state} at work", forged("earlystart", "{works_early}", state, WORKS), UNCLEAR
    yield (
        "revoked before they began",
        forged("earlystart", "{works_early}", "revoked", WORKS, ", stopped_at = now() - interval '5 days'"),
        UNCLEAR,
    )
    yield (
        "the list's receipt voided at work",
        ["UPDATE checks_receipt SET voided_at = clock_timestamp() WHERE check_row_id = {works_list}"],
        UNCLEAR,
    )
    yield (
        "told to have begun later",
        ["UPDATE checks_clearance SET relied_on_at = relied_on_at + interval '20 days' WHERE id = {works_file}"],
        UNCLEAR,
    )


ATTACKS = [*spoiled(), *written_otherwise(), *begun_otherwise(), *told_otherwise(), *at_work()]
