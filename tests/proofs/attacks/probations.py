"""A decision that nobody took, a probation that drifts past the law's own day, and reviews written otherwise."""

from tests.proofs.attacks.forging import copied, event, forged, head, put

FILE = ("clearance", "{relied_on}")
ROW = "UPDATE vacancies_probation SET {} WHERE id = {{probation}}"
NO_EVENT = "has no event that made it so"
STAND = "set when it begins and stand"
INTO_PROTECTION = "probation_is_not_extended_into_protection"
DECIDED = ", decided_by_id = {stranger}, decided_on = current_date"


def decided():
    """Confirmed, extended, ended: each as nearly right as SQL can make it, less one thing."""
    yield "confirmed without its event", [put("probation", "{probation}", "confirmed", DECIDED)], NO_EVENT
    yield "ended without its event", [put("probation", "{probation}", "ended", DECIDED)], NO_EVENT
    yield (
        "extended without its event",
        [put("probation", "{probation}", "extended", ", extended_to = protected_on - 1")],
        NO_EVENT,
    )
    yield "confirmed by nobody", forged("probation", "{probation}", "confirmed", FILE), "decided_by_somebody"
    yield "ended by nobody", forged("probation", "{probation}", "ended", FILE), "decided_by_somebody"
    yield (
        "decided while it runs",
        [ROW.format("decided_by_id = {stranger}, decided_on = current_date")],
        "decided_by_somebody",
    )
    yield "extended to no day", forged("probation", "{probation}", "extended", FILE), "extended_to_a_day"
    yield "confirmed on another's event", [
        put("probation", "{probation}", "confirmed", DECIDED),
        event("probation", "{probation}", "extended", FILE),
        head(FILE),
    ], NO_EVENT  # fmt: skip


def drifting():
    """Past the last lawful day, by every column that could bring it there."""
    for name, until in [("to the day of protection", "protected_on"), ("by a year", "protected_on + 365")]:
        extra = f", extended_to = {until}"
        yield f"extended {name}", forged("probation", "{probation}", "extended", FILE, extra), INTO_PROTECTION
        yield f"extended {name}, with no move", [ROW.format(f"extended_to = {until}")], INTO_PROTECTION
    yield "extended to an earlier day", [ROW.format("extended_to = decide_by - 1")], INTO_PROTECTION
    for name in ("began_on", "employed_since", "decide_by", "protected_on"):
        yield f"{name} put off by a day", [ROW.format(f"{name} = {name} + 1")], f"{STAND}|probation_runs_forward"
    yield (
        "both put off together",
        [ROW.format("extended_to = protected_on + 30, protected_on = protected_on + 60")],
        STAND,
    )
    yield "moved to another appointment", [ROW.format("appointment_id = {accepted}")], STAND
    yield (
        "begun anew with a later day of protection",
        [copied("vacancies_probation", "{probation}", "900001", appointment_id="{accepted}",
                protected_on="current_date + 1000")],
        "protected_as_the_law_says",
    )  # fmt: skip
    yield (
        "begun anew with a decision after protection",
        [copied("vacancies_probation", "{probation}", "900001", appointment_id="{accepted}",
                decide_by="current_date + 1000")],
        "decided_before_protection",
    )  # fmt: skip
    yield (
        "a second for the same appointment",
        [copied("vacancies_probation", "{probation}", "900001")],
        "appointment_id",
    )


def reviews():
    table, stands = "vacancies_probationreview", "never changed"
    for name, value in [("agreed", "''"), ("held_on", "held_on - 9"), ("week", "12"), ("met_by", "'Nobody'")]:
        yield f"a review: {name}", [f"UPDATE {table} SET {name} = {value} WHERE id = {{review}}"], stands
    yield "a review: removed", [f"DELETE FROM {table} WHERE id = {{review}}"], "never before"
    yield "a review: emptied", [f"TRUNCATE {table}"], "never emptied"
    yield "a review: held twice", [copied(table, "{review}", "900001")], "each_review_is_held_once"


ATTACKS = [*decided(), *drifting(), *reviews()]
