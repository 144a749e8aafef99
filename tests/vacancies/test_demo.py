"""The demo story is the one it says it is, and is told only through the door."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from checks.models import Check, Clearance, EarlyStart, RefereeRequest
from hiring import clock, demo_link
from hiring.models import School, User
from vacancies.demo import when
from vacancies.demo.applicants import APPLICANTS
from vacancies.demo.equality import LAST_TERM
from vacancies.management.commands.demo import tell
from vacancies.models import Application, Appointment, EqualityTally, Interview, Probation, Score, Vacancy
from vacancies.queries import matrix
from workflows.history import first_fault
from workflows.models import Effect, Event, Message

pytestmark = pytest.mark.django_db


def test_demo_is_refused_outside_the_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo")


def test_demo_has_91_judgements_of_which_6_are_left_for_the_third_member():
    vacancy = tell("scoring")
    criteria, applied = len(vacancy.scored_criteria), vacancy.applications.filter(state="submitted").count()
    assert (criteria, applied, criteria * applied) == (7, 13, 91)
    counts = [Score.objects.filter(scorecard__panel_member=member).count() for member in vacancy.panel.order_by("pk")]
    assert counts == [91, 91, 85]
    assert vacancy.applications.filter(state="withdrawn").count() == 1
    assert not Vacancy.objects.get(pk=vacancy.pk).seal_is_open


def test_demo_has_7_to_discuss_and_a_tie_on_29():
    vacancy = tell("shortlist")
    rows = matrix(vacancy)
    assert sum(judgement.needs_talk for row in rows for judgement in row.judgements) == 7
    totals = {row.application.code: row.total for row in rows}
    assert totals == {
        "K7": 38, "P3": 35, "R2": 31, "G5": 30, "D9": 29, "M4": 29, "W6": 23, "N8": 23, "H9": 23, "T8": 22, "X3": 21,
        "Y5": 17, "C4": 8,
    }  # fmt: skip
    assert {row.application.code for row in rows if row.tied and row.total == 29} == {"D9", "M4"}
    assert sum(not row.meets_essentials for row in rows) == 6


def test_demo_blocks_the_science_technician_by_three_checks():
    tell("scoring")
    gate = Clearance.objects.get(reference="KIT-0139", state="open").gate()
    assert gate.title == "Start blocked by 3 checks"
    assert [line.check.code for line in gate.lines] == ["overseas_criminal_record", "references", "dbs_enhanced"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chapter", "state"),
    [
        ("open", "published"),
        ("scoring", "scoring"),
        ("shortlist", "shortlisted"),
        ("interviews", "interviewing"),
        ("checks", "interviewing"),
        ("started", "interviewing"),
    ],
)
def test_demo_tells_each_chapter_through_the_door(chapter, state):
    vacancy = tell(chapter)
    assert Vacancy.objects.get(pk=vacancy.pk).state == state
    for model in (Vacancy, Clearance):
        assert [first_fault(model, pk) for pk in model.objects.values_list("pk", flat=True)] == [
            None
        ] * model.objects.count()
    for model in (Vacancy, Application, Appointment, Clearance, Check):
        for record in model.objects.all():
            assert (record.last_event().to_state, record.last_event().subject_version) == (
                record.state,
                record.version,
            )
    assert Appointment.objects.filter(vacancy=vacancy, state="started").exists() is (chapter == "started")


def test_demo_people_are_invented():
    tell("open")
    assert School.objects.count() == 21
    assert len(APPLICANTS) == 14
    for user in User.objects.all():
        assert user.email.endswith((".example", "@example.org")), user.email
    for phone in Application.objects.exclude(phone="").values_list("phone", flat=True):
        assert phone.startswith("01632 960"), phone


def test_story_stays_alive_on_every_day_of_the_week():
    for ahead in range(7):
        day = dt.date(2026, 11, 16) + dt.timedelta(days=ahead)
        with clock.at(clock.london(day, 10)):
            when.begin("scoring")
            assert when.at(7, 7, 17) > clock.now(), day
            with when.on(7, 3, 16):
                assert clock.now() <= clock.london(day, 10)


def test_story_is_set_on_its_own_day_when_one_is_given(settings):
    settings.DEMO_TODAY = dt.date(2026, 7, 6)
    when.begin("scoring")
    assert (clock.today(), when.day(9, 1)) == (dt.date(2026, 7, 6), dt.date(2026, 9, 1))
    assert not Event.objects.exists()


def test_story_letters_are_written_when_they_would_have_been():
    tell("scoring")
    assert not Effect.objects.exclude(status="done").exists()
    told = Message.objects.filter(kind="application.submit", school__name="Reydon Primary").order_by("written_at")
    assert [each.written_at for each in told] == [each.effect.event.at for each in told]


def test_demo_has_an_exception_two_untold_a_talk_to_come_and_nobody_to_shortlist():
    tell("scoring")
    [early] = EarlyStart.objects.select_related(*EarlyStart.locked_with)
    assert (early.state, early.clearance.reference, early.review_on) == ("approved", "TER-0128", when.day(7, 9))
    assert Appointment.objects.get(clearance=early.clearance).state == "started"
    jo = User.objects.get(name="Jo Marlowe")
    caretaker = Vacancy.objects.get(reference="THU-0127")
    [blocker] = caretaker.fill.dry_run(by=jo).blockers
    assert blocker.text == "2 applicants have not been told the outcome: C6, X9."
    assert sum(each.needs_talk for row in matrix(Vacancy.objects.get(reference="DUN-0131")) for each in row.judgements)
    maths = Vacancy.objects.get(reference="MAR-0136")
    assert not any(row.meets_essentials for row in matrix(maths))
    assert "vacancy.empty_shortlist" in str([each.code for each in maths.confirm_shortlist.dry_run(by=jo).blockers])


def test_demo_tells_everybody_its_referees_links_and_keys(client):
    tell("scoring")
    for token in (demo_link.HALF_DONE, demo_link.NOT_STARTED):
        assert client.get(f"/r/{token}/").status_code == 200
    sam = RefereeRequest.objects.get(check_row__clearance__person__name="Hollis Freeman", check_row__state="waiting")
    assert (sam.name, sam.begun["you"]["organisation"]) == ("Sam Okafor", "Hill View Nursery")
    for key, path in ((demo_link.CANDIDATES_KEY, "me/applications"), (demo_link.PARTNERS_KEY, "applications")):
        assert client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert Interview.objects.get(application__code="J7", application__vacancy__reference="KES-0140").starts_at


def test_demo_has_people_on_probation_each_met_once():
    tell("scoring")
    told = {}
    for each in Probation.objects.select_related("appointment__application__candidate").order_by("began_on"):
        told[each.appointment.application.candidate.name] = (each.reviews.count(), each.next_review_on)
    assert told == {
        "Rosalind Peck": (1, when.day(7, 6)),
        "Una Beck": (1, when.day(7, 20)),
        "Rowan Castell": (0, when.day(8, 10)),
    }


def test_demo_people_answer_the_equality_questions_and_last_terms_figures_are_there(client):
    tell("scoring")
    answered = Application.objects.exclude(equality_asked="")
    sent = Application.objects.exclude(submitted_at=None)
    assert {each.full_name for each in sent} - {each.full_name for each in answered} == {
        "Amara Okonjo",
        "Mina Castellane",
    }
    before = sum(LAST_TERM.values())
    assert sum(each.people for each in EqualityTally.objects.all()) == answered.count() + before
    client.force_login(User.objects.get(name="Dev Khatri"))
    page = client.get("/reports/equality/")
    assert EqualityTally.objects.told().filter(stage="applied").last().people >= LAST_TERM["applied"]
    assert all(figure["bars"] for figure in page.context["figures"])
