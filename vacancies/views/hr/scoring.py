"""Who has submitted and who has not, in counts only; and what HR can do about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hiring.null_bytes import typed
from hiring.templatetags.dates import day
from vacancies.effects.panel import reminder
from vacancies.forms.shortlisting import WhyForm
from vacancies.models import PanelMember, Scorecard
from vacancies.panel_progress import in_a_sentence, panel_of
from vacancies.queries import JUDGED
from vacancies.views.hr.judging import for_hr, standing_around
from workflows.blockers import Refused
from workflows.emails import post
from workflows.views import move
from workflows.views.preview import as_lines


@for_hr
@require_GET
def scoring(request, vacancy):
    """The panel, member by member: how many of how many, never what."""
    judged = vacancy.applications.filter(state__in=JUDGED).count()
    progress = panel_of(vacancy, judged)
    seats = vacancy.panel.sitting().select_related("user", "scorecard").prefetch_related("conflicts__application")
    rows = [_row(vacancy, seat, how_far) for seat, how_far in zip(seats.order_by("id"), progress, strict=True)]
    facts = {
        "rows": rows,
        "summary": in_a_sentence(progress),
        "gone": vacancy.panel.exclude(stood_down_at=None).select_related("user", "stood_down_by"),
        "without_card": [row for row in rows if not row["progress"].opened] if vacancy.state == "scoring" else [],
        "codes": vacancy.applications.filter(state="submitted").order_by("code").values_list("code", flat=True),
        "page": f"{vacancy.get_absolute_url()}scoring/",
    }
    return render(request, "vacancies/hr/scoring.html", standing_around(request, vacancy, "Scoring", **facts))


def _row(vacancy, seat, progress):
    open_still = vacancy.state == "scoring"
    return {
        "seat": seat,
        "progress": progress,
        "left": max(0, progress.wanted - progress.given),
        "knows": sorted(conflict.application.code for conflict in seat.conflicts.all()),
        "may_remind": open_still and progress.opened and not progress.sealed,
        "may_reopen": open_still and progress.sealed,
        "may_stand_down": vacancy.state in {"published", "closed", "scoring"} and not progress.sealed,
    }


def still_sealed(request, vacancy):
    """Nobody reads a score before everybody has submitted: not HR, not the chair, not the head."""
    judged = vacancy.applications.filter(state__in=JUDGED).count()
    waiting = [member.name for member in panel_of(vacancy, judged) if member.opened and not member.sealed]
    facts = {"waiting": waiting, "due": day(vacancy.scores_due_on)}
    context = standing_around(request, vacancy, "Scoring", **facts)
    return render(request, "vacancies/hr/sealed.html", context, status=200)


def the_seat(vacancy, pk):
    return get_object_or_404(PanelMember.objects.sitting().select_related("user"), vacancy=vacancy, pk=pk)


def _back(vacancy):
    return redirect(f"{vacancy.get_absolute_url()}scoring/")


@for_hr
@require_POST
def remind(request, vacancy, pk):
    """Write once more to a member who has not submitted."""
    seat = the_seat(vacancy, pk)
    seat.vacancy = vacancy
    card = getattr(seat, "scorecard", None)
    if card and card.state == "open" and vacancy.state == "scoring":
        post(reminder(seat, card.unfinished()[0]))
        messages.success(request, f"We have written to {seat.user.name}.")
    return _back(vacancy)


@for_hr
@require_http_methods(["GET", "POST"])
def stand_down(request, vacancy, pk):
    """A member can no longer sit. If nobody else is waited for, the seal opens."""
    seat = the_seat(vacancy, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            vacancy.stand_down(by=request.actor, seat=seat.pk, reason=form.cleaned_data["why"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{seat.user.name} no longer sits on this panel.")
            return _back(vacancy)
    shut = vacancy.stand_down.dry_run(by=request.actor, seat=seat.pk).blockers
    facts = {"seat": seat, "form": form, "shut": as_lines(shut)}
    context = standing_around(request, vacancy, "Scoring", **facts)
    return render(request, "vacancies/hr/stand_down.html", context, status=422 if form.errors else 200)


@for_hr
@require_POST
def set_aside(request, vacancy, pk):
    """HR takes an application out of a member's list, because the member said they may know who it is."""
    seat = the_seat(vacancy, pk)
    application = vacancy.applications.filter(code=typed(request, "code")).first()
    if application is None:
        messages.warning(request, "Choose an applicant.")
        return _back(vacancy)
    try:
        vacancy.set_apart(by=request.actor, seat=seat.pk, applicant=application.pk)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{application.code} is out of {seat.user.name}’s list.")
    return _back(vacancy)


@for_hr
@require_http_methods(["GET", "POST"])
def reopen(request, vacancy, pk):
    """Let a member correct something before anybody has seen the scores; the same check page as every move."""
    card = get_object_or_404(
        Scorecard.objects.select_related("panel_member__vacancy__school__trust", "panel_member__user"),
        panel_member__vacancy=vacancy,
        panel_member=pk,
    )
    back = {"url": f"{vacancy.get_absolute_url()}scoring/", "label": f"Scoring, {vacancy.title}"}
    return move(request, card, "reopen", nav="vacancies", back=back)


@for_hr
@require_POST
def deal(request, vacancy):
    """Hand scorecards to members who joined after scoring opened."""
    try:
        cards = Scorecard.deal(by=request.actor, vacancy=vacancy)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{len(cards)} scorecard{'' if len(cards) == 1 else 's'} handed out.")
    return _back(vacancy)
