"""How old somebody is on the day that counts, once their date of birth is known."""

import datetime as dt

from checks.rules.facts.routes import ADULT
from hiring import clock


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Whole years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def as_known(file, role, person, born_on=None):
    """The facts of the person with the age that their date of birth gives them. No rule asks how far past 18 they are."""
    born_on = born_on or file.born_on
    if born_on is None or not person:
        return person
    age = min(age_on(born_on, the_day(file, role)), ADULT)
    return person if age == min(person.get("age_at_start", -1), ADULT) else {**person, "age_at_start": age}


def the_day(file, role):
    """Their first day; of somebody who began long ago, today."""
    first = dt.date.fromisoformat(role["start_date"]) if role.get("start_date") else file.starts_on
    return max(first or clock.today(), clock.today()) if file.began_on else first or clock.today()
