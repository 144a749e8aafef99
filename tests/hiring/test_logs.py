import json
import logging

import pytest
import structlog

from hiring import logs


@pytest.fixture
def written():
    """What a line looks like once it is written."""
    lines = []
    handler = logging.Handler()
    handler.setFormatter(logs.formatter())
    handler.emit = lambda record: lines.append(handler.format(record))
    logger = logging.getLogger("gatepost.test")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield lines
    logger.removeHandler(handler)


def test_a_line_is_one_json_object_with_its_place_and_time(written):
    structlog.get_logger("gatepost.test").info("started", child="web")
    line = json.loads(written[0])
    assert line.pop("timestamp")
    assert line == {"event": "started", "child": "web", "level": "info", "logger": "gatepost.test"}


def test_a_line_of_a_library_looks_the_same(written):
    logging.getLogger("gatepost.test").warning("Not Found: %s", "/vacancies/REY-0142/")
    line = json.loads(written[0])
    assert line["event"] == "Not Found: /vacancies/REY-0142/"
    assert line["level"] == "warning"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /in/aV3xT-4_kkQ0pLz9sWq8mNb7cYd6eRf5/", "GET /in/(key)/"),
        ("Not Found: /reference/aV3xT-4_kkQ0pLz9sWq8mNb7cYd6eRf5", "Not Found: /reference/(key)"),
        ("GET /people/?q=Hollis+Freeman&next=/home/", "GET /people/"),
        ("refused <hollis.freeman@kestrel-lane.example>: no such box", "refused <(address)>: no such box"),
        ("GET /vacancies/REY-0142/applicants/K7/", "GET /vacancies/REY-0142/applicants/K7/"),
    ],
)
def test_a_line_names_nobody(written, said, kept):
    structlog.get_logger("gatepost.test").info("request_started", request=said, user_agent="Mozilla", ip="192.0.2.7")
    line = json.loads(written[0])
    assert line["request"] == kept
    assert not {"user_agent", "ip"} & line.keys()


def test_an_error_keeps_its_trace_without_addresses(written):
    try:
        int("ada.fenn@example.org")
    except ValueError:
        structlog.get_logger("gatepost.test").exception("letter was not sent")
    line = json.loads(written[0])
    assert "ValueError: invalid literal for int() with base 10: '(address)'" in line["exception"]


def test_a_page_asked_for_is_logged_without_its_visitor(client, written, monkeypatch):
    monkeypatch.setattr(logging.getLogger("django_structlog"), "handlers", logging.getLogger("gatepost.test").handlers)
    monkeypatch.setattr(logging.getLogger("django_structlog"), "level", logging.INFO)
    client.get("/nowhere/?q=Freeman", headers={"user-agent": "A phone"})
    said = "".join(written)
    assert "GET /nowhere/" in said
    assert "Freeman" not in said
    assert "A phone" not in said
