"""Letters to the people who score: how many, how long, by when. No applicant is named."""

from hiring.models import Role
from workflows.letters import Letter, OneTimeLink, Page
from workflows.registry import effect

MINUTES_A_JUDGEMENT = 0.5


@effect("vacancy.open_scoring")
def your_scores_are_wanted(occasion):
    """To each sitting member, with the number they are to score."""
    vacancy = occasion.record
    count = vacancy.applications.exclude(submitted_at=None).exclude(state="withdrawn").count()
    minutes = -5 * (-(count * len(vacancy.scored_criteria) * MINUTES_A_JUDGEMENT) // 5)
    facts = {"vacancy": vacancy, "count": count, "minutes": int(minutes)}
    return [
        Letter("vacancy.open_scoring", seat.user.name, seat.user.email, vacancy, way_to_panel(seat), facts)
        for seat in vacancy.panel.sitting().select_related("user", "vacancy")
    ]


@effect("vacancy.propose_exception")
def you_are_asked_to_agree(occasion):
    """To the colleague whose word it takes: the applicant by code, and why."""
    vacancy, said = occasion.record, occasion.details
    made = vacancy.exception_of(said["applicant"]) if occasion.is_made else None
    if made is None:
        return None
    facts = {"vacancy": vacancy, "code": made.application.code, "made": made}
    page = Page(f"{vacancy.get_absolute_url()}agree-exception/")
    return Letter("vacancy.propose_exception", made.agreed_with.name, made.agreed_with.email, vacancy, page, facts)


def way_to_panel(seat):
    """Colleagues sign in by their own door; governors and others who only sit on panels get a link of their own."""
    if {each.role for each in seat.user.all_memberships} - {Role.PANEL_MEMBER}:
        return Page(f"/panel/{seat.vacancy.reference}/")
    return OneTimeLink("panel", seat.user.email, user=seat.user, subject_id=seat.pk)


def reminder(seat, left):
    """To a member who has not submitted: how many are left and by when."""
    return Letter(
        "panel.remind",
        seat.user.name,
        seat.user.email,
        seat.vacancy,
        way_to_panel(seat),
        {"left": left, "vacancy": seat.vacancy},
    )
