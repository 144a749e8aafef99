"""Whom the law has reached, asked once for everybody with the same facts: two thousand people have some hundred posts."""

import datetime as dt
import json
from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, DateField, F, Func, IntegerField, JSONField, Min, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Least

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
        new = newly_asked(json.dumps(role), json.dumps(person), alike["read_on"], today)
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
        first_day=KT("role_facts__start_date"),
    )
    rows = rows.order_by().values("post", "rest", "age", "read_on", "counts_from")
    return rows.annotate(first=Min("first_day"), files=ArrayAgg("pk"))


def without(facts, names):
    return Func(F(facts), template=f"(%(expressions)s - '{{{names}}}'::text[])", output_field=JSONField())


@lru_cache(maxsize=4096)
def newly_asked(role, person, read_on, today):
    """Codes that the law of today asks for and that of the edition did not, for these facts; None where they are not whole."""
    facts = json.loads(role), json.loads(person)
    try:
        then, now = (required_checks(*facts, rules_of=day) for day in (read_on, today))
    except InvalidCase:
        return None
    return tuple(sorted(set(now.codes) - set(then.codes)))
