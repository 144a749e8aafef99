"""What must be true before an interview, and what an interview must have said before an offer."""

from workflows.blockers import Blocker


def vacancy_is_interviewing(application, move):
    vacancy = application.vacancy
    if vacancy.state != "interviewing":
        text = f"{vacancy} is at “{vacancy.state_words}”. Confirm the shortlist and begin interviews first."
        yield Blocker(code="vacancy.not_interviewing", text=text, owner="HR", fix=vacancy.get_absolute_url())


def references_are_in(application, move):
    """G08: references are in before the interview, or a named person says why not (KCSIE: wherever possible)."""
    if move.details.get("without_references"):
        return
    for check in application.clearance.checks.filter(
        code="references", state__in=["not_started", "waiting"]
    ).select_related("referee"):
        yield Blocker(
            code=f"references.{check.number}.not_in",
            text=f"Reference {check.number} is not in. Wait for it, or say why the interview went ahead without it.",
            owner=check.holder,
            since=check.held_since,
            fix=f"/people/{application.clearance_id}/checks/{check.pk}/",
            rule="KCSIE Part three, references (G08)",
        )


def it_is_recommended(application, move):
    """An offer follows a recorded interview and a recommendation to appoint (I7)."""
    interview = getattr(application, "interview", None)
    if interview is None or interview.recommendation not in {"appoint", "reserve"}:
        text = f"The panel has not recommended {application.candidate.name} for appointment."
        yield Blocker(
            code="application.not_recommended", text=text, owner="the panel", fix=application.get_absolute_url()
        )
