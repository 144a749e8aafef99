"""Tasks, the board, filters and the matrix."""

from hiring.views.examples.lines import link
from hiring.views.examples.questions import FilterForm


def task_groups():
    first = {
        "mark": "due",
        "word": "1 day late",
        "sentence": "Phone Kestrel Lane School for Hollis Freeman's reference",
        "url": "#parts",
        "detail": "Asked 24 June, 2 reminders. Start on 1 September is at risk: term ends 21 July.",
        "school": "Kittiwake Academy",
        "action": link("Record call"),
        "menu": [link("Snooze"), link("Give to somebody else")],
    }
    second = {
        "mark": "review",
        "word": "To decide",
        "sentence": "Tell 4 candidates the outcome, Class Teacher",
        "detail": "We said by Monday 6 July.",
        "action": link("Choose"),
    }
    waiting = {
        "mark": "wait",
        "word": "12 days",
        "sentence": "Kestrel Lane School, a reference",
        "detail": "Chased Friday.",
    }
    return [
        {"title": "Needs you now", "tasks": [first, second]},
        {"title": "Waiting on others", "note": "oldest 12 days", "tasks": [waiting], "folded": True},
        {
            "title": "Today",
            "tasks": [],
            "empty": "Nothing more today. Next: Teaching Assistant closes tomorrow at noon.",
        },
    ]


def move_menu(about="N8"):
    return {
        "about": about,
        "moves": [{**link("Not progressing"), "note": "sends a letter"}, link("Withdrawn")],
        "not_yet": [
            {"label": "Interview", "reasons": ["1 of 3 scorecards is not in.", "2 scores are to be discussed."]}
        ],
    }


def board():
    card = {
        "name": "N8",
        "url": "#parts",
        "mark": "wait",
        "state": "Scoring",
        "turn": "Panel: Patience Adeyemi",
        "since": "3 days",
        "flags": ["Gap not explained"],
        "menu": move_menu(),
    }
    titles = ["Received", "Scoring", "Shortlist", "Interview", "Offer", "Checks", "Started"]
    columns = [{"key": t.lower(), "label": t, "count": int(t == "Scoring"), "url": "#parts"} for t in titles]
    columns[1]["cards"] = [card]
    return {"columns": [*columns, {"key": "ended", "label": "Not progressing", "count": 1, "ended": True}]}


def filters():
    return {
        "views": [{**link("Table"), "current": True}, link("Board")],
        "stages": [{**link("Scoring"), "count": 13, "current": True}, {**link("Withdrawn"), "count": 1}],
        "active": [link("Whose turn: panel"), link("Flag: gap")],
        "clear_url": "#parts",
        "count": "14 applicants",
        "form": FilterForm(),
    }


def matrix():
    criteria = ["Empathy", "Record keeping", "Teamwork", "Safeguarding"]
    rows = [("K7", [3, 2, 3, 3]), ("N8", [1, 2, 0, 2])]
    return {
        "id": "scores",
        "caption": "Agreed scores by criterion",
        "corner": "Applicant",
        "columns": [{"label": name, "note": "essential"} for name in criteria],
        "total_label": "Total",
        "rows": [
            {
                "label": code,
                "url": "#parts",
                "total": sum(scores),
                "cells": [
                    {"label": name, "text": score, "level": score + 1, "discuss": code == "N8" and score == 0}
                    for name, score in zip(criteria, scores, strict=True)
                ],
            }
            for code, scores in rows
        ],
    }
