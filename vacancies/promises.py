"""The dates told to candidates, in words for the people who must keep them."""

from hiring.templatetags.dates import fullmoment
from workflows.models import Promise

TOPICS = {
    "shortlist": "whether they are shortlisted",
    "decision": "the decision",
    "start": "the first day",
}


def promise_set_by(verb, application):
    """The promise this verb would make about an application: {text, basis}, or None."""
    vacancy = application.vacancy
    if verb == "shortlist" and vacancy.decision_by:
        text = f"{application.code} will be told the decision by {fullmoment(vacancy.decision_by)}."
        return {"text": text, "basis": "The date in the advert."}
    return None


def promises_about(application):
    """What was promised about one application and what became of it, newest first (one query)."""
    return [
        {"text": f"{_topic(each)} by {fullmoment(each.due_at)}.", "status": _status(each)}
        for each in Promise.objects.about(application).order_by("-due_at", "-pk")
    ]


def _topic(promise):
    about = TOPICS.get(promise.topic, promise.topic)
    return "We said they would start" if promise.topic == "start" else f"We said they would hear {about}"


def _status(promise):
    if promise.was_late or promise.is_overdue:
        return "broken"
    return "kept" if promise.is_kept else "open"
