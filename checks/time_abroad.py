"""Time abroad as the rule table asks it: stays that count, added together, and which countries a check is asked of.

A stay counts while it ended within the years the trust looks back and, where the trust asks only of adults, when they
were 18 for any of it. Until their date of birth is known they are taken for grown, so that the check is asked for. A
country is kept as `{name, months, from, until, taught, stays}`: months as YYYY-MM, `until` a date or none while it goes
on, `stays` as `[first, last]` with an empty last while it goes on.
"""

from itertools import chain

from checks.countries import one_name
from checks.rules.facts.routes import ADULT
from checks.rules.policy import over_defaults
from hiring import clock


def number_of(month):
    """2019-09 as months since year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def as_month(number):
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def this_month():
    return number_of(clock.today().isoformat())


def by_country(stays):
    """Each country once, from `(country, first month, last month or "", taught)` in any spelling and any number."""
    told = {}
    for country, first, last, taught in stays:
        told.setdefault(one_name(country), []).append((first, last, taught))
    return [_country(name, rows) for name, rows in told.items()]


def _country(name, rows):
    stays = [[first, last] for first, last, _taught in rows]
    lasts = [last for _first, last in stays]
    return {
        "name": name,
        "months": months_in(map(_span, stays)),
        "from": min(first for first, _last in stays),
        "until": f"{max(lasts)}-01" if all(lasts) else None,
        "taught": any(taught for *_stay, taught in rows),
        "stays": stays,
    }


def stays_of(country):
    """`(first, last)` of each stay in one country, as month numbers; one that goes on ends this month."""
    return [
        _span(each) for each in country.get("stays") or [[country.get("from") or reckoned(country), _left(country)]]
    ]


def _span(stay):
    first, last = stay
    return number_of(first), number_of(last) if last else this_month()


def _left(country):
    return (country["until"] or "")[:7]


def reckoned(country):
    """The first month of a stay of which only its length was kept."""
    last = number_of(_left(country)) if country["until"] else this_month()
    return as_month(last - max(1, int(country["months"])) + 1)


def months_in(stays):
    """How many months they lived abroad in; one in which they had two posts is one month."""
    return len(set(chain.from_iterable(range(first, last + 1) for first, last in stays)))


def is_recent(stay, policy):
    """Whether it ended within the years the trust looks back."""
    return this_month() - stay[1] <= 12 * policy["overseas_years"]


def was_grown(stay, born_on):
    """Whether they were 18 for any of it."""
    return stay[1] >= number_of(born_on.isoformat()) + 12 * ADULT


def counts(stay, policy, born_on=None):
    """Whether a further check may be asked for because of this stay."""
    too_young = policy["overseas_adult_only"] and born_on is not None and not was_grown(stay, born_on)
    return is_recent(stay, policy) and not too_young


def where_it_counts(countries, policy, born_on=None):
    """The countries with a stay that counts, by a trust's choices."""
    policy = over_defaults(policy)
    return [each for each in countries if any(counts(stay, policy, born_on) for stay in stays_of(each))]


def as_told(countries, policy, born_on=None, *, adult=True):
    """The `abroad` of the rule table; None for somebody who never lived abroad.

    Stays that do not count are left out of the sum, or years long ago would make an inquiry of a month last spring.
    Where none counts, all of them are told, so that the table says why not. `adult` is what was said of their age,
    until their date of birth says it.
    """
    everywhere = [stay for each in countries for stay in stays_of(each)]
    if not everywhere:
        return None
    policy = over_defaults(policy)
    told = [stay for stay in everywhere if counts(stay, policy, born_on)] or everywhere
    since = max(0, this_month() - max(last for _first, last in told))
    return {
        "months": months_in(told),
        "years_since_end": tenths_of_years(since),
        "aged_18_or_over": adult if born_on is None else any(was_grown(stay, born_on) for stay in told),
        "taught": any(each.get("taught") for each in countries),
    }


def tenths_of_years(months):
    """Rounded up: ten years and a month is longer ago than ten years."""
    return -(-months * 10 // 12) / 10
