"""What a candidate is told after each chapter: what is happening, by when, whose turn, and never more than that."""

import datetime as dt
from html import unescape

import pytest

from hiring import clock
from hiring.templatetags.dates import fullday, fullmoment
from tests import story
from vacancies.api.candidates import line
from vacancies.models import Application
from vacancies.tracker import track, track_all
from vacancies.views.candidates.finding import own_application, own_applications
from vacancies.waiting_on import checks_left
from workflows.models import Promise

SECRET = "CANARY-the-panel-wrote-this"


@pytest.fixture
def amara(client, cast):
    client.force_login(cast.candidate)
    return client


def told(cast, reference="REY-0142"):
    return track(own_application(cast.candidate, reference))


def told_vacancy(cast):
    return own_application(cast.candidate, "REY-0142").vacancy


def now_steps(tracker):
    return {step["key"]: step["status"] for step in tracker.steps}


def page(amara, place=""):
    answer = amara.get(f"/my/REY-0142/{place}")
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def missed(application, days=2, **fields):
    """The open promise's date goes by."""
    promise = Promise.objects.about(application).open().get()
    due_at = clock.now() - dt.timedelta(days=days)
    Promise.objects.filter(pk=promise.pk).update(due_at=due_at, **fields)
    return Promise.objects.get(pk=promise.pk)


def test_a_draft_is_the_candidates_turn_until_the_job_closes(cast, open_vacancy):
    story.filled_in(open_vacancy, cast.candidate)
    tracker = told(cast)
    assert (tracker.status, tracker.whose_turn, tracker.next_date) == ("draft", "candidate", open_vacancy.closes_at)
    story.closed(open_vacancy)
    assert (told(cast).status, told(cast).has_ended) == ("not_sent", True)
    closed = fullmoment(told_vacancy(cast).closes_at)
    assert told(cast).headline == f"This has ended: the job closed on {closed}, and you had not sent it"


def test_sent_says_when_they_will_hear(amara, cast, open_vacancy):
    application = story.submitted(open_vacancy, cast.candidate)
    tracker = told(cast)
    assert (tracker.status, tracker.whose_turn) == ("received", "school")
    assert tracker.promise == f"You will hear by {fullmoment(open_vacancy.shortlist_by)}."
    assert tracker.next_date_basis == "The date in the advert."
    assert now_steps(tracker)["sent"] == "done"
    assert "We have not contacted them" in page(amara)
    assert application.sent_digest in page(amara, "copy/")


def test_choosing_says_how_many_applied_and_how_they_are_scored(amara, cast):
    story.scoring(cast, cast.candidate, cast.other_candidate)
    tracker = told(cast)
    assert tracker.status == "choosing"
    assert now_steps(tracker) == {"sent": "done", "closed": "done", "choosing": "now", "interviews": "todo", "decision": "todo", "start": "todo"}  # fmt: skip
    assert "2 people applied" in page(amara)
    assert "3 people score each application without seeing names" in page(amara)


def test_each_later_chapter_has_its_own_words(amara, cast):
    vacancy = story.interviewing(cast)
    assert told(cast).status == "shortlisted"
    assert told(cast).promise == f"You will hear our decision by {fullmoment(vacancy.decision_by)}."
    assert f"Interviews are planned for {fullday(vacancy.interviews_on)}." in told(cast).turn
    application = vacancy.applications.get()
    at = clock.now() + dt.timedelta(days=5)
    application.invite(by=cast.hr, interview_at=at, place="The library")
    tracker = told(cast)
    assert (tracker.status, tracker.whose_turn, tracker.next_date) == ("invited", "candidate", at)
    assert tracker.promise == f"It is your turn: come on {fullmoment(at)}."
    assert "Place: The library. Bring photo identity. If you cannot come" in page(amara)
    assert vacancy.school.trust.phone in tracker.turn
    assert line(application, tracker)["meanwhile"] == tracker.turn  # a program is told the place too
    application.record_interview(
        by=cast.hr,
        held_on=clock.today(),
        recommendation="appoint",
        safeguarding=SECRET,
        notes=SECRET,
        without_references="Away.",
    )
    assert told(cast).status == "interviewed"
    application.offer(
        by=cast.head, starts_on=clock.today(), salary="22454.09", reply_by=clock.today() + dt.timedelta(days=7)
    )
    tracker = told(cast)
    assert (tracker.status, tracker.whose_turn) == ("offered", "candidate")
    assert tracker.promise == f"It is your turn: answer by {fullday(clock.today() + dt.timedelta(days=7))}."
    assert tracker.action["url"] == "/my/REY-0142/offer/"


