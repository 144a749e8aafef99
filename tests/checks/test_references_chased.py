"""Referees are reminded by the trust's ladder, in school days and office hours, and stop being when they answer."""

import datetime as dt

import pytest

from checks import reminders
from checks.models import Check, RefereeRequest
from checks.tasks import chase_referees
from hiring import clock
from hiring.models import Closure, Term
from tests.checks import writing_references as wrote
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message
from workflows.outbox import carry_out_all

MONDAY = dt.date(2026, 6, 8)


def at(day, hour=9):
    return clock.at(clock.london(day, hour))


@pytest.fixture
def asked(cast):
    """Asked on a Monday in term, at nine."""
    check = wrote.reference_of(cast)
    with at(MONDAY):
        guest = wrote.ask(check, cast)
    check = wrote.fresh(check)
    check.guest = guest
    return check


def settled(check, cast, **choices):
    """Settled before they were asked."""
    with at(dt.date(2026, 6, 1)):
        policy = wrote.reference_policy(cast, **choices)
    RefereeRequest.objects.filter(check_row=check).update(asked_under=policy)


def in_term(school, first=dt.date(2026, 6, 1), last=dt.date(2026, 7, 21)):
    return Term.objects.create(school=school, name="Summer", starts_on=first, ends_on=last)


def sweep(*days, hour=9):
    """The beat comes by at this hour on each of these days; on which of them the first referee was reminded."""
    told = []
    for day in days:
        with at(day, hour):
            before = reminders_sent()
            chase_referees()
            carry_out_all()
        if reminders_sent() > before:
            told.append(day)
    return told


def reminders_sent():
    return RefereeRequest.objects.get(check_row__number=1).reminders


def days(count, first=MONDAY):
    return [first + dt.timedelta(days=each) for each in range(count)]


def test_somebody_who_has_not_begun_is_reminded_on_school_days_three_and_six(asked):
    """Thursday is three school days after Monday; the weekend does not count, so day six is Tuesday."""
    assert sweep(*days(21)) == [dt.date(2026, 6, 11), dt.date(2026, 6, 16)]
    letters = Message.objects.filter(kind="check.remind", to_email=asked.referee.email)
    assert letters.count() == 2
    assert "/r/" in letters[0].body
    assert letters[0].subject == "A reference for A.O., about 8 minutes"


def test_nobody_is_reminded_at_night_nor_twice_in_a_day(asked):
    assert sweep(*days(21), hour=20) == []
    assert sweep(*days(21), hour=6) == []
    with at(dt.date(2026, 6, 11)):
        assert chase_referees() == 1
        assert chase_referees() == 0


def test_somebody_who_has_begun_is_asked_to_carry_on_two_days_after_they_stopped(asked):
    with at(dt.date(2026, 6, 9), 15):
        wrote.fresh(asked).referee.keep("you", {"name": "Sam"})
    assert sweep(*days(10, dt.date(2026, 6, 10))) == [
        dt.date(2026, 6, 11), dt.date(2026, 6, 15), dt.date(2026, 6, 17),
    ]  # fmt: skip
    assert Message.objects.filter(kind="check.remind", subject__contains="is not sent yet").count() == 3


def test_three_reminders_are_the_most_whatever_the_ladder_says(asked, cast):
    settled(asked, cast, remind_after=[1, 2, 3, 4, 5, 6])
    assert len(sweep(*days(21))) == 3
    with pytest.raises(Blocked, match=r"has had 3 reminders\. Phone them"):
        wrote.fresh(asked).remind(by=cast.hr)


def test_ladder_is_data(asked, cast):
    settled(asked, cast, remind_after=[1], answer_in=8)
    assert sweep(*days(10)) == [dt.date(2026, 6, 9)]
    other = wrote.fresh(asked.clearance.checks.get(code="references", number=2))
    with at(MONDAY):
        other.ask(by=cast.hr)
    assert wrote.fresh(other).referee.due_on == dt.date(2026, 6, 18)


def test_reminders_pause_in_the_holidays_of_a_school_and_hr_is_told(asked, cast):
    """The referee works in a school: the days between the end of term and September do not count."""
    in_term(cast.school, last=dt.date(2026, 6, 10))
    in_term(cast.school, dt.date(2026, 6, 22))
    RefereeRequest.objects.filter(check_row=asked).update(organisation="Kestrel Lane School")
    assert sweep(*days(16)) == [dt.date(2026, 6, 22)]
    with at(dt.date(2026, 6, 12)):
        said = reminders.pause_of(wrote.fresh(asked).referee)
        page = wrote.browser(cast.hr).get(asked.get_absolute_url()).content.decode()
    assert said.startswith("Reminders wait: it is the holidays at Reydon Primary, whose terms we go by.")
    assert "22 June" in said
    assert "Reminders wait" in page


