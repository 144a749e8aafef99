"""A check of somebody at work in question: what came, who decides, what was decided, and what can be done now."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from checks.models import Concern
from checks.permissions import reads_concerns
from hiring import clock
from hiring.access import staff
from hiring.templatetags.dates import fullday
from workflows.history_words import in_words
from workflows.views import move

STEPS = ("keep_at_work", "stand_down")
MARKS = {"raised": "problem", "kept": "exc", "stood_down": "problem", "settled": "na"}
SEALED = "Kept for the headteacher and the safeguarding lead."


def concern_seen(request, file, pk):
    """A concern in a file this actor may know of, never about themselves."""
    concerns = Concern.objects.visible_to(request.actor).exclude(clearance__person=request.actor)
    found = concerns.select_related(*Concern.locked_with).filter(pk=pk, clearance=file).first()
    if found is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return found


@staff
@require_safe
def concern(request, file, pk):
    """What is known of it, and the two ways to go: they stay with measures, or they do not."""
    seen = concern_seen(request, file, pk)
    reads = reads_concerns(seen, request.actor)
    verdicts = {verdict.rule.name: verdict for verdict in seen.moves(request.actor) if verdict.permitted}
    context = {
        "nav": "people",
        "concern": seen,
        "clearance": seen.clearance,
        "identity": identity(seen),
        "rows": rows_of(seen, reads),
        "moves": [step(seen, verdicts[name]) for name in STEPS if name in verdicts],
        "lapsed": seen.state == "kept" and not seen.holds_on(clock.today()),
        "events": [in_words(event, reason=reads) for event in seen.events().select_related("actor", "note")],
    }
    return render(request, "checks/staff/concern.html", context)


def identity(concern):
    return {
        "title": "Concern at work",
        "subtitle": f"{concern.clearance.person.name}, {concern.clearance.post_title}",
        "code": concern.clearance.reference,
        "facts": [concern.clearance.school.name],
        "mark": MARKS[concern.state],
        "state": concern.state_words,
    }


def rows_of(concern, reads):
    """What came, and what was decided; the measures for those who answer for them."""
    told = [
        ("The check in question", concern.check_row.title),
        ("What came", concern.get_what_display()),
        ("Raised", f"{fullday(concern.raised_at)}, {_by(concern.brought_by)}"),
        ("Kept at work by", concern.decided_by and f"{concern.decided_by.name}, {fullday(concern.decided_on)}"),
        ("Measures", concern.measures and (concern.measures if reads else SEALED)),
        ("Look again by", concern.review_on and fullday(concern.review_on)),
        ("Settled", concern.settled_at and fullday(concern.settled_at)),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _by(person):
    return f"brought by {person.name}" if person else "by itself, for a day had passed"


def step(concern, verdict):
    return {
        "name": verdict.rule.name,
        "label": verdict.rule.label,
        "url": f"{concern.get_absolute_url()}{verdict.rule.slug}/",
        "shut": [each.text for each in verdict.blockers],
    }


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_concern(request, file, pk, verb):
    """Keep them at work with measures, or stand them down: one page for each."""
    seen = concern_seen(request, file, pk)
    return move(request, seen, verb, back={"url": seen.get_absolute_url(), "label": str(seen)}, nav="people")
