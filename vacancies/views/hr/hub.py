"""One vacancy: what is next and what is in its way, its dates, its panel, and everybody who applied."""

from django.shortcuts import render

from hiring.access import staff
from hiring.permissions import is_hr
from hiring.templatetags.dates import distance
from vacancies.gates import chip_of, gate_of
from vacancies.moving import moves_of_vacancy
from vacancies.next_steps import Facts, steps
from vacancies.panel_progress import in_a_sentence, panel_of, still_to_submit
from vacancies.pipeline import tally
from vacancies.queries import JUDGED
from vacancies.views.hr.around import around
from vacancies.views.hr.finding import the_vacancy
from vacancies.views.hr.listing import applicants


@staff
def hub(request, reference):
    """The overview, with the pipeline under it."""
    vacancy, counts, panel = _read(request, reference)
    gate = gate_of(vacancy, request.actor)
    context = _page(request, vacancy, counts, panel, "Overview")
    context["identity"] |= {"chip": chip_of(vacancy, gate), "menu": moves_of_vacancy(vacancy, request.actor)}
    more = {"gate": gate, "dates": dates_of(vacancy), "panel": panel, "todo": _todo(request.actor, vacancy, counts)}
    more["tells_dates"] = vacancy.published_at is not None and is_hr(vacancy, request.actor)
    return render(request, "vacancies/hr/hub.html", context | more)


@staff
def pipeline(request, reference):
    """The applicants by themselves."""
    vacancy, counts, panel = _read(request, reference)
    return render(request, "vacancies/hr/applicants.html", _page(request, vacancy, counts, panel, "Applicants"))


def _read(request, reference):
    vacancy = the_vacancy(request, reference)
    counts = tally(vacancy)
    judged = sum(number for (state, _), number in counts.items() if state in JUDGED)
    return vacancy, counts, panel_of(vacancy, judged)


def _page(request, vacancy, counts, panel, current):
    listing = applicants(request, vacancy, counts, still_to_submit(panel))
    context = around(vacancy, request.actor, current, applicants=sum(counts.values()), **listing)
    if vacancy.state == "scoring":
        context["identity"]["facts"] = [f"Scores: {in_a_sentence(panel)}"]
    return context


def _todo(actor, vacancy, counts):
    """While people are interviewed several things are next at once; at other times the gate says it all."""
    if vacancy.state != "interviewing":
        return []
    roles, base = actor.roles_at(vacancy.school), vacancy.get_absolute_url()
    mine = [step for step in steps(vacancy, Facts(counts)) if step.roles & roles]
    return [
        {
            "mark": "none",
            "word": "Next",
            "sentence": each.sentence,
            "action": {"url": f"{base}{each.path}", "label": each.label},
        }
        for each in mine
    ]


def dates_of(vacancy):
    """The dates of a vacancy in order, each with its meaning."""
    dates = [
        ("Closes", vacancy.closes_at, True),
        ("Scores due", vacancy.scores_due_on, False),
        ("Shortlist promised", vacancy.shortlist_by, True),
        ("Interviews", vacancy.interviews_on, False),
        ("Decision promised", vacancy.decision_by, True),
        ("Start", vacancy.starts_on, False),
    ]
    return [{"label": label, "on": on, "clock": clock, "note": distance(on)} for label, on, clock in dates if on]
