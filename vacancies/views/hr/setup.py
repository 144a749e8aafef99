"""Setting up a vacancy: a task list, and one short page for each part. Locked once others rely on it."""

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checks.kinds import KINDS
from checks.models import RulesPolicy
from checks.rules import InvalidCase, required_checks
from hiring.access import staff
from hiring.figures import whole
from hiring.permissions import HR, is_hr
from vacancies.clearing import role_facts
from vacancies.forms.setup import CriterionForm, InvitedMember, NewVacancy, PanelForm, form_of
from vacancies.models import PanelMember, Vacancy
from vacancies.setting_up import (
    PARTS,
    add_criterion,
    changed,
    hold,
    may_change,
    meanwhile,
    remove_criterion,
    shift_criterion,
    version_of,
    why_locked,
)
from vacancies.views.hr.finding import the_vacancy
from vacancies.views.hr.seating import seat_somebody_new
from workflows.blockers import Blocked, NotAllowed
from workflows.views.preview import as_lines

NOWHERE = "We could not find that page. Go to Home or search."
BEFORE_THE_ADVERT = {"draft", "awaiting_approval", "approved"}  # later its dates may well have passed
ADULT = {
    "age_at_start": 18,
    "names_changed": False,
    "rtw": "british_or_irish",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}


@staff
@require_http_methods(["GET", "POST"])
def new(request):
    """Begin a vacancy with the least that must be known."""
    if not any(membership.role in HR for membership in request.actor.all_memberships):
        raise PermissionDenied("Only HR can begin a vacancy. Ask your HR officer.")
    form = NewVacancy(request.POST or None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            vacancy = Vacancy.draft(by=request.actor, **form.cleaned_data)
        except (Blocked, NotAllowed) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{vacancy.get_absolute_url()}setup/", permanent=False)
    return render(
        request, "vacancies/hr/new.html", {"form": form, "nav": "vacancies"}, status=422 if form.errors else 200
    )


@staff
def tasks(request, reference):
    """Every part, and what is still missing from it before the next step."""
    vacancy = the_vacancy(request, reference)
    missing = _missing(vacancy) if vacancy.state in BEFORE_THE_ADVERT else []
    parts = [
        {
            "name": name,
            "label": label,
            "url": f"{vacancy.get_absolute_url()}setup/{name}/",
            "missing": sum(f"/setup/{name}/" in blocker.fix for blocker in missing),
            "locked": not may_change(vacancy, name, request.actor),
        }
        for name, label in PARTS.items()
    ]
    context = {"vacancy": vacancy, "parts": parts, "blockers": as_lines(missing), "nav": "vacancies"}
    context["may_send"] = is_hr(vacancy, request.actor)
    return render(request, "vacancies/hr/setup/tasks.html", context)


def _missing(vacancy):
    """What stands between this draft and being advertised, both gates at once."""
    from hiring import clock
    from vacancies.guards import the_advert_is_complete, the_post_is_complete
    from workflows.transitions import Move

    move = Move(by=None, at=clock.now())
    return [*the_post_is_complete(vacancy, move), *the_advert_is_complete(vacancy, move)]


@staff
@require_http_methods(["GET", "POST"])
def part(request, reference, name):
    """One part of the set-up."""
    vacancy = the_vacancy(request, reference)
    if name not in PARTS:
        raise Http404(NOWHERE)
    if name in {"person-spec", "panel"}:
        return {"person-spec": _specification, "panel": _panel}[name](request, vacancy)
    if request.method == "POST":
        return _change(request, vacancy, name, lambda held: form_of(name, held)(request.POST), _save_part)
    return _page(request, vacancy, name, form=form_of(name, vacancy)(None))


def _save_part(request, held, form):
    form.save_part()
    messages.success(request, f"Saved: {PARTS[form.part]}.")
    return f"{held.get_absolute_url()}setup/"


def _change(request, vacancy, name, form_for, save, show=None):
    """Save what was typed, holding the vacancy and only on the version the page was drawn with; else show it again."""
    show = show or _page
    with transaction.atomic():
        held = hold(vacancy)
        if not may_change(held, name, request.actor):
            raise PermissionDenied(why_locked(held, name))
        form = form_for(held)
        if request.POST.get("version") != version_of(held):
            return show(request, held, name, status=409, form=form, stale=meanwhile(held))
        if (form is None or form.is_valid()) and (where := save(request, held, form)):
            changed(held, request.user)
            return redirect(where)
    return show(request, the_vacancy(request, vacancy.reference), name, status=422, form=form)


def _derived(vacancy):
    """The checks an adult new to the trust would need for this role, each with its rule; None until the role is described."""
    if not vacancy.role_facts or not vacancy.starts_on:
        return None
    try:
        decision = required_checks(role_facts(vacancy), ADULT, RulesPolicy.of(vacancy.trust))
    except InvalidCase:
        return None
    return {
        "required": [{"title": KINDS[each.code].title, "need": each} for each in decision.required],
        "excluded": [
            {"title": KINDS[each.code].title, "rule": each.rule} for each in decision.excluded if each.code in KINDS
        ],
        "regulated_activity": decision.regulated_activity,
    }


def _page(request, vacancy, name, status=200, **context):
    context |= {
        "vacancy": vacancy,
        "name": name,
        "label": PARTS[name],
        "nav": "vacancies",
        "may_change": may_change(vacancy, name, request.actor),
        "version": version_of(vacancy),
        **_beside(vacancy, name),
    }
    template = name if name in {"person-spec", "panel", "checks"} else "part"
    return render(request, f"vacancies/hr/setup/{template}.html", context, status=status)


def _beside(vacancy, name):
    """What a page shows beside its form."""
    if name == "checks":
        return {"checks": _derived(vacancy)}
    if name == "person-spec":
        return {"criteria": list(vacancy.criteria.all())}
    return {"members": list(vacancy.panel.sitting().select_related("user"))} if name == "panel" else {}


def _specification(request, vacancy):
    """Every criterion in order, and a form to add one."""
    if request.method == "POST":
        return _change(request, vacancy, "person-spec", lambda held: CriterionForm(request.POST), _add)
    return _page(request, vacancy, "person-spec", form=CriterionForm())


def _add(request, held, form):
    criterion = form.save(commit=False)
    add_criterion(held, criterion)
    messages.success(request, f"Added {criterion.code}.")
    return request.path


@staff
@require_http_methods(["GET", "POST"])
def criterion(request, reference, code):
    """Change, move or remove one criterion."""
    vacancy = the_vacancy(request, reference)
    one = vacancy.criteria.filter(code=code).first()
    if one is None:
        raise Http404("We could not find that criterion.")
    do = request.POST.get("do")

    def save(request, held, form):
        if do == "remove":
            remove_criterion(held, one)
        elif do in {"up", "down"}:
            shift_criterion(held, one, -1 if do == "up" else 1)
        else:
            form.save()
        return f"{held.get_absolute_url()}setup/person-spec/"

    def show(request, vacancy, name, status=200, **context):
        context |= {
            "vacancy": vacancy,
            "criterion": one,
            "nav": "vacancies",
            "may_change": may_change(vacancy, "person-spec", request.actor),
            "version": version_of(vacancy),
        }
        return render(request, "vacancies/hr/setup/criterion.html", context, status=status)

    def form_for(held):
        return CriterionForm(request.POST, instance=one) if do is None else None

    if request.method == "POST" and do in {None, "remove", "up", "down"}:
        return _change(request, vacancy, "person-spec", form_for, save, show)
    return show(request, vacancy, "person-spec", form=CriterionForm(instance=one))


def _panel(request, vacancy):
    """Who scores, and whether anybody is trained."""
    inviting, removed = "invite" in request.POST, whole(request.POST.get("remove"))

    def save(request, held, form):
        if removed is not None:
            held.panel.filter(pk=removed, scorecard=None).delete()
        elif inviting and not seat_somebody_new(held, form, request.actor):
            return ""
        elif not inviting:
            PanelMember.objects.create(vacancy=held, seed=secrets.token_hex(16), **form.cleaned_data)
        return request.path

    def show(request, vacancy, name, form=None, **context):
        choose = form if form and not inviting else PanelForm(vacancy=vacancy)
        invited = form if inviting else InvitedMember()
        return _page(request, vacancy, name, form=form or choose, choose=choose, invited=invited, **context)

    def form_for(held):
        if inviting:
            return InvitedMember(request.POST)
        return PanelForm(request.POST, vacancy=held) if removed is None else None

    if request.method != "POST":
        return show(request, vacancy, "panel")
    return _change(request, vacancy, "panel", form_for, save, show)
