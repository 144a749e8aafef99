"""Who is written to when something happens to a vacancy, an application or an offer, and what moves by itself."""

import datetime as dt

import pytest

from hiring import clock
from tests import story
from vacancies import missed_dates, tasks
from vacancies.models import Application, Appointment, Vacancy
from workflows import outbox
from workflows.emails import letters_for
from workflows.models import Message, Promise


def told(kind):
    """Whom letters of this kind went to, after the worker has been round."""
    outbox.carry_out_all()
    return sorted(Message.objects.filter(kind=kind).values_list("to_email", flat=True))


def words(kind):
    outbox.carry_out_all()
    return Message.objects.filter(kind=kind).latest("id")


def test_approving_goes_to_the_approver_and_back_to_the_author(cast):
    vacancy = story.draft(cast)
    vacancy.send_for_approval(by=cast.hr)
    assert told("vacancy.send_for_approval") == [cast.approver.email]
    vacancy.send_back(by=cast.approver, reason="Thirty hours, not forty.")
    assert told("vacancy.send_back") == [cast.hr.email]
    assert "Thirty hours, not forty." in words("vacancy.send_back").body
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    assert told("vacancy.approve") == [cast.hr.email]


def test_submit_tells_the_candidate_the_promised_date(cast):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.candidate)
    letter = words("application.submit")
    assert letter.to_email == cast.candidate.email
    assert letter.subject.startswith("You will hear by ")
    assert f"{vacancy.shortlist_by.astimezone(clock.LONDON):%-d %B}" in letter.subject


def test_withdraw_tells_hr_only_of_what_they_had_received(cast):
    vacancy = story.published(cast)
    story.filled_in(vacancy, cast.other_candidate).withdraw(by=cast.other_candidate)
    assert told("application.withdraw.hr") == []
    application = story.submitted(vacancy, cast.candidate)
    application.withdraw(by=cast.candidate)
    assert told("application.withdraw.hr") == [cast.hr.email]
    assert told("application.withdraw") == sorted([cast.candidate.email, cast.other_candidate.email])
    assert cast.candidate.name not in words("application.withdraw.hr").body


def test_open_scoring_tells_each_member_how_many_and_names_nobody(cast):
    story.scoring(cast, cast.candidate, cast.other_candidate)
    members = [cast.head, *cast.panel]
    assert told("vacancy.open_scoring") == sorted(each.email for each in members)
    letter = words("vacancy.open_scoring")
    assert letter.subject.startswith("2 applications to score by ")
    assert "(about 10 minutes)" in letter.subject
    assert cast.candidate.name not in letter.body


def test_open_seal_tells_hr_how_many_to_discuss(cast):
    story.moderating(cast)
    assert told("vacancy.open_seal") == [cast.hr.email]
    assert "No judgement needs a conversation" in words("vacancy.open_seal").body


def test_shortlist_says_what_comes_next_and_whom_we_write_to(cast):
    application = story.moderating(cast).applications.get()
    application.referees.filter(name="Lena Holt").update(may_contact="after_offer")
    application.shortlist(by=cast.hr)
    body = words("application.shortlist").body
    assert "We may write to Sam Okafor from today." in body
    assert "We will not write to Lena Holt before an offer." in body
    assert "self-declaration" in body
    assert "online" in body


@pytest.mark.parametrize(
    ("stage", "kind"),
    [("moderating", "not_shortlisted"), ("interviewing", "no_further"), ("interviewed", "after_interview")],
)
def test_do_not_progress_has_its_own_words_at_each_stage(cast, stage, kind):
    application = getattr(story, stage)(cast).applications.get()
    application.do_not_progress(by=cast.hr, reason="Somebody else showed more of it.")
    letter = words(f"application.do_not_progress.{kind}")
    assert letter.to_email == cast.candidate.email
    assert "Somebody else showed more" not in letter.body


def test_cancel_answers_everybody_and_the_page_before_it_says_so(cast):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    before = letters_for("vacancy.cancel", vacancy, cast.hr_manager, {"reason": "No money."})
    vacancy.cancel(by=cast.hr_manager, reason="No money.")
    kind = "application.do_not_progress.cancelled"
    assert (
        told(kind)
        == sorted(each.to_email for each in before)
        == sorted([cast.candidate.email, cast.other_candidate.email])
    )
    assert "No money" not in words(kind).body


def test_offer_names_every_outstanding_condition(cast):
    vacancy = story.interviewed(cast)
    application = Application.objects.get(vacancy=vacancy)
    terms = {"starts_on": clock.today(), "salary": "22454.09", "reply_by": clock.today() + dt.timedelta(days=7)}
    (before,) = letters_for("application.offer", application, cast.head, terms)
    application.offer(by=cast.head, **terms)
    letter = words("application.offer")
    assert before.body.splitlines()[:20] == letter.body.splitlines()[:20]
    assert "£22,454.09 a year" in letter.body
    for line in application.clearance.gate().lines:
        assert f"- {line.name}" in letter.body
    assert len(application.clearance.gate().lines) >= 9


def test_the_offer_can_be_read_before_its_terms_are_typed(cast):
    application = Application.objects.get(vacancy=story.interviewed(cast))
    (letter,) = letters_for("application.offer", application, cast.head)
    assert "(the date you choose)" in letter.body
    assert "(the salary you enter)" in letter.body