def test_the_offer_shows_its_terms_and_every_condition_and_is_accepted_by_one_press(amara, cast):
    vacancy = story.interviewed(cast)
    application = vacancy.applications.get()
    application.offer(
        by=cast.head, starts_on=clock.today(), salary="22454.09", reply_by=clock.today() + dt.timedelta(days=7)
    )
    offer = page(amara, "offer/")
    assert "£22,454.09 a year" in offer
    for check in application.clearance.checks.all():
        assert check.title in offer
    assert amara.post("/my/REY-0142/offer/").url == "/my/REY-0142/"
    assert Application.objects.get().appointment.state == "accepted"
    assert "You accepted. We are doing your checks" in page(amara)
    amara.post("/my/REY-0142/offer/")
    assert Application.objects.get().appointment.state == "accepted"


def test_an_offer_is_declined_on_a_page_that_asks_once_more(amara, cast):
    application = story.interviewed(cast).applications.get()
    application.offer(by=cast.head, starts_on=clock.today(), salary="22454.09", reply_by=clock.today())
    assert "You cannot take this back" in page(amara, "offer/decline/")
    assert amara.get("/my/REY-0142/withdraw/").url == "/my/REY-0142/offer/decline/"
    amara.post("/my/REY-0142/offer/decline/", {"reason": "Another job"})
    assert told(cast).status == "declined"
    assert amara.get("/my/REY-0142/offer/").url == "/my/REY-0142/"


def test_checks_left_are_named_and_clear_ones_are_not(amara, cast):
    checks = list(story.accepted(cast).clearance.checks.all())
    shown = page(amara)
    assert all(check.title in shown for check in checks)
    done = next(check for check in checks if check.code == "online_search")
    story.clear(done, cast)
    assert done.title not in page(amara)


def test_what_is_the_candidates_own_turn_comes_first_and_is_called_so(cast):
    clearance = story.accepted(cast).clearance
    for code in ("online_search", "identity"):
        clearance.checks.get(code=code).ask(by=cast.hr)
    told = {tuple(each["names"]): each["word"] for each in checks_left(clearance)}
    assert told[("Identity",)] == "Your turn"
    assert told[("Online search",)] == "Waiting"
    assert list(told.values()) == sorted(told.values(), key=["Your turn", "Waiting", "Not started"].index)


def test_a_concern_reads_the_same_as_any_check_in_hand(amara, cast):
    appointment = story.accepted(cast)
    search = appointment.clearance.checks.get(code="medical_fitness")
    search.ask(by=cast.hr)
    search.raise_concern(by=cast.head, reason=SECRET)
    shown = page(amara) + page(amara, "offer/")
    assert "We are finishing this." in shown
    for word in (SECRET, "oncern", "To decide"):
        assert word not in shown


