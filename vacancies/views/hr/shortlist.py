"""The shortlist: the line, who ties across it, who is added, why the others are not in; and one button that does it all."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hiring.null_bytes import typed
from hiring.permissions import is_hr
from vacancies.forms.shortlisting import ExceptionForm, LineForm, TieForm, exception_in_words
from vacancies.models import Application, TieDecision
from vacancies.queries import judged, plan_of
from vacancies.shortlisting import drafted_reason, tie_sentence
from vacancies.views.hr.bulk import where_undone
from vacancies.views.hr.confirming import carry_out, changed, in_the_way, lacking, letters_to_be_sent
from vacancies.views.hr.judging import for_hr_or_chair, standing_around
from vacancies.views.hr.shortlist_tables import on_the_page, page_of, tables
from workflows.blockers import Refused
from workflows.views.preview import as_lines
from workflows.views.said import with_letters


def the_plan(vacancy):
    """The shortlist as it stands now, in a fixed number of queries."""
    return vacancy.plan()


def the_plan_with_people(vacancy, actor):
    """The same, with who each applicant is, and whether this actor may know."""
    known = Application.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    return plan_of(vacancy, judged(vacancy).select_related("candidate").annotate(is_known=Exists(known)))


@for_hr_or_chair
@require_GET
def shortlist(request, vacancy):
    """Everybody in order, and what stands in the way of confirming."""
    return show(request, vacancy, the_plan_with_people(vacancy, request.actor))


def show(request, vacancy, made, *, forms=None, reasons=None, blockers=None, status=200):
    open_still = vacancy.state == "moderating"
    confirmed = vacancy.state in {"shortlisted", "interviewing", "filled"}
    hr = is_hr(vacancy, request.actor)
    page = f"{vacancy.get_absolute_url()}shortlist/"
    shown, pager = on_the_page(made, after(request), page)
    untold = [place for place in made.left_out if not place.is_settled]
    if blockers is None:
        blockers = in_the_way(request.actor, vacancy, made) if open_still else []
    facts = {
        "made": made,
        "tables": tables(vacancy, made, names=confirmed, shown=shown),
        "pager": pager,
        "after": after(request),
        "open_still": open_still,
        "confirmed": confirmed,
        "line_form": LineForm(initial={"places": vacancy.interview_places}),
        "tie": tie_sentence(made, vacancy.tie_order) if made.tied else "",
        "scheme": [place.code for place in made.places if place.by_scheme] if hr else [],
        "untold": len(untold),
        "reasons": reason_rows(made, reasons, {place.code for place in shown}),
        "exceptions": [place for place in made.places if place.exception],
        "pending": pending(made, request.actor),
        "blockers": as_lines(blockers),
        "letters": letters_to_be_sent(request.actor, vacancy, made) if open_still and not blockers else [],
        "page": page,
        **(forms or {"exception_form": exception_form(request, vacancy, shown) if open_still else None}),
    }
    return render(
        request, "vacancies/hr/shortlist.html", standing_around(request, vacancy, "Shortlist", **facts), status=status
    )


def pending(made, actor):
    """Exceptions that wait for the colleague who was asked."""
    codes = {place.application.pk: place.code for place in made.places}
    return [
        {
            "code": codes[each.application_id],
            "words": exception_in_words(each, codes[each.application_id]),
            "asked": each.agreed_with.name,
            "mine": each.agreed_with_id == actor.pk,
        }
        for each in made.pending
    ]


def after(request):
    """The last applicant of the page before this one, by code."""
    return request.POST.get("after") or request.GET.get("after", "")


def reason_rows(made, reasons=None, shown=None):
    """For each person left out (on the page that shows these): what they may be told, drafted or as HR last wrote it."""
    return [
        {
            "place": place,
            "name": f"reason-{place.code}",
            "text": (reasons or {}).get(place.code, place.application.outcome_reason or drafted_reason(place)),
        }
        for place in made.left_out
        if not place.is_settled and (shown is None or place.code in shown)
    ]


def _page(vacancy):
    return redirect(f"{vacancy.get_absolute_url()}shortlist/")


def _is_open(request, vacancy):
    if vacancy.state == "moderating":
        return True
    messages.warning(request, "This shortlist is confirmed, so it no longer changes here.")
    return False


def _decide(request, vacancy, verb, done, **said):
    """One decision at the line through the door; what stands against it is said instead."""
    if _is_open(request, vacancy):
        try:
            getattr(vacancy, verb)(by=request.actor, **said)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, done)
    return _page(vacancy)


@for_hr_or_chair
@require_POST
def line(request, vacancy):
    """How many to interview."""
    form = LineForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Enter how many people to interview, as a number.")
        return _page(vacancy)
    step = {"up": 1, "down": -1}.get(request.POST.get("step"), 0)
    places = max(0, form.cleaned_data["places"] + step)
    done = f"The line is at {places} interview{'' if places == 1 else 's'}."
    return _decide(request, vacancy, "set_line", done, places=places)


@for_hr_or_chair
@require_POST
def tie(request, vacancy):
    """Part the tie, or take everybody in it; who decided is kept."""
    form = TieForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose one of the ways to settle the tie.")
        return _page(vacancy)
    how = form.cleaned_data["how"]
    codes = " and ".join(the_plan(vacancy).tied_codes)
    return _decide(request, vacancy, "settle_tie", f"{codes}: {dict(TieDecision.How.choices)[how].lower()}.", how=how)


def exception_form(request, vacancy, places, data=None):
    return ExceptionForm(data, record=vacancy, by=request.actor, places=places)


@for_hr_or_chair
@require_POST
def exception(request, vacancy):
    """Take somebody from below the line, or leave somebody out above it, once a colleague agrees; or undo that."""
    if not _is_open(request, vacancy):
        return _page(vacancy)
    if "undo" in request.POST:
        one = vacancy.applications.filter(code=typed(request, "undo")).first()
        done = f"{one} stands in order again. What was said stays in the history."
        return _decide(request, vacancy, "undo_exception", done, applicant=one.pk if one else 0)
    made = the_plan_with_people(vacancy, request.actor)
    form = exception_form(request, vacancy, made.places, request.POST)
    if not form.is_valid():
        return show(request, vacancy, made, forms={"exception_form": form, "form": form}, status=422)
    said = form.cleaned_data
    done = f"{said['colleague'].name} is asked to agree. {said['applicant'].code} stands in order until then."
    return _decide(request, vacancy, "propose_exception", done, **form.details())


@for_hr_or_chair
@require_POST
def confirm(request, vacancy):
    """Save the reasons of this page, and go on to the next; or confirm, which moves everybody at once or nobody."""
    if not _is_open(request, vacancy):
        return _page(vacancy)
    made = the_plan_with_people(vacancy, request.actor)
    untold = [place for place in made.left_out if not place.is_settled]
    posted = [place for place in untold if f"reason-{place.code}" in request.POST]
    sent = {place.code: typed(request, f"reason-{place.code}") for place in posted}
    written = [place.application for place in untold if sent.get(place.code)]
    for application in written:
        application.outcome_reason = sent[application.code]
    Application.objects.bulk_update(written, ["outcome_reason"])
    page = f"{vacancy.get_absolute_url()}shortlist/"
    shown, pager = on_the_page(made, after(request), page)
    if "confirm" not in request.POST:
        messages.success(request, "Reasons saved. Nobody has been told anything.")
        return redirect((pager or {}).get("next_url") or (page_of(shown[0].code, made, page) if shown else page))
    reasons = {place.code: sent.get(place.code, place.application.outcome_reason) for place in untold}
    without = lacking(made, reasons, {place.code for place in shown}, page)
    blockers = [*in_the_way(request.actor, vacancy, made), *without, *changed(request.POST, made)]
    if not blockers:
        blockers = carry_out(request.actor, vacancy, made, reasons)
    if blockers:
        return show(request, vacancy, made, reasons=reasons, blockers=blockers, status=409)
    messages.success(request, _confirmed(vacancy, made, [place.application for place in untold]))
    return _page(vacancy)


def _confirmed(vacancy, made, told):
    """Who is interviewed, who is told otherwise and when, and where that is undone until then."""
    went = f"Shortlist confirmed: {len(made.included)} to interview, {len(told)} told that they go no further."
    rule = Application.do_not_progress.rule
    return with_letters(went, [each.outcome_goes_at for each in told], where_undone(told, vacancy, rule))
