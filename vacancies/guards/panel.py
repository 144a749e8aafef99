"""What must be true before somebody leaves a panel, or an application leaves somebody's list."""

from vacancies.guards.words import KCSIE
from workflows.blockers import Blocker

FEWEST = 2  # "at least two people" carry out the shortlisting


def _seat(vacancy, move):
    """Whose place it is about; nothing while nobody has been named."""
    pk = move.details.get("seat")
    return vacancy.panel.sitting().filter(pk=pk).select_related("user", "scorecard").first() if pk else None


def they_sit_on_this_panel(vacancy, move):
    if "seat" in move.details and _seat(vacancy, move) is None:
        yield Blocker(code="panel.nobody", text="Nobody sits in that place on this panel.", owner="HR")


def two_would_still_shortlist(vacancy, move):
    """Two people or more shortlist (KCSIE Part three)."""
    if vacancy.panel.sitting().count() <= FEWEST:
        text = "Two people or more must shortlist, and only two sit on this panel. Add somebody first."
        fix = f"{vacancy.get_absolute_url()}setup/panel/"
        yield Blocker(code="panel.too_few", text=text, owner="HR", fix=fix, rule=KCSIE)


def their_scores_are_not_sealed(vacancy, move):
    seat = _seat(vacancy, move)
    card = getattr(seat, "scorecard", None)
    if card and card.state == "sealed":
        text = f"{seat.user.name} has submitted, so their scores count and stay as they are."
        yield Blocker(code="panel.submitted", text=text, owner=seat.user.name, since=card.sealed_at)


def it_is_their_own_list_or_hr_asks(vacancy, move):
    """A member takes an application out of their own list and nobody else's."""
    seat, by = _seat(vacancy, move), move.by
    theirs = seat and (by.link.subject_id == seat.pk if by.kind == "guest" else by.pk == seat.user_id)
    if seat and not theirs and by.kind == "user" and not by.roles_at(vacancy.school) & {"hr_officer", "hr_manager"}:
        yield Blocker(code="panel.not_yours", text="Only HR changes somebody else’s list.", owner="HR")


def it_is_an_application_to_score(vacancy, move):
    named = "applicant" in move.details
    if named and not vacancy.applications.filter(pk=move.details["applicant"], state="submitted").exists():
        yield Blocker(code="panel.no_applicant", text="Choose an applicant who is being considered.", owner="HR")
