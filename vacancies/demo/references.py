"""A reference as Jo takes it by phone: the referee's own answers, an address found elsewhere, and a call back to the office."""

from checks.reading import EDITION
from hiring import clock

CAME = {
    "caller": "we_called",
    "number": "01632 960377",
    "number_from": "The register of schools (GIAS)",
    "read_back": True,
}


def heard_by_phone(check, by, decider):
    """Written down, known to be theirs, looked into and accepted, each through the door."""
    check = type(check).objects.select_related(*type(check).locked_with).get(pk=check.pk)
    referee = check.referee
    check.take_by_phone(by=by, answers=_answers(referee), provenance=CAME | {"spoke_to": referee.name})
    where = {"source": "register", "where": f"The entry of {referee.organisation}"}
    check.confirm_contact(by=by, shows=referee.email.rpartition("@")[2], in_post="yes", **where)
    check.verify_referee(
        by=by,
        how="heads_office",
        source="The register of schools (GIAS)",
        number="01632 960377",
        spoke_to="The headteacher’s secretary, and then the headteacher",
        confirmed=["wrote", "post", "dates", "head"],
    )
    for flag in referee.red_flags.filter(settled_at=None):
        check.settle_red_flag(by=by, flag=flag, reason="Asked the headteacher there, who explained it.")
    check.clear(by=decider, reason="The dates agree, and the headteacher there confirms it.")
    return check


def _answers(referee):
    job = {"job_title": referee.candidate_job_title, "from_month": referee.candidate_from}
    return {
        "you": {
            "name": referee.name,
            "position": referee.position,
            "organisation": referee.organisation,
            "capacity": "line_manager",
            "known_since": referee.candidate_from or f"{clock.today().year - 3}-09",
        },
        "employment": job
        | {
            "agrees": "yes",
            "to_month": referee.candidate_to,
            "duties": "Prepared practical lessons for every year, with pupils in the room most days.",
            "leaving": referee.candidate_reason or "For a post nearer home.",
            "again": "yes",
            "again_why": "",
        },
        "suitability": {"satisfied": "yes", "satisfied_why": ""},
        "conduct": {"disciplinary": "no", "disciplinary_facts": "", "allegations": "no", "allegations_facts": ""}
        | {"referred": "no", "referred_facts": ""},
        "concerns": {"concern": "no", "concern_facts": ""},
        "signed": referee.name,
        "edition": EDITION,
    }
