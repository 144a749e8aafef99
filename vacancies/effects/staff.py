"""Letters to the staff who act next: the owner of the vacancy, the budget holder, the head."""

from hiring.duty import hr_for, on_duty
from hiring.models import Role
from vacancies.effects.addressing import to_each
from vacancies.queries import matrix
from workflows.registry import effect, foretells


def owners(vacancy):
    return hr_for(vacancy.school, vacancy.written_by)


def to_owners(vacancy, words, about, **facts):
    return to_each(owners(vacancy), words, about, about.get_absolute_url(), vacancy=vacancy, **facts)


@effect("vacancy.send_for_approval")
def a_post_to_approve(occasion):
    """To those who may approve it, other than whoever wrote it."""
    vacancy = occasion.record
    approvers = on_duty(vacancy.school, Role.APPROVER) or on_duty(vacancy.school, Role.HEAD)
    others = [user for user in approvers if user.pk != vacancy.written_by_id]
    return to_each(others, "vacancy.send_for_approval", vacancy, vacancy.get_absolute_url(), vacancy=vacancy)


@effect("vacancy.approve", "vacancy.send_back")
def your_post_was_looked_at(occasion):
    """To whoever wrote it, with what to change if it was sent back."""
    return to_owners(occasion.record, occasion.verb, occasion.record, reason=occasion.reason)


@effect("vacancy.open_seal")
def every_score_is_in(occasion):
    """To HR, with the number of judgements to talk about, which nobody may know before the seal is open."""
    vacancy = occasion.record
    rows = matrix(vacancy) if vacancy.seal_is_open else None
    to_discuss = None if rows is None else sum(len(row.to_discuss) for row in rows)
    judged = None if rows is None else len(rows) * len(vacancy.scored_criteria)
    return to_owners(vacancy, "vacancy.open_seal", vacancy, to_discuss=to_discuss, judged=judged)


@effect("application.withdraw")
def somebody_withdrew(occasion):
    """To HR, about an application they had received."""
    application = occasion.record
    if occasion.from_state == "draft":
        return None
    return to_owners(application.vacancy, "application.withdraw.hr", application, application=application)


@effect("appointment.accept", "appointment.decline", "appointment.lapse")
def the_offer_is_answered(occasion):
    appointment = occasion.record
    words = f"{occasion.verb}.hr" if occasion.verb == "appointment.lapse" else occasion.verb
    return to_owners(appointment.vacancy, words, appointment, person=appointment.application.candidate.name)


@effect("appointment.reopen")
def a_start_is_held(occasion):
    """To HR and the head: a start that was confirmed is not any more."""
    appointment = occasion.record
    told = {user.pk: user for user in [*owners(appointment.vacancy), *on_duty(appointment.school, Role.HEAD)]}
    facts = {
        "vacancy": appointment.vacancy,
        "person": appointment.application.candidate.name,
        "starts_on": appointment.starts_on,
        "open_checks": [line.name for line in appointment.clearance.gate().lines],
    }
    path = appointment.get_absolute_url()
    return to_each(told.values(), "appointment.reopen", appointment, path, **facts)


@foretells("scorecard.seal")
def the_seal_opens_with_the_last(occasion):
    """When everybody else has submitted, this one opens the scores."""
    from hiring.actors import SYSTEM
    from workflows.occasion import Occasion

    card, vacancy = occasion.record, occasion.record.vacancy
    waiting = vacancy.panel.sitting().filter(scorecard__state="open").exclude(pk=card.panel_member_id)
    return [] if waiting.exists() else [Occasion.supposed("vacancy.open_seal", vacancy, SYSTEM)]
