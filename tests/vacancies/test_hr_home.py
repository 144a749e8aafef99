"""What needs whom: worked out from the facts, in order of what it would mean to leave it."""

import datetime as dt

from checks.models import Clearance
from hiring import clock
from tests import story
from tests.vacancies.pages import candidates, questions, words
from vacancies.home import home_of
from vacancies.models import Appointment, Vacancy
from workflows.models import Message, Promise


def now(actor):
    """The sentences under “Needs you now”, in order."""
    return [task.sentence for task in home_of(fresh(actor))["now"]["tasks"]]


def first(actor):
    return home_of(fresh(actor))["now"]["tasks"][0]


def waiting(actor):
    groups = home_of(fresh(actor))["waiting"]
    return {group["title"]: [task.sentence for task in group["tasks"]] for group in groups}


def coming(actor):
    return [task.sentence for task in home_of(fresh(actor))["coming"]["tasks"]]


def fresh(actor):
    """The same person in another request."""
    return type(actor).objects.get(pk=actor.pk)


def test_nothing_to_do_is_said_with_what_comes_next(cast, client, open_vacancy):
    Vacancy.objects.update(closes_at=clock.now() + dt.timedelta(days=1))
    client.force_login(cast.hr)
    page = words(client.get("/home/"))
    assert "Nothing needs you now. Next: Pastoral Support Worker closes, Reydon Primary" in page


def test_post_waits_for_its_approver_and_its_author_waits_for_them(cast):
    story.draft(cast).send_for_approval(by=cast.hr)
    assert now(cast.approver) == ["Approve the post, or send it back, Pastoral Support Worker"]
    assert now(cast.head) == now(cast.approver)
    assert now(cast.hr) == []
    assert waiting(cast.hr) == {"Approvers": ["Approve the post, or send it back, Pastoral Support Worker"]}


def test_draft_is_its_authors_alone(cast, vacancy):
    assert now(cast.hr) == ["Finish the draft and send it for approval, Pastoral Support Worker"]
    assert now(cast.hr_manager) == []


def test_closing_passed_is_one_row_whoever_many_applied(cast):
    vacancy = story.published(cast)
    for person in (cast.candidate, cast.other_candidate):
        story.submitted(vacancy, person)
    assert now(cast.hr) == []
    story.closed(vacancy)
    assert now(cast.hr) == ["Open scoring, Pastoral Support Worker"]
    assert "2 applications to prepare" in first(cast.hr).detail


def test_scores_are_the_members_turn_until_they_are_late(cast):
    vacancy = story.scoring(cast)
    assert now(cast.panel[0]) == ["Score the applications, Pastoral Support Worker"]
    assert waiting(cast.hr)["Panel"] == [
        f"{member.user.name}, scores for Pastoral Support Worker" for member in vacancy.panel.all()
    ]
    assert now(cast.hr) == []
    Vacancy.objects.update(scores_due_on=clock.today() - dt.timedelta(days=3))
    assert now(cast.hr) == ["Ask Ruth Calloway and 2 others for their scores, Pastoral Support Worker"]
    assert first(cast.hr).word == "3 days late"
    assert waiting(cast.hr) == {}


def test_opened_scores_are_agreed_then_decided_then_confirmed(cast):
    vacancy = story.moderating(cast)
    assert now(cast.hr) == now(cast.head) == ["Decide 1 application, Pastoral Support Worker"]
    vacancy.applications.get().shortlist(by=cast.hr)
    assert "Confirm the shortlist, Pastoral Support Worker" in now(cast.hr)


def test_scores_to_agree_come_before_deciding(cast):
    vacancy = story.scoring(cast)
    for member, scores in zip(vacancy.panel.all(), ("0333333", "3333333", "3333333"), strict=True):
        member.declare()
        story.score(member, vacancy.applications.get(), scores)
        member.scorecard.seal(by=member.user)
    assert now(cast.hr) == ["Agree 1 score with the panel, Pastoral Support Worker"]


def test_interviews_ask_for_invitations_then_records_then_an_offer(cast):
    vacancy = story.interviewing(cast, cast.candidate)
    application = vacancy.applications.get()
    assert "Invite 1 person to interview, Pastoral Support Worker" in now(cast.hr)
    application.invite(by=cast.hr, interview_at=clock.now() + dt.timedelta(days=2), place="The library")
    assert coming(cast.hr)[0] == "1 interview, Pastoral Support Worker"
    application.interview.starts_at = clock.now() - dt.timedelta(hours=1)
    application.interview.save(update_fields=["starts_at"])
    assert "Record 1 interview, Pastoral Support Worker" in now(cast.hr)
    details = {"safeguarding": "Spoke well.", "without_references": "Away."}
    application.record_interview(by=cast.hr, held_on=clock.today(), recommendation="appoint", **details)
    assert "Make an offer: 1 person interviewed, Pastoral Support Worker" in now(cast.head)
    assert waiting(cast.hr)["Headteachers"] == ["Make an offer: 1 person interviewed, Pastoral Support Worker"]


