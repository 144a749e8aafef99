"""Which lines a kind of check has in one file: several references, and one overseas line for each country."""

import datetime as dt
from collections import defaultdict

from checks.kinds import kind


def in_files(files):
    """{file's id: its checks in order}, in one query; none where there are no files."""
    rows = {file.pk: [] for file in files}
    if files:
        checks = files[0].checks.model.objects.with_letters()
        for check in checks.filter(clearance__in=files).order_by("code", "number"):
            rows[check.clearance_id].append(check)
    return rows


def by_code(held):
    """code -> the checks of that kind among those a file holds, in order."""
    rows = defaultdict(list)
    for check in held:
        rows[check.code].append(check)
    return rows


def wanted(clearance, code, rows):
    """`(number, what it is about)` of each line that the file lacks."""
    countries = clearance.lived_in(code) if kind(code).per_country else []
    name_the_nameless(countries, rows)
    return lacking(countries, clearance.how_many(code), rows)


def lacking(countries, how_many, rows):
    """The same, of the countries that count and of how many there should be; a line not begun yet is about the first without one."""
    if not countries:
        have = {check.number for check in rows}
        return [(number, {}) for number in range(1, how_many + 1) if number not in have]
    named = {check.about for check in rows}
    unnamed = [each for each in countries if each["name"] not in named]
    left = unnamed[sum(is_nameless(check) for check in rows) :]
    return [(place, about(each)) for place, each in enumerate(left, start=following(rows))]


def is_nameless(check):
    return not check.about and check.state == "not_started"


def following(rows):
    """The next number free."""
    return 1 + max((check.number for check in rows), default=0)


def about(lived):
    """Which country a line is about, and when they left it."""
    return {"about": lived["name"], "about_until": lived.get("until") and dt.date.fromisoformat(lived["until"])}


def name_the_nameless(countries, rows):
    """A line opened before anybody knew which country it was about is about the first that has none yet."""
    named = {check.about for check in rows}
    free = iter([each for each in countries if each["name"] not in named])
    for check, lived in zip(filter(is_nameless, rows), free, strict=False):
        type(check).objects.filter(pk=check.pk).update(**about(lived))
