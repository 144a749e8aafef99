"""The online searches of one vacancy, done for everybody shortlisted on one page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checks.panels import interviews
from hiring import clock
from hiring.access import staff
from hiring.permissions import HR
from vacancies.forms.online_searches import People, Person, Search
from vacancies.online_searches import latest, named, places_of, searches_of, unlike
from vacancies.views.hr.around import around
from vacancies.views.hr.finding import the_vacancy
from workflows.blockers import Refused
from workflows.views.preview import as_lines

MADE = {"shortlisted", "interviewing", "filled"}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def online_searches(request, reference):
    """Who was searched for, in which places, and one form for those who are left."""
    vacancy = the_vacancy(request, reference)
    if not request.actor.roles_at(vacancy.school) & HR or vacancy.state not in MADE:
        raise Http404("We could not find that page. Go to Home or search.")
    checks = searches_of(vacancy, request.actor)
    left = [check for check in checks if check.state in {"not_started", "waiting"}]
    data = request.POST if request.method == "POST" else None
    search = Search(data, initial={"evidence_on": clock.today()})
    people = People(Person(data, check=check) for check in left)
    if data is None:
        return page(request, vacancy, checks, search, people)
    return record(request, vacancy, checks, search, people)


def record(request, vacancy, checks, search, people):
    """Each person's receipt goes through the door; nothing is recorded until all that was typed is right."""
    filled = [person for person in people if person.is_filled]
    shared = search.shared() if search.is_valid() else None
    if shared and not filled:
        search.add_error(None, "Select a result for each person you searched for")
    evidence = [(person, person.evidence(search, shared)) for person in filled] if shared else []
    if search.errors or any(person.errors for person in people):
        return page(request, vacancy, checks, search, people, status=422)
    try:
        for person, form in evidence:
            person.check.record(by=request.actor, **form.details())
    except Refused as refused:
        return page(request, vacancy, checks, search, people, shut=refused.blockers, status=409)
    messages.success(request, f"{len(evidence)} {'search is' if len(evidence) == 1 else 'searches are'} recorded.")
    return redirect("online_searches", vacancy.reference)


def page(request, vacancy, checks, search, people, *, shut=(), status=200):
    on_panel = bool(checks) and interviews(checks[0].clearance, request.actor)
    context = around(
        vacancy,
        request.actor,
        "Online searches",
        rows=[row(check) for check in checks],
        unlike=unlike(checks),
        on_panel=on_panel,
        form=search,
        people=People() if on_panel else people,
        shut=as_lines(shut),
        formset=people,
    )
    return render(request, "vacancies/hr/online_searches.html", context, status=status)


def row(check):
    """One person: how it stands, where and for what they were searched, by whom."""
    receipt = latest(check)
    return {
        "check": check,
        "places": named(places_of(check)),
        "receipt": receipt,
        "result": check.kind.outcomes[receipt.outcome].label if receipt else "",
    }