def test_every_verb_can_say_beforehand_whom_it_writes_to(cast):
    """No letter of any verb of any record falls over when it is only supposed."""
    appointment = story.accepted(cast)
    records = [
        appointment,
        appointment.application,
        appointment.vacancy,
        appointment.clearance,
        *appointment.clearance.checks.all(),
        *[seat.scorecard for seat in appointment.vacancy.panel.all()],
    ]
    for record in [type(each).objects.get(pk=each.pk) for each in records]:
        for rule in record.rules():
            if not rule.opens:
                for letter in letters_for(rule.event, record, cast.hr):
                    assert letter.subject
                    assert letter.body
                    assert "None" not in letter.subject + letter.body
    assert not Message.objects.exists()


def test_accept_and_decline_tell_hr(cast):
    appointment = story.accepted(cast)
    assert told("appointment.accept") == [cast.hr.email]
    appointment.decline(by=cast.candidate)
    assert told("appointment.decline") == [cast.hr.email]


def test_lapse_comes_by_itself_after_the_reply_date_and_tells_both(cast):
    vacancy = story.interviewed(cast)
    application = Application.objects.get(vacancy=vacancy)
    today = clock.today()
    application.offer(by=cast.head, starts_on=today, salary="22454.09", reply_by=today)
    assert tasks.let_offers_lapse() == 0
    Appointment.objects.update(reply_by=today - dt.timedelta(days=1))
    assert (tasks.let_offers_lapse(), tasks.let_offers_lapse()) == (1, 0)
    assert told("appointment.lapse") == [cast.candidate.email]
    assert told("appointment.lapse.hr") == [cast.hr.email]


def test_close_comes_by_itself_at_closing_time(cast):
    vacancy = story.published(cast)
    assert tasks.close_on_time() == 0
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=clock.now() - dt.timedelta(seconds=1))
    assert (tasks.close_on_time(), tasks.close_on_time()) == (1, 0)
    assert Vacancy.objects.get(pk=vacancy.pk).state == "closed"


def test_confirm_start_tells_the_candidate_where_and_when(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    letter = words("appointment.confirm_start")
    assert letter.to_email == cast.candidate.email
    assert f"{appointment.starts_on:%-d %B}" in letter.subject
    assert "Reydon Primary" in letter.body


def test_a_check_that_comes_open_holds_a_confirmed_start_and_tells_hr_and_head(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    outbox.carry_out_all()
    check = appointment.clearance.checks.get(code="online_search")
    check.void(by=cast.hr, reason="Wrong person.")
    assert told("appointment.reopen") == sorted([cast.head.email, cast.hr.email])
    assert Appointment.objects.get().state == "accepted"
    assert "- Online search" in words("appointment.reopen").body
    story.clear(check, cast)
    outbox.carry_out_all()
    assert Appointment.objects.get().state == "accepted"


def test_a_check_that_stays_clear_leaves_a_confirmed_start_alone(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    outbox.carry_out_all()
    assert tasks.hold_starts() == 0
    assert Appointment.objects.get().state == "confirmed"


def test_evidence_that_runs_out_holds_a_confirmed_start(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    outbox.carry_out_all()
    appointment.clearance.checks.filter(code="right_to_work").update(expires_on=clock.today() - dt.timedelta(days=1))
    assert (tasks.hold_starts(), tasks.hold_starts()) == (1, 0)
    assert Appointment.objects.get().state == "accepted"


def test_a_missed_date_is_owned_up_to_once(cast):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.candidate)
    assert missed_dates.own_up() == 0
    Promise.objects.update(due_at=clock.now() - dt.timedelta(minutes=1))
    assert (missed_dates.own_up(), missed_dates.own_up()) == (1, 0)
    letter = Message.objects.get(kind="promise.missed")
    assert letter.to_email == cast.candidate.email
    assert "that is our fault" in letter.body
    assert "We do not have a new date yet" in letter.body
    assert "01632 960142" in letter.body
    assert Promise.objects.get().missed_at is not None


def test_nobody_is_told_of_a_date_that_was_kept_or_no_longer_matters(cast):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.candidate).withdraw(by=cast.candidate)
    Promise.objects.update(due_at=clock.now() - dt.timedelta(minutes=1))
    assert missed_dates.own_up() == 0


def test_a_new_date_is_given_with_both_dates_on_record(cast):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.candidate)
    Promise.objects.update(due_at=clock.now() - dt.timedelta(days=1))
    missed_dates.own_up()
    missed_dates.give_new_date([Promise.objects.get()], clock.now() + dt.timedelta(days=2))
    new = Promise.objects.open().get()
    letter = Message.objects.get(kind="promise.moved")
    assert letter.subject.startswith("We said ")
    assert f"New date: {new.due_at.astimezone(clock.LONDON):%A %-d %B}" in letter.body
    assert new.replaces.moved_at is not None
    assert missed_dates.own_up() == 0


def test_letters_stay_within_the_school(cast):
    story.ready(cast).confirm_start(by=cast.head)
    outbox.carry_out_all()
    addresses = set(Message.objects.values_list("to_email", flat=True))
    assert cast.stranger.email not in addresses
    assert cast.hr_elsewhere.email not in addresses
    assert set(Message.objects.values_list("school", flat=True)) == {cast.school.pk}
