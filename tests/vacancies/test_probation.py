"""The first months in a post: begun with the first day, met on the days that are known, decided before the law protects them."""

import datetime as dt

import pytest

from checks.models import Clearance, RulesPolicy
from hiring import clock
from tests import story
from tests.vacancies.pages import questions, words
from tests.vacancies.test_hr_home import coming, first, fresh, now
from vacancies.models import Appointment, Probation, ProbationReview
from vacancies.probation_figure import figure_of
from vacancies.retention import erase
from workflows.blockers import Blocked, NotAllowed
from workflows.history import first_fault
from workflows.models import Event, Note
from workflows.retention.schedule import schedule

BEGAN = dt.date(2026, 4, 1)  # long enough ago for everything to have happened: the database admits no move to come


def at(year, month, day):
    return clock.at(clock.london(dt.date(year, month, day), 9))


@pytest.fixture
def probation(cast):
    """Amara Okonjo began on 1 April 2026: met by 13 May, 24 June and 5 August, decided by 1 September, protected from 1 January."""
    with at(2026, 4, 1):
        return of(story.started(cast))


def of(appointment):
    return Probation.objects.select_related(*Probation.locked_with).get(appointment=appointment)


def again(record):
    return type(record).objects.select_related(*type(record).locked_with).get(pk=record.pk)


def days(probation):
    names = ("began_on", "employed_since", "next_review_on", "decide_by", "protected_on", "extended_to")
    return [str(getattr(probation, name)) for name in names]


# Its beginning


def test_it_begins_with_the_first_day_and_every_day_of_it_is_known(cast):
    """The domain's own example: a start on 1 September 2026 is decided before 1 March 2027."""
    with at(2026, 9, 1):
        probation = of(story.started(cast))
    assert days(probation) == ["2026-09-01", "2026-09-01", "2026-10-13", "2027-02-01", "2027-03-01", "None"]
    assert [str(on) for on in probation.review_days.values()] == ["2026-10-13", "2026-11-24", "2027-01-05"]
    event = probation.last_event()
    assert (event.verb, event.who, event.root_type) == ("probation.open", "Gatepost", "clearance")
    assert first_fault(Clearance, probation.appointment.clearance_id) is None


def test_somebody_who_is_no_employee_has_none(cast):
    appointment = story.ready(cast)
    Clearance.objects.filter(pk=appointment.clearance_id).update(
        role_facts=appointment.clearance.role_facts | {"engagement": "self_employed"}
    )
    appointment.confirm_start(by=cast.head)
    again(appointment).start(by=cast.hr)
    assert not Probation.objects.exists()
    with pytest.raises(Blocked, match="They are not an employee"):
        Probation.open(by=cast.hr, appointment=again(appointment))


@pytest.fixture
def here_before(cast, monkeypatch):
    """Somebody whose first day opened none, as for everybody who began before probations were kept."""
    monkeypatch.setattr("vacancies.models.probation.begins_by_itself", lambda clearance: False)
    with at(2026, 9, 1):
        return story.started(cast)


def test_whoever_worked_for_the_trust_already_has_one_when_hr_opens_it(cast, here_before):
    with at(2026, 9, 14):
        made = Probation.open(by=cast.hr, appointment=here_before, employed_since=dt.date(2026, 7, 13))
        assert days(again(made)) == ["2026-09-01", "2026-07-13", "2026-10-13", "2027-01-12", "2027-01-13", "None"]
        with pytest.raises(Blocked, match="There is a probation already"):
            Probation.open(by=cast.hr, appointment=here_before)


@pytest.mark.parametrize("who", ["safeguarding_lead", "auditor", "hr_elsewhere", "candidate"])
def test_only_hr_or_the_head_opens_one(cast, here_before, who):
    with pytest.raises(NotAllowed):
        Probation.open(by=getattr(cast, who), appointment=here_before)


def test_nobody_who_is_protected_already_is_put_on_probation(cast, here_before):
    with (
        at(2026, 9, 14),
        pytest.raises(Blocked, match="protected against unfair dismissal from Thursday 1 January 2026"),
    ):
        Probation.open(by=cast.hr, appointment=here_before, employed_since=dt.date(2024, 1, 1))


