"""The start gate: what it says of each check, and that any one check alone keeps it shut."""

import datetime as dt

import pytest
from django.db import transaction

from checks.gate_lines import line_on
from checks.models import Check, Clearance
from hiring import clock
from hiring.calendars import add_working_days
from tests import story
from tests.checks.dbs.early import all_but_the_certificate, approved
from tests.checks.everybody import STORY_DAY
from tests.checks.evidence import good_evidence
from tests.vacancies.pages import questions
from vacancies.models import Appointment
from workflows.blockers import Blocked

PERSON = {
    "age_at_start": 18,
    "names_changed": False,
    "rtw": "british_or_irish",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}
WAYS = ["not_started", "waiting", "to_decide", "concern", "voided", "expired"]


def fresh(check):
    return Check.objects.select_related("clearance__school__trust", "clearance__person", "referee").get(pk=check.pk)


def put(check, way, cast):
    """Leave one check unsatisfied in one way, through the door wherever there is one."""
    if way in {"waiting", "concern"}:
        check.ask(by=cast.hr)
    if way == "concern":
        check.raise_concern(by=cast.head, reason="Something was found.")
    if way == "to_decide":
        check.record(by=cast.hr, evidence={**good_evidence(check), "outcome": undecided(check)})
    if way in {"voided", "expired"}:
        story.clear(check, cast)
    if way == "voided":
        fresh(check).void(by=cast.head, reason="It was somebody else's.")
    if way == "expired":
        Check.objects.filter(pk=check.pk).update(expires_on=clock.today() - dt.timedelta(days=1))


def undecided(check):
    """The kind's first outcome that somebody must decide on; right to work has none, it is shown or it is not."""
    return next((name for name, each in check.kind.outcomes.items() if each.result == "to_decide"), None)


def refused_for(check, way, cast, appointment):
    """Whether the start is refused, for this check and no other."""
    with transaction.atomic():
        put(fresh(check), way, cast)
        with pytest.raises(Blocked) as why:
            Appointment.objects.get(pk=appointment.pk).confirm_start(by=cast.head)
        transaction.set_rollback(True)
    [blocker] = why.value.blockers
    return blocker.fix == check.get_absolute_url() and check.title in blocker.text


def test_each_check_alone_keeps_the_start_shut(cast, tally):
    appointment = story.accepted(cast)
    checks = list(appointment.clearance.checks.all())
    results = {}
    for alone in checks:
        with transaction.atomic():
            for other in checks:
                if other.pk != alone.pk:
                    story.clear(other, cast)
            for way in WAYS:
                if way != "to_decide" or undecided(alone):
                    results[str(alone.title), way] = refused_for(alone, way, cast, appointment)
            transaction.set_rollback(True)
    assert len(checks) >= 10
    assert len(results) >= len(checks) * 5
    assert all(results.values()), [key for key, right in results.items() if not right]
    tally(
        "start refused for one check alone", len(results), list(results.values()).count(False), f"{len(checks)} checks"
    )


def test_gate_orders_concerns_then_decisions_then_ours_then_waiting_oldest_first(cast):
    appointment = story.accepted(cast)
    first, second, third, *_rest = checks = list(appointment.clearance.checks.all())
    first.ask(by=cast.hr)
    second.ask(by=cast.hr)
    Check.objects.filter(pk=second.pk).update(held_since=clock.now() - dt.timedelta(days=4))
    fresh(third).ask(by=cast.hr)
    fresh(third).raise_concern(by=cast.head, reason="Found something.")
    gate = Clearance.objects.get(pk=appointment.clearance_id).gate()
    conditions = [line.condition for line in gate.lines]
    assert conditions[0] == "concern"
    assert conditions[-2:] == ["waiting", "waiting"]
    assert gate.lines[-2].check.pk == second.pk
    assert gate.title == f"Start blocked by {len(checks)} checks"
    assert gate.oldest.check.pk == second.pk


def test_every_shut_line_says_who_holds_it_since_when_and_one_action(cast):
    appointment = story.accepted(cast)
    for line in appointment.clearance.gate().lines:
        assert line.holder
        assert line.since == "since today"
        assert line.next_step.endswith(".")
        assert line.due_on >= clock.today()
        assert line.action_url.startswith(line.check.get_absolute_url())
        assert line.action_label


def test_late_answer_is_our_turn_to_phone(cast):
    check = story.accepted(cast).clearance.checks.get(code="references", number=2)
    check.ask(by=cast.hr)
    with clock.at(clock.now() + dt.timedelta(days=14)):
        line = next(each for each in check.clearance.gate().lines if each.check.pk == check.pk)
        assert (line.next_step, line.action_label) == (f"phone {check.referee.name}.", "Record a call")
        assert line.action_url == f"{check.get_absolute_url()}chase/"
        assert "14 days" in line.detail


def test_health_and_dbs_wait_for_the_offer(cast):
    vacancy = story.interviewing(cast)
    clearance = vacancy.applications.get().clearance
    lines = {line.check.code: line for line in clearance.gate().lines}
    after = {code: line for code, line in lines.items() if line.word == "After the offer"}
    assert set(after) == {"medical_fitness", "dbs_enhanced", "childcare_disqualification"}
    assert all(line.due_on is None for line in after.values())


def test_expired_check_is_due_again_and_may_be_renewed_without_voiding(cast):
    check = story.accepted(cast).clearance.checks.get(code="right_to_work")
    story.clear(check, cast)
    yesterday = clock.today() - dt.timedelta(days=1)
    Check.objects.filter(pk=check.pk).update(expires_on=yesterday)
    line = next(each for each in fresh(check).clearance.gate().lines if each.check.pk == check.pk)
    assert (line.condition, line.word, line.due_on) == ("expired", "Due again", yesterday)
    fresh(check).record(by=cast.hr, evidence=good_evidence(check))
    assert fresh(check).is_in_force(clock.today())


