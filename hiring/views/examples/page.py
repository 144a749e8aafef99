"""The page of parts as a whole."""

import datetime as dt

from hiring import clock
from hiring.views.examples import gates, lists, records
from hiring.views.examples.lines import link
from hiring.views.examples.questions import ExampleForm, ScoreForm


def scoring_page():
    """The scoring panel with one made-up answer."""
    return {
        "short_title": "Pastoral Support Worker, Reydon Primary",
        "progress": {"now": 45, "total": 91, "text": "45 of 91 scored, about 19 minutes left", "label": "Scores"},
        "help_line": "Stuck? Ask Jo Marlowe, 01632 960142.",
        "score": ScoreForm(initial={"score": 2}),
        "anchors": [
            {"value": 3, "label": "Strong", "text": "A specific example, what changed, and it matches this job."},
            {"value": 2, "label": "Good", "text": "A clear example."},
            {"value": 1, "label": "Some", "text": "Says so, without an example."},
            {"value": 0, "label": "None", "text": "Nothing relevant."},
        ],
    }


def everything():
    """The whole page of parts, as of today."""
    now, today = clock.now(), clock.today()
    return {
        "marks": [
            ("none", "Not started"),
            ("wait", "Waiting for DBS"),
            ("review", "To decide"),
            ("ok", "Clear"),
            ("problem", "Concern"),
            ("na", "Not needed"),
            ("due", "Due again"),
            ("exc", "Exception"),
        ],
        "identity": {
            "title": "Hollis Freeman",
            "code": "KIT-0139",
            "subtitle": "Science technician, Kittiwake Academy",
            "facts": ["Planned start Tuesday 1 September"],
            "mark": "wait",
            "state": "In checks",
            "chip": {"status": "blocked", "label": "Blocked by 3", "url": "#gates"},
            "menu": lists.move_menu("Hollis Freeman"),
            "action": link("Record call"),
        },
        "subnav": [{**link("Readiness"), "current": True}, {**link("Checks"), "count": 12}, link("History")],
        "chips": [
            {"status": status, "label": status.capitalize(), "url": "#gates"}
            for status in ["blocked", "waiting", "ready", "exception"]
        ],
        "gates": gates.gates(today),
        "blockers": gates.blockers(today),
        "events": records.events(now),
        "trackers": records.trackers(),
        "groups": lists.task_groups(),
        "menu": lists.move_menu(),
        "board": lists.board(),
        "filters": lists.filters(),
        "check": records.check(),
        "matrix": lists.matrix(),
        "figure": records.figure(),
        "receipt": {
            "title": "Barred list",
            "mark": "ok",
            "word": "No match",
            "sentence": "Searched the Children's Barred List for Freeman, born 4 May 1991. Seen by Jo Marlowe.",
            "facts": [
                {"label": "Certificate", "value": "001632960142", "code": True},
                {"label": "Source", "value": "Online"},
            ],
            "at": now,
            "by": "Jo Marlowe",
        },
        "rows": [
            {"label": "Name", "value": "Hollis Freeman", "url": "#parts"},
            {"label": "Teacher number", "value": "", "missing": "Not given", "url": "#parts", "action": "Add"},
        ],
        "promises": [
            {"status": status, "text": "4 candidates hear by Monday 6 July, 5pm."}
            for status in ["open", "due", "kept", "broken"]
        ],
        "dates": [today - dt.timedelta(days=2), today, today + dt.timedelta(days=3), today - dt.timedelta(days=400)],
        "progress": {"now": 45, "total": 91, "text": "45 of 91 scored, about 19 minutes left"},
        "pager": {"previous_url": "#parts", "next_url": "#parts", "text": "51 to 100 of 240"},
        "example": ExampleForm(prefix="plain"),
        "wrong": ExampleForm({"wrong-name": "", "wrong-email": "x", "wrong-born_on_day": "31"}, prefix="wrong"),
        "scoring": scoring_page(),
    }
