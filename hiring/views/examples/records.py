"""One record: its history, tracker, check page and figure."""

import datetime as dt


def events(now):
    hours = [0, 2, 26, 50]
    titles = ["Scores submitted", "Reminder sent", "Scoring opened", "Vacancy closed"]
    who = ["Tom Okafor", "Gatepost", "Gatepost", "Gatepost"]
    return [
        {"at": now - dt.timedelta(hours=h), "title": title, "who": name, "detail": "REY-0142, Pastoral Support Worker"}
        for h, title, name in zip(hours, titles, who, strict=True)
    ]


def trackers():
    steps = [
        {
            "label": "Sent",
            "when": "Fri 19 June, 20:14",
            "status": "done",
            "url": "#parts",
            "url_label": "See your copy",
        },
        {"label": "Job closed", "when": "Fri 26 June, noon", "note": "14 people applied", "status": "done"},
        {
            "label": "Choosing who to interview",
            "when": "now",
            "note": "Three people score each application.",
            "status": "now",
        },
        {"label": "Interviews", "when": "Tue 14 July", "status": "todo"},
        {"label": "Decision", "when": "by Thu 16 July", "status": "todo"},
    ]
    kept = {
        "headline": "We are choosing who to interview",
        "promise": "You will hear by Tuesday 7 July, 5pm.",
        "turn": "You do not need to do anything.",
        "steps": steps,
    }
    late = {
        "headline": "We are late",
        "late_line": "We said Tuesday 7 July. We have not decided yet, and that is our fault.",
        "promise": "New date: Thursday 9 July, noon.",
        "contact": {"name": "Jo Marlowe", "phone": "01632 960142"},
        "steps": [*steps[:2], {"label": "You withdrew", "when": "Wed 8 July", "status": "ended"}],
    }
    return [kept, late]


def check():
    body = "Dear Hollis\n\nWe would like to meet you on Tuesday 14 July at 10am.\n\nJo Marlowe"
    return {
        "changes": [
            {"label": "Stage", "before": "Scoring", "after": "Interview"},
            {"label": "Gate", "after": "Checks may open"},
        ],
        "letters": [
            {
                "to": "Hollis Freeman",
                "address": "hollis@example.org",
                "subject": "Your interview",
                "body": body,
                "when": "Sends at 10:52. You can undo until then.",
            }
        ],
        "promise": {
            "text": "They will hear by Thursday 16 July, 5pm.",
            "basis": "Two working days after the interview.",
        },
        "notes": ["This cannot be undone after the letter has gone."],
    }


def figure():
    return {
        "id": "stages",
        "title": "Most time goes in scoring: 9 days",
        "caption": "Middle value of the last 20 vacancies.",
        "drawing": "help/part_drawing.html",
        "table": {
            "caption": "Days in each stage",
            "columns": [{"label": "Stage"}, {"label": "Days", "numeric": True}],
            "rows": [["Scoring", {"text": 9, "numeric": True}], ["Interview", {"text": 4, "numeric": True}]],
        },
    }
