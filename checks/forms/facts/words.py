"""A fact as a person reads it."""

import datetime as dt

from checks.forms.facts.choices import IN_WORDS, NAMES
from hiring.templatetags.dates import fullday


def label_of(name):
    """What the fact is called."""
    return NAMES.get(name, name.replace("_", " ").capitalize())


def in_words(name, value):
    """What the fact is, in the words of the question."""
    if name in {"abroad", "previous_school_post", "internal", "update_service"}:
        return GROUPS[name](value) if value else "No"
    if isinstance(value, list | tuple | set | frozenset):
        said = [IN_WORDS[name].get(each, each) for each in sorted(value)]
        return ", ".join(said) or "Nothing in school"
    if isinstance(value, bool) or value is None:
        return "Yes" if value else "No"
    if name == "start_date":
        return fullday(value if isinstance(value, dt.date) else dt.date.fromisoformat(value))
    if name == "age_at_start":
        return "18 or over" if value >= 18 else "16 or 17" if value >= 16 else "Under 16"
    return IN_WORDS.get(name, {}).get(value, str(value).replace("_", " ").capitalize())


def _abroad(stay):
    years = int(stay["years_since_end"])
    ended = f"ended {years} {'year' if years == 1 else 'years'} ago" if years else "ended in the last year"
    as_adult = "as an adult" if stay["aged_18_or_over"] else "as a child"
    return f"{stay['months']:g} months, {ended}, {as_adult}{', taught there' if stay['taught'] else ''}"


def _last_post(post):
    where = "in England" if post["in_england"] else "not in England"
    contact = "with regular contact" if post["regular_contact"] else "without regular contact"
    return f"Left {fullday(dt.date.fromisoformat(str(post['end_date'])))}, {where}, {contact}"


def _already_here(had):
    was = {
        "was_regulated_activity": "regulated activity",
        "was_management": "management",
        "was_childcare_in_scope": "childcare",
    }
    said = [words for name, words in was.items() if had[name]]
    said += ["teaching work"] if had["was_teaching_work"] == "yes" else []
    gap = "with no break" if not had["break_days"] else f"after {had['break_days']} days"
    return f"Yes, {gap}; until now {', '.join(said) or 'none of what the rules ask about'}"


def _subscription(held):
    free = ", free as a volunteer" if held.get("free_as_volunteer") else ""
    return f"Subscribed{free}, original {'seen' if held['original_seen'] else 'not seen'}"


GROUPS = {
    "abroad": _abroad,
    "previous_school_post": _last_post,
    "internal": _already_here,
    "update_service": _subscription,
}