def test_whoever_stays_with_the_same_employer_begins_without_one(cast):
    appointment = story.ready(cast)
    told = appointment.clearance.person_facts | {"internal": {"same_employer": True, "break_days": 0}}
    Clearance.objects.filter(pk=appointment.clearance_id).update(person_facts=told)
    from vacancies.models.probation import a_probation_begins

    a_probation_begins(again(appointment))
    assert not Probation.objects.exists()


def test_a_trust_decides_sooner_for_those_who_begin_later(cast, probation):
    choices = {"choices": {"probation_months": 3}, "instead_of": 0, "reason": "Agreed by the trustees."}
    with at(2026, 9, 1):
        RulesPolicy.settle(by=cast.hr_manager, trust=cast.trust, **choices)
        cast.candidate = cast.other_candidate
        later = of(story.started(cast, reference="REY-0150"))
    assert (str(again(probation).decide_by), str(later.decide_by)) == ("2026-09-01", "2026-12-01")
    assert list(later.review_days) == [6, 12], "the third would come after the decision"


# Reviews


def test_a_review_says_who_met_when_and_what_was_agreed_and_the_next_is_known(cast, probation):
    with at(2026, 5, 12):
        story.met(probation, cast, agreed="CANARY: shadow two home visits.")
    seen = again(probation)
    assert (seen.state, str(seen.next_review_on)) == ("running", "2026-06-24")
    review = seen.reviews.get()
    assert (review.week, str(review.held_on), review.recorded_by) == (6, "2026-05-12", cast.hr)
    event = seen.last_event()
    assert event.details == {"week": 6, "held_on": "2026-05-12"}
    assert "CANARY" not in event.body


def test_a_later_review_covers_the_earlier_and_another_meeting_covers_none(cast, probation):
    with at(2026, 5, 20):
        assert str(story.met(probation, cast, week=None).next_review_on) == "2026-05-13"
    with at(2026, 6, 25):
        assert str(story.met(probation, cast, week=12).next_review_on) == "2026-08-05"
    with at(2026, 8, 5):
        assert story.met(probation, cast, week=18).next_review_on is None


@pytest.mark.parametrize("who", ["safeguarding_lead", "auditor", "approver", "candidate", "hr_elsewhere", "stranger"])
def test_only_hr_or_the_head_records_a_review(cast, probation, who):
    said = {"held_on": BEGAN, "met_by": "Me", "agreed": "All well.", "week": 6}
    with pytest.raises(NotAllowed):
        probation.record_review(by=getattr(cast, who), **said)


# The decision


def test_the_head_confirms_somebody_who_was_met(cast, probation):
    with at(2026, 5, 12):
        with pytest.raises(Blocked, match="No review has been recorded"):
            probation.confirm(by=cast.head)
        story.met(probation, cast)
        with pytest.raises(NotAllowed):
            again(probation).confirm(by=cast.hr)
        seen = again(probation).confirm(by=cast.head)
    assert (seen.state, seen.decided_by, str(seen.decided_on), seen.next_review_on) == (
        "confirmed", cast.head, "2026-05-12", None,
    )  # fmt: skip


def test_nobody_is_confirmed_while_stood_down(cast, probation):
    with at(2026, 5, 12):
        story.met(probation, cast)
        again(probation.appointment).stand_down(by=cast.head, reason="Looked into.")
        with pytest.raises(Blocked, match="They return to work before they are confirmed"):
            again(probation).confirm(by=cast.head)


def test_it_is_extended_up_to_the_last_lawful_day_and_no_further(cast, probation):
    with at(2026, 8, 20):
        story.met(probation, cast, week=18)
        for until, words_said in (
            (dt.date(2027, 1, 1), "Extend to Thursday 31 December 2026 at the latest"),
            (dt.date(2026, 9, 1), "It runs until Tuesday 1 September 2026 as it is"),
        ):
            with pytest.raises(Blocked, match=words_said):
                again(probation).extend(by=cast.head, until=until, reason="Attendance.")
        with pytest.raises(NotAllowed):
            again(probation).extend(by=cast.hr, until=dt.date(2026, 12, 31), reason="Attendance.")
        seen = again(probation).extend(by=cast.head, until=dt.date(2026, 9, 14), reason="Attendance.")
        assert (seen.state, str(seen.last_day)) == ("extended", "2026-09-14")
        seen = again(probation).extend(by=cast.head, until=dt.date(2026, 12, 31), reason="One month of leave.")
    assert seen.last_event().details["extended_to"] == "2026-12-31"
    with at(2026, 11, 3):
        assert again(probation).confirm(by=cast.head).state == "confirmed"


