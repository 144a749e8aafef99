"""Gates in their four states, and a refusal."""

import datetime as dt

from hiring.views.examples.lines import line, link


def gates(today):
    """The start gate in its four states."""
    blocked = {
        "status": "blocked",
        "title": "Start blocked by 3 checks",
        "summary": "9 of 12 required checks are clear. 1 to decide.",
        "forecast": "On current timing, ready by Friday 17 July. Term ends 21 July.",
        "lines": [
            line(
                "review",
                "To decide",
                "Overseas check, Portugal",
                detail="Certificate received 3 July.",
                holder="Maeve Lindqvist",
                due_on=today + dt.timedelta(days=1),
                action_url="#parts",
                action_label="Open",
            ),
            line(
                "none",
                "Our turn",
                "Reference 2 of 2",
                detail="Kestrel Lane School has not replied, 12 days. Asked 24 June, reminders 29 June and 2 July.",
                holder="Jo Marlowe",
                since="since 3 July",
                next_step="phone the school.",
                due_on=today - dt.timedelta(days=3),
                action_url="#parts",
                action_label="Record call",
            ),
            line(
                "wait",
                "Waiting for DBS",
                "Enhanced DBS certificate",
                detail="Sent 2 July. Our last 20 took 12 days (middle value).",
                holder="the Disclosure and Barring Service",
                since="4 days",
                action_url="#parts",
                action_label="Record the certificate",
            ),
        ],
        "clear": [line("ok", "Clear", "Identity", detail="Passport and a bank statement, seen 22 June.")],
        "not_needed": [line("na", "Not needed", "Prohibition from teaching", detail="The post is not teaching work.")],
        "advised": [line("none", "Our turn", "Induction pack", detail="Not sent yet.")],
        "footer": "You can confirm the start when the 3 checks above are clear.",
        "other": link("Starting before the DBS certificate arrives: see if this can apply"),
    }
    waiting = {
        "status": "waiting",
        "title": "Waiting for 1 reference",
        "summary": "11 of 12 required checks are clear.",
        "forecast": "Not enough past checks to estimate.",
        "lines": [line("wait", "Waiting for Blyth View School", "Reference 1 of 2", since="2 days")],
    }
    ready = {
        "status": "ready",
        "title": "Ready to start",
        "summary": "All 12 required checks are clear.",
        "clear": [line("ok", "Clear", "Right to work", detail="Online check, seen 23 June.")],
        "action": link("Confirm start on 1 September"),
    }
    exception = {
        "status": "exception",
        "title": "Ready with 1 exception",
        "summary": "Starts under a risk assessment signed by Ann Petrova, reviewed every Friday.",
        "lines": [line("exc", "Exception", "Enhanced DBS certificate", next_step="review on Friday 10 July.")],
    }
    return [blocked, waiting, ready, exception]


def blockers(today):
    return [
        {
            "text": "Patience Adeyemi has not submitted scores",
            "owner": "Patience Adeyemi",
            "since": today - dt.timedelta(days=3),
            "fix": "9 of 13 applicants are left to score.",
            "fix_url": "#parts",
            "fix_label": "Send a reminder",
            "expected_by": today + dt.timedelta(days=2),
            "rule": "Shortlisting needs every score",
            "edition": "Part 3, 2025",
        },
        {"text": "Gap from 2019 to 2021 is not explained", "owner": "N8", "fix": "Ask the candidate about it."},
    ]
