"""From 1 October 2026 a letter says where in the chain of contracts the right to work was checked."""

import datetime as dt
from types import SimpleNamespace

import pytest

from checks.kinds import kind
from hiring import clock
from tests.checks.kinds.receipts import CHAIN, GOOD

BEFORE, FROM = "2026-09-30", "2026-10-01"
LETTERS = {"employer_assurance": "contractor_staff", "agency_written_confirmation": "agency_supply"}


@pytest.fixture(autouse=True)
def _in_october():
    with clock.at(clock.london(dt.date(2026, 10, 5), 9)):
        yield


def form_of(code, engagement=None, **changed):
    role = {"engagement": engagement or LETTERS[code], "teaching_work": "yes", "early_years": True}
    file = SimpleNamespace(regulated_activity=True, role_facts=role)
    return kind(code).Evidence(GOOD[code] | changed, check=SimpleNamespace(clearance=file, asked_at=None))


def without_the_chain(code):
    return dict.fromkeys([*CHAIN, "right_to_work_checked_on"], "")


@pytest.mark.parametrize("code", LETTERS)
def test_trap_18_the_chain_is_named_in_a_letter_received_from_october_and_not_before(code):
    assert form_of(code, evidence_on=BEFORE, **without_the_chain(code)).is_valid()
    form = form_of(code, evidence_on=FROM, **without_the_chain(code))
    assert set(form.errors) == {name for name in without_the_chain(code) if name in form.fields}
    assert {"engaged_by", "contract_chain", "right_to_work_checked_by"} <= set(form.errors)
    assert form_of(code, evidence_on=FROM).is_valid()


def test_the_day_is_asked_for_once():
    assert "right_to_work_checked_on" not in form_of("agency_written_confirmation").fields
    assert "made_right_to_work" in form_of("agency_written_confirmation").fields
    assert "right_to_work_checked_on" in form_of("employer_assurance").fields


def test_a_letter_with_something_missing_may_be_recorded_as_that():
    form = form_of(
        "employer_assurance",
        evidence_on=FROM,
        outcome="received_incomplete",
        **without_the_chain("employer_assurance"),
    )
    assert form.is_valid()


def test_who_comes_for_their_own_employer_is_in_no_chain_of_the_schools():
    form = form_of("employer_assurance", engagement="professional_visitor", evidence_on=FROM)
    assert form.is_valid()
    assert "engaged_by" not in form.fields


@pytest.mark.parametrize(
    ("agreement", "permission", "ends"),
    [
        ("2027-07-31", "2027-01-31", "2027-01-31"),
        ("2026-12-31", "2027-01-31", "2026-12-31"),
        ("", "2027-01-31", "2027-01-31"),
        ("2026-12-31", "", "2026-12-31"),
        ("", "", None),
    ],
)
def test_an_assurance_holds_until_the_earlier_of_agreement_and_permission(agreement, permission, ends):
    form = form_of(
        "employer_assurance", evidence_on=FROM, agreement_ends_on=agreement, right_to_work_ends_on=permission
    )
    assert form.is_valid(), form.errors
    wanted = dt.date.fromisoformat(ends) if ends else None
    assert kind("employer_assurance").expires_on(form.cleaned_data) == wanted


def test_an_agencys_word_holds_until_permission_ends():
    form = form_of("agency_written_confirmation", evidence_on=FROM, right_to_work_ends_on="2027-01-31")
    assert form.is_valid(), form.errors
    assert kind("agency_written_confirmation").expires_on(form.cleaned_data) == dt.date(2027, 1, 31)


@pytest.mark.parametrize(
    ("field", "day", "says"),
    [("right_to_work_ends_on", "2026-09-01", "ended on"), ("right_to_work_checked_on", "2026-10-03", "after it came")],
)
def test_dates_that_cannot_be_are_refused(field, day, says):
    assert says in form_of("employer_assurance", evidence_on=FROM, **{field: day}).errors[field][0]