def test_the_head_ends_it_with_a_reason_and_not_hr_alone(cast, probation):
    with at(2026, 6, 3):
        with pytest.raises(NotAllowed):
            probation.end(by=cast.hr, reason="Not for us.")
        seen = again(probation).end(by=cast.head, reason="CANARY: left children alone twice after being told.")
    assert (seen.state, seen.appointment.state) == ("ended", "started"), "HR records the last day when it has come"
    assert "CANARY" not in seen.last_event().body
    assert seen.last_event().note.text.startswith("CANARY")


def test_from_the_day_of_protection_it_is_only_confirmed(cast, here_before):
    """Employed since 10 September 2024, so two years are up on 10 September 2026, under the law as it was then."""
    with at(2026, 9, 2):
        probation = Probation.open(by=cast.hr, appointment=here_before, employed_since=dt.date(2024, 9, 10))
        assert days(again(probation))[3:5] == ["2026-09-09", "2026-09-10"]
        story.met(probation, cast, week=None)
    with at(2026, 9, 10):
        with pytest.raises(Blocked, match="Probation cannot end their work now"):
            again(probation).end(by=cast.head, reason="Too late.")
        with pytest.raises(Blocked, match="It cannot be extended"):
            again(probation).extend(by=cast.head, until=dt.date(2026, 10, 1), reason="Too late.")
        assert again(probation).confirm(by=cast.head).state == "confirmed"


@pytest.mark.parametrize("away_first", [False, True])
def test_whoever_leaves_leaves_nothing_to_decide(cast, probation, away_first):
    with at(2026, 6, 3):
        appointment = again(probation.appointment)
        if away_first:
            appointment.stand_down(by=cast.head, reason="Looked into.")
            assert again(probation).state == "running", "the clock of the law does not stop"
        again(appointment).leave(by=cast.hr, left_on=dt.date(2026, 6, 2), reason="Another post.")
    seen = again(probation)
    assert (seen.state, seen.next_review_on, seen.last_event().who) == ("left", None, "Gatepost")


def test_an_offer_withdrawn_from_somebody_stood_down_leaves_nothing_to_decide_either(cast, probation):
    appointment = again(probation.appointment)
    appointment.stand_down(by=cast.head, reason="Looked into.")
    again(appointment).withdraw(by=cast.head, reason="Heard, and not cleared.")
    assert again(probation).state == "left"


def test_what_was_decided_stays_when_they_leave(cast, probation):
    story.met(probation, cast, held_on=BEGAN)
    again(probation).confirm(by=cast.head)
    again(probation.appointment).leave(by=cast.hr, left_on=clock.today(), reason="Another post.")
    assert again(probation).state == "confirmed"


def test_nobody_closes_one_while_the_person_is_here(cast, probation):
    with pytest.raises(NotAllowed):
        probation.leave(by=cast.head)


def test_nobody_decides_on_their_own(cast, probation):
    """The candidate is made the head of the school meanwhile."""
    story.met(probation, cast, held_on=BEGAN)
    from hiring.models import Membership, Role

    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.HEAD)
    her = fresh(cast.candidate)
    assert not again(probation).confirm.dry_run(by=her).permitted
    assert not again(probation).record_review.dry_run(by=her).permitted


# What home says


def told(actor):
    """What needs this person about probations."""
    return [sentence for sentence in now(actor) if "probation" in sentence or "review" in sentence]


def test_a_review_is_coming_then_due_then_late(cast, probation):
    review = "Hold Amara Okonjo’s 6-week review"
    with at(2026, 5, 5):
        assert review not in told(cast.hr)
        assert coming(cast.hr) == []
    with at(2026, 5, 8):
        assert coming(cast.hr) == coming(cast.head) == [review]
    with at(2026, 5, 13):
        assert told(cast.hr) == told(cast.head) == [review]
        assert first(cast.hr).word == "Due today"
    with at(2026, 5, 20):
        assert first(cast.head).word == "7 days late"
        story.met(probation, cast)
        assert told(cast.head) == []


