"""Rows as plain facts, ready for the serializers."""

from hiring.models import Role
from hiring.permissions import HR
from vacancies.tracker import is_open
from vacancies.views.public.adverts import STATEMENTS
from workflows.history_words import change_of, title_of

HANDLES_PEOPLE = {*HR, Role.HEAD, Role.SAFEGUARDING_LEAD}


def vacancy_line(vacancy, staff):
    return {
        **{
            name: getattr(vacancy, name)
            for name in ("reference", "title", "school", "posts", "closes_at", "starts_on")
        },
        "salary_from": vacancy.salary_from,
        "salary_to": vacancy.salary_to,
        "is_open": bool(vacancy.closes_at) and is_open(vacancy),
        "state": vacancy.state if staff else None,
        "state_words": vacancy.state_words if staff else None,
        "updated_at": vacancy.updated_at if staff else None,
    }


def vacancy_whole(vacancy, staff):
    plain = ("summary", "contract", "hours", "weeks", "contact", "shortlist_by", "interviews_on", "decision_by")
    return {
        **vacancy_line(vacancy, staff),
        **{name: getattr(vacancy, name) for name in plain},
        "may_close_early": vacancy.may_close_early,
        "duties": [line for line in vacancy.duties.splitlines() if line.strip()],
        "statements": [text for text in (getattr(vacancy, name) for name in STATEMENTS) if text.strip()],
        "criteria": [criterion(each) for each in vacancy.criteria.all()],
    }


def criterion(each):
    return {"code": each.code, "text": each.text, "is_essential": each.is_essential, "question": each.question or None}


def application_line(application):
    offer = getattr(application, "appointment", None)
    return {
        "id": application.pk,
        "code": application.code,
        "vacancy": application.vacancy.reference,
        "state": application.state,
        "state_words": application.state_words,
        "name": application.candidate.name if application.names_are_shown else None,
        "submitted_at": application.submitted_at,
        "updated_at": application.updated_at,
        "person": application.clearance_id,
        "appointment": offer.pk if offer else None,
    }


def application_whole(application, actor):
    handles = actor.roles_at(application.school) & HANDLES_PEOPLE
    interview = getattr(application, "interview", None)
    contact = {"email": application.candidate.email, "phone": application.phone}
    return {
        **application_line(application),
        "name": application.candidate.name,
        "contact": contact if handles else None,
        "interview": interview,
        "version": application.version,
    }


def appointment(offer):
    plain = ("starts_on", "salary", "reply_by", "offered_at", "accepted_at", "confirmed_at", "started_on", "version")
    return {
        "id": offer.pk,
        "application": offer.application_id,
        "person": offer.clearance_id,
        "vacancy": offer.vacancy.reference,
        "state": offer.state,
        "state_words": offer.state_words,
        "is_unconditional": offer.is_unconditional,
        **{name: getattr(offer, name) for name in plain},
    }


def audit(event):
    return {
        "chain": f"{event.root_type} {event.root_id}",
        "number": event.number,
        "at": event.at,
        "verb": event.verb,
        "title": title_of(event),
        "who": event.who,
        "change": change_of(event),
        "mac": event.mac,
    }


def scorecard(card, actor):
    return {
        "id": card.pk,
        "vacancy": card.vacancy.reference,
        "member": card.panel_member.user.name,
        "state": card.state,
        "state_words": card.state_words,
        "is_mine": card.panel_member.user_id == actor.pk,
        "declared_at": card.panel_member.declared_at,
        "version": card.version,
    }


def my_scorecard(desk, applicants, actor):
    scores = [(judgement, desk.scores.get(judgement)) for judgement in desk.judgements]
    return {
        **scorecard(desk.card, actor),
        "scores": [
            {
                "applicant": code,
                "criterion": each.code,
                "value": score.value if score else None,
                "reason": score.reason if score else "",
                "needs_reason": desk.lacks_reason((each, code)),
            }
            for (each, code), score in scores
        ],
        "applicants": [{"code": each.code, "answers": each.answers} for each in applicants],
    }
