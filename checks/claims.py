"""How long a claim may follow a decision on an applicant, and so what a trust may settle; dated data.

A claim comes within the tribunal's limit, put off by early conciliation. Papers go no sooner than that, and nothing
known to us needs them longer than a year (UK GDPR article 5, storage limitation; the year is our own line).
"""

from django.conf import settings

from hiring import clock

LIMIT, LONGER_LIMIT = 3, 6  # months
CONCILIATION = 3  # months: up to 12 weeks, since 1 December 2025
MOST = 12
EQUALITY = "Equality Act claim limit of three months, and early conciliation of up to 12 weeks"
LONGER = "Employment Rights Act 2025, section 152 and Schedule 12"


def limit_on(day):
    """Months within which a claim is brought on this day; when the longer limit begins is a setting, for no date is known."""
    begins = settings.SIX_MONTH_TRIBUNAL_LIMIT_FROM
    return LONGER_LIMIT if begins and day >= begins else LIMIT


def least():
    """The fewest months for which an unsuccessful application is kept, as at today."""
    return limit_on(clock.today()) + CONCILIATION


def within(months):
    """What a trust settled, or more where the law has moved on since."""
    return max(months, least())


def note():
    """Why it may not be shorter, in words."""
    begins = settings.SIX_MONTH_TRIBUNAL_LIMIT_FROM
    since = f"on {begins:%-d %B %Y}" if begins else "on a day not fixed yet, October 2026 at the earliest"
    return (
        f"A claim may be brought within {limit_on(clock.today())} months, and early conciliation adds up to 12 weeks, so "
        f"nothing goes before {least()} months. The limit of six months begins {since} ({LONGER})."
    )