def test_the_decision_is_loud_four_weeks_before_and_asks_the_head(cast, probation):
    with at(2026, 8, 3):
        story.met(probation, cast, week=18)
        assert told(cast.head) == []
    with at(2026, 8, 4):
        assert told(cast.head) == ["Decide on Amara Okonjo’s probation"]
        assert told(cast.hr) == ["Have Amara Okonjo’s probation decided"]
        task = first(cast.head)
        assert (task.word, task.mark, task.label) == ("Decide by Tue 1 September", "problem", "Decide")
        assert "The law protects them from 1 January 2027." in task.detail
    with at(2026, 9, 5):
        assert first(cast.head).word == "Decision late"
        again(probation).extend(by=cast.head, until=dt.date(2026, 12, 1), reason="Attendance.")
        assert told(cast.head) == []
    with at(2026, 11, 3):
        assert first(cast.head).word == "Decide by Tue 1 December"
    with at(2027, 1, 2):
        assert "Protected since Fri 1 January." in first(cast.head).detail


def test_many_reviews_of_one_day_are_one_row(cast, probation, monkeypatch):
    monkeypatch.setattr("vacancies.home.probation.A_FEW", 1)
    with at(2026, 4, 1):
        cast.candidate = cast.other_candidate
        story.started(cast, reference="REY-0150")
    with at(2026, 5, 13):
        assert told(cast.hr) == ["Hold 2 probation reviews"]
        assert first(cast.hr).url == "/people/probation/"


@pytest.mark.parametrize("who", ["safeguarding_lead", "auditor", "approver", "hr_elsewhere", "stranger"])
def test_nobody_else_is_told_of_it_at_home(cast, probation, who):
    with at(2027, 2, 5):
        assert told(getattr(cast, who)) == []


def test_home_asks_as_much_for_one_probation_as_for_three(cast, client, probation):
    client.force_login(cast.hr)
    with at(2026, 8, 4):
        few = questions(client, "/home/")
    with at(2026, 4, 1):
        for number in range(2):
            cast.candidate = story.person(f"Invented {number}", f"invented{number}@example.org")
            story.started(cast, reference=f"REY-016{number}")
    with at(2026, 8, 4):
        assert questions(client, "/home/") == few
        assert len(told(cast.hr)) == 6  # a review and a decision each


# Its pages


def test_hr_reads_the_days_the_reviews_and_what_has_happened(cast, client, probation):
    with at(2026, 5, 12):
        story.met(probation, cast, agreed="Shadow two home visits by half term.")
        client.force_login(cast.hr)
        page = words(client.get(probation.get_absolute_url()))
    for said in (
        "Next: the 12-week review, by Wednesday 24 June",
        "Held Tue 12 May",
        "Shadow two home visits by half term.",
        "Sunil Bhatt. Recorded by Jo Marlowe.",
        "Protected against unfair dismissal from",
        "Employment Rights Act 2025",
        "Recorded a review",
        'role="img"',
    ):
        assert said in page, said
    assert "record-review/" in page
    assert "Confirm in post" not in page, "HR does not decide"


def test_the_head_decides_from_the_page_or_reads_why_not(cast, client, probation):
    with at(2026, 5, 12):
        client.force_login(cast.head)
        url = probation.get_absolute_url()
        page = words(client.get(url))
        assert "<strong>Confirm in post</strong>, not possible. No review has been recorded." in page
        asked = words(client.get(f"{url}record-review/"))
        assert "6-week review, by 13 May" in asked
        said = {"week": "6", "met_by": "Sunil Bhatt", "agreed": "All well.", **typed("held_on", dt.date(2026, 5, 12))}
        answer = client.post(f"{url}record-review/", {"version": probation.version, **said})
        assert (answer.status_code, answer["Location"]) == (303, url)
        longer = {"reason": "Attendance.", **typed("until", dt.date(2027, 1, 1))}
        version = again(probation).version
        refused = client.post(f"{url}extend/", {"version": version, **longer})
        assert refused.status_code == 409
        assert "Extend to Thursday 31 December 2026 at the latest" in words(refused)
        assert client.post(f"{url}confirm/", {"version": version}).status_code == 303
        assert "Confirmed in post" in words(client.get(url))