def test_terms_of_our_own_school_are_its_own_and_inset_days_count_not(asked, cast):
    in_term(cast.other_school)
    Closure.objects.create(school=cast.other_school, day_on=dt.date(2026, 6, 11), reason="Inset")
    RefereeRequest.objects.filter(check_row=asked).update(organisation="Kittiwake Academy")
    assert sweep(*days(5)) == [dt.date(2026, 6, 12)]


def test_nursery_that_is_no_school_has_no_school_holidays(asked, cast):
    in_term(cast.school, last=dt.date(2026, 6, 9))
    assert sweep(*days(5)) == [dt.date(2026, 6, 11)]


@pytest.mark.parametrize("end", ["answered", "declined", "closed", "came back"])
def test_reminders_stop_with_the_need_for_them(asked, cast, end):
    with at(dt.date(2026, 6, 9)):
        check = wrote.fresh(asked)
        if end == "answered":
            wrote.answer(check, asked.guest)
        elif end == "declined":
            check.decline(by=asked.guest)
        elif end == "closed":
            check.clearance.close(by=cast.head, reason="They withdrew.")
        else:
            check.come_back(by=cast.hr)
        carry_out_all()
    for day in days(14):
        with at(day):
            chase_referees()
            carry_out_all()
    assert not Message.objects.filter(kind="check.remind").exists()


def test_put_off_referee_is_left_alone_until_the_day_they_chose(asked):
    with at(dt.date(2026, 6, 9)):
        wrote.fresh(asked).put_off(by=asked.guest, remind_on=dt.date(2026, 6, 18))
    assert sweep(*days(11)) == []
    assert sweep(dt.date(2026, 6, 19)) == [dt.date(2026, 6, 19)]


def test_candidate_is_told_once_after_seven_days(asked, cast):
    for day in days(15):
        with at(day):
            chase_referees()
            carry_out_all()
    letter = Message.objects.get(kind="check.report_late")
    assert letter.to_email == cast.candidate.email
    assert "Sam Okafor" in letter.body
    assert letter.written_at.astimezone(clock.LONDON).date() == dt.date(2026, 6, 15)


def test_letter_that_the_mail_server_refused_is_a_task_that_names_the_referee(asked, cast):
    Message.objects.filter(kind="check.ask.referee").update(status=Message.Status.FAILED, fault="refused (550)")
    with at(dt.date(2026, 6, 9)):
        assert chase_referees() == 1
        assert chase_referees() == 0
        carry_out_all()
    check = wrote.fresh(asked)
    assert (check.state, check.holder) == ("not_started", "HR")
    line = next(each for each in check.clearance.gate().lines if each.check.pk == check.pk)
    assert line.detail == "Our letter to Sam Okafor did not arrive. Check the address, then correct it."
    assert Message.objects.get(kind="check.come_back").to_email == cast.hr.email
    assert Message.objects.get(kind="check.come_back.candidate").to_email == cast.candidate.email
    assert "did not arrive" in wrote.browser(cast.hr).get(check.get_absolute_url()).content.decode()
    with pytest.raises(Blocked, match="did not arrive"):
        check.ask(by=cast.hr)
    same = {name: getattr(check.referee, name) for name in ("name", "organisation", "position", "relationship")}
    check.correct_referee(by=cast.hr, reason="A slip.", email="s.okafor@hillview.example", **same)
    wrote.fresh(check).ask(by=cast.hr)
    assert wrote.fresh(check).state == "waiting"


def test_letter_to_an_old_address_is_nobodys_task(asked, cast):
    with at(dt.date(2026, 6, 9)):
        check = wrote.fresh(asked)
        same = {name: getattr(check.referee, name) for name in ("name", "organisation", "position", "relationship")}
        check.correct_referee(by=cast.hr, reason="A slip.", email="s.okafor@hillview.example", **same)
        carry_out_all()
    Message.objects.filter(to_email="sam.okafor@hillview.example").update(status=Message.Status.FAILED)
    with at(dt.date(2026, 6, 10)):
        assert chase_referees() == 0
    assert wrote.fresh(asked).state == "waiting"


@pytest.mark.parametrize("who", ["head", "safeguarding_lead", "candidate", "stranger", "hr_elsewhere", "auditor"])
def test_only_hr_and_the_clock_remind(asked, cast, who):
    with pytest.raises(NotAllowed):
        wrote.fresh(asked).remind(by=getattr(cast, who))


def test_sweep_asks_as_much_for_three_as_for_one(asked, cast, django_assert_max_num_queries):
    """Nothing is due, so a sweep only looks; every reference is read in one query."""
    for other in Check.objects.filter(code="references", number=2):
        with at(MONDAY):
            wrote.fresh(other).ask(by=cast.hr)
    with at(dt.date(2026, 6, 9)), django_assert_max_num_queries(8):
        assert chase_referees() == 0
