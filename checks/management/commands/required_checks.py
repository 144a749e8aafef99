"""`manage.py required_checks < case.json`"""

import json
import sys
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from checks.rules import InvalidCase, required_checks

PARTS = {"role", "person", "policy"}
NOT_READ = set(
    "id regulated_activity expected_checks strength optional_checks must_not confirmation_covers "
    "self_declaration_scope scr confidence notes".split()
)  # what a worked case says of itself and of its answer


class Command(BaseCommand):
    """Prints the checks one person needs for one post, and why, without keeping anything."""

    help = "Reads one case (role, person, optional policy) as JSON on standard input and prints the checks it needs."
    requires_system_checks = ()

    def handle(self, *args, **options):
        case = read_case(sys.stdin)
        try:
            decision = required_checks(case["role"], case["person"], case.get("policy"))
        except InvalidCase as error:
            raise CommandError("\n".join(error.problems)) from error
        self.stdout.write(json.dumps(decision.as_json(), indent=2, ensure_ascii=False))


def read_case(stream) -> dict:
    """The case as told; what a worked case says beside it is not read, and anything else is refused by name."""
    try:
        case = json.load(stream, object_pairs_hook=told_once)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"Give one case as JSON on standard input: {error}") from error
    if not isinstance(case, dict) or not {"role", "person"} <= case.keys():
        raise CommandError("Give a JSON object with role and person, and policy if the trust has one")
    unknown = [f"{name} is not a known part of a case" for name in case if name not in PARTS | NOT_READ]
    if unknown:
        raise CommandError("\n".join(unknown))
    return {part: case[part] for part in PARTS & case.keys()}


def told_once(pairs) -> dict:
    """A fact told twice could mean either, so neither is taken."""
    twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if twice:
        raise ValueError(f"{', '.join(twice)} is told more than once")
    return dict(pairs)
