"""The history of an application in words for its writer: what they did, and what we told them."""

from django.db.models import Q

from hiring.templatetags.dates import fullmoment
from workflows.models import Event, Promise

TOLD = {
    "application.start": "You began your application.",
    "application.submit": "You sent your application.",
    "application.withdraw": "You withdrew your application.",
    "application.shortlist": "You were put on the shortlist.",
    "application.invite": "We invited you to an interview.",
    "application.record_interview": "We met you at the interview.",
    "application.do_not_progress": "Your application ended. We wrote to you.",
    "appointment.offer": "We offered you the job.",
    "appointment.accept": "You accepted the offer.",
    "appointment.decline": "You declined the offer.",
    "appointment.lapse": "The offer ended without an answer.",
    "appointment.withdraw": "We withdrew our offer. We wrote to you.",
    "appointment.confirm_start": "We confirmed your start.",
    "appointment.start": "You started.",
}


def happened(application):
    """Each event that a candidate knows of, and each date we missed, oldest first (two queries)."""
    about = Q(subject_type="application", subject_id=application.pk)
    offer = getattr(application, "appointment", None)
    if offer:
        about |= Q(subject_type="appointment", subject_id=offer.pk)
    events = _told(list(Event.objects.filter(about, verb__in=TOLD).order_by("id")), application)
    rows = [{"at": event.at, "by": _by(event, application), "text": TOLD[event.verb]} for event in events]
    missed = Promise.objects.about(application).exclude(missed_at=None)
    rows += [{"at": each.missed_at, "by": "us", "text": _owned_up(each)} for each in missed]
    return sorted(rows, key=lambda row: row["at"])


def _told(events, application):
    """Less the decisions that were taken back, or of which the letter still waits."""
    ended = [event for event in events if event.verb == "application.do_not_progress"]
    unknown = ended[:-1] if application.state == "not_progressing" else ended
    return [event for event in events if event not in unknown]


def _by(event, application):
    return "you" if event.actor_id == application.candidate_id else "us"


def _owned_up(promise):
    return f"We said you would hear by {fullmoment(promise.due_at)}, and you did not. That was our fault."
