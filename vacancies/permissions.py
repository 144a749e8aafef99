"""Who may do what in a vacancy. The subject knows its school."""

from hiring.models import Role
from hiring.permissions import any_of, is_about, is_hr, is_system

READS_TOTALS = {Role.HR_MANAGER, Role.AUDITOR}  # of the equality questions, never anybody's answers


def is_the_candidate(subject, actor):
    """The person whose application or offer it is."""
    return actor.kind == "user" and actor.is_authenticated and actor.pk == subject.candidate_id


is_the_candidate.words = "the candidate"


def is_this_panel_member(scorecard, actor):
    """The member whose scorecard it is, signed in or by their own link."""
    member = scorecard.panel_member
    if actor.kind == "guest":
        return actor.link.purpose == "panel" and actor.link.subject_id == member.pk
    return actor.kind == "user" and actor.pk == member.user_id


is_this_panel_member.words = "the panel member whose scores these are"


def chairs_this_panel(subject, actor):
    """The chair of the vacancy's panel."""
    if is_about(subject, actor):
        return False
    vacancy = getattr(subject, "vacancy", subject)
    return actor.kind == "user" and any(seat.is_chair and seat.user_id == actor.pk for seat in _sitting(vacancy))


chairs_this_panel.words = "the panel's chair"


def sits_on_this_panel(vacancy, actor):
    """Any member of the vacancy's panel, signed in or by their own link."""
    if actor.kind == "guest":
        return actor.link.purpose == "panel" and any(seat.pk == actor.link.subject_id for seat in _sitting(vacancy))
    return actor.kind == "user" and any(seat.user_id == actor.pk for seat in _sitting(vacancy))


def _sitting(vacancy):
    return [seat for seat in vacancy.panel.all() if seat.stood_down_at is None]


sits_on_this_panel.words = "a member of the panel"

is_hr_or_system = any_of(is_hr, is_system)
is_hr_or_chair = any_of(is_hr, chairs_this_panel)
is_hr_or_on_the_panel = any_of(is_hr, sits_on_this_panel)


def trusts_whose_totals_are_read(actor):
    """The trusts for the whole of which somebody does HR, or audits; whoever does so at one school reads none."""
    return [each.trust for each in actor.all_memberships if each.role in READS_TOTALS and each.school_id is None]
