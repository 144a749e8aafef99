"""Dates told to candidates: listed with what became of each, replaced with an apology, never quietly changed."""

import datetime as dt

import pytest

from hiring import clock
from hiring.calendars import add_working_days
from hiring.templatetags.dates import fullmoment
from tests import story
from tests.vacancies.pages import candidates, questions, words
from vacancies import missed_dates
from vacancies.home import home_of
from vacancies.models import Application, Vacancy
from vacancies.tracker import track
from workflows.models import Message, Promise

NEXT_WEEK = add_working_days(clock.today() + dt.timedelta(days=7), 0)


def told_url(vacancy, topic=""):
    return f"{vacancy.get_absolute_url()}dates-told/{f'{topic}/' if topic else ''}"


def new_date(day=NEXT_WEEK, hour="noon", **more):
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year, "hour": hour, "reason": "", **more}


@pytest.fixture
def late(cast):
    """Two people who should have heard an hour ago, and one who withdrew."""
    vacancy = story.scoring(cast, cast.candidate, cast.other_candidate, *candidates(1))
    gone = vacancy.applications.order_by("pk").last()
    gone.withdraw(by=gone.candidate)
    Promise.objects.open().update(due_at=clock.now() - dt.timedelta(hours=1))
    return Vacancy.objects.get(pk=vacancy.pk)


@pytest.fixture
def hr(cast, client):
    client.force_login(cast.hr)
    return client


def sent(hr, vacancy, **answers):
    """Look, read the letter, send."""
    seen = hr.post(told_url(vacancy, "shortlist"), new_date(**answers))
    assert seen.status_code == 200, words(seen)
    return hr.post(told_url(vacancy, "shortlist"), new_date(**answers, send="1", to=seen.context["to"]), follow=True)


def tracker_of(user):
    rows = Application.objects.select_related("vacancy__school__trust", "appointment", "interview")
    return track(rows.get(candidate=user))


def test_page_lists_every_date_by_what_became_of_it(cast, hr, late):
    first, second, gone = late.applications.order_by("pk")
    page = words(hr.get(told_url(late)))
    topic = hr.get(told_url(late)).context["topics"][0]
    assert [(line.outcome, sorted(each.code for each in line.applications)) for line in topic.lines] == [
        ("missed", sorted([first.code, second.code])),
        ("dropped", [gone.code]),
    ]
    assert topic.counts == [{"words": "Missed", "number": 2}, {"words": "No longer owed", "number": 1}]
    assert "The date has passed for 2 of them." in page
    assert "Amara Okonjo" not in page


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, "due"),
        ({"due_at": -1}, "missed"),
        ({"due_at": 1, "kept_at": 0}, "kept"),
        ({"due_at": -1, "kept_at": 0}, "late"),
        ({"due_at": 1, "moved_at": 0}, "moved"),
        ({"due_at": -1, "moved_at": 0}, "missed_then_moved"),
        ({"dropped_at": 0}, "dropped"),
    ],
)
def test_each_promise_comes_to_one_of_seven_ends(cast, hr, changed, outcome):
    vacancy = story.scoring(cast)
    Promise.objects.update(**{name: clock.now() + dt.timedelta(days=days) for name, days in changed.items()})
    (topic,) = hr.get(told_url(vacancy)).context["topics"]
    assert [line.outcome for line in topic.lines] == [outcome]


def test_nothing_is_sent_before_the_letter_was_read(cast, hr, late):
    asked = words(hr.get(told_url(late, "shortlist")))
    assert "<h1>New date for 2 candidates</h1>" in asked
    read = words(hr.post(told_url(late, "shortlist"), new_date(reason="Two of the panel were ill.")))
    assert "that is our fault. We are sorry." in read
    assert "Why we need longer: Two of the panel were ill." in read
    assert ">Send 2 letters</button>" in read
    assert not Message.objects.filter(kind="promise.moved").exists()
    assert Promise.objects.open().filter(due_at__lt=clock.now()).count() == 2


