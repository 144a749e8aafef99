"""When the gate is likely to open: from our own past, with its basis said, and nothing where there is too little to go by."""

import datetime as dt

import pytest
from django.db import transaction

from checks.models import Check, Clearance
from hiring import clock
from hiring.models import Term, Token
from tests.checks import everybody
from tests.checks.everybody import fresh, fresh_file
from tests.checks.rules.told import PERSON, ROLE

MONDAY = dt.date(2026, 7, 6)
REFERENCE, MEDICAL = "references", "medical_fitness"


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(MONDAY, 9)):
        yield


def file_of(cast, name):
    role = ROLE | {"start_date": MONDAY.isoformat()}
    return everybody.file_of(cast, everybody.Profile(name, role, PERSON, ()), f"{name.replace(' ', '.')}@example.org")


def took(cast, code, *days, school=None):
    """As many past checks of this kind, each asked for this many days before it was clear, the first the longest ago."""
    for number, each in enumerate(days):
        check = file_of(cast, f"past {code} {number}").checks.filter(code=code).first()
        fresh(check).ask(by=cast.hr)
        everybody.clear(check, cast)
        cleared = clock.now() - dt.timedelta(days=len(days) - number)
        Check.objects.filter(pk=check.pk).update(asked_at=cleared - dt.timedelta(days=each), held_since=cleared)
        Clearance.objects.filter(pk=check.clearance_id).update(school=school or cast.school)


def waiting_for(cast, *codes):
    """Somebody with everything clear but these, which were asked for today."""
    file = file_of(cast, "somebody now")
    for check in file.checks.exclude(code__in=codes):
        everybody.clear(check, cast)
    for check in file.checks.filter(code__in=codes):
        fresh(check).ask(by=cast.hr)
    return file


def forecast(file):
    return fresh_file(file).gate().forecast


def test_four_past_checks_are_not_enough(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 5, 5, 5, 5)
    assert forecast(file) == "Not enough past checks to estimate."


def test_five_are_and_the_middle_one_counts_from_the_day_it_was_asked_for(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 1, 2, 9, 40, 60)
    said = forecast(file)
    assert said.startswith("On current timing, ready by Wednesday 15 July, 9 days after the planned start.")
    assert said.endswith("Medical fitness takes longest: our last 5 took 9 days (middle value).")


def test_one_kind_without_enough_makes_no_date_of_the_others(cast):
    file = waiting_for(cast, MEDICAL, "right_to_work")
    took(cast, MEDICAL, 5, 5, 5, 5, 5)
    assert forecast(file) == "Not enough past checks to estimate."


def test_only_the_latest_twenty_count(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, *[50] * 15, *[4] * 20)
    assert "our last 20 took 4 days" in forecast(file)


def test_a_rare_kind_is_found_behind_any_number_of_a_common_one(cast, django_assert_num_queries):
    file = waiting_for(cast, MEDICAL, REFERENCE)
    took(cast, REFERENCE, 7, 7, 7, 7, 7)
    took(cast, MEDICAL, 5)
    common = Check.objects.exclude(clearance=file).get(code=MEDICAL, state="clear")
    common.held_since = clock.now()
    copies = [Check(**common.columns() | {"id": None, "number": number}) for number in range(2, 250)]
    with transaction.atomic():
        Check.objects.bulk_create(copies)
        assert "Reference 1 takes longest: our last 5 took 7 days" in forecast(file)
        gate = fresh_file(file).gate()
        assert gate.lines
        with django_assert_num_queries(2):  # every kind in one, and the term
            assert gate.forecast
        transaction.set_rollback(True)  # no receipts stand behind the copies


def test_what_other_trusts_took_says_nothing_of_ours(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 5, 5, 5, 5, 5, school=cast.far_school)
    assert forecast(file) == "Not enough past checks to estimate."


def test_a_check_voided_since_is_no_past_check(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 5, 5, 5, 5, 5)
    last = Check.objects.filter(code=MEDICAL, state="clear").exclude(clearance=file).last()
    fresh(last).void(by=cast.head, reason="It was somebody else's.")
    assert forecast(file) == "Not enough past checks to estimate."


