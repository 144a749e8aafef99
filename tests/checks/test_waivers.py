"""Ofsted's waiver under the 2018 Regulations: never for the barred, step by step, by nobody here; asked anew for other duties."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from checks.gate_lines import line_on
from checks.models import Check, Concern, Receipt
from hiring import clock
from tests.checks import everybody
from tests.checks.everybody import clear, fresh, fresh_file
from tests.checks.people.test_facts import change
from tests.checks.rules.told import PERSON, ROLE
from tests.checks.test_traps import at_work, somebody, story_day  # noqa: F401 (the day of the story, used by itself)
from workflows.blockers import Blocked
from workflows.models import Message
from workflows.outbox import carry_out_all

CHILDCARE = "childcare_disqualification"
RECEPTION = {"early_years": True}


@pytest.fixture
def file(cast):
    return somebody(cast, **RECEPTION)


def record(file, cast, outcome, code=CHILDCARE, **more):
    check = fresh(file.checks.filter(code=code).latest("number"))
    told = {"source": "Ofsted's letter", "terms": "", "evidence_on": clock.today(), "outcome": outcome}
    return check.record(by=cast.hr, evidence=told | more)


def disqualified(file, cast):
    return record(file, cast, "disqualified")


APPLIED = {"applied_on": dt.date(2026, 7, 1)}
GRANTED = {"waiver_reference": "W1", "waiver_dated_on": dt.date(2026, 7, 2), "held_to": ["Never alone with children"]}


@pytest.mark.parametrize(("outcome", "more"), [("waiver_applied", APPLIED), ("waiver_granted", APPLIED | GRANTED)])
def test_no_barred_person_is_waived(cast, file, outcome, more):
    disqualified(file, cast)
    record(file, cast, "barred", code="dbs_enhanced", certificate_number="001234567890")
    with pytest.raises(Blocked, match="for a barred person there is no waiver"):
        record(file, cast, outcome, **more)
    with pytest.raises(IntegrityError, match="For a barred person there is no waiver"), transaction.atomic():
        Receipt.objects.create(
            check_row=file.checks.get(code=CHILDCARE), outcome=outcome, result="concern", source="W1", sentence="W1",
            evidence_on=clock.today(),
        )  # fmt: skip
    assert record(file, cast, "waiver_refused", **APPLIED, waiver_dated_on=clock.today()).state == "concern"


def test_no_barred_person_is_cleared_on_a_waiver_that_came_before_the_bar(cast, file):
    disqualified(file, cast)
    record(file, cast, "waiver_granted", **APPLIED, **GRANTED)
    record(file, cast, "barred", code="dbs_enhanced", certificate_number="001234567890")
    with pytest.raises(Blocked, match="for a barred person there is no waiver"):
        fresh(file.checks.get(code=CHILDCARE)).clear(by=cast.head, reason="Ofsted says so.")


def test_a_bar_in_another_file_on_the_person_counts_and_another_persons_does_not(cast, file):
    disqualified(file, cast)
    record(somebody(cast, "elsewhere"), cast, "barred", code="dbs_enhanced", certificate_number="001234567890")
    assert record(file, cast, "waiver_applied", **APPLIED).state == "concern"
    profile = everybody.Profile("their other post", ROLE | {"start_date": file.role_facts["start_date"]}, PERSON, ())
    other = everybody.file_of(cast, profile, person=file.person)
    record(other, cast, "barred", code="dbs_enhanced", certificate_number="001234567891")
    with pytest.raises(Blocked, match="for a barred person there is no waiver"):
        record(file, cast, "waiver_granted", **GRANTED)


@pytest.mark.parametrize(
    ("outcome", "more", "says"),
    [
        ("waiver_granted", GRANTED, "Ofsted answers whoever applied"),
        ("waiver_refused", {"waiver_dated_on": dt.date(2026, 7, 2)}, "Ofsted answers whoever applied"),
        ("waiver_appealed", {"appealed_on": dt.date(2026, 7, 3)}, "There is no refusal to appeal against"),
    ],
)
def test_the_waiver_goes_in_order(cast, file, outcome, more, says):
    disqualified(file, cast)
    with pytest.raises(Blocked, match=says):
        record(file, cast, outcome, **more)
    record(file, cast, "waiver_applied", **APPLIED)
    if outcome == "waiver_appealed":
        record(file, cast, "waiver_refused", waiver_dated_on=dt.date(2026, 7, 2))
    assert record(file, cast, outcome, **more).state in {"concern", "to_decide"}


def test_the_gate_stays_shut_while_ofsted_and_the_tribunal_think_and_the_head_cannot_open_it(cast, file):
    for check in file.checks.exclude(code=CHILDCARE):
        clear(check, cast)
    disqualified(file, cast)
    steps = [
        ("waiver_applied", APPLIED),
        ("waiver_refused", {"waiver_dated_on": dt.date(2026, 7, 2)}),
        ("waiver_appealed", {"appealed_on": dt.date(2026, 7, 3)}),
    ]
    for outcome, more in [("", {}), *steps]:
        if outcome:
            record(file, cast, outcome, **more)
        [blocker] = fresh_file(file).gate().blockers
        assert blocker.code == f"{CHILDCARE}.concern"
        assert "hey do not do this work meanwhile." in fresh_file(file).gate().lines[0].next_step
        with pytest.raises(Blocked, match="Only newer evidence can"):
            fresh(file.checks.get(code=CHILDCARE)).clear(by=cast.head, reason="We need her.")
        with pytest.raises(Blocked):
            fresh_file(file).rely_on(by=cast.head)
    record(file, cast, "waiver_granted", **GRANTED)  # the appeal was allowed
    fresh(file.checks.get(code=CHILDCARE)).clear(by=cast.head, reason="The waiver covers this work.")
    gate = fresh_file(file).gate()
    assert gate.is_open
    [line] = [line for line in gate.as_json()["clear"] if line["code"] == CHILDCARE]
    assert line["detail"].endswith("Under Ofsted's waiver: Never alone with children.")


def test_what_ofsted_asks_of_us_is_written_down_with_its_day(cast, file):
    disqualified(file, cast)
    record(file, cast, "waiver_applied", **APPLIED)
    carry_out_all()
    assert (
        "we give Ofsted the information it asks" in Message.objects.filter(kind__contains="not_meanwhile").last().body
    )
    receipts = file.checks.get(code=CHILDCARE).receipts
    assert "asks of an employer is still to be given." in receipts.last().sentence
    record(file, cast, "waiver_applied", **APPLIED, informed_on=dt.date(2026, 7, 3))
    assert "asks of an employer was given on 3 July 2026." in receipts.last().sentence
    early = {"outcome": "waiver_applied", "applied_on": "2026-07-02", "informed_on": "2026-07-01"}
    form = file.checks.get(code=CHILDCARE).kind.Evidence(
        {"source": "a letter", "evidence_on": "2026-07-03"} | early, check=file.checks.get(code=CHILDCARE)
    )
    assert "only once they have applied" in form.errors["informed_on"][0]


def test_at_work_a_disqualification_stands_them_down_and_nobody_keeps_them(cast):
    file = at_work(cast, **RECEPTION)
    check = fresh(file.checks.get(code=CHILDCARE))
    told = {"source": "her answer", "terms": "", "evidence_on": clock.today(), "outcome": "disqualified"}
    check.see_again(by=cast.hr, evidence=told)
    concern = Concern.objects.select_related(*Concern.locked_with).get(check_row=check)
    assert concern.state == "stood_down"


def test_other_duties_with_young_children_are_asked_about_anew_and_what_was_answered_stays(cast):
    file = at_work(cast, later_years_childcare=True)
    made = change(file, cast.hr, role=RECEPTION)
    assert [code for code, _rule in made.added] == [CHILDCARE]
    first, second = file.checks.filter(code=CHILDCARE).order_by("number")
    assert (first.state, second.state, second.after_start) == ("clear", "not_started", True)
    assert second.title == "Childcare disqualification declaration, for the new duties"
    gate = fresh_file(file).gate()
    assert gate.title == "At work with 1 check missing, since today"
    assert change(file, cast.hr, role={"manages_childcare": True}).added == []  # it is being asked already


def test_whoever_was_moved_away_is_asked_anew_before_they_come_back(cast, file):
    """Cleared because the work was outside its scope: that says nothing of work inside it."""
    for check in file.checks.exclude(code=CHILDCARE):
        clear(check, cast)
    disqualified(file, cast)
    lighter = change(file, cast.hr, role={"early_years": False})
    type(lighter).objects.get(pk=lighter.pk).make(by=cast.head)
    record(file, cast, "redeployed")
    fresh(file.checks.get(code=CHILDCARE)).clear(by=cast.head, reason="She works in the office now.")
    assert fresh_file(file).gate().is_open
    change(file, cast.hr, role=RECEPTION)
    assert [line.check.code for line in fresh_file(file).gate().lines] == [CHILDCARE]
    assert not Check.objects.get(clearance=file, code=CHILDCARE, number=2).is_in_force(clock.today())


def test_conditions_go_with_a_waiver_that_is_voided(cast, file):
    disqualified(file, cast)
    record(file, cast, "waiver_granted", **APPLIED, **GRANTED)
    check = fresh(file.checks.get(code=CHILDCARE)).clear(by=cast.head, reason="The waiver covers this work.")
    assert "Never alone with children" in line_on(check, clock.today()).detail
    assert fresh(check).void(by=cast.head, reason="It was another’s letter.").conditions == []
