"""Real processes of ours that die where they are told to, against a real queue and a real mail server."""

import os
import subprocess
import sys
import time
from pathlib import Path

from celery import Celery
from django.conf import settings
from django.db import connection

from hiring.supervisor import kill_session

BIN = Path(sys.executable).parent
SUBMIT = """
import django
django.setup()
from vacancies.models import Application
application = Application.objects.get(pk={pk})
application.submit(by=application.candidate)
"""


class Machine:
    """Starts workers and other processes on the test's own database, queue and mail server."""

    def __init__(self, redis_url, mail_port, folder):
        self.redis_url, self.folder = redis_url, folder
        where = connection.settings_dict
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "hiring.settings",
            "GATEPOST_MODE": "development",
            "DATABASE_URL": f"postgresql://{where['USER']}:{where['PASSWORD']}@/{where['NAME']}"
            f"?host={where['HOST']}&port={where['PORT']}",
            "REDIS_URL": redis_url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "EMAIL_USE_TLS": "no",
            "MAIL_LEASE_SECONDS": "2",
            "HEADS_DIR": str(folder / "heads"),
            "LOG_LEVEL": "WARNING",
        }

    def start(self, command, failpoint=""):
        log = (self.folder / "said.log").open("a")
        environment = self.environment | {"GATEPOST_FAILPOINT": failpoint}
        return subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
        )

    def worker(self, failpoint="", *, beat=False):
        """A worker of one process; with beat it also sweeps every few seconds."""
        alone = ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        sweeping = ["--beat", "--schedule", str(self.folder / "beat")] if beat else []
        command = [str(BIN / "celery"), "-A", "hiring", "worker", "--loglevel", "WARNING", *alone, *sweeping]
        return self.start(command, failpoint)

    def nudge(self):
        queue = Celery(broker=self.redis_url)
        queue.send_task("workflows.tasks.deliver", ignore_result=True)
        queue.close()

    def dies_sending(self, failpoint):
        """A worker that is nudged and killed with -9 at this point; what its end was."""
        worker = self.worker(failpoint)
        self.nudge()
        return worker.wait(60)

    def dies_submitting(self, application):
        """A process that sends an application and is killed with -9 after the commit, before the worker hears of it."""
        script = SUBMIT.format(pk=application.pk)
        return self.start([sys.executable, "-c", script], "before_nudge").wait(60)

    def recovers(self, is_settled):
        """A whole worker comes up with its sweep and nobody tells it anything; True once everything is settled."""
        worker = self.worker(beat=True)
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                if is_settled():
                    return True
                time.sleep(0.3)
            return False
        finally:
            end(worker)


def end(worker):
    """The worker and the beat inside it, which would outlive a worker killed alone."""
    kill_session(worker.pid)
    worker.wait(10)
