"""What must be true of a trust, its schools and their days before they are written down."""

import re

from hiring.models import Closure, School, Term
from workflows.blockers import Blocker

SCHOOLS = "/settings/schools/"


def _of(code, text):
    return Blocker(code=f"setup.{code}", text=text, owner="the administrator", fix=SCHOOLS)


def something_changes(change, move):
    """A change that changes nothing would stand in the history as if it had."""
    if not change.values:
        yield _of("nothing_changes", "Nothing is changed. Change an answer first.")


def the_school_is_as_the_register_has_it(change, move):
    """Six digits, ages that run upward, and no second school by the same number or name."""
    school, others = change.school, School.objects.exclude(pk=change.school.pk)
    if not re.fullmatch(r"\d{6}", school.urn):
        yield _of("urn", "The URN is six digits, as in Get Information about Schools.")
    elif others.filter(urn=school.urn).exists():
        yield _of("urn_taken", f"Another school has the URN {school.urn} already. Look it up again.")
    if school.age_from > school.age_to:
        yield _of("ages", "The youngest age must not be over the oldest.")
    if others.filter(trust=school.trust_id, name__iexact=school.name).exists():
        yield _of("name_taken", f"The trust has a school called {school.name} already.")


def the_term_is_one_of_its_own(change, move):
    """It runs forward, and lies in no other term of the school."""
    starts_on, ends_on = change.values["starts_on"], change.values["ends_on"]
    if starts_on > ends_on:
        yield _of("term_backward", "A term cannot end before it begins.")
    for term in Term.objects.filter(school=change.school, starts_on__lte=ends_on, ends_on__gte=starts_on):
        yield _of("term_overlaps", f"{term.name} lies in those dates already. Take it out first.")


def the_school_is_open_that_day(change, move):
    """A day is closed once, and only a day in term needs closing."""
    day = change.values["day_on"]
    if Closure.objects.filter(school=change.school, day_on=day).exists():
        yield _of("closed_already", "The school is closed that day already.")
    elif not Term.objects.filter(school=change.school, starts_on__lte=day, ends_on__gte=day).exists():
        yield _of("outside_term", "That day is in no term of this school. Add the term first.")
