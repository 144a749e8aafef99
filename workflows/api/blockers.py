"""Reasons as programs read them: the whole of each for staff; for a candidate never whose, nor by which rule."""

import re

from hiring.api.problems import Problem
from workflows.blockers import NotAllowed, Stale

KCSIE = re.compile(r"\bKCSIE\b|Keeping children safe in education")
OUR_OWN = re.compile(r"^G\d\d$")
UNSAID = {
    "state": "This cannot be done now. Read the status of your application.",
    "permission": "This is not for you to do.",
    "stale": "Your application has changed since you read it. Read it again.",
    "database": "This cannot be done now. Read the status of your application.",
}
_addresses = []


def same_on_api(pattern, address):
    """Register where the thing shown on a page (a pattern of its path) is found on the API."""
    _addresses.append((re.compile(pattern), address))


def for_staff(blocker):
    """One reason, whole, with where it is put right: on the API, and on the page a person would open."""
    return {
        "code": blocker.code,
        "text": blocker.text,
        "rule": _rule(blocker),
        "owner": blocker.owner or None,
        "since": blocker.as_json()["since"],
        "fix": _address_of(blocker.fix),
        "fix_page": blocker.fix or None,
        "fix_label": blocker.fix_label or None,
        "expected_by": blocker.as_json()["expected_by"],
    }


def for_candidate(blocker):
    """The same reason without the names of others or of rules, and without what only staff may know."""
    own = blocker.fix if blocker.fix.startswith(("/apply/", "/my/")) else None
    return {
        "code": blocker.code,
        "text": UNSAID.get(blocker.code, blocker.text),
        "fix_page": own,
        "expected_by": blocker.as_json()["expected_by"],
    }


def _rule(blocker):
    """Which body of rules, in which edition, and the place in it."""
    if not blocker.rule:
        return None
    body = "kcsie" if KCSIE.search(blocker.rule) else "trust" if OUR_OWN.match(blocker.rule) else "law"
    return {"set": body, "edition": blocker.edition or None, "ref": blocker.rule}


def _address_of(page):
    path = page.partition("#")[0].partition("?")[0]
    for pattern, address in _addresses:
        found = pattern.match(path)
        if found:
            return found.expand(address)
    return None


def as_problem(refused, shown=for_staff):
    """A refusal of the door as a problem: stale, not allowed, or blocked with every reason."""
    blockers = [shown(each) for each in refused.blockers]
    if isinstance(refused, Stale):
        return Problem("stale", blockers[0]["text"])
    if isinstance(refused, NotAllowed):
        return Problem("not-allowed", blockers[0]["text"], blockers=blockers)
    count = len(blockers)
    detail = "One thing stands in the way." if count == 1 else f"{count} things stand in the way."
    return Problem("transition-blocked", detail, blockers=blockers)
