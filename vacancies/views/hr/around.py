"""What stands around every page of one vacancy: who it is about, and its other pages."""

from hiring.models import Role
from hiring.permissions import HR

SEES_HISTORY = {*HR, Role.AUDITOR, Role.HEAD}
SCORED = {"scoring", "moderating", "shortlisted", "interviewing", "filled"}
OPENED = SCORED - {"scoring"}
MARKS = {
    "draft": "none",
    "awaiting_approval": "wait",
    "approved": "none",
    "published": "wait",
    "closed": "none",
    "scoring": "wait",
    "moderating": "review",
    "shortlisted": "none",
    "interviewing": "wait",
    "filled": "ok",
    "cancelled": "na",
}


def around(vacancy, actor, current, **more):
    """The context every page of a vacancy shares: identity bar, sub-navigation, which of them is this one."""
    return {
        "nav": "vacancies",
        "vacancy": vacancy,
        "identity": identity_of(vacancy),
        "subnav": {"items": pages_of(vacancy, actor, current, more.pop("applicants", None))},
        **more,
    }


def identity_of(vacancy):
    return {
        "title": vacancy.title,
        "code": vacancy.reference,
        "subtitle": vacancy.school.name,
        "facts": [],
        "mark": MARKS[vacancy.state],
        "state": vacancy.state_words,
    }


def pages_of(vacancy, actor, current, applicants=None):
    """The pages this person may open, in the order a vacancy lives through them."""
    roles = actor.roles_at(vacancy.school)
    hr, base = bool(roles & HR), vacancy.get_absolute_url()
    state = vacancy.state
    pages = [
        ("Overview", "", True),
        ("Set-up", "setup/", hr),
        ("Applicants", "applicants/", vacancy.published_at is not None),
        ("Scoring", "scoring/", hr and state in SCORED),
        ("Moderation", "moderation/", hr and state in OPENED),
        ("Shortlist", "shortlist/", hr and state in OPENED),
        ("Online searches", "online-searches/", hr and state in OPENED - {"moderating"}),
        ("Interviews", "interviews/", hr and state in OPENED - {"moderating"}),
        ("Dates told", "dates-told/", hr and vacancy.published_at is not None),
        ("History", "history/", bool(roles & SEES_HISTORY)),
    ]
    return [
        {
            "label": label,
            "url": f"{base}{path}",
            "current": label == current,
            "count": applicants if label == "Applicants" else None,
        }
        for label, path, shown in pages
        if shown
    ]
