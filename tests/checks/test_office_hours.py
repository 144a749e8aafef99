"""Referees are written to in office hours of working days, and whoever asks is told when the letter goes (ux.md 6, N-40)."""

import datetime as dt

import pytest

from checks.tasks import chase_referees
from hiring import clock
from hiring.calendars import next_office_instant
from hiring.models import Closure, Link
from tests.checks import writing_references as wrote
from workflows.models import Message
from workflows.outbox import carry_out_all

SATURDAY, MONDAY = dt.date(2026, 7, 4), dt.date(2026, 7, 6)


def at(day, hour=9, minute=0):
    return clock.at(clock.london(day, hour, minute))


@pytest.fixture
def check(cast):
    return wrote.reference_of(cast)


def letter(kind="check.ask.referee"):
    carry_out_all()
    return Message.objects.filter(kind=kind).latest("id")


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ((2026, 12, 4, 10), (2026, 12, 4, 10)),
        ((2026, 12, 4, 6), (2026, 12, 4, 8)),
        ((2026, 12, 4, 18), (2026, 12, 7, 8)),
        ((2026, 12, 5, 10), (2026, 12, 7, 8)),
        ((2026, 12, 24, 20), (2026, 12, 29, 8)),  # Christmas Day, and Boxing Day on the Monday instead
        ((2027, 3, 26, 20), (2027, 3, 30, 8)),  # Good Friday, Easter; the clocks have gone forward on the 28th
        ((2026, 10, 23, 20), (2026, 10, 26, 8)),  # and back on the 25th
    ],
)
def test_the_next_office_hour_is_on_the_wall_clock_of_a_working_day(asked, goes):
    *day, hour = asked
    instant = clock.london(dt.date(*day), hour).astimezone(dt.UTC)
    *on, opens = goes
    assert next_office_instant(instant, opens=8, shuts=18) == clock.london(dt.date(*on), opens)


def test_a_day_on_which_the_school_is_shut_is_left_out(check, cast):
    Closure.objects.create(school=cast.school, day_on=MONDAY, reason="Inset")
    with at(SATURDAY):
        check.ask(by=cast.hr)
        assert letter().not_before == clock.london(dt.date(2026, 7, 7), 8)


def test_a_request_made_on_saturday_goes_on_monday_and_everything_counts_from_then(check, cast):
    with at(SATURDAY):
        page = wrote.browser(cast.hr).get(f"{check.get_absolute_url()}ask/").content.decode()
        assert "Goes Mon 6 July, 8am; until then it can be stopped in the outbox." in page
        assert "by Monday 13 July" in page
        check.ask(by=cast.hr)
        waits = letter()
        assert (waits.status, waits.not_before) == ("waiting", clock.london(MONDAY, 8))
        page = wrote.browser(cast.hr).get(check.get_absolute_url()).content.decode()
        assert "It goes on Monday 6 July, 8am." in page
    referee = wrote.fresh(check).referee
    assert (referee.due_on, referee.goes_at) == (dt.date(2026, 7, 13), clock.london(MONDAY, 8))
    assert Link.objects.get(subject_id=referee.pk).expires_at == clock.london(dt.date(2026, 7, 27), 8)
    with at(MONDAY, 17):
        assert chase_referees() == 0


def test_a_request_in_office_hours_goes_at_once(check, cast):
    with at(MONDAY):
        check.ask(by=cast.hr)
        assert letter().not_before is None


@pytest.mark.parametrize("verb", ["correct", "ask_more", "remind", "put off"])
def test_every_letter_that_asks_keeps_the_hours(check, cast, verb):
    with at(dt.date(2026, 7, 1)):
        guest = wrote.ask(check, cast)
        check = wrote.fresh(check)
        if verb == "ask_more":
            check = wrote.answer(check, guest)
    with at(SATURDAY):
        if verb == "correct":
            same = {
                name: getattr(check.referee, name) for name in ("name", "organisation", "position", "relationship")
            }
            check.correct_referee(by=cast.hr, reason="A slip.", email="s.okafor@hillview.example", **same)
        elif verb == "ask_more":
            check.ask_more(by=cast.hr, question="Which years did she teach?")
        elif verb == "remind":
            check.remind(by=cast.hr)
        else:
            check.put_off(by=guest, remind_on=SATURDAY)
        kinds = {"ask_more": "check.ask_more", "remind": "check.remind"}
        assert letter(kinds.get(verb, "check.ask.referee")).not_before == clock.london(MONDAY, 8)


def test_thanks_go_at_once_at_any_hour(check, cast):
    with at(SATURDAY):
        wrote.answer(check, wrote.ask(check, cast))
        assert letter("check.answer.referee").not_before is None


@pytest.mark.parametrize("end", ["corrected", "by phone", "closed", "erred"])
def test_a_letter_that_waits_is_stopped_when_what_it_asks_for_is_settled(check, cast, end):
    with at(SATURDAY):
        check.ask(by=cast.hr)
        waits, check = letter(), wrote.fresh(check)
        if end == "corrected":
            same = {
                name: getattr(check.referee, name) for name in ("name", "organisation", "position", "relationship")
            }
            check.correct_referee(by=cast.hr, reason="A slip.", email="s.okafor@hillview.example", **same)
        elif end == "by phone":
            check.take_by_phone(by=cast.hr, answers=wrote.answers(), provenance=wrote.ON_THE_PHONE)
        elif end == "closed":
            check.clearance.appointment.decline(by=cast.candidate)
        else:
            check.come_back(by=cast.hr)
        carry_out_all()
    waits.refresh_from_db()
    assert waits.status == "stopped"
    assert not Message.objects.filter(kind="clearance.close").exists()


def test_hours_are_those_the_trust_has_settled_when_it_asks(check, cast):
    with at(dt.date(2026, 7, 1)):
        wrote.reference_policy(cast, opens=9, link_days=30, answer_in=10)
    with at(SATURDAY):
        check.ask(by=cast.hr)
        assert letter().not_before == clock.london(MONDAY, 9)
        assert "works for 30 days" in letter().body
    assert wrote.fresh(check).referee.due_on == dt.date(2026, 7, 20)
