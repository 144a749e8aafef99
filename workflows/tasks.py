"""What the worker does in the background for every floor."""

from celery import shared_task
from django.conf import settings

from workflows import delivery, heads, outbox
from workflows.models import Idempotency
from workflows.nudge import nudge
from workflows.retention import job

__all__ = ["deliver", "forget_answers", "let_go", "nudge", "publish_heads"]


@shared_task
def deliver():
    """Carry out what events owe, then send the letters. Doing it twice does nothing twice; two workers share it."""
    if outbox.is_more_than_a_batch():
        nudge()
    outbox.carry_out_all()
    delivery.deliver_all()


@shared_task
def publish_heads():
    """Write down, outside the database, where every history that has grown now ends."""
    heads.publish()


@shared_task
def forget_answers():
    """Let go of answers to programs that are older than we promise to keep them."""
    Idempotency.forget()


@shared_task
def let_go():
    """Let go of what is past its time by the retention schedule. In a demo nothing goes by itself."""
    if not settings.DEMO:
        job.run(by_label="Gatepost, by night")