def test_whoever_comes_second_is_told_who_was_first_and_when(cast):
    """A check voided before the start; tests/proofs/test_races.py has both at once."""
    with clock.at(clock.london(STORY_DAY, 11, 20)):
        appointment = story.ready(cast)
        appointment.confirm_start(by=cast.head)
        check = fresh(appointment.clearance.checks.get(code="identity"))
        with transaction.atomic():
            check.void(by=cast.head, reason="It was somebody else's.")
            with pytest.raises(
                Blocked, match="Identity: voided by Ruth Calloway on Fri 3 July, 11:20, and not recorded"
            ):
                Appointment.objects.get().start(by=cast.hr)
            transaction.set_rollback(True)


def test_what_is_clear_for_good_is_not_recorded_twice(cast):
    check = story.accepted(cast).clearance.checks.get(code="identity")
    story.clear(check, cast)
    with pytest.raises(Blocked, match="clear already"):
        fresh(check).record(by=cast.hr, evidence=good_evidence(check))


def test_forecast_says_when_there_is_too_little_to_go_by(cast):
    assert story.accepted(cast).clearance.gate().forecast == "Not enough past checks to estimate."


def test_forecast_gives_the_middle_of_five_past_checks_and_its_basis(cast):
    clearance = story.accepted(cast).clearance
    for check in clearance.checks.exclude(code="references"):
        story.clear(check, cast)
    for index, days in enumerate([4, 6, 12, 13, 30]):
        past(cast, f"Past {index}", days)
    for check in clearance.checks.filter(code="references"):
        fresh(check).ask(by=cast.hr)
    gate = Clearance.objects.get(pk=clearance.pk).gate()
    assert "our last 5 took 12 days (middle value)" in gate.forecast
    assert gate.forecast.startswith("On current timing, ready by ")
    assert "after the planned start" in gate.forecast


def past(cast, name, days):
    """Somebody else's reference, asked for and cleared this many days later."""
    clearance = Clearance.open(
        by=cast.hr,
        school=cast.school,
        person=story.person(name, f"{name.replace(' ', '.').lower()}@example.org"),
        post_title="Midday Supervisor",
        role_facts=story.PASTORAL | {"title": "Midday Supervisor", "start_date": "2026-09-01"},
        person_facts=PERSON,
    )
    clearance.derive(by=cast.hr)
    check = clearance.checks.filter(code="references").first()
    fields = {"name": "A B", "email": "a@b.example", "organisation": "B", "position": "Head", "relationship": "Head"}
    fresh(check).correct_referee(by=cast.hr, reason="Named on paper.", **fields)
    fresh(check).ask(by=cast.hr)
    story.clear(check, cast)
    Check.objects.filter(pk=check.pk).update(asked_at=clock.now() - dt.timedelta(days=days))


def test_concern_has_no_forecast(cast):
    check = story.accepted(cast).clearance.checks.get(code="identity")
    check.ask(by=cast.hr)
    check.raise_concern(by=cast.head, reason="Two names.")
    assert fresh(check).clearance.gate().forecast.startswith("A concern has no usual length")


def test_gate_says_the_same_in_json(cast):
    gate = story.accepted(cast).clearance.gate()
    told = gate.as_json()
    assert (told["title"], told["status"]) == (gate.title, "blocked")
    assert [line["name"] for line in told["lines"]] == [line.name for line in gate.lines]
    assert all(line["since"] and line["holder"] for line in told["lines"])
    assert all(each["detail"] for each in told["not_needed"])


def test_what_is_stopping_this_takes_six_queries_beside_signing_in(cast, client):
    """Session and user are two. As many for one check as for three, and for somebody who starts early."""
    file = story.accepted(cast).clearance
    client.force_login(cast.hr)
    with_all = questions(client, file.get_absolute_url())
    for check in list(file.checks.all())[1:]:
        story.clear(check, cast)
    assert questions(client, file.get_absolute_url()) == with_all <= 2 + 6
    cast.candidate = cast.other_candidate
    early = approved(cast, all_but_the_certificate(cast, reference="REY-0150"))
    assert questions(client, early.clearance.get_absolute_url()) <= 2 + 6


def test_gate_takes_six_queries_at_most(cast, django_assert_max_num_queries):
    pk = story.accepted(cast).clearance_id
    with django_assert_max_num_queries(6):
        gate = Clearance.objects.select_related("person", "school__trust").get(pk=pk).gate()
        gate.as_json()


def test_what_is_ours_to_do_is_due_by_the_first_day_at_the_latest(cast):
    clearance = story.accepted(cast).clearance
    check = clearance.checks.get(code="identity")
    today, usual = clock.today(), add_working_days(clock.today(), 2)
    for first_day, due_on in ((today + dt.timedelta(days=60), usual), (None, usual), (today, today)):
        Clearance.objects.filter(pk=clearance.pk).update(starts_on=first_day)
        assert line_on(fresh(check), today).due_on == due_on


def test_what_may_be_asked_only_after_an_offer_comes_after_what_can_be_done_today(cast):
    story.interviewing(cast)
    gate = Clearance.objects.first().gate()
    words = [line.word for line in gate.lines]
    assert words == sorted(words, key=("Our turn", "After the offer").index)
    assert {"Our turn", "After the offer"} == set(words)
    assert gate.oldest.word == "Our turn"
