"""One decision for several people: who can go and who cannot, then side by side through the door."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render

from hiring.access import staff
from hiring.figures import whole
from vacancies.models import Application
from vacancies.next_steps import several_people
from vacancies.pipeline import PAGE, in_sight
from vacancies.views.hr.around import around
from vacancies.views.hr.finding import the_vacancy
from workflows.blockers import Refused
from workflows.emails import letters_foretold
from workflows.forms import details_of, form_on, supposing
from workflows.history_words import past
from workflows.together import Try, ask_many, go_through_many
from workflows.views.preview import as_lines, letters_of_many
from workflows.views.said import with_letters

READ_WITH = ("candidate", "clearance__school__trust")
READ_BESIDE = ("candidate__memberships", "referees")  # what their letters are written from


@staff
def bulk(request, reference):
    """The check page (GET) and the moves themselves (POST)."""
    vacancy = the_vacancy(request, reference)
    wanted = request.POST.get("move") or request.GET.get("move")
    if not wanted:
        return _back(vacancy)
    rule = Application.rule_of(wanted)
    if rule is None or not rule.together:
        raise Http404("We could not find that page. Go to Home or search.")
    people = _ticked(request, vacancy)
    if not people:
        messages.error(request, "Select at least one applicant.")
        return _back(vacancy)
    form = form_on(people[0], rule, request.actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _go(request, vacancy, rule, people, details_of(form, rule))
    return _check(request, vacancy, rule, people, form)


def _ticked(request, vacancy):
    """The people chosen, at most a page of them; a code this person may not see is as if it were not there."""
    codes = (request.POST if request.method == "POST" else request.GET).getlist("code")[:PAGE]
    rows = in_sight(vacancy, request.actor).filter(code__in=codes).select_related(*READ_WITH).order_by("code")
    people = list(rows.prefetch_related(*READ_BESIDE))
    for each in people:
        each.vacancy = vacancy
    return people


def _check(request, vacancy, rule, people, form):
    """Each person tried without moving anybody: those who can go, those who cannot and every reason."""
    can, cannot = [], []
    tries = [Try(each, supposing(form, rule)) for each in people]
    for each, verdict in zip(people, ask_many(tries, rule, by=request.actor), strict=True):
        (can if verdict.allowed else cannot).append({"application": each, "reasons": as_lines(verdict.blockers)})
    context = around(
        vacancy,
        request.actor,
        "Applicants",
        rule=rule,
        can=can,
        cannot=cannot,
        form=form,
        letters=letters_of_many(rule, [one["application"] for one in can], request.actor),
        title=f"{rule.label}: {len(can)} of {len(people)} can go"
        if cannot
        else f"{rule.label}: {several_people(len(can), 'person', 'people')}",
    )
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "vacancies/hr/bulk.html", context, status=status)


def _go(request, vacancy, rule, people, details):
    """Everybody who can, in one transaction; those who cannot stay where they are and are named."""
    foretold = {each.pk: letters_foretold(rule.event, each, request.actor, details) for each in people}
    tries = [Try(each, details, _version(request, each)) for each in people]
    try:
        outcome = go_through_many(tries, rule, by=request.actor)
    except Refused as refused:
        messages.warning(request, f"Nobody moved. {refused}")
        return _back(vacancy)
    if outcome.moved:
        written_to = [letter.not_before for each in outcome.moved for letter in foretold[each.pk]]
        messages.success(request, said_of(outcome.moved, vacancy, rule, written_to))
    for each, refused in outcome.refused:
        messages.warning(request, f"{each.code} did not move. {refused}")
    return _back(vacancy)


def _version(request, application):
    """The copy the person was looking at; a page that does not say is never up to date."""
    return whole(request.POST.get(f"version-{application.code}"), -1)


def said_of(moved, vacancy, rule, written_to):
    """Who moved where, who is written to and when; and for a decision, where all of it is undone."""
    states = dict(Application.State.choices)
    codes = ", ".join(each.code for each in moved)
    went = (
        f"{codes} moved to {states[rule.targets[0]]}." if len(rule.targets) == 1 else f"{past(rule.label)}: {codes}."
    )
    return with_letters(went, written_to, where_undone(moved, vacancy, rule))


def where_undone(moved, vacancy, rule):
    """The check page of the opposite move for the same people."""
    if not rule.undone_by:
        return ""
    asked = [("move", Application.rule_of(rule.undone_by).slug), *(("code", each.code) for each in moved)]
    return f"{vacancy.get_absolute_url()}applicants/bulk/?{urlencode(asked)}"


def _back(vacancy):
    response = HttpResponseRedirect(f"{vacancy.get_absolute_url()}applicants/")
    response.status_code = 303
    return response