def test_new_date_is_told_to_each_once_and_both_dates_stay(cast, hr, late):
    missed_dates.own_up()
    old = Promise.objects.open().first().due_at
    page = words(sent(hr, late, reason="Two of the panel were ill."))
    assert "2 candidates told the new date." in page
    new = clock.london(NEXT_WEEK, 12)
    letters = Message.objects.filter(kind="promise.moved")
    assert {each.to_email for each in letters} == {cast.candidate.email, cast.other_candidate.email}
    assert all("Two of the panel were ill." in each.body and "/in/" in each.body for each in letters)
    tracker = tracker_of(cast.candidate)
    assert tracker.late_line.startswith(f"We said {fullmoment(old)}.")
    assert tracker.late_line.endswith(f"New date: {fullmoment(new)}.")
    assert (tracker.next_date, tracker.contact) == (new, None)
    ends = [line.outcome for line in hr.get(told_url(late)).context["topics"][0].lines]
    assert sorted(ends) == ["dropped", "due", "missed_then_moved"]


def test_second_missed_date_gives_a_person_and_a_number(cast, hr, late):
    sent(hr, late)
    Promise.objects.open().update(due_at=clock.now() - dt.timedelta(minutes=1))
    assert tracker_of(cast.candidate).contact == {"name": "Jo Marlowe", "phone": "01632 960142"}
    sent(hr, late, hour="2pm")
    tracker = tracker_of(cast.candidate)
    assert len(tracker.missed_dates) == 2
    assert tracker.contact == {"name": "Jo Marlowe", "phone": "01632 960142"}
    assert tracker.next_date == clock.london(NEXT_WEEK, 14)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (new_date(clock.today() - dt.timedelta(days=370)), "working day|in the future"),
        (new_date(clock.london(dt.date(2100, 3, 1)).date()), "within a year"),
        (new_date(NEXT_WEEK + dt.timedelta(days=(5 - NEXT_WEEK.weekday()) % 7)), "Choose a working day"),
        (new_date(hour=""), "Answer “By what time”."),
        (new_date(hour="teatime"), "Enter a time, like 9:30, 2pm or noon."),
        ({"hour": "noon"}, "Enter the date for “New date”."),
    ],
)
def test_date_nobody_could_keep_is_refused(cast, hr, late, answers, said):
    answer = hr.post(told_url(late, "shortlist"), answers | {"send": "1"})
    assert answer.status_code == 422
    assert any(each in words(answer) for each in said.split("|"))
    assert not Message.objects.filter(kind="promise.moved").exists()


def test_new_date_is_later_than_every_date_it_replaces(cast, hr, late):
    ahead = clock.now() + dt.timedelta(days=6)
    Promise.objects.filter(pk=Promise.objects.open().first().pk).update(due_at=ahead)
    early = add_working_days(clock.today(), 1)
    answer = hr.post(told_url(late, "shortlist"), new_date(early))
    assert answer.status_code == 422
    assert f"Choose a later date than the one we gave: {fullmoment(ahead)}." in words(answer)


def test_nobody_is_written_to_unseen(cast, hr, late):
    """Somebody kept a promise between the letter being shown and its being sent."""
    seen = hr.post(told_url(late, "shortlist"), new_date())
    one = late.applications.filter(state="submitted").first()
    Promise.keep(one, "shortlist")
    answer = hr.post(told_url(late, "shortlist"), new_date(send="1", to=seen.context["to"]))
    assert answer.status_code == 409
    assert "Who waits for a date changed while you were reading." in words(answer)
    assert not Message.objects.filter(kind="promise.moved").exists()


def test_same_letter_is_not_sent_twice(cast, hr, late):
    seen = hr.post(told_url(late, "shortlist"), new_date())
    twice = new_date(send="1", to=seen.context["to"])
    hr.post(told_url(late, "shortlist"), twice)
    assert hr.post(told_url(late, "shortlist"), twice).status_code in {302, 409, 422}
    assert Message.objects.filter(kind="promise.moved").count() == 2


def test_promise_kept_meanwhile_is_left_alone(cast, late):
    promises = list(Promise.objects.open())
    Promise.keep(late.applications.get(pk=promises[0].subject_id), "shortlist")
    assert missed_dates.give_new_date(promises, clock.london(NEXT_WEEK, 12)) == 1
    assert Promise.objects.get(pk=promises[0].pk).moved_at is None


