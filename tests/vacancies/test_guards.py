"""Each guard of a vacancy, an application, a scorecard or an offer: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest

from checks.models import Hold
from checks.protection import decide_by, protected_on
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from tests.proofs.machines import rules_of
from vacancies import guards
from vacancies.models import (
    Application,
    Appointment,
    GapExplanation,
    HistoryEntry,
    Probation,
    Scorecard,
    Vacancy,
    erasing,
)
from workflows import outbox
from workflows.models import Message
from workflows.transitions import Move


def told(guard, subject, by=SYSTEM, **details):
    """The sentences of one guard."""
    return [blocker.text for blocker in guard(subject, Move(by=by, at=clock.now(), details=details))]


@pytest.fixture
def moderated(cast):
    return story.moderating(cast, cast.candidate, cast.other_candidate)


@pytest.fixture
def candidates_draft(open_vacancy, cast):
    return story.filled_in(open_vacancy, cast.candidate)


@pytest.fixture
def offered(cast):
    vacancy = story.interviewed(cast, cast.candidate)
    terms = {"starts_on": clock.today(), "salary": "22454.09", "reply_by": clock.today() + dt.timedelta(days=7)}
    vacancy.applications.get().offer(by=cast.head, **terms)
    return Appointment.objects.select_related(*Appointment.locked_with).get()


@pytest.mark.parametrize("guard", sorted({each.__name__ for rule in rules_of("vacancies") for each in rule.guards}))
def test_every_guard_has_its_test(guard):
    assert callable(globals()[f"test_{guard}"])


def test_the_post_is_complete(vacancy):
    assert told(guards.the_post_is_complete, vacancy) == []
    vacancy.hours, vacancy.summary = None, ""
    vacancy.criteria.filter(code="S3").update(question="")
    assert told(guards.the_post_is_complete, vacancy) == [
        "Enter the hours a week.",
        "Describe the post in a sentence or two.",
        "Criterion S3 is scored from the application but asks no question.",
    ]
    vacancy.criteria.all().delete()
    assert "Add at least one criterion that applications are scored on." in told(guards.the_post_is_complete, vacancy)


def test_somebody_else_wrote_it(vacancy, cast):
    assert told(guards.somebody_else_wrote_it, vacancy, cast.approver) == []
    assert told(guards.somebody_else_wrote_it, vacancy, cast.hr) == [
        "Someone else must approve this. You wrote the request."
    ]


def test_the_advert_is_complete(vacancy):
    assert told(guards.the_advert_is_complete, vacancy) == []
    vacancy.online_search_notice = " "
    vacancy.childcare_notice = "We will ask about the people you live with."
    vacancy.decision_by = None
    vacancy.closes_at = clock.now() - dt.timedelta(minutes=1)
    vacancy.shortlist_by = vacancy.closes_at
    assert told(guards.the_advert_is_complete, vacancy) == [
        "Tell candidates that shortlisted people are searched for online.",
        "Tell candidates of the childcare disqualification declaration, citing the 2018 Regulations.",
        "Enter the date by which candidates hear the decision.",
        "The closing date has passed. Enter a later one.",
        "The date you promise for the shortlist is before the job closes.",
    ]


def test_closing_time_has_passed(vacancy):
    vacancy.closes_at = clock.now() - dt.timedelta(seconds=1)
    assert told(guards.closing_time_has_passed, vacancy) == []
    vacancy.closes_at = clock.london(dt.date(2099, 7, 6), 12)
    assert told(guards.closing_time_has_passed, vacancy) == [
        "The advert says applications close at noon on Monday 6 July 2099."
    ]
    vacancy.may_close_early = True
    (text,) = told(guards.closing_time_has_passed, vacancy)
    assert text.endswith("It may close earlier, if we say so a day before: announce an earlier closing time.")


def test_the_advert_said_it_might_close_early(vacancy):
    vacancy.closes_at = clock.london(dt.date(2099, 7, 6), 12)
    assert told(guards.the_advert_said_it_might_close_early, vacancy) == [
        "The advert did not say it might close before noon on Monday 6 July 2099, so it closes then."
    ]
    vacancy.may_close_early = True
    assert told(guards.the_advert_said_it_might_close_early, vacancy) == []


def test_a_day_of_notice_is_given(vacancy):
    vacancy.closes_at = clock.london(dt.date(2099, 7, 6), 12)
    guard = guards.a_day_of_notice_is_given
    assert told(guard, vacancy) == told(guard, vacancy, closes_at=clock.london(dt.date(2099, 7, 5), 12)) == []
    (short,) = told(guard, vacancy, closes_at=clock.now() + dt.timedelta(hours=23))
    assert short.startswith("Give everybody still writing a day.")
    assert told(guard, vacancy, closes_at=vacancy.closes_at) == [
        "Choose a time before the present one, noon on Monday 6 July 2099."
    ]
    vacancy.closes_at = clock.now() + dt.timedelta(hours=23)
    (late,) = told(guard, vacancy)
    assert late.endswith("within a day, so no earlier time can be announced.")


def test_somebody_to_score(open_vacancy, cast):
    assert told(guards.somebody_to_score, open_vacancy) == [
        "Nobody has applied, so there is nothing to score. Cancel the vacancy or advertise it again."
    ]
    story.submitted(open_vacancy, cast.candidate)
    assert told(guards.somebody_to_score, open_vacancy) == []


def test_the_panel_is_ready(vacancy):
    assert told(guards.the_panel_is_ready, vacancy) == []
    vacancy.panel.update(trained_on=clock.today() + dt.timedelta(days=1))
    assert told(guards.the_panel_is_ready, vacancy) == [
        "Add someone with current safer recruitment training to the panel."
    ]
    vacancy.panel.exclude(is_chair=True).update(stood_down_at=clock.now())
    assert "Name at least two panel members: two people or more shortlist." in told(guards.the_panel_is_ready, vacancy)


def test_every_scorecard_is_sealed(cast):
    vacancy = story.scoring(cast)
    assert told(guards.every_scorecard_is_sealed, vacancy) == [
        "Scores are sealed until Ruth Calloway submits.",
        "Scores are sealed until Sunil Bhatt submits.",
        "Scores are sealed until Patience Adeyemi submits.",
    ]
    vacancy.panel.update(stood_down_at=clock.now())
    assert told(guards.every_scorecard_is_sealed, vacancy) == []


def disagreeing(cast):
    """Two members three apart on S1."""
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    for member, scores in zip(vacancy.panel.all(), ("3222222", "0222222", "2222222"), strict=True):
        member.declare()
        story.score(member, application, scores)
        member.scorecard.seal(by=member.user)
    return Vacancy.objects.get(pk=vacancy.pk), application


def test_disagreements_are_settled(cast):
    vacancy, application = disagreeing(cast)
    assert told(guards.disagreements_are_settled, vacancy) == ["Agree 1 more score before the shortlist."]
    story.agree(vacancy, application, vacancy.scored_criteria[0], 2, cast.head)
    assert told(guards.disagreements_are_settled, vacancy) == []


def test_disagreements_are_settled_for_this(cast):
    vacancy, application = disagreeing(cast)
    application = Application.objects.get(pk=application.pk)
    assert told(guards.disagreements_are_settled_for_this, application) == [
        f"The panel has yet to agree {application.code} on S1."
    ]
    story.agree(vacancy, application, vacancy.scored_criteria[0], 2, cast.head)
    assert told(guards.disagreements_are_settled_for_this, application) == []


def test_every_applicant_is_decided(moderated, cast):
    codes = sorted(moderated.applications.values_list("code", flat=True))
    assert told(guards.every_applicant_is_decided, moderated) == [f"Decide 2 more: {', '.join(codes)}."]
    for application in moderated.applications.all():
        application.do_not_progress(by=cast.hr, reason="Others showed more experience.")
    assert told(guards.every_applicant_is_decided, moderated) == []


@pytest.fixture
def out_of_order(moderated, cast):
    """Somebody the chair is asked to agree about."""
    applicant = moderated.applications.order_by("code").first().pk
    said = {"applicant": applicant, "criterion": moderated.scored_criteria[0].pk, "reason": "Led this elsewhere."}
    moderated.propose_exception(by=cast.hr, colleague=cast.head.pk, **said)
    return moderated, applicant


def test_it_is_a_judgement_of_this_vacancy(moderated):
    guard, one = guards.it_is_a_judgement_of_this_vacancy, moderated.applications.first().pk
    asked = moderated.scored_criteria[0].pk
    assert told(guard, moderated) == told(guard, moderated, applicant=one, criterion=asked) == []
    for said in ({"applicant": 0, "criterion": asked}, {"applicant": one, "criterion": 0}):
        assert told(guard, moderated, **said) == ["Choose an applicant and a criterion of this vacancy."]


def test_the_tie_can_be_parted_so(moderated):
    guard = guards.the_tie_can_be_parted_so
    assert told(guard, moderated) == ["Nobody ties for the last place, so there is nothing to settle."]
    moderated.interview_places = 1
    assert told(guard, moderated, how="everybody") == []
    assert told(guard, moderated, how="order") == [
        "The order fixed before the advert does not part them. Interview all of them, or move the line."
    ]


def test_nobody_is_out_of_order_for_this(out_of_order):
    vacancy, applicant = out_of_order
    assert told(guards.nobody_is_out_of_order_for_this, vacancy, applicant=applicant) == [
        "They are out of order already. Undo that first."
    ]
    other = vacancy.applications.exclude(pk=applicant).get().pk
    assert told(guards.nobody_is_out_of_order_for_this, vacancy, applicant=other) == []


def test_somebody_else_is_named(moderated, cast):
    guard = guards.somebody_else_is_named
    assert told(guard, moderated, by=cast.hr, colleague=cast.head.pk) == []
    assert told(guard, moderated, by=cast.hr, colleague=cast.hr.pk) == [
        "Someone else must agree with you. Name a colleague on the panel or in HR."
    ]


def test_they_were_asked_to_agree(out_of_order, cast):
    vacancy, applicant = out_of_order
    guard = guards.they_were_asked_to_agree
    assert told(guard, vacancy, by=cast.hr, applicant=applicant) == [
        "Only Ruth Calloway, who was asked, can agree to this."
    ]
    assert told(guard, vacancy, by=cast.head, applicant=applicant) == []
    vacancy.agree_exception(by=cast.head, applicant=applicant)
    assert told(guard, vacancy, by=cast.head, applicant=applicant) == ["Nothing waits for anybody to agree."]


def test_its_exception_stands(out_of_order):
    vacancy, applicant = out_of_order
    assert told(guards.its_exception_stands, vacancy, applicant=applicant) == []
    assert told(guards.its_exception_stands, vacancy, applicant=0) == [
        "They stand in order, so there is nothing to undo."
    ]


def test_every_exception_is_agreed(out_of_order, cast):
    vacancy, applicant = out_of_order
    code = vacancy.applications.get(pk=applicant).code
    assert told(guards.every_exception_is_agreed, vacancy) == [
        f"Ruth Calloway has yet to agree that {code} is taken out of order. Ask them, or undo it."
    ]
    vacancy.undo_exception(by=cast.hr, applicant=applicant)
    assert told(guards.every_exception_is_agreed, vacancy) == []


def test_nobody_has_been_told(moderated, cast):
    application = moderated.applications.first().do_not_progress(by=cast.hr, reason="Others showed more experience.")
    outbox.carry_out_all()
    assert told(guards.nobody_has_been_told, application) == []
    Message.objects.update(status="sent", settled_at=clock.london(story.TODAY, 9))
    assert told(guards.nobody_has_been_told, application) == [
        f"The letter to {application} was sent at 9am on Mon 6 July and cannot be undone. You can send a correction."
    ]


def test_the_school_still_chooses(moderated, cast):
    application = moderated.applications.first()
    assert told(guards.the_school_still_chooses, application) == []
    application.vacancy.state = "filled"
    assert told(guards.the_school_still_chooses, application) == [
        "Pastoral Support Worker, Reydon Primary is at “Filled”, so this decision stands."
    ]


def test_somebody_is_shortlisted(moderated, cast):
    assert told(guards.somebody_is_shortlisted, moderated) == [
        "Nobody is shortlisted. Shortlist somebody, or cancel the vacancy."
    ]
    moderated.applications.first().shortlist(by=cast.hr)
    assert told(guards.somebody_is_shortlisted, moderated) == []


def test_every_post_is_taken(cast):
    appointment = story.ready(cast)
    vacancy = appointment.vacancy
    assert told(guards.every_post_is_taken, vacancy) == ["0 of 1 post has somebody in it."]
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    assert told(guards.every_post_is_taken, vacancy) == []
    vacancy.posts = 2
    assert told(guards.every_post_is_taken, vacancy) == ["1 of 2 posts have somebody in it."]


def test_every_applicant_is_told(moderated, cast):
    first, second = moderated.applications.order_by("code")
    assert told(guards.every_applicant_is_told, moderated) == [
        f"2 applicants have not been told the outcome: {first.code}, {second.code}."
    ]
    first.do_not_progress(by=cast.hr, reason="Others showed more experience.")
    assert told(guards.every_applicant_is_told, moderated) == [
        f"1 applicant has not been told the outcome: {second.code}."
    ]
    second.withdraw(by=second.candidate)
    assert told(guards.every_applicant_is_told, moderated) == []


def test_nobody_holds_an_offer(offered, cast):
    assert told(guards.nobody_holds_an_offer, offered.vacancy) == [
        "Amara Okonjo has an offer. Withdraw it first, or fill the post."
    ]
    offered.decline(by=cast.candidate)
    assert told(guards.nobody_holds_an_offer, offered.vacancy) == []


def test_the_vacancy_is_open(candidates_draft):
    assert told(guards.the_vacancy_is_open, candidates_draft) == []
    vacancy = candidates_draft.vacancy
    vacancy.closes_at = clock.london(dt.date(2026, 7, 6), 12)
    assert told(guards.the_vacancy_is_open, candidates_draft) == [
        "This job closed at noon on Monday 6 July 2026. Your draft is saved."
    ]
    vacancy.state, vacancy.published_at = "draft", None
    assert told(guards.the_vacancy_is_open, candidates_draft) == ["This job closed. Your draft is saved."]


def test_not_applied_already(open_vacancy, cast):
    another = Application(vacancy=open_vacancy, candidate=cast.candidate)
    assert told(guards.not_applied_already, another) == []
    first = story.filled_in(open_vacancy, cast.candidate)
    assert told(guards.not_applied_already, another) == [
        "You have already begun to apply for this job. Go to your application instead."
    ]
    first = first.submit(by=cast.candidate)
    assert told(guards.not_applied_already, another) == [
        "You have already applied for this job. Go to your application instead."
    ]
    first.withdraw(by=cast.candidate)
    assert told(guards.not_applied_already, another) == []


def test_every_section_is_complete(candidates_draft):
    guard = guards.every_section_is_complete
    assert told(guard, candidates_draft) == []
    candidates_draft.phone = candidates_draft.signed_name = ""
    candidates_draft.answers.filter(criterion__code__in=["S2", "S3"]).update(text="")
    candidates_draft.referees.filter(name="Lena Holt").update(email="SAM.OKAFOR@hillview.example")
    HistoryEntry.objects.filter(application=candidates_draft).update(from_month="2016-02")
    assert told(guard, candidates_draft) == [
        "Enter a phone number we can call, like 01632 960142.",
        "Sign the declaration with your full name.",
        "Explain the gap from July 2015 to January 2016.",
        "Complete “How you meet the role”: 2 of 7 questions left.",
        "Add 1 more referee. We ask 2 different people.",
    ]
    GapExplanation.objects.create(
        application=candidates_draft, from_month="2015-07", to_month="2016-01", why="travelling"
    )
    assert "gap" not in " ".join(told(guard, candidates_draft))
    candidates_draft.history_is_complete = False
    assert "Add your work and education, then say that is everything." in told(guard, candidates_draft)


def test_scores_are_open(cast):
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    assert told(guards.scores_are_open, application)[0] == "Scores are sealed until Ruth Calloway submits."
    application.vacancy.state = "closed"
    assert told(guards.scores_are_open, application)[-1].endswith("Applications are decided after scoring.")
    application.vacancy.state = "cancelled"
    assert told(guards.scores_are_open, application) == []
    application.vacancy.state, application.vacancy.seal_opened_at = "moderating", clock.now()
    assert told(guards.scores_are_open, application) == []


def test_two_people_scored(moderated):
    application = moderated.applications.first()
    assert told(guards.two_people_scored, application) == []
    late = Application(vacancy=moderated, code="X9")
    late.pk = 0
    assert told(guards.two_people_scored, late) == ["X9 was scored by 0 of the panel. Two people or more shortlist."]


def test_vacancy_is_interviewing(moderated):
    application = moderated.applications.first()
    assert told(guards.vacancy_is_interviewing, application) == [
        "Pastoral Support Worker, Reydon Primary is at “Scores opened”. Confirm the shortlist and begin interviews first."
    ]
    application.vacancy.state = "interviewing"
    assert told(guards.vacancy_is_interviewing, application) == []


def test_references_are_in(cast):
    vacancy = story.interviewing(cast)
    application = vacancy.applications.get()
    blocked = told(guards.references_are_in, application)
    assert blocked == [
        f"Reference {number} is not in. Wait for it, or say why the interview went ahead without it."
        for number in (1, 2)
    ]
    assert told(guards.references_are_in, application, without_references="Both schools are closed.") == []
    for check in application.clearance.checks.filter(code="references"):
        story.clear(check, cast)
    assert told(guards.references_are_in, application) == []


def test_it_is_recommended(cast):
    vacancy = story.interviewed(cast, cast.candidate, recommendation="not_appoint")
    application = vacancy.applications.get()
    assert told(guards.it_is_recommended, application) == [
        "The panel has not recommended Amara Okonjo for appointment."
    ]
    application.interview.recommendation = "reserve"
    assert told(guards.it_is_recommended, application) == []


def test_it_was_interviewed(cast):
    vacancy = story.interviewed(cast, cast.candidate)
    appointment = Appointment(vacancy=vacancy, application=vacancy.applications.get())
    assert told(guards.it_was_interviewed, appointment) == []
    appointment.application.state = "invited"
    assert told(guards.it_was_interviewed, appointment) == [
        f"{appointment.application.code} is at “Invited to interview”. Offers are made after the interview."
    ]


def test_a_post_is_free(offered, cast):
    assert told(guards.a_post_is_free, offered.application) == ["The only post is taken: Amara Okonjo has an offer."]
    offered.vacancy.posts = offered.application.vacancy.posts = 2
    assert told(guards.a_post_is_free, offered.application) == []


def test_a_post_is_free_for_this(offered, cast):
    assert told(guards.a_post_is_free_for_this, offered) == ["The only post is taken: Amara Okonjo has an offer."]
    offered.decline(by=cast.candidate)
    assert told(guards.a_post_is_free_for_this, offered) == []


def test_every_check_is_clear(offered, cast):
    blocked = told(guards.every_check_is_clear, offered)
    assert len(blocked) == offered.clearance.checks.count() >= 9
    for check in offered.clearance.checks.all():
        story.clear(check, cast)
    assert told(guards.every_check_is_clear, Appointment.objects.get()) == []


def test_what_the_offer_depends_on_is_clear(offered, cast):
    offered.clearance.derive(by=cast.hr, person_facts={"age_at_start": 17})
    required = offered.clearance.checks.exclude(code="young_person_risk_assessment")
    assert len(told(guards.what_the_offer_depends_on_is_clear, offered)) == required.count()
    for check in required:
        story.clear(check, cast)
    assert told(guards.what_the_offer_depends_on_is_clear, Appointment.objects.get()) == []
    [sentence] = told(guards.every_check_is_clear, Appointment.objects.get())
    assert sentence.startswith("Young person")


def test_something_has_come_open(cast):
    appointment = story.ready(cast)
    assert told(guards.something_has_come_open, appointment) == ["Every check is still clear."]
    appointment.clearance.starts_on = appointment.starts_on + dt.timedelta(days=1)
    assert told(guards.something_has_come_open, appointment) == [], "HR was told of another first day"
    appointment.clearance.checks.get(code="identity").void(by=cast.head, reason="Recorded for somebody else.")
    assert told(guards.something_has_come_open, Appointment.objects.get()) == []


def test_the_date_is_after_right_to_work(cast):
    appointment = story.ready(cast)
    guard = guards.the_date_is_after_right_to_work
    assert told(guard, appointment, starts_on=clock.today()) == []
    long_ago = dt.date(2026, 1, 5)
    (sentence,) = told(guard, appointment, starts_on=long_ago)
    assert sentence.startswith("Right to work was seen on ")
    assert sentence.endswith(", after the start date.")
    appointment.clearance.starts_on = long_ago
    assert told(guard, appointment, starts_on=None) == [sentence]


def test_the_first_day_has_come(offered):
    offered.starts_on = clock.today()
    assert told(guards.the_first_day_has_come, offered) == []
    offered.starts_on = dt.date(2099, 9, 1)
    assert told(guards.the_first_day_has_come, offered) == [
        "The start is confirmed for Tuesday 1 September 2099. Record it on the day."
    ]


def test_it_is_the_day_that_was_confirmed(offered, cast):
    assert told(guards.it_is_the_day_that_was_confirmed, offered) == []
    offered.clearance.starts_on = dt.date(2099, 9, 1)
    (sentence,) = told(guards.it_is_the_day_that_was_confirmed, offered)
    assert sentence.endswith("and the first day is now Tuesday 1 September 2099. It is confirmed anew first.")


def test_the_reply_date_has_passed(offered):
    offered.reply_by = dt.date(2099, 9, 1)
    assert told(guards.the_reply_date_has_passed, offered) == [
        "The candidate has until Tuesday 1 September 2099 to answer."
    ]
    offered.reply_by = clock.today()
    assert len(told(guards.the_reply_date_has_passed, offered)) == 1
    offered.reply_by = clock.today() - dt.timedelta(days=1)
    assert told(guards.the_reply_date_has_passed, offered) == []


def test_scoring_has_not_ended(vacancy):
    card = Scorecard(panel_member=vacancy.panel.first())
    assert told(guards.scoring_has_not_ended, card) == [
        "Pastoral Support Worker, Reydon Primary is at “Draft”. Scorecards are handed out when scoring opens."
    ]
    card.vacancy.state = "scoring"
    assert told(guards.scoring_has_not_ended, card) == []


@pytest.fixture
def card(cast):
    story.scoring(cast)
    return Scorecard.objects.select_related(*Scorecard.locked_with).first()


def test_scoring_is_open(card):
    assert told(guards.scoring_is_open, card) == []
    card.vacancy.state = "moderating"
    assert told(guards.scoring_is_open, card) == [
        "Scoring is not open: Pastoral Support Worker, Reydon Primary is at “Scores opened”."
    ]


def test_no_conflict_is_undeclared(card):
    assert told(guards.no_conflict_is_undeclared, card) == ["Say first whether you may know any of the applicants."]
    card.panel_member.declare()
    assert told(guards.no_conflict_is_undeclared, card) == []


def test_every_score_is_given(card):
    application = card.vacancy.applications.get()
    assert told(guards.every_score_is_given, card) == ["Score 7 more before you submit."]
    story.score(card.panel_member, application, "0112232", reason="")
    card.scores.filter(criterion__code="S7").update(value=None)
    assert told(guards.every_score_is_given, card) == [
        "Score 1 more before you submit.",
        "Give a short reason for 4 scores of 0, 3 or below what an essential needs.",
    ]
    story.score(card.panel_member, application, "2222211", reason="")
    assert told(guards.every_score_is_given, card) == []


def test_the_seal_is_unopened(card):
    assert told(guards.the_seal_is_unopened, card) == []
    card.vacancy.seal_opened_at = clock.now()
    assert told(guards.the_seal_is_unopened, card) == [
        "The scores have been opened, so nobody’s can change. Agree a score in the discussion instead."
    ]


@pytest.fixture
def a_panel(cast):
    """Scoring is open and three people sit on the panel."""
    vacancy = story.scoring(cast, cast.candidate)
    return vacancy, vacancy.panel.get(user=cast.panel[1])


def test_they_sit_on_this_panel(a_panel):
    vacancy, seat = a_panel
    assert told(guards.they_sit_on_this_panel, vacancy) == []
    assert told(guards.they_sit_on_this_panel, vacancy, seat=seat.pk) == []
    assert told(guards.they_sit_on_this_panel, vacancy, seat=0) == ["Nobody sits in that place on this panel."]


def test_two_would_still_shortlist(a_panel):
    vacancy, seat = a_panel
    assert told(guards.two_would_still_shortlist, vacancy) == []
    seat.leave(by=None, why="Ill")
    assert told(guards.two_would_still_shortlist, vacancy) == [
        "Two people or more must shortlist, and only two sit on this panel. Add somebody first."
    ]


def test_their_scores_are_not_sealed(a_panel):
    vacancy, seat = a_panel
    assert told(guards.their_scores_are_not_sealed, vacancy, seat=seat.pk) == []
    seat.declare()
    story.score(seat, vacancy.applications.get(), "2222222")
    seat.scorecard.seal(by=seat.user)
    assert told(guards.their_scores_are_not_sealed, vacancy, seat=seat.pk) == [
        f"{seat.user.name} has submitted, so their scores count and stay as they are."
    ]


def test_it_is_their_own_list_or_hr_asks(a_panel, cast):
    vacancy, seat = a_panel
    for by, refused in ((seat.user, False), (cast.hr, False), (cast.panel[0], True)):
        sentences = told(guards.it_is_their_own_list_or_hr_asks, vacancy, by=by, seat=seat.pk)
        assert sentences == (["Only HR changes somebody else’s list."] if refused else [])


def test_it_is_an_application_to_score(a_panel):
    vacancy, _ = a_panel
    application = vacancy.applications.get()
    assert told(guards.it_is_an_application_to_score, vacancy, applicant=application.pk) == []
    assert told(guards.it_is_an_application_to_score, vacancy, applicant=-1) == [
        "Choose an applicant who is being considered."
    ]


def test_nothing_holds_the_candidate(candidates_draft, cast):
    guard = erasing.nothing_holds_the_candidate
    claim = {"by": cast.safeguarding_lead, "school": cast.school, "reason": "A claim."}
    Hold.place(person=cast.other_candidate, **claim)
    assert told(guard, candidates_draft) == []
    hold = Hold.place(person=cast.candidate, **claim)
    held = ["Everything on Amara Okonjo is held and may not be removed."]
    assert told(guard, candidates_draft) == held
    hold.ask_to_end(by=cast.safeguarding_lead, reason="Settled.")
    assert told(guard, candidates_draft) == held
    hold.release(by=cast.hr_manager)
    assert told(guard, candidates_draft) == []


def test_its_checks_are_not_kept(offered):
    guard = erasing.its_checks_are_not_kept
    application = offered.application
    for state, kept in (("open", True), ("relied_on", True), ("closed", False), ("left", False)):
        application.clearance.state = state
        assert told(guard, application) == (["The file of checks on this person is still in use."] if kept else [])
    application.clearance = None
    assert told(guard, application) == []


def test_it_is_not_erased_yet(candidates_draft):
    """The guard of a file of checks, asked of an application."""
    assert told(erasing.it_is_not_erased_yet, candidates_draft) == []
    candidates_draft.erased_at = clock.now()
    assert told(erasing.it_is_not_erased_yet, candidates_draft) == ["This file was erased."]


def on_probation(cast, today, began_on):
    """Somebody at work, as if they had begun that day and it were this one; nothing of that is saved."""
    appointment = story.started(cast)
    probation = Probation.objects.select_related(*Probation.locked_with).get(appointment=appointment)
    probation.began_on = probation.employed_since = began_on
    probation.decide_by, probation.protected_on = decide_by(began_on, began_on), protected_on(began_on)
    return probation, clock.at(clock.london(today, 9))


BEGAN, SOON, NEAR_THE_END = dt.date(2026, 9, 1), dt.date(2026, 9, 14), dt.date(2027, 2, 8)
PROTECTED = (
    "Amara Okonjo is protected against unfair dismissal from Monday 1 March 2027, having been employed since "
    "Tuesday 1 September 2026. "
)


def test_they_have_started(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    assert told(guards.they_have_started, probation) == []
    probation.appointment.state = "confirmed"
    [sentence] = told(guards.they_have_started, probation)
    assert sentence.endswith("is at “Start confirmed”. A probation begins with the first day at work.")


def test_they_are_employed(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    for engagement, refused in (("employee", 0), ("trainee_salaried", 0), ("casual_worker", 1), ("self_employed", 1)):
        probation.appointment.clearance.role_facts["engagement"] = engagement
        assert len(told(guards.they_are_employed, probation)) == refused, engagement


def test_they_have_none_yet(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    assert told(guards.they_have_none_yet, probation) == ["There is a probation already: on probation."]
    assert told(guards.they_have_none_yet, Probation(appointment_id=0)) == []


def test_they_were_employed_by_their_first_day(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    assert told(guards.they_were_employed_by_their_first_day, probation) == []
    probation.employed_since = dt.date(2026, 9, 2)
    [sentence] = told(guards.they_were_employed_by_their_first_day, probation)
    assert sentence.startswith("They began on Tuesday 1 September 2026, so they have been employed")


def test_there_is_still_time_to_decide(cast):
    guard = guards.there_is_still_time_to_decide
    probation, then = on_probation(cast, dt.date(2027, 2, 28), BEGAN)
    with then:
        assert told(guard, probation) == []
    with clock.at(clock.london(dt.date(2027, 3, 1), 9)):
        assert told(guard, probation) == [f"{PROTECTED}A probation would change nothing."]
    with clock.at(clock.london(SOON, 9)):
        probation.employed_since = dt.date(2024, 10, 1)
        assert told(guard, probation) == []
        probation.employed_since = dt.date(2024, 9, 1)
        assert "from Tuesday 1 September 2026" in told(guard, probation)[0]


def test_they_met_while_they_worked_here(cast):
    guard = guards.they_met_while_they_worked_here
    probation, then = on_probation(cast, SOON, BEGAN)
    with then:
        assert [told(guard, probation, held_on=on) for on in (None, BEGAN, SOON)] == [[], [], []]
        for on in (BEGAN - dt.timedelta(days=1), SOON + dt.timedelta(days=1)):
            assert "a review is recorded once it has been held" in told(guard, probation, held_on=on)[0]


def test_that_review_is_still_to_record(cast):
    guard = guards.that_review_is_still_to_record
    probation, _ = on_probation(cast, SOON, BEGAN)
    story.met(probation, cast, week=6)
    story.met(probation, cast, week=None)
    assert told(guard, probation, week=12) == told(guard, probation, week=None) == []
    [sentence] = told(guard, probation, week=6)
    assert sentence.endswith("and stands. Record this as another meeting.")


def test_they_are_at_work(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    assert told(guards.they_are_at_work, probation) == []
    Appointment.objects.get(pk=probation.appointment_id).stand_down(by=cast.head, reason="Looked into.")
    stood_down = Probation.objects.select_related(*Probation.locked_with).get()
    [blocker] = guards.they_are_at_work(stood_down, Move(by=cast.head, at=clock.now(), details={}))
    assert blocker.text.startswith("Amara Okonjo is at “Stood down from work”.")
    assert blocker.since == stood_down.appointment.last_event().at


def test_somebody_has_met_them(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    [blocker] = guards.somebody_has_met_them(probation, Move(by=cast.head, at=clock.now(), details={}))
    assert (blocker.owner, blocker.fix) == ("the line manager", f"{probation.get_absolute_url()}record-review/")
    story.met(probation, cast)
    assert told(guards.somebody_has_met_them, probation) == []


def test_it_is_extended_to_a_later_day(cast):
    guard = guards.it_is_extended_to_a_later_day
    probation, then = on_probation(cast, NEAR_THE_END, BEGAN)
    with then:  # it was to be decided a week ago
        assert told(guard, probation) == told(guard, probation, until=dt.date(2027, 2, 9)) == []
        for until in (dt.date(2027, 2, 1), NEAR_THE_END):
            assert "It runs until Monday 1 February 2027 as it is." in told(guard, probation, until=until)[0]


def test_it_ends_before_they_are_protected(cast):
    guard = guards.it_ends_before_they_are_protected
    probation, then = on_probation(cast, NEAR_THE_END, BEGAN)
    with then:
        assert told(guard, probation) == told(guard, probation, until=dt.date(2027, 2, 28)) == []
        details = {"until": dt.date(2027, 3, 1)}
        [blocker] = guard(probation, Move(by=cast.head, at=clock.now(), details=details))
        assert blocker.text == f"{PROTECTED}Extend to Sunday 28 February 2027 at the latest, or decide now."
        assert (blocker.owner, blocker.since, blocker.expected_by) == (
            "the headteacher", BEGAN, dt.date(2027, 2, 28),
        )  # fmt: skip
        assert blocker.rule.startswith("Employment Rights Act 2025")
        assert blocker.fix == probation.get_absolute_url()
    with clock.at(clock.london(dt.date(2027, 2, 28), 9)):
        assert told(guard, probation) == [f"{PROTECTED}It cannot be extended. Confirm them in post."]


def test_they_are_not_protected_yet(cast):
    probation, then = on_probation(cast, dt.date(2027, 2, 28), BEGAN)
    with then:
        assert told(guards.they_are_not_protected_yet, probation) == []
    with clock.at(clock.london(dt.date(2027, 3, 1), 9)):
        assert told(guards.they_are_not_protected_yet, probation)[0].startswith(PROTECTED)


def test_their_work_here_has_ended(cast):
    probation, _ = on_probation(cast, SOON, BEGAN)
    for state, over in (("started", False), ("stood_down", False), ("left", True), ("withdrawn", True)):
        probation.appointment.state = state
        assert (told(guards.their_work_here_has_ended, probation) == []) is over, state
