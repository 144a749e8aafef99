"""What must be true of a concern about somebody at work: `(concern, move) -> blockers`; and whether somebody is at work."""

import datetime as dt

from hiring import clock
from hiring.templatetags.dates import daymonth_of
from workflows.blockers import Blocker

RULE = "KCSIE Part three; Education (Independent School Standards) Regulations 2014; I3, I4"
LONGEST = 28  # days until the measures are looked at again, at most
TO_WORK = {"right_to_work", "rtw_follow_up"}


def is_at_work(file):
    """Whether somebody is in school on this file: relying on it, or here since before it was opened."""
    return file.state == "relied_on" or file.is_here_already


def bar_on(check):
    """The outcome that no decision here lifts, where the newest evidence says one; empty otherwise."""
    latest = check.receipts.filter(voided_at=None).order_by("id").last()
    return latest.outcome if latest is not None and latest.outcome in check.kind.bars else ""


def nothing_bars_them_from_work(concern, move):
    """Barred, prohibited, under a section 128 direction, disqualified in scope, with no right to work: nobody is kept at work."""
    check = concern.check_row
    bar = bar_on(check)
    if bar:
        found = check.kind.outcomes[bar].label.lower()
        text = f"{check.title}: {found}. Nobody stays at work with that, whatever the measures. Stand them down."
        yield _blocker(concern, "bars", text, "nobody here")
    elif check.code in TO_WORK:
        text = "Nobody stays at work while their right to work is not shown. Record the check, or stand them down."
        yield _blocker(concern, "right_to_work", text, "HR", fix=check.get_absolute_url())


def somebody_else_brought_it(concern, move):
    """Whoever brought the news does not decide alone that it is safe (I11)."""
    if move.by.kind == "user" and move.by.pk == concern.brought_by_id:
        text = "You brought this yourself, so another headteacher decides whether they stay. You may stand them down."
        yield _blocker(concern, "second_person", text, "another headteacher")


def the_day_to_look_again_comes_soon(concern, move):
    """Measures hold until a day within four weeks, and are then looked at again."""
    review_on, today = move.details.get("review_on"), clock.today()
    last = today + dt.timedelta(days=LONGEST)
    if review_on is not None and not today <= review_on <= last:
        yield _blocker(concern, "review", f"Look again by {daymonth_of(last)} at the latest, and not before today.")


def it_is_settled(concern, move):
    """A concern ends when the check is good again or asked for no more, or when their work here has ended; never by a word."""
    check = concern.check_row
    over = concern.clearance.state in {"left", "closed"}
    if not over and check.is_asked_for and not check.is_in_force(clock.today()):
        text = f"{check.title} is not clear yet."
        yield _blocker(concern, "not_settled", text, check.holder, fix=check.get_absolute_url())


def it_must_be_decided_again(concern, move):
    """Measures stand until their day has passed or something more is known."""
    if not move.details.get("more") and concern.holds_on(clock.today()):
        yield _blocker(concern, "holds", "The measures still hold.", "")


def _blocker(concern, code, text, owner="the headteacher", **more):
    fix = more.pop("fix", concern.get_absolute_url() if concern.pk else concern.clearance.get_absolute_url())
    return Blocker(code=f"concern.{code}", text=text, owner=owner, fix=fix, rule=RULE, **more)