def test_topic_nobody_was_told_about_has_no_page(cast, hr, late):
    for topic in ("decision", "start", "nonsense"):
        assert hr.get(told_url(late, topic)).status_code == 404


def test_date_not_due_for_weeks_needs_no_new_one(cast, hr):
    vacancy = story.scoring(cast)
    assert "Give a new date" not in words(hr.get(told_url(vacancy)))
    page = words(hr.get(told_url(vacancy, "shortlist"), follow=True))
    assert "Nobody waits for a date here." in page


@pytest.mark.parametrize(
    "who", ["head", "approver", "auditor", "safeguarding_lead", "candidate", "stranger", "hr_elsewhere"]
)
def test_dates_are_told_by_hr_alone(cast, client, late, who):
    client.force_login(getattr(cast, who))
    assert client.get(told_url(late)).status_code == 404
    assert client.post(told_url(late, "shortlist"), new_date(send="1")).status_code == 404
    assert not Message.objects.filter(kind="promise.moved").exists()


def test_one_not_signed_in_is_asked_to(client, late):
    assert client.get(told_url(late)).status_code == 302


def test_hr_who_applied_leave_their_own_date_to_a_colleague(cast, hr):
    vacancy = story.scoring(cast, cast.candidate, cast.hr)
    Promise.objects.update(due_at=clock.now() - dt.timedelta(hours=1))
    assert "New date for 1 candidate<" in words(hr.get(told_url(vacancy, "shortlist")))
    sent(hr, vacancy)
    assert Message.objects.get(kind="promise.moved").to_email == cast.candidate.email


def test_home_and_the_overview_lead_here(cast, hr, late):
    assert f'href="{told_url(late)}"' in words(hr.get(late.get_absolute_url()))
    task = home_of(type(cast.hr).objects.get(pk=cast.hr.pk))["now"]["tasks"][0]
    assert (task.sentence, task.word, task.action) == (
        "Tell 2 candidates whether they are shortlisted, Pastoral Support Worker",
        "Promise missed",
        {"url": told_url(late), "label": "Give a new date"},
    )
    sent(hr, late)
    assert home_of(type(cast.hr).objects.get(pk=cast.hr.pk))["now"]["tasks"] == []


def test_promise_becomes_work_one_working_day_before(cast):
    story.moderating(cast)
    Promise.objects.update(due_at=clock.london(add_working_days(clock.today(), 1), 17))
    task = home_of(cast.hr)["now"]["tasks"][0]
    assert task.word.startswith("Promise ")
    assert task.sentence == "Decide 1 application, Pastoral Support Worker"
    assert task.menu == [{"url": "/vacancies/REY-0142/dates-told/", "label": "Give a new date"}]
    Promise.objects.update(due_at=clock.london(add_working_days(clock.today(), 3), 17))
    page = home_of(type(cast.hr).objects.get(pk=cast.hr.pk))
    assert page["now"]["tasks"][0].word != task.word
    assert (
        page["coming"]["tasks"][0].sentence
        == "1 candidate to hear whether they are shortlisted, Pastoral Support Worker"
    )


def test_pages_ask_as_much_for_one_as_for_three(cast, hr, django_assert_max_num_queries):
    one = story.scoring(cast)
    three = story.scoring(cast, cast.other_candidate, *candidates(2), reference="REY-0150")
    Promise.objects.update(due_at=clock.now() - dt.timedelta(hours=1))
    assert questions(hr, told_url(one)) == questions(hr, told_url(three)) <= 8
    assert questions(hr, told_url(one, "shortlist")) == questions(hr, told_url(three, "shortlist")) <= 8
    promises = list(Promise.objects.filter(subject_id__in=three.applications.values("pk")))
    with django_assert_max_num_queries(
        11 + len(promises)
    ):  # a way in of their own for each is all that is asked per person
        missed_dates.give_new_date(promises, clock.london(NEXT_WEEK, 12))
