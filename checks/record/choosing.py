"""Which rows are asked for: in SQL as far as it can say, and of any row by what it says. The two agree (a test says so)."""

from django.db.models import Exists, OuterRef, Q

from checks.models import Check
from checks.record.cells import EXCEPTION, MISSING
from checks.record.columns import CODES
from checks.record.exceptions import excused_now


def missing(on):
    """Checks that are not clear, or no longer good on this day, and that no approved exception covers."""
    return not_in_force(on) & ~Q(excused_now(on))


def not_in_force(on):
    return ~Q(state__in=["clear", "let_go"]) | Q(state="clear", expires_on__lt=on)


def narrowed(files, on, filters):
    """Today's files, kept to what the filters ask for."""
    if filters.get("kind"):
        files = files.filter(role_facts__engagement=filters["kind"])
    if filters.get("q"):
        files = files.filter(named(filters["q"]))
    if filters.get("gaps"):
        files = files.filter(_with_gaps(filters["gaps"], on))
    return files


def named(words):
    """Found by their name, by their post, or by who sends them."""
    return Q(person__name__icontains=words) | Q(post_title__icontains=words) | Q(sent_by__icontains=words)


def _with_gaps(wanted, on):
    """Files with something missing, with nothing missing, or with somebody at work under an exception."""
    if wanted == "exception":
        return Q(_has(not_in_force(on) & Q(excused_now(on))))
    return Q(_has(missing(on))) if wanted == "some" else ~Q(_has(missing(on)))


def _has(condition):
    return Exists(Check.objects.asked_for().filter(condition, clearance=OuterRef("pk"), code__in=CODES))


def suits(row, filters):
    """Whether a row is one of those asked for, by what it says."""
    return all(fits(row, filters) for fits in (_suits_person, _suits_gaps, _suits_column, _suits_start))


def _suits_person(row, filters):
    words = filters.get("q", "").lower()
    fits_kind = filters.get("kind") in (None, row.kind_of_person)
    told = (row.name, row.post, row.sent_by)
    return fits_kind and any(words in each.lower() for each in told)


def _suits_gaps(row, filters):
    wanted = filters.get("gaps")
    if wanted == "exception":
        return any(cell.state == EXCEPTION for cell in row.cells)
    return wanted is None or bool(row.gaps) == (wanted == "some")


def _suits_start(row, filters):
    """`since`: a day as text, so that a copy's filters are kept as they are."""
    since = filters.get("since")
    return since is None or (row.started_on is not None and row.started_on.isoformat() >= since)


def _suits_column(row, filters):
    wanted = filters.get("column")
    return wanted is None or any(
        cell.code == wanted and cell.state == (filters.get("state") or MISSING) for cell in row.cells
    )
