"""How many statements each move by post takes, signing in and finding the record included: sixteen at most (docs/speed.md)."""

import datetime as dt

import pytest
from django.test import Client

from checks.models import Check
from hiring import clock
from tests import story
from tests.checks.dbs import early as tell
from tests.checks.dbs.test_early_start_pages import typed as safeguards
from tests.checks.test_check_pages import searched
from tests.vacancies.judged import reydon, settle
from tests.vacancies.pages import statements
from tests.workflows.test_together import judged
from vacancies.models import Application, Appointment, Vacancy
from workflows.history import first_fault
from workflows.models import Effect, Event

MOST = 16


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def day(name, date):
    return {f"{name}_day": date.day, f"{name}_month": date.month, f"{name}_year": date.year}


@pytest.fixture
def post(tally):
    """`post("offer", head, url, typed, 16)`: makes the move and takes no more statements than were counted once."""

    def make(name, user, url, typed, counted):
        client = Client()
        client.force_login(user)
        answer, asked = statements(client, url, typed)
        assert answer.status_code in {302, 303}, answer.context["shut"] or answer.context["form"].errors
        tally(f"statements of {name} by post", asked, max(0, asked - counted), f"was {counted}")
        assert asked <= counted, name

    return make


def move(post, name, user, record, typed, counted, verb=None):
    slug = (verb or name).replace("_", "-").replace(" ", "-")
    post(name, user, f"{record.get_absolute_url()}{slug}/", typed | {"version": fresh(record).version}, counted)


def test_from_the_scores_to_an_accepted_offer(cast, post):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    one, two = vacancy.applications.order_by("pk")
    move(post, "shortlist", cast.hr, one, {}, MOST)
    move(post, "do not progress", cast.hr, two, {"reason": "Others showed more."}, 11)
    fresh(vacancy).confirm_shortlist(by=cast.hr)
    fresh(vacancy).begin_interviews(by=cast.hr)
    tomorrow = clock.today() + dt.timedelta(days=1)
    when = {"day": tomorrow.isoformat(), "hour": "2pm", "place": "The library", "reason": "An open day."}
    move(post, "invite", cast.hr, one, when, 12)
    held = {"held_on": clock.today().isoformat(), "safeguarding": "Well answered.", "recommendation": "appoint"}
    move(post, "record interview", cast.hr, one, held | {"without_references": "Both were away."}, 9)
    terms = {"starts_on": tomorrow.isoformat(), "salary": "22454.09", "reply_by": tomorrow.isoformat()}
    move(post, "offer", cast.head, one, terms, MOST)
    post("accept", cast.candidate, f"/my/{vacancy.reference}/offer/", {}, 12)
    assert Appointment.objects.get().state == "accepted"


def test_from_ready_to_at_work_and_away(cast, post):
    appointment = story.ready(cast)
    move(post, "confirm start", cast.head, appointment, day("starts_on", clock.today()), 13)
    move(post, "start", cast.hr, appointment, {}, 15)
    move(post, "stand down", cast.hr, appointment, {"reason": "A call from the police."}, 13)
    move(post, "return to work", cast.head, appointment, {"reason": "It was about somebody else."}, 14)
    assert fresh(appointment).state == "started"


def test_offer_that_comes_to_nothing(cast, post):
    appointment = story.accepted(cast)
    move(post, "withdraw", cast.head, appointment, {"reason": "The checks were not satisfactory."}, 15)
    assert fresh(appointment.clearance).state == "closed"


def test_offer_declined(cast, post):
    appointment = story.accepted(cast)
    post("decline", cast.candidate, f"/my/{appointment.vacancy.reference}/offer/decline/", {"reason": "No."}, 15)
    assert fresh(appointment).state == "declined"


def test_checks_asked_recorded_and_decided(cast, post):
    checks = {f"{each.code} {each.number}": each for each in story.accepted(cast).clearance.checks.all()}
    search, reference = checks["online_search 1"], checks["references 1"]
    post("record a receipt", cast.hr, search.get_absolute_url(), searched(search), 13)
    move(post, "raise a concern", cast.hr, search, {"reason": "A public quarrel."}, 11, verb="raise-concern")
    move(post, "decide that it is clear", cast.head, search, {"reason": "It was somebody else."}, 13, verb="clear")
    move(post, "ask a referee", cast.hr, reference, {}, 14, verb="ask")
    assert Check.objects.get(pk=search.pk).state == "clear"


def test_early_start_proposed_approved_and_begun(cast, post):
    appointment = tell.all_but_the_certificate(cast)
    url = f"{appointment.clearance.get_absolute_url()}exception/"
    post("propose an early start", cast.hr, url, safeguards(cast), MOST)
    early = appointment.clearance.early_starts.get()
    tell.searched(early.clearance, cast)
    move(post, "approve an early start", cast.head, early, {"reason": "I have read it."}, MOST, verb="approve")
    appointment = fresh(appointment)
    appointment.confirm_start(by=cast.head)
    move(post, "record an early start", cast.hr, appointment, {}, MOST, verb="start")


def test_fifty_are_shortlisted_as_one_is(cast, post):
    """Each has an event, a letter to come, a file of checks with a history of its own; and it asks the same of fifty as of five."""
    vacancy = judged(cast, 55)
    everybody = list(vacancy.applications.order_by("pk"))
    for some in (everybody[:5], everybody[5:]):
        versions = {f"version-{each.code}": each.version for each in some}
        typed = {"move": "shortlist", "code": [each.code for each in some], **versions}
        post(f"shortlisting {len(some)}", cast.hr, f"{vacancy.get_absolute_url()}applicants/bulk/", typed, 21)
    events = Event.objects.filter(verb="application.shortlist")
    assert (events.count(), Effect.objects.filter(event__in=events).count()) == (55, 55)
    files = [each.clearance for each in Application.objects.filter(vacancy=vacancy).select_related("clearance")]
    assert {first_fault(type(file), file.pk) for file in files[::9]} == {None}
    assert {file.checks.filter(referee__isnull=False).count() for file in files[::9]} == {2}
    assert first_fault(Vacancy, vacancy.pk) is None


def test_shortlist_is_confirmed_for_everybody_at_once(cast, post):
    vacancy = reydon(cast)
    settle(vacancy, cast.hr)
    vacancy = fresh(vacancy)
    if vacancy.plan().tie_is_open:
        vacancy.settle_tie(by=cast.hr, how="everybody")
    made = vacancy.plan()
    typed = {"confirm": "1", "fingerprint": made.fingerprint}
    typed |= {f"reason-{place.code}": "Others showed more." for place in made.left_out}
    post("confirming a shortlist of 13", cast.hr, f"{vacancy.get_absolute_url()}shortlist/confirm/", typed, 42)
    assert fresh(vacancy).state == "shortlisted"
