"""What the file of checks must know of a post and a person: copied out here, since the checks never look up."""

import datetime as dt

from checks.countries import one_name
from checks.models import RulesPolicy
from checks.rules.months import months_after
from checks.rules.policy import DEFAULTS
from hiring import clock


def role_facts(vacancy):
    """The role attributes of the rule table, as at the planned start."""
    return {**vacancy.role_facts, "title": vacancy.title, "start_date": vacancy.starts_on.isoformat()}


def person_facts(application):
    """The person attributes of the rule table, from what the candidate wrote. The rest is asked only after an offer (checks/models/told.py)."""
    return {
        "age_at_start": 18,
        "names_changed": bool(application.former_names.strip()),
        "rtw": application.right_to_work or "unknown",
        "abroad": _abroad(application),
        "previous_school_post": None,
        "internal": None,
        "update_service": None,
        "agency_dbs_has_disclosure": None,
    }


def countries(application):
    """Each country lived in, with its months and when they left, longest ago first: an overseas check for each."""
    lived = {}
    for entry in application.history.all():
        if entry.is_abroad:
            lived.setdefault(one_name(entry.country), []).append(entry)
    everywhere = [_in_a_country(name, entries) for name, entries in lived.items()]
    years = (DEFAULTS | RulesPolicy.of(application.school.trust))["overseas_years"]
    return [each for each in everywhere if _counts_still(each["until"], years)]


def _counts_still(until, years):
    """Whether they left within the years the trust looks back."""
    return until is None or months_after(until, 12 * years) >= clock.today()


def _in_a_country(name, entries):
    spans = [entry.span for entry in entries]
    here = any(span.last is None for span in spans)
    last = max((span.last for span in spans if span.last is not None), default=None)
    months = sum((_this_month() if span.last is None else span.last) - span.first + 1 for span in spans)
    until = None if here else dt.date(last // 12, last % 12 + 1, 1).isoformat()
    return {"name": name, "months": months, "until": until, "taught": any(map(_taught, entries))}


def _taught(entry):
    return "teach" in entry.title.lower()


def _this_month():
    today = clock.today()
    return today.year * 12 + today.month - 1


def _abroad(application):
    stays = [entry for entry in application.history.all() if entry.is_abroad]
    if not stays:
        return None
    this_month = _this_month()
    months = sum(
        (entry.span.last if entry.span.last is not None else this_month) - entry.span.first + 1 for entry in stays
    )
    ended = max(entry.span.last if entry.span.last is not None else this_month for entry in stays)
    return {
        "months": months,
        "years_since_end": max(0, (this_month - ended) // 12),
        "aged_18_or_over": True,
        "taught": any(map(_taught, stays)),
    }
