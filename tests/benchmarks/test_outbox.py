"""A hundred letters from the commit that owes them to the mail server that takes them: a worker of our own, a real queue."""

import time

import pytest
from celery import Celery

from hiring import embedded
from tests import story
from tests.benchmarks.crowd import grow
from tests.benchmarks.measuring import Times
from tests.workflows.conftest import sink  # noqa: F401 (a mail server of our own)
from tests.workflows.killing import BIN, Machine, end
from workflows import history
from workflows.models import Effect, Message

pytestmark = pytest.mark.django_db(transaction=True)
HUNDRED, ROUNDS = 100, 5
QUIETLY = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
TWO_PROCESSES = [
    str(BIN / "celery"),
    *"-A hiring worker --concurrency 2".split(),
    *QUIETLY,
]  # as in hiring/children.py


@pytest.fixture(params=["embedded", "redis"])
def machine(request, sink, tmp_path):  # noqa: F811
    """(the machine, its queue, how a worker is started, the limit in seconds): the default that comes along, and Redis."""
    if request.param == "embedded":
        folder = tmp_path / "var"
        machine = Machine("", sink.port, tmp_path)
        machine.environment["GATEPOST_VAR"] = str(folder)
        queue = Celery(broker="filesystem://")
        queue.conf.broker_transport_options = embedded.queue_options(folder / "queue")
        return machine, queue, machine.worker, 5
    address = request.getfixturevalue("redis_url")
    machine = Machine(address, sink.port, tmp_path)
    return machine, Celery(broker=address), lambda: machine.start(TWO_PROCESSES), 1


def test_outbox(figures, machine, sink, monkeypatch):  # noqa: F811
    """A vacancy with a hundred applicants is cancelled: a hundred events in one commit, each owing a letter."""
    _machine, queue, start, limit = machine
    cast, taken, committed = story.people(), [], []

    def nudge():
        committed.append(time.perf_counter())
        queue.send_task("workflows.tasks.deliver", ignore_result=True)

    monkeypatch.setattr(history, "_nudge", nudge)
    vacancies = [crowded(cast, number) for number in range(ROUNDS + 1)]
    Effect.objects.update(status="done")
    worker = start()
    try:
        for vacancy in vacancies:
            sent = len(sink.mails)
            vacancy.cancel(by=cast.hr_manager, reason="The school gave up the post.")
            until = committed[-1] + 60
            while len(sink.mails) < sent + HUNDRED and time.perf_counter() < until:
                time.sleep(0.005)
            taken.append(time.perf_counter() - committed[-1])
            assert len(sink.mails) == sent + HUNDRED
            while Message.objects.exclude(status="sent").exists():
                time.sleep(0.01)
    finally:
        end(worker)
        queue.close()
    times = Times(taken[1:])
    kind = "folder, 1 process" if limit == 5 else "Redis, 2 processes"
    figures(f"{f'100 letters, commit to sent: {kind}':<46} {times}   {ROUNDS} goes  (limit {limit} s)")


def crowded(cast, number):
    """A vacancy with a hundred applicants, none told yet."""
    [somebody] = [story.person(f"Person {number}", f"person{number}@example.org")]
    vacancy = story.scoring(cast, somebody, reference=f"BIG-{number:04}")
    grow(vacancy.applications.get(), HUNDRED * number + 1, HUNDRED * number + HUNDRED - 1, to_move=True)
    return vacancy
