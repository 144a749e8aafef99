"""Spot checks of the record: drawn by chance, looked at by a second person, signed off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.review import Draw
from checks.models import Look, Receipt, Review
from checks.permissions import REVIEWS
from checks.record.columns import CODES
from checks.record.rows import Record
from checks.record.spot_check import draw
from checks.views.staff.record import around
from hiring import clock
from hiring.access import staff
from workflows.blockers import Refused
from workflows.views import move

LATEST = 50
EVERY = 31  # days: the record is looked through each month
NOT_FOUND = "We could not find that page. Go to Home or search."


@staff
@require_safe
def reviews(request):
    """What has been looked through, the newest first, and whether another is due."""
    schools = around.schools_read(request)
    counted = Review.objects.visible_to(request.actor).annotate(
        looked=Count("looks", filter=~Q(looks__state="to_look"), distinct=True),
        differing=Count("looks", filter=Q(looks__state="differs"), distinct=True),
        people=Count("looks", distinct=True),
    )
    rows = list(counted.select_related("school", "drawn_by", "signed_by")[:LATEST])
    last = max((row.signed_at for row in rows if row.signed_at), default=None)
    context = {
        "nav": "record",
        "subnav": around.subnav("record_reviews"),
        "rows": rows,
        "last": last,
        "is_due": last is None or (clock.now() - last).days >= EVERY,
        "may_draw": bool(schools_reviewed(request, schools)),
    }
    return render(request, "checks/record/reviews.html", context)


def schools_reviewed(request, schools):
    return [school for school in schools if request.actor.roles_at(school) & REVIEWS]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request):
    """Ask for a draw."""
    schools = schools_reviewed(request, around.schools_read(request))
    if not schools:
        raise PermissionDenied("Only the headteacher, the safeguarding lead or HR can draw people for a spot check.")
    form = Draw(request.POST or None, schools=schools)
    shut, status = (), 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return _drawn(request, draw(request.actor, form.chosen, form.cleaned_data["size"]))
            status = 422
        except Refused as refused:
            shut, status = refused.blockers, 409
    context = {"nav": "record", "form": form, "shut": shut}
    return render(request, "checks/record/pick.html", context, status=status)


def _drawn(request, review):
    messages.success(request, f"{review.looks.count()} people drawn from {review.drawn_from:,}.")
    response = HttpResponseRedirect(review.get_absolute_url())
    response.status_code = 303
    return response


def review_seen(request, pk):
    around.schools_read(request)
    found = Review.objects.visible_to(request.actor).select_related("school__trust", "drawn_by", "signed_by")
    return found.filter(pk=pk).first() or _nowhere()


def look_seen(request, review, pk):
    """A person drawn, never the reader's own row."""
    looks = Look.objects.visible_to(request.actor).filter(review__in=Review.objects.visible_to(request.actor))
    found = looks.select_related(*Look.locked_with, "looked_by").exclude(clearance__person=request.actor)
    return found.filter(pk=pk, review=review).first() or _nowhere()


def _nowhere():
    raise Http404(NOT_FOUND)


@staff
@require_safe
def review(request, pk):
    """One spot check: how it was drawn, each person with what was found, and the sign-off."""
    seen = review_seen(request, pk)
    looks = list(seen.looks.select_related("clearance__person", "clearance__school", "looked_by"))
    signing = next((each for each in seen.moves(request.actor) if each.rule.name == "sign_off"), None)
    context = {
        "nav": "record",
        "review": seen,
        "looks": [{"look": each, "own": each.clearance.person_id == request.actor.pk} for each in looks],
        "left": sum(each.state == "to_look" for each in looks),
        "signing": signing if signing and signing.permitted else None,
        "still": [blocker.text for blocker in signing.blockers] if signing and signing.permitted else [],
    }
    return render(request, "checks/record/review.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_review(request, pk, verb):
    seen = review_seen(request, pk)
    return move(request, seen, verb, back={"url": seen.get_absolute_url(), "label": str(seen)}, nav="record")


@staff
@require_safe
def look(request, review, pk):
    """One person drawn: the row as it is, and every receipt it is read from."""
    seen = look_seen(request, review, pk)
    receipts = Receipt.objects.filter(check_row__clearance=seen.clearance, check_row__code__in=CODES, voided_at=None)
    moves = [each for each in seen.moves(request.actor) if each.permitted]
    context = {
        "nav": "record",
        "look": seen,
        "row": Record(request.actor).row_of(seen.clearance_id),
        "receipts": receipts.exclude(result="concern").order_by("check_row__code", "id"),
        "moves": [each for each in moves if each.allowed],
        "shut": sorted({blocker.text for each in moves for blocker in each.blockers}),
    }
    return render(request, "checks/record/look.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_look(request, review, pk, verb):
    seen = look_seen(request, review, pk)
    back = {"url": seen.get_absolute_url(), "label": seen.clearance.person.name}
    return move(request, seen, verb, back=back, nav="record")
