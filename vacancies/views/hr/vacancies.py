"""Every vacancy this person may know of, filtered by what the address says."""

from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render

from hiring.access import staff
from hiring.models import School
from hiring.permissions import HR
from hiring.questions import Questions
from vacancies.models import Application, Vacancy
from vacancies.next_dates import next_dates
from vacancies.permissions import trusts_whose_totals_are_read
from vacancies.views.hr.around import MARKS

PAGE = 50
LIVE = [state for state in Vacancy.State.values if state not in {"filled", "cancelled"}]


class VacancyFilter(Questions):
    """A school, a state, or words of the title or reference."""

    q = forms.CharField(label="Title or reference", required=False, max_length=60)
    school = forms.ChoiceField(label="School", required=False)
    state = forms.ChoiceField(label="State", required=False)

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [("", "Every school"), *((each.slug, each.name) for each in schools)]
        states = [("", "In hand"), *Vacancy.State.choices, ("all", "All, with the ended ones")]
        self.fields["state"].choices = states


@staff
def vacancies(request):
    """The list: what is in hand unless another state is asked for, newest first."""
    schools = list(School.objects.visible_to(request.actor))
    asked = {key: request.GET.get(key, "").strip()[:60] for key in ("q", "school", "state")}
    mine = Vacancy.objects.visible_to(request.actor)
    found = _chosen(mine, asked)
    paginator = Paginator(found.select_related("school").order_by("-pk"), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    rows = _rows(page.object_list)
    context = {
        "nav": "vacancies",
        "rows": rows,
        "filters": _filters(asked, schools, paginator.count),
        "pager": _pager(page, asked),
        "may_draft": any(each.role in HR for each in request.actor.all_memberships),
        "filtered": any(asked.values()),
        "reads_equality": bool(trusts_whose_totals_are_read(request.actor)),
    }
    return render(request, "vacancies/hr/vacancies.html", context)


def _chosen(vacancies, asked):
    if asked["q"]:
        vacancies = vacancies.filter(Q(title__icontains=asked["q"]) | Q(reference__icontains=asked["q"]))
    if asked["school"]:
        vacancies = vacancies.filter(school__slug=asked["school"])
    if asked["state"] in Vacancy.State.values:
        return vacancies.filter(state=asked["state"])
    return vacancies if asked["state"] == "all" else vacancies.filter(state__in=LIVE)


def _rows(vacancies):
    """The page's lines, with how many have applied and what date is next (two queries more)."""
    vacancies = list(vacancies)
    dates = next_dates(vacancies)
    sent = Application.objects.filter(vacancy__in=vacancies).exclude(state="draft").order_by()
    numbers = dict(sent.values_list("vacancy").annotate(number=Count("pk")))
    return [
        {
            "vacancy": vacancy,
            "mark": MARKS[vacancy.state],
            "applicants": numbers.get(vacancy.pk, 0) if vacancy.published_at else "",
            "date": dates.get(vacancy.pk),
        }
        for vacancy in vacancies
    ]


def _filters(asked, schools, count):
    names = {each.slug: each.name for each in schools}
    words = {"q": f"Search: {asked['q']}", "school": names.get(asked["school"], asked["school"])}
    words["state"] = dict(Vacancy.State.choices).get(asked["state"], "With the ended ones")
    active = [{"label": words[key], "url": _address(asked | {key: ""})} for key, value in asked.items() if value]
    return {
        "form": VacancyFilter(initial=asked, schools=schools),
        "active": active,
        "clear_url": "?" if len(active) > 1 else "",
        "count": f"{count} {'vacancy' if count == 1 else 'vacancies'}{'' if asked['state'] else ' in hand'}",
    }


def _address(asked, **more):
    said = urlencode({key: value for key, value in (asked | more).items() if value})
    return f"?{said}"


def _pager(page, asked):
    if not page.has_other_pages():
        return None
    return {
        "previous_url": _address(asked, page=page.previous_page_number()) if page.has_previous() else "",
        "next_url": _address(asked, page=page.next_page_number()) if page.has_next() else "",
        "text": f"{page.start_index()} to {page.end_index()} of {page.paginator.count}",
    }