def test_a_confirmed_start_says_the_day(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    tracker = told(cast)
    assert (tracker.status, tracker.next_date) == ("confirmed", appointment.starts_on)
    appointment.start(by=cast.hr)
    assert (told(cast).status, told(cast).whose_turn) == ("started", "nobody")
    assert set(now_steps(told(cast)).values()) == {"done"}


def test_unsuccessful_says_so_with_the_reasons_hr_chose(amara, cast):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    application = vacancy.applications.get(candidate=cast.candidate)
    application.do_not_progress(by=cast.hr, reason="Others showed more work with children.")
    with clock.at(application.outcome_goes_at):
        tracker = told(cast)
        assert tracker.headline == "This has ended: you were not shortlisted this time"
        assert "Others showed more work with children." in page(amara)
        assert "unfortunately" not in page(amara).lower()
        assert now_steps(tracker)["interviews"] == "ended"


def whens(tracker):
    return {step["key"]: step["when"] for step in tracker.steps}


def test_a_planned_day_that_went_by_is_not_told_as_still_to_come(amara, cast):
    appointment = story.accepted(cast)
    planned = fullday(appointment.starts_on)
    assert (told(cast).next_date, whens(told(cast))["start"]) == (appointment.starts_on, planned)
    with clock.at(clock.now() + dt.timedelta(days=2)):
        tracker = told(cast)
        assert f"We planned {planned}, which has gone by. We will agree a new day with you." in tracker.promise
        assert (tracker.next_date, whens(tracker)["start"]) == (None, "")


def test_interviews_and_a_decision_planned_for_days_gone_by_are_not_told_as_to_come(amara, cast):
    vacancy = story.scoring(cast, cast.candidate)
    assert whens(told(cast))["interviews"]
    assert whens(told(cast))["decision"].startswith("by ")
    with clock.at(max(clock.now(), vacancy.decision_by) + dt.timedelta(days=200)):
        assert [whens(told(cast))[key] for key in ("interviews", "decision", "start")] == ["", "", ""]


def test_who_withdrew_is_promised_nothing_more(amara, cast):
    story.scoring(cast, cast.candidate).applications.get().withdraw(by=cast.candidate)
    tracker = told(cast)
    assert (tracker.status, whens(tracker)["choosing"]) == ("withdrawn", "")


def test_starting_is_not_told_as_an_ending(amara, cast):
    appointment = story.started(cast)
    assert told(cast).headline == f"You started on {fullday(appointment.started_on)}"
    assert "This has ended" not in page(amara)
    assert "What now" not in page(amara)


def test_a_date_that_passed_is_owned_up_to_with_both_dates(amara, cast):
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    first = missed(application)
    tracker = told(cast)
    assert tracker.promise == ""
    assert f"We said {fullmoment(first.due_at)}. We have not decided yet, and that is our fault." in tracker.late_line
    assert tracker.missed_dates == [first.due_at]
    new = clock.now() + dt.timedelta(days=3)
    first.move_to(new)
    tracker = told(cast)
    assert tracker.late_line.endswith(f"New date: {fullmoment(new)}.")
    assert (tracker.next_date, tracker.contact) == (new, None)
    assert tracker.next_date_basis.startswith("The new date we gave you on")
    second = missed(application, days=1)
    tracker = told(cast)
    assert tracker.missed_dates == [first.due_at, second.due_at]
    assert tracker.contact == {"name": "Jo Marlowe", "phone": "01632 960142"}
    assert "Jo Marlowe, 01632 960142" in page(amara)


def test_a_date_moved_in_time_shows_both(cast):
    application = story.scoring(cast).applications.get()
    promise = Promise.objects.about(application).open().get()
    new = promise.due_at + dt.timedelta(days=2)
    promise.move_to(new)
    tracker = told(cast)
    assert tracker.missed_dates == []
    assert tracker.late_line == f"We said {fullmoment(promise.due_at)}. We need longer. New date: {fullmoment(new)}."


def test_withdraw_asks_once_more_and_ends_it(amara, cast, open_vacancy):
    story.submitted(open_vacancy, cast.candidate)
    assert "Withdraw your application?" in page(amara, "withdraw/")
    assert Application.objects.get().state == "submitted"
    assert amara.post("/my/REY-0142/withdraw/", {"reason": ""}).url == "/my/REY-0142/"
    assert told(cast).status == "withdrawn"
    assert amara.get("/my/REY-0142/withdraw/").url == "/my/REY-0142/"
    amara.post("/my/REY-0142/withdraw/")
    assert Application.objects.get().version == 3


@pytest.mark.parametrize("place", ["", "copy/", "withdraw/", "offer/", "offer/decline/"])
def test_nobody_else_sees_somebodys_application(client, cast, open_vacancy, place):
    story.submitted(open_vacancy, cast.candidate)
    address = f"/my/REY-0142/{place}"
    assert client.get(address).url == f"/in/?next={address}"
    for other in (cast.other_candidate, cast.hr, cast.head, cast.stranger, cast.panel[0]):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}


def test_no_page_names_the_panel_or_tells_a_score(amara, cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    shown = [page(amara)]
    application.shortlist(by=cast.hr)
    shown += [page(amara), page(amara, "copy/"), amara.get("/my/").content.decode(), str(told(cast).as_json())]
    for secret in ("Clear example", cast.head.name, *[member.name for member in cast.panel], f">{application.code}<"):
        assert not any(secret in text for text in shown), secret


def test_opening_a_page_changes_nothing(amara, cast):
    story.accepted(cast)
    before = Application.objects.values().get(), Promise.objects.count()
    for place in ("", "copy/", "offer/", "offer/decline/"):
        page(amara, place)
    amara.get("/my/")
    assert (Application.objects.values().get(), Promise.objects.count()) == before


def test_a_tracker_takes_six_questions_and_a_list_three_however_long(cast, django_assert_num_queries):
    story.accepted(cast)
    with django_assert_num_queries(6):
        told(cast)
    for number in range(3):
        story.submitted(story.published(cast, reference=f"REY-030{number}"), cast.candidate)
    with django_assert_num_queries(3):
        assert len(track_all(list(own_applications(cast.candidate)))) == 4


def test_programs_are_told_the_same(cast, open_vacancy):
    story.submitted(open_vacancy, cast.candidate)
    said = told(cast).as_json()
    assert set(said) == {"status", "headline", "turn", "next_date", "next_date_basis", "missed_dates", "late", "steps"}
    assert said["turn"] == "school"
    assert dt.datetime.fromisoformat(said["next_date"]) == open_vacancy.shortlist_by
    assert [step["key"] for step in said["steps"]] == ["sent", "closed", "choosing", "interviews", "decision", "start"]


def test_the_end_is_told_as_far_as_it_came(cast):
    vacancy = story.interviewing(cast)
    application = vacancy.applications.get()
    application.do_not_progress(by=cast.hr, reason="")
    with clock.at(application.outcome_goes_at):
        assert told(cast).headline == "This has ended: your application goes no further"


def test_the_end_after_an_interview_says_so(cast):
    application = story.interviewed(cast, recommendation="not_appoint").applications.get()
    application.do_not_progress(by=cast.hr, reason="")
    with clock.at(application.outcome_goes_at):
        assert told(cast).headline == "This has ended: we chose somebody else after the interviews"