@pytest.mark.parametrize("how", ["renewed", "questioned"])
def test_what_was_clear_and_is_looked_at_anew_took_no_year(cast, how):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 9, 9, 9, 9, 9)
    past = fresh(Check.objects.filter(code=MEDICAL, state="clear").order_by("pk").first())
    Check.objects.filter(pk=past.pk).update(
        asked_at=clock.now() - dt.timedelta(days=400),
        expires_on=MONDAY,
        held_since=clock.now() - dt.timedelta(days=391),
    )
    assert "our last 5 took 9 days" in forecast(file)
    if how == "renewed":
        fresh(past).record(by=cast.hr, evidence=everybody.evidence_for(past))
    else:
        fresh(past).raise_concern(by=cast.head, reason="A call.")
        fresh(past).clear(by=cast.head, reason="It was about somebody else.")
    assert fresh(past).state == "clear"
    assert fresh(past).asked_at is None
    assert forecast(file) == "Not enough past checks to estimate."


def test_a_check_never_asked_for_is_no_past_check(cast):
    """What was recorded without asking took no time that anybody waited."""
    file = waiting_for(cast, MEDICAL)
    for number in range(5):
        everybody.clear(file_of(cast, f"unasked {number}").checks.get(code=MEDICAL), cast)
    assert forecast(file) == "Not enough past checks to estimate."


def test_what_is_late_already_is_expected_tomorrow_and_not_in_the_past(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 2, 2, 2, 2, 2)
    with clock.at(clock.london(MONDAY + dt.timedelta(days=8), 9)):
        assert "ready by Wednesday 15 July" in forecast(file)


def test_a_day_that_is_no_working_day_moves_to_the_next(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 5, 5, 5, 5, 5)
    assert "ready by Monday 13 July" in forecast(file)


def test_what_is_ours_to_do_is_two_working_days_and_says_so(cast):
    file = file_of(cast, "ours to do")
    ours = [check for check in file.checks.all() if check.kind.holder == "us"]
    for check in file.checks.exclude(pk__in=[each.pk for each in ours]):
        everybody.clear(check, cast)
    assert ours
    assert "ready by Wednesday 8 July" in forecast(file)
    assert "What is ours to do is counted as 2 working days." in forecast(file)


def test_a_concern_has_no_usual_length(cast):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 5, 5, 5, 5, 5)
    fresh(file.checks.get(code=MEDICAL)).raise_concern(by=cast.head, reason="Something was found.")
    assert forecast(file) == "A concern has no usual length, so no date is estimated."


def test_an_open_gate_and_a_closed_file_have_no_forecast(cast):
    file = waiting_for(cast, MEDICAL)
    everybody.clear(file.checks.get(code=MEDICAL), cast)
    assert forecast(file) == ""
    other = file_of(cast, "not coming")
    other.close(by=cast.hr)
    assert forecast(other) == ""


def test_a_school_referee_in_term_brings_a_word_about_the_holidays(cast):
    file = waiting_for(cast, REFERENCE)
    took(cast, REFERENCE, 5, 5, 5, 5, 5)
    assert "Term ends" not in forecast(file)
    Term.objects.create(
        school=cast.school, name="Summer", starts_on=dt.date(2026, 4, 13), ends_on=dt.date(2026, 7, 21)
    )
    assert "Term ends 21 July; school referees are hard to reach after." in forecast(file)


def test_page_and_api_say_the_same_forecast(cast, client):
    file = waiting_for(cast, MEDICAL)
    took(cast, MEDICAL, 5, 5, 5, 5, 5)
    client.force_login(cast.hr)
    _token, key = Token.objects.for_staff(cast.hr, "Forecast")
    told = client.get(f"/api/v1/people/{file.pk}/gate", headers={"authorization": f"Bearer {key}"}).json()["forecast"]
    assert told == forecast(file)
    assert told.split(":")[0] in client.get(f"/people/{file.pk}/").content.decode()