def test_promise_due_today_presses_on_the_row_that_keeps_it(cast):
    story.moderating(cast)
    story.draft(cast, reference="REY-0150")
    Promise.objects.update(due_at=clock.now() - dt.timedelta(minutes=1))
    task = first(cast.hr)
    assert (task.sentence, task.word) == ("Decide 1 application, Pastoral Support Worker", "Promise missed")
    assert "We told 1 candidate they would hear by" in task.detail
    assert len(now(cast.hr)) == 2


def test_promise_with_no_other_row_gets_its_own(cast):
    story.scoring(cast)
    Promise.objects.update(due_at=clock.now() - dt.timedelta(minutes=1))
    assert now(cast.hr) == ["Tell 1 candidate whether they are shortlisted, Pastoral Support Worker"]
    assert now(cast.head) == ["Score the applications, Pastoral Support Worker"]


def test_start_within_five_working_days_and_blocked_comes_before_everything(cast):
    appointment = story.accepted(cast)
    Promise.objects.update(due_at=clock.now() - dt.timedelta(minutes=1), kept_at=None)
    for person in (cast.hr, cast.head, cast.safeguarding_lead):
        task = first(person)
        assert task.sentence.startswith("Clear or move Amara Okonjo’s start: ")
        assert (task.url, task.word) == (appointment.get_absolute_url(), "Start at risk")
    Appointment.objects.update(starts_on=clock.today() + dt.timedelta(days=30))
    assert not any("start" in sentence for sentence in now(cast.hr))
    assert any(sentence.startswith("Begin ") and "Amara Okonjo" in sentence for sentence in now(cast.hr))


def test_checks_of_one_post_are_begun_in_one_row(cast):
    story.interviewing(cast, cast.candidate, cast.other_candidate)
    begin = [sentence for sentence in now(cast.hr) if sentence.startswith("Begin")]
    assert len(begin) == 1
    assert begin[0].endswith("checks on 2 people, Pastoral Support Worker")


def test_concern_is_decided_by_those_who_may_and_nobody_else_is_shown_it(cast):
    appointment = story.accepted(cast)
    Appointment.objects.update(starts_on=clock.today() + dt.timedelta(days=30))
    check = appointment.clearance.checks.get(code="dbs_enhanced")
    check.ask(by=cast.hr).raise_concern(by=cast.hr, reason="Something to look at.")
    decide = f"Decide {check.title[0].lower()}{check.title[1:]}, Amara Okonjo"
    assert first(cast.safeguarding_lead).sentence == first(cast.head).sentence == decide
    assert first(cast.head).word == "Concern"
    assert decide not in now(cast.hr)


def test_clear_start_waits_for_the_head_and_the_first_day_for_hr(cast):
    appointment = story.ready(cast)
    assert now(cast.head) == ["Confirm Amara Okonjo’s start"]
    appointment.confirm_start(by=cast.head)
    assert now(cast.hr) == ["Record Amara Okonjo’s first day"]


def test_offer_waits_on_the_candidate(cast):
    application = story.interviewed(cast, cast.candidate).applications.get()
    in_a_month = clock.today() + dt.timedelta(days=30)
    application.offer(by=cast.head, starts_on=in_a_month, salary="22454.09", reply_by=clock.today())
    assert waiting(cast.hr)["Candidates"] == ["Amara Okonjo, an answer to the offer of Pastoral Support Worker"]


def test_letter_that_went_astray_is_a_task(cast):
    facts = {"school": cast.school, "kind": "x", "to_name": "Sam Okafor", "to_email": "sam@example.org", "body": "…"}
    Message.objects.create(subject="A reference", status="failed", **facts)
    Message.objects.create(subject="An offer", status="unknown", **facts | {"to_email": "b@example.org"})
    assert now(cast.hr) == [
        "Check the address and send again: A reference",
        "Find out whether this arrived: An offer",
    ]
    assert now(cast.head) == []


def test_nobody_elses_work_is_shown(cast, client):
    story.accepted(cast)
    for person in (cast.stranger, cast.hr_elsewhere):
        page = home_of(fresh(person))
        assert page["task_count"] == page["waiting_count"] == len(page["coming"]["tasks"]) == 0
    client.force_login(cast.candidate)
    assert client.get("/home/").status_code == 404


def test_home_names_no_applicant_before_the_shortlist(cast, client):
    story.moderating(cast, cast.candidate, cast.other_candidate)
    for person in (cast.hr, cast.head, cast.panel[0]):
        client.force_login(person)
        page = words(client.get("/home/"))
        assert "Amara Okonjo" not in page


def test_home_asks_as_much_at_one_row_as_at_three(cast, client):
    story.accepted(cast)
    story.moderating(cast, cast.other_candidate, reference="REY-0150")
    people = (cast.hr, cast.head, cast.panel[0])
    few = [_asked(client, person) for person in people]
    for number in range(2):
        story.moderating(cast, *candidates(2, start=10 * number), reference=f"REY-016{number}")
        story.scoring(cast, *candidates(1, start=10 * number + 5), reference=f"REY-017{number}")
    many = [_asked(client, person) for person in people]
    assert few == many
    assert max(many) <= 12
    assert Clearance.objects.count() == 1


def _asked(client, person):
    client.force_login(person)
    return questions(client, "/home/")
