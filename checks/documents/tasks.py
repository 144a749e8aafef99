"""What the worker does for papers in the background."""

from celery import shared_task

from checks.documents import letting_go, scanning


@shared_task
def scan_papers():
    """Show the scanner every paper that is due; how many it gave an answer on."""
    return scanning.scan_all()


@shared_task
def let_go_of_papers():
    """Try again to remove bytes that nobody may open any more; how many papers."""
    return letting_go.sweep()
