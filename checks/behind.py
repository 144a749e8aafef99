"""Open files whose checks were derived before the trust asked for more: who they are, and what would be added."""

from collections import Counter
from functools import cache, partial

from django.db.models import Prefetch

from checks.letters_held import asked_again
from checks.models import Check, Clearance, RulesPolicy
from checks.rules import InvalidCase, required_checks
from workflows.blockers import Refused


def behind(actor):
    """`(file, what it lacks)` for each file still open in this actor's sight, nobody's own (a fixed number of questions)."""
    files = Clearance.objects.visible_to(actor).filter(state="open", in_post_since=None).exclude(person=actor.pk)
    files = files.select_related("person", "school__trust").order_by("school__name", "pk")
    files = files.prefetch_related(Prefetch("checks", Check.objects.with_letters()))
    policies: dict = {}
    for file in files:
        if file.trust.pk not in policies:
            policies[file.trust.pk] = RulesPolicy.of(file.trust)
        lacks = lacking(file, policies[file.trust.pk])
        if lacks:
            yield file, lacks


def lacking(file, policy):
    """What the rules and the trust ask for now, and the file does not hold."""
    have = Counter(code for code, _rule in file.asks_for)
    rules_of = cache(partial(required_checks, file.role_facts, file.person_facts, policy))
    try:
        decision = rules_of(None)
        again = asked_again(file.checks.all(), decision.rules_of, rules_of)
    except InvalidCase:  # an old record was never told enough
        return []
    new = [need for need in decision.required if have[need.code] < wanted(file, need.code, policy)]
    return new + [need for need, _lacking in again]


def wanted(file, code, policy):
    """How many of one kind are asked for."""
    return policy["references_min"] if code == "references" else file.how_many(code, policy)


def derive_again(by):
    """Derive each of them again, as far as this actor may; how many it came to."""
    return sum(derived(file, by) for file, _lacks in list(behind(by)))


def derived(file, by):
    try:
        file.derive(by=by)
    except Refused:
        return False
    return True
