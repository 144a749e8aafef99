"""What the file of checks must know of a post and a person: copied out here, since the checks never look up."""

from checks.models import RulesPolicy
from checks.time_abroad import as_told, by_country, where_it_counts


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
    """Each country that a check may be asked of, longest ago first: where they lived of late, or taught at any time."""
    policy, everywhere = _policy(application), by_country(_stays(application))
    lately = where_it_counts(everywhere, policy)
    return [each for each in everywhere if each["taught"] or each in lately]


def _abroad(application):
    return as_told(by_country(_stays(application)), _policy(application))


def _stays(application):
    """What they wrote of their time abroad. Where they were not asked, nobody knows that they did not teach."""
    for entry in application.history.all():
        if entry.is_abroad:
            yield entry.country, entry.from_month, entry.to_month, entry.taught != "no"


def _policy(application):
    """The trust's choices, asked for once where they were read with the application."""
    trust = application.school.trust
    if "trust_asks" in vars(application):
        return RulesPolicy.as_the_rules_take_them(trust, application.trust_asks)
    return RulesPolicy.of(trust)
