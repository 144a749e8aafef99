"""Logs as JSON lines: what happened, when, in which request; never who somebody is."""

import re

import structlog

PEOPLE = ("ip", "referer", "user_agent", "remote_addr")
SENTENCES = ("event", "request", "exception", "stack")
ADDRESS = re.compile(r"[^\s@<>\"'(),;]+@[^\s@<>\"'(),;]+\.\w+")
KEY = re.compile(r"(?<=/)[\w\-:.]{20,}")
QUESTION = re.compile(r"(?<=/)\?\S*")


def leave_people_out(_logger, _method, event):
    """Drop what tells who somebody is: device, e-mail address, what was searched for, the key in a link."""
    for name in PEOPLE:
        event.pop(name, None)
    for name in SENTENCES:
        if name in event:
            event[name] = without_people(str(event[name]))
    return event


def without_people(text):
    return ADDRESS.sub("(address)", KEY.sub("(key)", QUESTION.sub("", text)))


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    leave_people_out,
]

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def formatter():
    """One formatter for our own lines and for those of the libraries."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )
