"""A panel member's own place: found only by who they are, or by the link they opened."""

from django.http import Http404

from hiring.templatetags.dates import day, is_past
from vacancies.models import PanelMember

MINUTES_EACH = 25 / 60  # a judgement takes most people about 25 seconds


def my_places(actor):
    """The panels this actor sits on. HR may see every place; here everybody sees only their own."""
    places = PanelMember.objects.visible_to(actor).sitting()
    if actor.kind == "user":
        places = places.filter(user=actor.pk)
    return places.select_related("vacancy__school__trust", "user", "scorecard").order_by(
        "vacancy__scores_due_on", "pk"
    )


def my_place(request, reference):
    """The actor's place on this vacancy's panel, or 404."""
    place = my_places(request.actor).filter(vacancy__reference=reference).exclude(vacancy__state="draft").first()
    if place is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return place


def scorecard_of(place):
    """The member's scorecard, or None before scoring opens."""
    return getattr(place, "scorecard", None)


def around(place, **facts):
    """What the top and foot of every panel page say."""
    vacancy = place.vacancy
    contact = vacancy.contact or f"HR, {vacancy.school.trust.phone}"
    return {
        "short_title": f"{vacancy.title}, {vacancy.school.name}",
        "trust": vacancy.school.trust.name,
        "help_line": f"Stuck? Ask {contact}.",
        "place": place,
        "vacancy": vacancy,
        "base": f"/panel/{vacancy.reference}/",
        **facts,
    }


def late(vacancy):
    """Said to a member after the day scores were due; nothing locks by surprise."""
    if vacancy.scores_due_on and is_past(vacancy.scores_due_on):
        return f"Scoring was due on {day(vacancy.scores_due_on)}. You can still submit."
    return ""
