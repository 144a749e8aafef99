"""Everything that happened to one vacancy, newest first, with proof that nothing was changed or taken out."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from hiring import clock
from hiring.access import staff
from hiring.models import Role
from hiring.permissions import HR
from vacancies.models import Application, Appointment, Scorecard
from vacancies.next_steps import several_people
from vacancies.views.hr.around import SEES_HISTORY, around
from vacancies.views.hr.finding import the_vacancy
from workflows.history_words import in_words
from workflows.models import Event
from workflows.verified import verified

PAGE = 50
READS_ABOUT_PEOPLE = {*HR, Role.AUDITOR}
BETWEEN_A_MEMBER_AND_HR = ("vacancy.set_apart",)  # a head may sit on the panel, and it would say whom a member knows


@staff
def history(request, reference):
    """The vacancy's own chain. Who applied is named by code; heads see applicants' events from the shortlist on."""
    vacancy = the_vacancy(request, reference)
    roles = request.actor.roles_at(vacancy.school)
    if not roles & SEES_HISTORY:
        raise Http404("We could not find that page. Go to Home or search.")
    events = Event.objects.filter(root_type="vacancy", root_id=vacancy.pk)
    if not roles & READS_ABOUT_PEOPLE:
        events = events.filter(subject_type="vacancy").exclude(verb__in=BETWEEN_A_MEMBER_AND_HR)
    paginator = Paginator(events.select_related("actor", "note").order_by("-number"), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    about = _about(list(page.object_list))
    fault, verified_at = verified(vacancy, afresh="afresh" in request.GET)
    context = around(
        vacancy,
        request.actor,
        "History",
        fault=fault,
        intact=f"Chain intact: {several_people(vacancy.history_length, 'entry', 'entries')}",
        verified=_ago(verified_at),
        events=[_line(event, about) for event in page.object_list],
        only_some=not roles & READS_ABOUT_PEOPLE,
        pager=_pager(page),
    )
    return render(request, "vacancies/hr/history.html", context)


def _ago(at):
    """How fresh the proof is."""
    minutes = int((clock.now() - at).total_seconds() // 60) if at else 0
    return "verified just now" if minutes < 1 else f"verified {several_people(minutes, 'minute')} ago"


def _about(events):
    """What each event's subject is called, and whose it is: three queries at most, whatever the page holds."""
    ids = {}
    for event in events:
        ids.setdefault(event.subject_type, set()).add(event.subject_id)
    known = {}
    for pk, code, candidate in Application.objects.filter(pk__in=ids.get("application", ())).values_list(
        "pk", "code", "candidate"
    ):
        known["application", pk] = (code, candidate)
    offers = Appointment.objects.filter(pk__in=ids.get("appointment", ()))
    for pk, code, candidate in offers.values_list("pk", "application__code", "application__candidate"):
        known["appointment", pk] = (code, candidate)
    cards = Scorecard.objects.filter(pk__in=ids.get("scorecard", ()))
    for pk, name in cards.values_list("pk", "panel_member__user__name"):
        known["scorecard", pk] = (name, None)
    return known


def _line(event, about):
    """One event. A candidate is never named here: the code says whose application it was."""
    called, candidate = about.get((event.subject_type, event.subject_id), ("", None))
    who = "the candidate" if candidate and event.actor_id == candidate else None
    return in_words(event, about=called, who=who)


def _pager(page):
    if not page.has_other_pages():
        return None
    return {
        "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        "text": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }
