"""Whom the law has reached, asked once for everybody with the same facts: two thousand people have some hundred posts."""

import datetime as dt
import json
from functools import cache, lru_cache, partial

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    JSONField,
    Min,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Least

from checks.kinds import KINDS
from checks.kinds.letters import LETTERS
from checks.letters_held import Letter, unsaid
from checks.models import Check
from checks.rules import InvalidCase, required_checks
from checks.rules.facts.routes import ADULT
from checks.rules.moving_law import last_moved, moves
from hiring import clock

NOT_READ = dt.date.min


def reached_by_the_law(files):
    """`(reached, unread)`: ids of those of whom the law may ask something new, and of those whose facts are not whole.

    What a trust asks beyond the rules makes no difference here: no line that has a first or a last day reads it. One query.
    """
    today, reached, unread = last_moved(clock.today()), [], []
    for alike in alike_in_law(files, today):
        role = {**alike["post"], "start_date": alike["first"] or ""}
        person = {**alike["rest"], "age_at_start": alike["age"]}
        letter = as_by_edition(Letter.read(alike["letter"])) if alike["letter"] else None
        new = newly_asked(json.dumps(role), json.dumps(person), alike["read_on"], today, letter)
        if new is None:
            unread += alike["files"]
        elif new:
            reached += alike["files"]
    return reached, unread


def alike_in_law(files, today):
    """The files by what the rules read of them: the post without its name, the person, and the edition of their law."""
    days = sorted({each.on for each in moves() if each.on <= today}, reverse=True)
    age = Least(Cast(KT("person_facts__age_at_start"), IntegerField()), Value(ADULT))
    edition = Case(
        *(When(edition_on__gte=day, then=Value(day)) for day in days),
        default=Value(NOT_READ),
        output_field=DateField(),
    )
    counts_from = Case(  # only for somebody who comes from another school does it matter which day they began
        When(person_facts__previous_school_post=None, then=Value("")),
        default=KT("role_facts__start_date"),
        output_field=TextField(),
    )
    rows = files.annotate(
        post=without("role_facts", "title,start_date"),
        rest=without("person_facts", "age_at_start"),
        age=age,
        read_on=edition,
        counts_from=counts_from,
        **letter_in_force(),
        first_day=KT("role_facts__start_date"),
    )
    rows = rows.order_by().values("post", "rest", "age", "read_on", "counts_from", "letter")
    return rows.annotate(first=Min("first_day"), files=ArrayAgg("pk"))


def without(facts, names):
    return Func(F(facts), template=f"(%(expressions)s - '{{{names}}}'::text[])", output_field=JSONField())


def letter_in_force():
    """In SQL, what the newest letter of whoever sends them says, where it is in force; null while one is asked for."""
    whose = {each: about.code for about in KINDS.values() if about.code in LETTERS for each in about.sends}
    code = Case(*(When(role_facts__engagement=each, then=Value(code)) for each, code in whose.items()))
    asked = Check.objects.asked_for().filter(clearance=OuterRef("pk"), code=OuterRef("letter_code")).with_letters()
    good = Q(state="clear") & (Q(expires_on=None) | Q(expires_on__gte=clock.today()))
    told = Subquery(asked.order_by("-number").values(told=Case(When(good, then=F("letter_told"))))[:1])
    return {"letter_code": code, "letter": Case(When(letter_code__isnull=False, then=told))}


def as_by_edition(letter):
    """A letter with the day on which the law that it came under began, so that letters alike are read once."""
    begun = [each.on for each in moves() if each.on <= letter.came_on]
    return letter._replace(came_on=begun[0] if begun else NOT_READ)


@lru_cache(maxsize=4096)
def newly_asked(role, person, read_on, today, letter=None):
    """Codes that the law of today asks for and that of the edition, or of their letter's day, did not; None where the facts are not whole."""
    rules_of = cache(partial(required_checks, json.loads(role), json.loads(person), None))
    try:
        then, now = rules_of(read_on), rules_of(today)
        lacking = unsaid(letter, today, rules_of) if letter else []
    except InvalidCase:
        return None
    again = ["letter"] if any(each.since for each in lacking) else []
    return tuple(sorted({*now.codes, *again} - set(then.codes)))
