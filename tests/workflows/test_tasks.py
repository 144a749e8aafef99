"""What the worker does by itself, and that a broken queue holds nobody up."""

import time

import pytest
from celery import Celery
from django.conf import settings

from hiring.celery import app
from tests import story
from workflows import tasks
from workflows.models import Message
from workflows.nudge import nudge


@pytest.fixture
def broken_queue(monkeypatch):
    """An app like ours whose Redis is not there."""
    broken = Celery("broken", set_as_current=False)
    broken.config_from_object("django.conf:settings", namespace="CELERY")
    broken.conf.broker_url = "redis://127.0.0.1:1/0"
    broken.conf.broker_transport_options = settings.REDIS_QUEUE_OPTIONS
    monkeypatch.setattr("workflows.nudge.app", broken)


A_DAY = 24 * 3600  # what is done at night


def test_every_turn_of_beat_is_a_task_that_exists():
    app.loader.import_default_modules()
    for name, turn in settings.CELERY_BEAT_SCHEDULE.items():
        assert turn["task"] in app.tasks, name
        apart = turn["schedule"] if isinstance(turn["schedule"], int) else A_DAY
        assert turn["options"]["expires"] <= max(apart, 30), f"{name} would pile up behind a stopped worker"


def test_deliver_carries_letters_all_the_way(cast, settings):
    settings.EMAIL_BACKEND = "workflows.emails.KeptBackend"
    story.submitted(story.published(cast), cast.candidate)
    tasks.deliver()
    assert Message.objects.get(kind="application.submit").status == "kept"


def test_a_broken_queue_is_noted_and_holds_nobody_up(broken_queue, caplog):
    began = time.monotonic()
    with caplog.at_level("WARNING", logger="workflows.nudge"):
        nudge()
    assert time.monotonic() - began < 2
    assert "nudge lost" in caplog.text


def test_a_move_is_made_though_the_queue_is_broken(broken_queue, cast, django_capture_on_commit_callbacks):
    application = story.filled_in(story.published(cast), cast.candidate)
    with django_capture_on_commit_callbacks(execute=True):
        application.submit(by=cast.candidate)
    assert application.state == "submitted"


def test_a_sweep_does_everything_again_without_harm(cast):
    from vacancies import tasks as turns

    story.submitted(story.published(cast), cast.candidate)
    for turn in (turns.close_on_time, turns.own_up, turns.let_offers_lapse, turns.hold_starts, tasks.deliver):
        turn()
        assert not turn()
