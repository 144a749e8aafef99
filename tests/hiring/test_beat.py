"""What the clock starts by itself."""

from django.conf import settings

from hiring.celery import app


def test_every_task_of_the_schedule_is_one_the_worker_knows():
    app.loader.import_default_modules()
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted - set(app.tasks) == set()
