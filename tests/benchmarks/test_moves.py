"""A move by HTTP post against the same by hand, as the number of applications grows; and fifty moves in one against one."""

import functools
import itertools
import time

import pytest
from django.test import Client

from checks.models import Clearance
from tests import story
from tests.benchmarks import by_hand, floor
from tests.benchmarks.crowd import grow
from tests.benchmarks.judged_crowd import scored_alike
from tests.benchmarks.measuring import Listening, Times, side_by_side
from tests.benchmarks.test_pages import _floor_beside_it, beside_signing_in  # noqa: F401 (the floor stands beside these too)
from vacancies.models import Vacancy
from workflows import history
from workflows.history import first_fault
from workflows.models import Event
from workflows.registry import effects_of

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [100, 1_000, 5_000]
FIFTY, ROUNDS = 50, 6


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    """The nudge goes to a queue, not to the database; it is measured in test_outbox.py."""
    monkeypatch.setattr(history, "_nudge", lambda: None)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def post(client, address, typed):
    answer = client.post(address, typed)
    assert answer.status_code == 303, answer.context["shut"] or answer.context["stale"]
    return answer


def test_move_by_post(figures):
    """A vacancy goes up for approval and comes back: at most 16 queries a post, at most three times the floor."""
    cast = story.people()
    vacancy = story.draft(cast)
    base, hr, approver = vacancy.get_absolute_url(), signed_in(cast.hr), signed_in(cast.approver)
    version = itertools.count(vacancy.version)
    steps = [("send_for_approval", hr, cast.hr, {}), ("send_back", approver, cast.approver, {"reason": "Not yet."})]

    def by_post(verb, client, _by, typed):
        post(client, f"{base}{verb.replace('_', '-')}/", {"version": next(version), **typed})

    plans, taken = {}, {}
    for step in [*steps, *steps]:
        with Listening() as asked:
            by_post(*step)
        verb, _client, by, _typed = step
        reads = itertools.takewhile(
            lambda each: "FOR NO KEY UPDATE" not in each[0], beside_signing_in(asked.statements)
        )
        name = f"vacancy.{verb}"
        deed = functools.partial(by_hand.move_vacancy, pk=vacancy.pk, verb=name, by=by, effects=effects_of(name))
        plans[verb], taken[verb] = {"statements": list(reads), "rows": 0, "wide": 0, "deed": deed}, len(asked)

    def ours():
        for step in steps:
            by_post(*step)

    def theirs():
        for verb, client, _by, _typed in steps:
            floor.todo.update(plans[verb])
            post(client, "/floor/deed/", {})
            next(version)

    note = f"{' and '.join(str(each) for each in taken.values())} statements (limit 16 each, 3 x)"
    figures(side_by_side("a move by post: vacancy up and back (2 posts)", ours, theirs, 100, note=note))
    assert first_fault(Vacancy, vacancy.pk) is None


def test_move_among_many(figures):
    """Somebody is turned down and that is undone, among ever more applications: flat."""
    cast = story.people()
    application, other = story.moderating(cast, cast.candidate, cast.other_candidate).applications.all()
    client, base = signed_in(cast.hr), application.get_absolute_url()
    version = itertools.count(application.version)

    def down_and_back():
        post(client, f"{base}do-not-progress/", {"version": next(version), "reason": "Others showed more."})
        post(client, f"{base}undo-decision/", {"version": next(version)})

    medians, done = [], 1
    for size in SIZES:
        grow(other, done, size - 2, to_move=True)
        done = size - 1
        down_and_back()
        with Listening() as asked:
            down_and_back()
        times = Times([timed(down_and_back) for _ in range(40)])
        figures(
            f"{f'turned down and back, of {size:,} (2 posts)':<46} {times}   40 goes  {len(asked)} statements (limit 32)"
        )
        medians.append(times.median)
    figures(f"{'turned down and back, of 5,000 to 100':<46} {medians[-1] / medians[0]:.2f} x (limit: flat)")


def test_bulk(figures):
    """Fifty are turned down in one post, each with an event, a reason and a letter: at most 60 queries and 20 times one post."""
    cast = story.people()
    vacancy = story.moderating(cast)
    grow(vacancy.applications.get(), 1, ROUNDS * (FIFTY + 1) - 1, to_move=True)
    fifty_beside_one(figures, cast, vacancy, "turned down", "do-not-progress", {"reason": "Others showed more."})
    assert Event.objects.filter(verb="application.do_not_progress").count() == ROUNDS * (FIFTY + 1)


def test_bulk_with_files(figures):
    """Fifty are shortlisted in one post, each with a file of checks opened, ten checks and two referees: the same limits."""
    cast = story.people()
    vacancy = scored_alike(cast, ROUNDS * (FIFTY + 1))
    fifty_beside_one(figures, cast, vacancy, "shortlisted", "shortlist", {})
    files = Clearance.objects.filter(application__vacancy=vacancy, checks__referee__isnull=False).distinct()
    assert files.count() == ROUNDS * (FIFTY + 1)
    assert all(first_fault(Clearance, file.pk) is None for file in files[:: FIFTY // 2])


def fifty_beside_one(figures, cast, vacancy, words, verb, said):
    people = list(vacancy.applications.order_by("pk"))
    client, base = signed_in(cast.hr), vacancy.get_absolute_url()

    def one(somebody):
        post(client, f"{somebody.get_absolute_url()}{verb}/", {"version": somebody.version, **said})

    def fifty(them):
        typed = {"move": verb, "code": [each.code for each in them], **said}
        post(client, f"{base}applicants/bulk/", typed | {f"version-{each.code}": each.version for each in them})

    taken, asked = {one: [], fifty: []}, {}
    for _ in range(ROUNDS):
        for way, number in ((one, 1), (fifty, FIFTY)):
            them, people = people[:number], people[number:]
            with Listening() as asked[way]:
                taken[way].append(timed(lambda way=way, them=them: way(them[0] if way is one else them)))
    times = {way: Times(each[1:]) for way, each in taken.items()}
    ratio = times[fifty].median / times[one].median
    figures(
        f"{f'one is {words} by post':<46} {times[one]}   {ROUNDS - 1} goes  {len(asked[one])} statements (limit 16)"
    )
    note = f"{len(asked[fifty])} statements, {ratio:.1f} x one (limit 60, 20 x)"
    figures(f"{f'fifty are {words} by one post':<46} {times[fifty]}   {ROUNDS - 1} goes  {note}")


def timed(action):
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
