"""What must be true of an advert: its statements, its dates, its closing hour."""

import datetime as dt

from hiring import clock
from vacancies.guards.words import KCSIE, missing, moment
from workflows.blockers import Blocker

NOTICE = dt.timedelta(hours=24)  # what the advert promises beside “we may close earlier”


def the_advert_is_complete(vacancy, move):
    """The advert says what safer recruitment and honesty ask of it, and its dates run in order."""
    statements = {
        "safeguarding_statement": "Add the school’s commitment to safeguarding.",
        "offenders_statement": "Say that the post is exempt from the Rehabilitation of Offenders Act 1974.",
        "online_search_notice": "Tell candidates that shortlisted people are searched for online.",
    }
    for name, text in statements.items():
        if not getattr(vacancy, name).strip():
            yield missing(vacancy, "advert", name, text, KCSIE)
    yield from _childcare_notice(vacancy)
    yield from _dates(vacancy)
    yield from _ties(vacancy)


def _ties(vacancy):
    scored = {each.code for each in vacancy.scored_criteria} if vacancy.tie_order else ()
    for code in vacancy.tie_order:
        if code not in scored:
            text = f"{code} is to part a tie but is not scored from the application. Change the order."
            yield missing(vacancy, "choosing", "tie_order", text)


def _childcare_notice(vacancy):
    facts = vacancy.role_facts
    in_scope = facts.get("early_years") or facts.get("later_years_childcare") or facts.get("manages_childcare")
    if in_scope and "2018" not in vacancy.childcare_notice:
        text = "Tell candidates of the childcare disqualification declaration, citing the 2018 Regulations."
        yield missing(vacancy, "advert", "childcare_notice", text, "SI 2018/794")


def _dates(vacancy):
    dates = [
        ("closes_at", "the closing date and time", "dates"),
        ("shortlist_by", "the date by which candidates hear whether they are shortlisted", "dates"),
        ("interviews_on", "the interview date", "dates"),
        ("decision_by", "the date by which candidates hear the decision", "dates"),
    ]
    for name, words, part in dates:
        if not getattr(vacancy, name):
            yield missing(vacancy, part, name, f"Enter {words}.")
    if vacancy.closes_at and vacancy.closes_at <= clock.now():
        yield missing(vacancy, "dates", "closes_at", "The closing date has passed. Enter a later one.")
    if vacancy.closes_at and vacancy.shortlist_by and vacancy.shortlist_by <= vacancy.closes_at:
        yield missing(
            vacancy, "dates", "shortlist_by", "The date you promise for the shortlist is before the job closes."
        )


def closing_time_has_passed(vacancy, move):
    """Nobody is shut out before the hour they were told (G19)."""
    if vacancy.closes_at <= move.at:
        return
    text = f"The advert says applications close at {moment(vacancy.closes_at)}."
    if vacancy.may_close_early:
        text += " It may close earlier, if we say so a day before: announce an earlier closing time."
    yield Blocker(
        code="vacancy.not_closing_yet",
        text=text,
        owner="the clock",
        expected_by=vacancy.closes_at.date(),
        fix=f"{vacancy.get_absolute_url()}announce-early-closing/" if vacancy.may_close_early else "",
        fix_label="Announce it" if vacancy.may_close_early else "",
        rule="G19",
    )


def the_advert_said_it_might_close_early(vacancy, move):
    """What the advert did not say it might do, it does not do (G19)."""
    if not vacancy.may_close_early:
        text = f"The advert did not say it might close before {moment(vacancy.closes_at)}, so it closes then."
        yield Blocker(
            code="vacancy.no_early_closing",
            text=text,
            owner="the clock",
            expected_by=vacancy.closes_at.date(),
            rule="G19",
        )


def a_day_of_notice_is_given(vacancy, move):
    """The new closing time is earlier than the old, and at least a day away for whoever is still writing."""
    closes_at = move.details.get("closes_at")
    if vacancy.closes_at - move.at < NOTICE:
        text = f"It closes at {moment(vacancy.closes_at)}, within a day, so no earlier time can be announced."
        yield Blocker(code="vacancy.closing_soon", text=text, owner="the clock", rule="G19")
    elif closes_at and closes_at - move.at < NOTICE:
        text = f"Give everybody still writing a day. The earliest time is {moment(move.at + NOTICE)}."
        yield Blocker(code="vacancy.short_notice", text=text, owner="HR", rule="G19")
    elif closes_at and closes_at >= vacancy.closes_at:
        text = f"Choose a time before the present one, {moment(vacancy.closes_at)}."
        yield Blocker(code="vacancy.not_earlier", text=text, owner="HR", rule="G19")
