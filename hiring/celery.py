"""The background worker: settings come from Django, tasks from each floor's tasks module."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")

app = Celery("gatepost")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def announce_embedded(**_signal):
    """The worker's log says what was brought along, as the web server's does."""
    from django.conf import settings

    from hiring import embedded

    embedded.announce(settings.EMBEDDED)
