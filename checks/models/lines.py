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
    if not countries:
        have = {check.number for check in rows}
        return [(number, {}) for number in range(1, clearance.how_many(code) + 1) if number not in have]
    named = {check.about for check in rows} | set(name_the_nameless(countries, rows))
    lacking = [each for each in countries if each["name"] not in named]
    return [(place, about(each)) for place, each in enumerate(lacking, start=following(rows))]


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
    for check in rows:
        if not check.about and check.state == "not_started":
            lived = next(free, None)
            if lived:
                type(check).objects.filter(pk=check.pk).update(**about(lived))
                yield lived["name"]