def typed(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_meeting_that_is_none_of_the_three_is_recorded_as_another(cast, client, probation):
    with at(2026, 4, 14):
        client.force_login(cast.hr)
        said = {"week": "", "met_by": "Sunil Bhatt", "agreed": "All well.", **typed("held_on", dt.date(2026, 4, 14))}
        url = f"{probation.get_absolute_url()}record-review/"
        assert client.post(url, {"version": probation.version, **said}).status_code == 303
    assert ProbationReview.objects.get().week is None


def test_hr_opens_one_for_somebody_who_was_here_before(cast, client, here_before):
    with at(2026, 9, 14):
        client.force_login(cast.hr)
        person = here_before.get_absolute_url()
        assert f'href="{person}probation/open/"' in words(client.get(person))
        assert client.get(f"{person}probation/").status_code == 404
        page = words(client.get(f"{person}probation/open/"))
        assert "Employed by the trust since" in page
        late = client.post(f"{person}probation/open/", typed("employed_since", dt.date(2024, 1, 1)))
        assert late.status_code == 409
        answer = client.post(f"{person}probation/open/", typed("employed_since", dt.date(2026, 9, 1)))
        assert answer["Location"] == f"{person}probation/"
        assert "Decide by 1 February 2027." in words(client.get(person + "probation/"))
        assert "probation/open/" not in words(client.get(person))
        client.force_login(cast.safeguarding_lead)
        assert client.get(f"{person}probation/open/").status_code == 403
        assert "probation/open/" not in words(client.get(person))


def test_the_persons_page_has_a_line_of_it_for_those_who_read_it(cast, client, probation):
    person = probation.appointment.get_absolute_url()
    with at(2026, 5, 8):
        for who, reads in (("hr", True), ("head", True), ("safeguarding_lead", False), ("auditor", False)):
            client.force_login(getattr(cast, who))
            page = words(client.get(person))
            assert ("Next: the 6-week review, by Wednesday 13 May" in page) is reads, who
            assert "pened a probation" not in page, "its history is on its own page"


@pytest.mark.parametrize(
    "who", ["safeguarding_lead", "auditor", "approver", "hr_elsewhere", "stranger", "candidate", "other_candidate"]
)
def test_to_others_it_does_not_exist(cast, client, probation, who):
    client.force_login(getattr(cast, who))
    url = probation.get_absolute_url()
    for path in (url, f"{url}record-review/", f"{url}confirm/", f"{url}end/", f"{url}extend/"):
        assert client.get(path).status_code == 404, path
        assert client.post(path, {"version": 1}).status_code in {404, 405}, path
    assert client.get("/people/probation/").status_code == (200 if who in {"hr_elsewhere", "stranger"} else 404)
    assert who == "candidate" or "Amara" not in words(client.get("/people/probation/"))


def test_a_panel_member_finds_none(cast, client, probation):
    for member in cast.panel:
        client.force_login(member)
        for path in (probation.get_absolute_url(), "/people/probation/"):
            assert client.get(path).status_code == 404


def test_the_other_school_of_somebody_placed_there_reads_the_file_and_no_probation(cast, client, probation):
    from checks.models import Placement

    with at(2026, 5, 8):
        Placement.add(
            by=cast.hr, clearance=probation.appointment.clearance, place=cast.other_school, from_on=clock.today()
        )
        client.force_login(cast.hr_elsewhere)
        person = probation.appointment.get_absolute_url()
        assert "robation" not in words(client.get(person))
        assert client.get(probation.get_absolute_url()).status_code == 404


def test_the_list_has_the_soonest_decision_first_and_asks_as_much_for_one_as_for_three(cast, client, probation):
    client.force_login(cast.hr)
    with at(2026, 4, 2):
        assert "Amara Okonjo" in words(client.get("/people/probation/"))
        few = questions(client, "/people/probation/")
        for number in range(2):
            cast.candidate = story.person(f"Invented {number}", f"invented{number}@example.org")
            story.started(cast, reference=f"REY-016{number}")
        assert questions(client, "/people/probation/") == few
        page = words(client.get("/people/probation/"))
        names = ["Amara Okonjo", "Invented 0", "Invented 1"]
        assert sorted(names, key=page.index) == names
        assert 'href="/people/probation/"' in words(client.get("/people/"))


def test_the_page_asks_as_much_with_one_review_as_with_three(cast, client, probation):
    client.force_login(cast.head)
    with at(2026, 8, 6):
        story.met(probation, cast, week=6)
        few = questions(client, probation.get_absolute_url())
        story.met(probation, cast, week=12)
        story.met(probation, cast, week=18)
        assert questions(client, probation.get_absolute_url()) == few


def test_the_days_are_drawn_inside_the_drawing_in_their_order(cast, probation):
    with at(2026, 9, 1):
        story.met(probation, cast, week=18)
        again(probation).extend(by=cast.head, until=dt.date(2026, 12, 31), reason="Leave.")
    figure = figure_of(again(probation), list(probation.reviews.all()))
    drawn = [(point["name"], point["kind"], point["anchor"]) for point in figure["points"]]
    assert drawn == [
        ("First day", "held", "start"),
        ("6-week review", "to_come", "middle"),
        ("12-week review", "to_come", "middle"),
        ("18-week review", "held", "middle"),
        ("Decide by", "to_come", "end"),
        ("Protected from", "law", "end"),
    ]
    places = [point["x"] for point in figure["points"]]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (figure["left"], figure["right"])
    told = [[cell["text"] for cell in row] for row in figure["table"]["rows"]]
    assert ["6-week review", "Wed 13 May", "Not held"] in told
    assert ["Decide by, as first set", "Tue 1 September", "Extended"] in told


def test_an_empty_list_says_so(cast, client):
    client.force_login(cast.hr)
    assert "Nobody is on probation." in words(client.get("/people/probation/"))


# What the person is told


def test_the_person_reads_their_days_and_the_outcome_and_nothing_that_was_written(cast, client, probation):
    with at(2026, 5, 12):
        story.met(probation, cast, agreed="CANARY", met_by="CANARY of the office")
        client.force_login(cast.candidate)
        mine = f"/my/{probation.appointment.vacancy.reference}/"
        page = words(client.get(mine))
        for said in ("You are on probation.", "Held Tue 12 May", "By Wed 24 June", "Tuesday 1 September"):
            assert said in page, said
        again(probation).extend(by=cast.head, until=dt.date(2026, 10, 15), reason="CANARY")
        page += words(client.get(mine))
        assert "Your probation was extended." in page
        again(probation).confirm(by=cast.head)
        page += words(client.get(mine))
        assert "You are confirmed in post." in page
        assert "CANARY" not in page
        client.force_login(cast.other_candidate)
        assert client.get(mine).status_code == 404


def test_whoever_has_left_still_finds_their_application(cast, client, probation):
    again(probation.appointment).leave(by=cast.hr, left_on=clock.today(), reason="Another post.")
    client.force_login(cast.candidate)
    page = words(client.get(f"/my/{probation.appointment.vacancy.reference}/"))
    assert "This has ended: your last day here was" in page
    assert "You left before it was decided." in page
    assert client.get("/my/").status_code == 200


# How long it is kept


def test_what_was_written_goes_with_the_application_and_the_days_stay(cast, probation):
    story.met(probation, cast, held_on=BEGAN, agreed="CANARY")
    again(probation).extend(by=cast.head, until=probation.protected_on - dt.timedelta(days=1), reason="CANARY")
    again(probation.appointment).leave(by=cast.hr, left_on=clock.today(), reason="Another post.")
    application = again(probation.appointment).application
    [rule] = [each for each in schedule() if each.code == "application_of_leaver"]
    erase(application)(rule)
    kept = Probation.objects.get()
    assert (kept.began_on, kept.state) == (BEGAN, "left")
    assert not ProbationReview.objects.exists()
    assert not Note.objects.filter(event__subject_type="probation").exists()
    assert Event.objects.filter(subject_type="probation").count() == kept.version
    assert not Probation.objects.visible_to(fresh(cast.hr)).exists()
    assert first_fault(Clearance, kept.appointment.clearance_id) is None
    assert Appointment.objects.filter(pk=kept.appointment_id).exists()
