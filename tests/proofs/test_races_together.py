"""Many at once against many at once, and against one of the many: each moves once, nobody waits for ever."""

import pytest

from tests import story
from tests.proofs.rounds import Rounds
from tests.vacancies.pages import candidates
from vacancies.models import Application, Vacancy
from workflows.history import first_fault
from workflows.models import Effect, Event
from workflows.together import Try, go_through_many

ROUNDS = 100
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_everybody_against_everybody_and_against_one(tally):
    """HR says that five go no further, in the one order and the other, while one of them withdraws in every second round."""
    cast = story.people()
    vacancy = story.moderating(cast, *candidates(5))
    pks = list(vacancy.applications.order_by("pk").values_list("pk", flat=True))
    before, moved, violations = Event.objects.count(), {}, 0

    def read(order):
        rows = Application.objects.select_related(*Application.locked_with).in_bulk(pks)
        return [rows[pk] for pk in order]

    def answering(name, order):
        def read_it():
            tries = [Try(each, {"reason": "Essentials not met."}) for each in read(order)]

            def act():
                outcome = go_through_many(tries, Application.do_not_progress.rule, by=cast.hr)
                moved[name] = {each.pk for each in outcome.moved}

            return act

        return read_it

    def withdrawing():
        (one,) = read([pks[2]])

        def act():
            moved["other"] = set()
            one.withdraw(by=one.candidate)
            moved["other"] = {one.pk}

        return act

    with Rounds() as rounds:
        for number in range(ROUNDS):
            other = answering("other", pks[::-1]) if number % 2 else withdrawing
            rounds.race(answering("first", pks), other)
            both = moved["first"] & moved["other"]
            whole = first_fault(Vacancy, vacancy.pk) is None
            written = Event.objects.count() - before
            everybody = moved["first"] | moved["other"] == set(pks)
            violations += bool(both) or not whole or written != len(pks) or not everybody
        tally(
            "many at once against many and against one", rounds.rounds, violations, f"{rounds.overlapped} overlapped"
        )
    assert violations == 0
    assert Effect.objects.filter(event__verb="application.do_not_progress").exists()
