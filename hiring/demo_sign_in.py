"""The demo's one-press sign-in: a page with everybody in the story, and a button for each.

Outside demo mode this module refuses to be imported, and its address does not exist.
"""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from knox.settings import CONSTANTS

from hiring import demo_link, demo_tour, links
from hiring.access import public
from hiring.models import Token
from hiring.models.user import Role
from hiring.sign_in import IN_THE_DEMO

if not settings.DEMO:
    raise ImproperlyConfigured("One-press sign-in exists in demo mode only.")

BACKEND = "hiring.sign_in.KnownWithTheirRoles"
CANDIDATE = "Candidate"


def people():
    """Everybody with a part in the story, and which: staff in the order of the roles, then candidates.

    Those who were at work already, and run nothing, only stand on the record.
    """
    has_a_part = Q(memberships__isnull=False) | Q(clearances__in_post_since=None)
    everybody = get_user_model().objects.filter(has_a_part, is_active=True).distinct()
    everybody = everybody.prefetch_related("memberships__school")
    return sorted(((person, part(person)) for person in everybody), key=place_in_line)


def part(person):
    """What somebody is in the story, in words."""
    posts = [f"{m.get_role_display()}, {m.school or 'the whole trust'}" for m in person.memberships.all()]
    return "; ".join(posts) or CANDIDATE


def place_in_line(entry):
    person, _part = entry
    roles = [list(Role).index(m.role) for m in person.memberships.all()]
    return (min(roles, default=len(Role)), person.name)


@public("The demo has no passwords: everybody may be anybody.")
@require_GET
def choose(request):
    """Everybody there is to sign in as."""
    rows = [{"person": person, "part": what} for person, what in people()]
    staff = [row for row in rows if row["part"] != CANDIDATE]
    candidates = [row for row in rows if row["part"] == CANDIDATE]
    facts = {"staff_people": staff, "candidates": candidates, "demo": True}
    facts |= {"tour": demo_tour.STEPS, "chapters": demo_tour.CHAPTERS, **told_to_everybody()}
    if links.find(demo_link.TOKEN):
        facts["inspection"] = {"token": demo_link.TOKEN, "code": demo_link.CODE}
    return render(request, "hiring/demo.html", facts)


def told_to_everybody():
    """The referees' links that still open, and the keys that do."""
    referees = [each for each in demo_tour.REFEREES if links.find(each["token"])]
    live = set(Token.objects.live().values_list("token_key", flat=True))
    return {
        "referees": referees,
        "keys": [each for each in demo_tour.KEYS if each["key"][: CONSTANTS.TOKEN_KEY_LENGTH] in live],
    }


@public("The demo has no passwords: everybody may be anybody.")
@require_POST
def sign_in(request, pk):
    """Come in as this person, without a password or a second factor."""
    person = get_object_or_404(get_user_model(), pk=pk, is_active=True)
    login(request, person, backend=BACKEND)
    request.session[IN_THE_DEMO] = True
    return redirect(settings.LOGIN_REDIRECT_URL if person.memberships.exists() else "/my/")
