"""A worker killed with -9 at every place it can hurt: nothing is lost, nothing is sent twice, doubts are shown to a person."""

import random
import signal
import time
from collections import Counter

import pytest
import redis

from tests import story
from tests.workflows.killing import Machine, end
from workflows.models import Effect, Event, Message

ROUNDS = 10
pytestmark = [pytest.mark.redis, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def machine(redis_url, sink, tmp_path):
    redis.Redis.from_url(redis_url).flushall()
    return Machine(redis_url, sink.port, tmp_path)


@pytest.fixture
def waiting(cast):
    """A vacancy with drafts that only need to be sent, and none of its letters left to send."""
    vacancy = story.published(cast)
    drafts = [
        story.filled_in(vacancy, story.person(f"Person {number}", f"person{number}@example.org"))
        for number in range(ROUNDS)
    ]
    Effect.objects.update(status="done")
    return drafts


def is_settled():
    in_hand = Message.objects.filter(status__in=["waiting", "claimed", "sending"])
    return not in_hand.exists() and not Effect.objects.filter(status="waiting").exists()


def violations(sink, letters):
    """Letters lost, sent twice, or said to be sent when they were not; and those nobody can know about."""
    arrived = Counter(mail["Message-ID"] for mail in sink.mails)
    messages = list(Message.objects.all())
    wrong = letters - len(messages)
    wrong += sum(arrived[each.message_id] > 1 for each in messages)
    wrong += sum(each.status == "sent" and arrived[each.message_id] != 1 for each in messages)
    wrong += sum(each.status not in {"sent", "unknown"} for each in messages)
    return wrong, sum(each.status == "unknown" for each in messages)


def test_submit_killed_after_commit_before_nudge_still_writes_to_everybody(machine, waiting, sink, tally):
    for application in waiting:
        assert machine.dies_submitting(application) == -signal.SIGKILL
    assert Event.objects.filter(verb="application.submit").count() == ROUNDS
    assert not Message.objects.exists()
    assert machine.recovers(is_settled)
    wrong, unknown = violations(sink, ROUNDS)
    tally("killed after commit, before nudge", ROUNDS, wrong, f"{len(sink.mails)} arrived, {unknown} unknown")
    assert (wrong, unknown, len(sink.mails)) == (0, 0, ROUNDS)


@pytest.mark.parametrize(
    ("failpoint", "where", "is_known"),
    [
        ("while_writing", "while writing letters", True),
        ("after_claim", "after claim", True),
        ("before_send", "before send", False),
        ("after_send", "after send, before noting", False),
    ],
)
def test_worker_killed_loses_nothing_and_sends_nothing_twice(
    machine, waiting, sink, tally, client, cast, failpoint, where, is_known
):
    for application in waiting:
        application.submit(by=application.candidate)
    for _ in range(ROUNDS):
        assert machine.dies_sending(failpoint) == -signal.SIGKILL
    assert machine.recovers(is_settled)
    wrong, unknown = violations(sink, ROUNDS)
    tally(f"killed {where}", ROUNDS, wrong, f"{len(sink.mails)} arrived, {unknown} unknown")
    assert wrong == 0
    assert unknown == (0 if is_known else ROUNDS)
    assert len(sink.mails) == (0 if failpoint == "before_send" else ROUNDS)
    client.force_login(cast.hr)
    for message in Message.objects.filter(status="unknown"):
        page = client.get(f"/messages/{message.pk}/").content.decode()
        assert "It arrived: mark as sent" in page
        assert "Send it again" in page


def test_worker_killed_at_any_moment_loses_nothing_and_sends_nothing_twice(machine, waiting, sink, tally):
    sink.takes(0.3)
    for application in waiting:
        application.submit(by=application.candidate)
    for _ in range(ROUNDS):
        begun = sink.begun
        worker = machine.worker(beat=True)
        machine.nudge()
        until = time.monotonic() + 10
        while sink.begun == begun and not is_settled() and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.9))
        end(worker)
        assert worker.returncode == -signal.SIGKILL
    assert machine.recovers(is_settled)
    wrong, unknown = violations(sink, ROUNDS)
    tally("killed at any moment", ROUNDS, wrong, f"{len(sink.mails)} arrived, {unknown} unknown")
    assert wrong == 0
