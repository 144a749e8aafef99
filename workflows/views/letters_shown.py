"""Letters as the outbox shows them: counted by what became of them, a page at a time, links followed only when kept."""

import re
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count
from django.urls import reverse

from hiring.figures import whole
from workflows.letters import keys_in, without_keys
from workflows.mending import mail_is_kept
from workflows.models import Message
from workflows.occasion import model_named, record_of

Status = Message.Status
PAGE = 50
MARKS = {
    Status.WAITING: "wait",
    Status.CLAIMED: "wait",
    Status.SENDING: "wait",
    Status.SENT: "ok",
    Status.KEPT: "ok",
    Status.FAILED: "problem",
    Status.UNKNOWN: "review",
    Status.STOPPED: "na",
}


def counted(rows, chosen):
    """The filters: all, then each status that has letters, with its number (one query)."""
    numbers = dict(rows.order_by("status").values_list("status").annotate(number=Count("pk")))
    chosen = chosen if chosen in Status.values else ""
    shown = [status for status in Status if status in numbers or status == chosen]
    everything = _stage("", "All", sum(numbers.values()), chosen)
    return [everything, *(_stage(status.value, status.label, numbers.get(status, 0), chosen) for status in shown)]


def page_of(rows, stages, page):
    """The letters of one page of the chosen status (one query), and the way to older and newer ones."""
    stage = next(each for each in stages if each["current"])
    pages = max(1, -(-stage["count"] // PAGE))
    number = min(max(whole(page, 1), 1), pages)
    first = (number - 1) * PAGE
    rows = rows.filter(status=stage["status"]) if stage["status"] else rows
    letters = [_line(message) for message in rows.select_related("school").defer("body")[first : first + PAGE]]
    pager = {
        "text": f"{first + 1} to {first + len(letters)} of {stage['count']}",
        "previous_url": _address(stage["status"], number - 1) if number > 1 else "",
        "next_url": _address(stage["status"], number + 1) if number < pages else "",
    }
    return {"letters": letters, "pager": pager if pages > 1 else None, "stage": stage}


def one(message):
    """One letter with what it is about and what may be done."""
    kept = mail_is_kept()
    return {
        "message": message,
        "mark": MARKS[Status(message.status)],
        "parts": parts_of(message.body) if kept else [{"text": without_keys(message.body)}],
        "keys_hidden": not kept and bool(keys_in(message.body)),
        "about": _about(message),
        "is_to_referee": f"{settings.SITE_URL}/r/" in message.body,
        "kept": kept,
    }


def parts_of(body):
    """The text, with our own addresses apart so that they can be followed here, whatever this copy is called.

    Mail is kept on one's own machine, where this copy may have run under another port when the letter was written.
    """
    ours = re.compile(rf"((?:{re.escape(settings.SITE_URL)}|http://(?:127\.0\.0\.1|localhost):\d+)/[\w\-/.?=&]*)")
    return [
        {"text": piece, "url": urlsplit(piece)._replace(scheme="", netloc="").geturl() if at % 2 else ""}
        for at, piece in enumerate(ours.split(body))
        if piece
    ]


def unwritten(effects):
    """Letters that could not be written at all, in words (one query)."""
    return [
        {"pk": effect.pk, "what": _label(effect.event.verb), "at": effect.event.at, "fault": effect.fault}
        for effect in effects.select_related("event").order_by("pk")[:PAGE]
    ]


def _line(message):
    return {
        "url": reverse("message", args=[message.pk]),
        "subject": message.subject,
        "to": message.to_name or message.to_email,
        "school": message.school.name,
        "at": message.written_at,
        "mark": MARKS[Status(message.status)],
        "word": message.get_status_display(),
        "fault": message.fault,
    }


def _stage(status, label, count, chosen):
    return {
        "status": status,
        "label": label,
        "count": count,
        "url": _address(status),
        "current": status == chosen,
    }


def _address(status, page=1):
    asked = {name: value for name, value in (("status", status), ("page", page if page > 1 else "")) if value}
    return f"{reverse('messages')}{'?' if asked else ''}{urlencode(asked)}"


def _about(message):
    """Where the record is that the letter is about."""
    if not message.about_type:
        return ""
    try:
        return record_of(message.about_type, message.about_id).get_absolute_url()
    except (ObjectDoesNotExist, StopIteration):
        return ""


def _label(verb):
    model, _, name = verb.partition(".")
    return model_named(model).rule_of(name).label
