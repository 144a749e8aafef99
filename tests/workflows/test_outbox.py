"""From an event to its letters: once, whole, and never stopped by one that fails."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring import clock
from tests import story
from tests.vacancies.pages import candidates
from workflows import outbox, registry
from workflows.models import Effect, Message


@pytest.fixture
def registered():
    """Effects that a test adds, taken out again after it."""
    before, acting = {verb: dict(kinds) for verb, kinds in registry._effects.items()}, set(registry._acting)
    yield registry.effect
    registry._effects.clear()
    registry._effects.update(before)
    registry._acting.intersection_update(acting)


def test_letters_are_written_once_however_often_the_worker_comes(cast):
    story.submitted(story.published(cast), cast.candidate)
    assert outbox.carry_out_all() == Effect.objects.count()
    first = Message.objects.count()
    assert outbox.carry_out_all() == 0
    assert Message.objects.count() == first
    sent = Message.objects.get(kind="application.submit")
    assert (sent.to_email, sent.status, sent.about_type) == ("amara.okonjo@example.org", "waiting", "application")


def test_a_failing_effect_is_tried_five_times_and_then_shown_and_holds_up_nobody(cast, registered):
    def falls_over(occasion):
        raise LookupError("Amara Okonjo has no such thing")

    registered("application.submit")(falls_over)
    story.submitted(story.published(cast), cast.candidate)
    outbox.carry_out_all()
    failing = Effect.objects.get(kind__endswith="falls_over")
    assert (failing.status, failing.tries, failing.fault) == ("waiting", 1, "LookupError")
    assert failing.available_at > clock.now()
    assert Message.objects.filter(kind="application.submit").count() == 1
    for _ in range(4):
        Effect.objects.filter(pk=failing.pk).update(available_at=clock.now() - dt.timedelta(seconds=1))
        outbox.carry_out_all()
    failing.refresh_from_db()
    assert (failing.status, failing.tries) == ("failed", 5)
    assert "Amara" not in failing.fault


def test_a_failing_effect_leaves_nothing_half_done(cast, registered):
    def writes_then_falls(occasion):
        from vacancies.effects.candidates import it_has_arrived
        from workflows.emails import post

        post(it_has_arrived(occasion))
        raise ZeroDivisionError

    registered("application.submit")(writes_then_falls)
    story.submitted(story.published(cast), cast.candidate)
    outbox.carry_out_all()
    assert Message.objects.filter(kind="application.submit").count() == 1


def test_an_effect_whose_code_is_gone_is_shown_and_not_forgotten(cast):
    story.submitted(story.published(cast), cast.candidate)
    effect = Effect.objects.filter(event__verb="application.submit").first()
    Effect.objects.filter(pk=effect.pk).update(kind="vacancies.effects.gone")
    outbox.carry_out_all()
    effect.refresh_from_db()
    assert (effect.status, effect.fault) == ("waiting", "KeyError")


def test_letters_are_written_many_at_a_time_and_each_stands_alone(cast, registered):
    """Thirty letters, one of which cannot be written: a few statements for each, and all the others are there."""
    vacancy = story.scoring(cast, *candidates(30))
    Effect.objects.all().delete()
    vacancy.cancel(by=cast.hr_manager, reason="The school gave up the post.")
    spoilt = Effect.objects.filter(event__verb="application.do_not_progress").order_by("pk")[3]
    Effect.objects.filter(pk=spoilt.pk).update(kind="vacancies.effects.gone")
    with CaptureQueriesContext(connection) as asked:
        assert outbox.carry_out_all() == 30
    taken = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert len(taken) <= 30 * 2 + 2 * 7 + 2
    assert Message.objects.filter(kind="application.do_not_progress.cancelled").count() == 29
    assert Effect.objects.filter(status="done").count() == 29
    spoilt.refresh_from_db()
    assert (spoilt.status, spoilt.tries, spoilt.fault) == ("waiting", 1, "KeyError")


def test_what_acts_goes_before_letters_and_has_a_transaction_to_itself(cast, registered):
    order = []

    def acts(occasion):
        order.append(("acts", Effect.objects.filter(status="done").count()))

    def writes(occasion):
        order.append(("writes", Effect.objects.filter(status="done").count()))

    registered("application.submit")(writes)
    registered("application.submit", acts=True)(acts)
    story.submitted(story.published(cast), cast.candidate)
    Effect.objects.exclude(kind__endswith="acts").exclude(kind__endswith="writes").update(status="done")
    before = Effect.objects.filter(status="done").count()
    outbox.carry_out_all()
    assert order == [("acts", before), ("writes", before + 1)]
