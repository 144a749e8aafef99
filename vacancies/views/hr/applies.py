"""The checks that apply to a post, and why: for an adult new to the trust, before anything is known of a person."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from checks.rules import InvalidCase
from checks.views.staff.applying import applied
from hiring.access import staff
from hiring.permissions import READS_CHECKS
from vacancies.clearing import role_facts
from vacancies.views.hr.finding import the_vacancy
from vacancies.views.hr.setup import ADULT

NOTE = "This is for an adult new to the trust. What a person brings with them, such as time abroad, can add checks."


@staff
@require_safe
def applies(request, reference):
    """The answer of the rules for the post, as at the planned first day."""
    vacancy = the_vacancy(request, reference)
    page = vacancy.get_absolute_url()
    context = {
        "nav": "vacancies",
        "answer": answer_for(vacancy),
        "subject": str(vacancy),
        "note": NOTE,
        "back": {"url": page, "label": str(vacancy)},
        "why_not": "Say what the role does, and when it begins.",
        "fix_url": f"{page}setup/checks/",
        "fix_label": "What the role does, and its checks",
        "rules_are_shut": not any(held.role in READS_CHECKS for held in request.actor.all_memberships),
    }
    return render(request, "checks/staff/applies.html", context)


def answer_for(vacancy):
    """What the rules say; None while the post is not described."""
    if not vacancy.role_facts or not vacancy.starts_on:
        return None
    try:
        return applied(role_facts(vacancy), ADULT, vacancy.trust)
    except InvalidCase:
        return None
