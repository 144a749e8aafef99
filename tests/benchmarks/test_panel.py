"""A scoring step, and the matrix of moderation and shortlist, against the same by hand, as the number of applicants grows."""

import functools

import pytest
from django.test import Client

from tests import story
from tests.benchmarks import by_hand, floor
from tests.benchmarks.crowd import grow
from tests.benchmarks.judged_crowd import five_by_thirteen, settle
from tests.benchmarks.measuring import Listening, side_by_side
from tests.benchmarks.test_pages import _floor_beside_it, beside_signing_in, learn, read  # noqa: F401 (the floor stands beside these too)
from vacancies.models import Score
from vacancies.views.hr.moderation import LISTED

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [20, 400]


def test_scoring_step(figures):
    """The page of one judgement, and the post that keeps it: at most 10 queries, at most three times the floor, and flat."""
    cast = story.people()
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    seat = vacancy.panel.select_related("scorecard").get(user=cast.panel[1])
    seat.declare()
    criterion = vacancy.scored_criteria[0]
    client = Client()
    client.force_login(seat.user)
    step = f"/panel/REY-0142/score/1/{application.code}/"
    typed = {"value": "2", "written": "Said how it ended"}
    by_itself = functools.partial(
        by_hand.score, scorecard=seat.scorecard.pk, application=application.pk, criterion=criterion.pk
    )
    medians, done = {"page": [], "post": []}, 1
    for size in SIZES:
        grow(application, done, size - 1)
        done = size
        note = learn(client, step, 1)
        line = side_by_side(
            f"scoring step, its page, {size} applicants",
            lambda: read(client, step),
            lambda: read(client, "/floor/"),
            goes=60,
            note=f"{note} (limit 10 queries, 3 x)",
        )
        figures(line)
        medians["page"].append(line.ours.median)
        post(client, step, typed, 302)
        with Listening() as asked:
            post(client, step, typed, 302)
        reads = [each for each in beside_signing_in(asked.statements) if each[0].startswith("SELECT")]
        floor.todo.update(statements=reads, deed=by_itself)
        line = side_by_side(
            f"scoring step, its post, {size} applicants",
            lambda: post(client, step, typed, 302),
            lambda: post(client, "/floor/deed/", {}, 303),
            goes=60,
            note=f"{len(asked)} statements (limit 10, 3 x)",
        )
        figures(line)
        medians["post"].append(line.ours.median)
    for what, (few, many) in medians.items():
        figures(f"{f'scoring step, its {what}, 400 to 20':<46} {many / few:.2f} x (limit: flat)")
    assert Score.objects.get().value == 2


def post(client, address, typed, status):
    answer = client.post(address, typed)
    assert answer.status_code == status, answer
    return answer


@pytest.mark.parametrize("people", [100, 400])
def test_matrix(figures, monkeypatch, people):
    """Five members, thirteen criteria: at most 12 queries, at most four times the floor, linear in the cells shown."""
    cast = story.people()
    vacancy = five_by_thirteen(cast, people, monkeypatch)
    client = Client()
    client.force_login(cast.hr)
    base = vacancy.get_absolute_url()
    measure(figures, client, f"{base}moderation/", f"moderation, {people} people", 2 * LISTED)
    measure(figures, client, f"{base}moderation/matrix/", f"moderation, the whole matrix, {people} people", people, 13)
    agreed = settle(vacancy, cast.hr)
    shown = client.get(f"{base}shortlist/")
    assert shown.context["letters"]
    measure(figures, client, f"{base}shortlist/", f"shortlist with its letters, {people} people", people, 13)
    figures(f"{f'judgements to talk about, of {people * 13:,}':<46} {agreed}")


def measure(figures, client, address, name, rows, wide=0):
    note = learn(client, address, rows, wide)
    line = side_by_side(
        name,
        lambda: read(client, address),
        lambda: read(client, "/floor/"),
        goes=12,
        note=f"{note} (limit 12 queries, 4 x)",
    )
    figures(line)
