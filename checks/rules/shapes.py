"""What a well-told fact looks like. All else is refused by name: a misspelt fact would lose a check in silence."""

import datetime as dt
from collections.abc import Callable

Problems = list[str]
Shape = Callable[[str, object, Problems], None]


class InvalidCase(ValueError):
    """The case is told in words the rules do not know; `problems` names each one."""

    def __init__(self, problems: Problems):
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


def text(name, value, problems):
    """Free text, never read by a rule."""
    if not isinstance(value, str):
        problems.append(f"{name} must be text")


def yes_no(name, value, problems):
    """True or false; a number or a word will not do."""
    if value is not True and value is not False:
        problems.append(f"{name} must be true or false")


def number(name, value, problems):
    """A whole number, nought or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        problems.append(f"{name} must be a whole number, 0 or more")


def quantity(name, value, problems):
    """A length of time, nought or more; half years are allowed."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        problems.append(f"{name} must be a number, 0 or more")


def date(name, value, problems):
    """A day, as a date or as 2026-09-01."""
    if as_date(value) is None:
        problems.append(f"{name} must be a date like 2026-09-01")


def as_date(value) -> dt.date | None:
    """The day meant, or nothing when there is no such day."""
    if isinstance(value, dt.datetime):
        return None
    if isinstance(value, dt.date):
        return value
    try:
        day = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if day.isoformat() == value else None


def one_of(*values) -> Shape:
    """One word from a list."""

    def shape(name, value, problems):
        if not isinstance(value, str) or value not in values:
            problems.append(f"{name} {value!r} is not one of {', '.join(values)}")

    return shape


def some_of(*values) -> Shape:
    """Any number of words from a list, none included."""

    def shape(name, value, problems):
        if not isinstance(value, list | tuple | set | frozenset):
            problems.append(f"{name} must be a list")
            return
        unknown = [each for each in value if not isinstance(each, str) or each not in values]
        problems.extend(f"{name} {each!r} is not one of {', '.join(values)}" for each in unknown)

    return shape


def nothing_or(shape: Shape) -> Shape:
    """The fact may not apply to this person."""

    def nullable(name, value, problems):
        if value is not None:
            shape(name, value, problems)

    return nullable


def record(fields: dict[str, Shape], optional: frozenset[str] = frozenset()) -> Shape:
    """A group of facts that belong together: each must be told, and no other may be."""
    needed = [name for name in fields if name not in optional]

    def shape(name, value, problems):
        if not isinstance(value, dict):
            problems.append(f"{name} must be an object")
            return
        problems.extend(f"{name}.{each} is not a known attribute" for each in value if each not in fields)
        problems.extend(f"{name}.{each} is missing" for each in needed if each not in value)
        for each, shape_of in fields.items():
            if each in value:
                shape_of(f"{name}.{each}", value[each], problems)

    return shape
