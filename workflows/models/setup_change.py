import datetime as dt

from django.db import models
from django.utils.text import slugify

from hiring import clock
from hiring.models import Closure, School, Term, Trust
from workflows.guards.setup import (
    something_changes,
    the_school_is_as_the_register_has_it,
    the_school_is_open_that_day,
    the_term_is_one_of_its_own,
)
from workflows.models.of_the_trust import OfTheTrust
from workflows.permissions import is_the_trusts_administrator
from workflows.transitions import Blocked, opening


def plain(value):
    return value.isoformat() if isinstance(value, dt.date) else value


def differing(record, values):
    """What of these values is another than the record has, and the record now with them."""
    found = {name: plain(value) for name, value in values.items() if getattr(record, name) != value}
    for name in found:
        setattr(record, name, values[name])
    return found


def the_trust_is_so(change):
    change.school.trust.save(update_fields=list(change.values))


def the_school_is_so(change):
    change.school.save(update_fields=list(change.values))


def the_term_begins_and_ends(change):
    Term.objects.create(school=change.school, **change.values)


def the_school_is_closed(change):
    Closure.objects.create(school=change.school, **change.values)


class SetupChange(OfTheTrust):
    """The trust, a school, its terms or the days it is closed are written down anew: what, by whom, when."""

    class State(models.TextChoices):
        MADE = "made", "Made"

    state = models.CharField(max_length=30, choices=State, editable=False)
    values = models.JSONField(default=dict, help_text="What was written, field by field.")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = "change of set-up"
        verbose_name_plural = "changes of set-up"

    def __str__(self):
        return f"Set-up of {self.school}"

    def get_absolute_url(self):
        return f"/settings/schools/{self.school_id}/"

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        guards=[something_changes],
        records=["values"],
        label="Change the trust",
        then=the_trust_is_so,
    )
    def change_trust(cls, *, by, trust, values):
        """What the trust is called, and the number that candidates and referees may call."""
        first = trust.schools.order_by("pk").first()
        first.trust = trust
        return cls(school=first, values=differing(trust, values), made_at=clock.now())

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        guards=[the_school_is_as_the_register_has_it],
        records=["values"],
        label="Add a school",
    )
    def add_school(cls, *, by, trust, values):
        """A school joins the trust."""
        Trust.objects.select_for_update(no_key=True).get(pk=trust.pk)
        school = School(trust=trust, slug=unused_slug(trust, values["name"]), **values)
        change = cls(school=school, values={name: plain(value) for name, value in values.items()}, made_at=clock.now())
        if wrong := list(the_school_is_as_the_register_has_it(change, None)):
            raise Blocked(*wrong)  # here, because the change cannot be kept before its school is
        school.save()
        return change

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        guards=[something_changes, the_school_is_as_the_register_has_it],
        records=["values"],
        label="Change a school",
        then=the_school_is_so,
    )
    def change_school(cls, *, by, school, values):
        """A school as the register describes it now. What has been derived from it stays until it is derived again."""
        return cls(school=school, values=differing(school, values), made_at=clock.now())

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        guards=[the_term_is_one_of_its_own],
        records=["values"],
        label="Add a term",
        then=the_term_begins_and_ends,
    )
    def add_term(cls, *, by, school, name, starts_on, ends_on):
        """The days between which pupils are there and people can be reached."""
        values = {"name": name, "starts_on": plain(starts_on), "ends_on": plain(ends_on)}
        return cls(school=school, values=values, made_at=clock.now())

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        records=["values"],
        label="Take out a term",
    )
    def remove_term(cls, *, by, term):
        """It was wrong; put the right one in its place."""
        values = {"name": term.name, "starts_on": plain(term.starts_on), "ends_on": plain(term.ends_on)}
        term.delete()
        return cls(school=term.school, values=values, made_at=clock.now())

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        guards=[the_school_is_open_that_day],
        records=["values"],
        label="Close for a day",
        then=the_school_is_closed,
    )
    def add_closure(cls, *, by, school, day_on, reason):
        """A day in term on which nobody is there: an inset day, an election, snow."""
        return cls(school=school, values={"day_on": plain(day_on), "reason": reason}, made_at=clock.now())

    @opening(
        target=State.MADE,
        permission=is_the_trusts_administrator,
        records=["values"],
        label="Open again on a day",
    )
    def remove_closure(cls, *, by, closure):
        """The school is open that day after all."""
        values = {"day_on": plain(closure.day_on), "reason": closure.reason}
        closure.delete()
        return cls(school=closure.school, values=values, made_at=clock.now())


def unused_slug(trust, name):
    """The school's name as an address has it, with a number where another has that."""
    plainly = slugify(name)[:40] or "school"
    taken = set(trust.schools.filter(slug__startswith=plainly).values_list("slug", flat=True))
    return next(each for each in [plainly, *(f"{plainly}-{n}" for n in range(2, 1000))] if each not in taken)
