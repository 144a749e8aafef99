"""A letter that came before the law, or the post, asked more of it: another is asked for, and what is missing is said."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from checks.letters_held import Letter, unsaid
from checks.models import Clearance, FactsChange
from checks.record.rows import Record
from checks.rescreening import found_for, moved_under
from checks.rules_moved_tasks import ask_what_is_new
from hiring import clock
from tests.api.asking import Asking
from tests.checks import everybody
from tests.checks.everybody import Profile, clear, evidence_for, fresh, fresh_file
from tests.checks.kinds.receipts import CHAIN
from tests.checks.people.telling import as_if_committed
from tests.checks.people.test_adding import browser
from tests.checks.rules.our_cases import TEACHES
from tests.checks.rules.told import PERSON, ROLE
from workflows.blockers import Blocked
from workflows.models import Message
from workflows.outbox import carry_out_all

IN_JUNE, SEPTEMBER, OCTOBER = dt.date(2026, 6, 3), dt.date(2026, 9, 1), dt.date(2026, 10, 1)
A_DAY = dt.timedelta(days=1)
PAGE = "/people/rules-moved/"
SUPPLY = {"engagement": "agency_supply"} | TEACHES
TRAINEE = {"engagement": "trainee_fee_funded", "teaching_work": "under_direction"}
VISITOR = {"engagement": "professional_visitor"}
SUPERVISED = {"engagement": "contractor_staff", "paid": False, "supervised": True}
LETTERS = ("agency_written_confirmation", "employer_assurance", "itt_provider_confirmation")
NO_CHAIN = dict.fromkeys([*CHAIN, "right_to_work_checked_on"], "")
CHAIN_LACKING = (
    "The letter of 3 June 2026 does not state who engaged them, through whom, and who checked their right to work, "
    "required from 1 October 2026: rule A.1.9, Border Security, Asylum and Immigration Act 2025, section 48."
)
LIST_LACKING = (
    "The letter of 3 June 2026 does not state the children's barred list, required from 1 September 2026: "
    "rule K.2.2, Keeping children safe in education 2026, contractors (read in the 2021 edition)."
)


def on(day):
    return clock.at(clock.london(day, 9))


def sent(cast, role, number=1):
    """Somebody whose letter came in June, as whole as it had to be then; everything else is clear too."""
    with on(IN_JUNE):
        told = ROLE | role | {"start_date": IN_JUNE.isoformat()}
        profile = Profile(f"sent {number}", told, PERSON, ())
        file = everybody.file_of(cast, profile, f"sent{number}@example.org")
        for check in file.checks.filter(code__in=LETTERS):
            fresh(check).record(by=cast.hr, evidence=evidence_for(check, **NO_CHAIN))
        for check in file.checks.exclude(code__in=LETTERS):
            clear(check, cast)
        return fresh_file(file)


def here(cast, role, number=1):
    """The same, at work since June."""
    file = sent(cast, role, number)
    with on(IN_JUNE):
        file.rely_on(by=cast.hr)
        as_if_committed()
    return fresh_file(file)


def letters(file):
    return list(fresh_file(file).checks.filter(code__in=LETTERS).order_by("number"))


def reached(actor):
    return {line.file.pk: line.lacking for group in found_for(actor).groups for line in group.lines}


# Before the start


def test_the_gate_of_october_is_shut_by_an_agencys_letter_that_names_no_chain(cast):
    file = sent(cast, SUPPLY)
    Clearance.objects.filter(pk=file.pk).update(starts_on=OCTOBER)
    with on(OCTOBER - A_DAY):
        [blocker] = fresh_file(file).gate().blockers  # the first day is to come, and it is judged by that day's rules
        assert CHAIN_LACKING[4:] in blocker.text
    with on(OCTOBER):
        with pytest.raises(Blocked, match="does not state who engaged them"):
            fresh_file(file).rely_on(by=cast.hr)
        fresh_file(file).derive(by=cast.hr)
        first, second = letters(file)
        assert (first.state, second.state, second.title) == (
            "clear",
            "not_started",
            "Agency's written confirmation, asked again",
        )
        fresh_file(file).derive(by=cast.hr)
        assert len(letters(file)) == 2, "nobody is asked twice"
        [line] = fresh_file(file).gate().lines
        assert line.detail.endswith(CHAIN_LACKING)
        assert CHAIN_LACKING in browser(cast.hr).get(second.get_absolute_url()).content.decode().replace("&#x27;", "'")
        fresh(second).record(by=cast.hr, evidence=evidence_for(second))
        assert fresh_file(file).rely_on(by=cast.hr).state == "relied_on"


def test_at_night_the_database_comes_to_know_what_a_letter_lacks_for_somebody_still_to_come(cast):
    """The trigger cannot read the rules, so what they have come to ask becomes a check that it can read."""
    file = sent(cast, SUPPLY)
    with on(OCTOBER - A_DAY):
        assert ask_what_is_new() == 0
    with on(OCTOBER):
        assert [ask_what_is_new(), ask_what_is_new()] == [1, 0]
        assert [each.state for each in letters(file)] == ["clear", "not_started"]
        with pytest.raises(DatabaseError, match=r"Nobody starts without their checks.*agency_written_confirmation 2"):
            begun_by_hand(file)


def begun_by_hand(file):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE checks_clearance SET state = 'relied_on', relied_on_at = %s WHERE id = %s; "
            "SET CONSTRAINTS checks_clearance_gate IMMEDIATE",
            [clock.now(), file.pk],
        )


def test_whoever_began_in_september_is_asked_for_no_chain(cast):
    file = sent(cast, SUPPLY)
    with on(OCTOBER - A_DAY):
        assert fresh_file(file).rely_on(by=cast.hr).state == "relied_on"
        as_if_committed()


def test_a_letter_for_somebody_who_begins_in_october_names_the_chain_whenever_it_came(cast):
    file = sent(cast, SUPPLY)
    Clearance.objects.filter(pk=file.pk).update(starts_on=OCTOBER)
    with on(OCTOBER - 2 * A_DAY):
        check = fresh(letters(file)[0])
        with pytest.raises(ValueError, match="engaged_by"):
            evidence_for(check, **NO_CHAIN)
        assert evidence_for(check)["engaged_by"] == "Harbour Supply"


@pytest.mark.parametrize("role", [TRAINEE, VISITOR], ids=["trainee", "visitor"])
def test_no_chain_is_asked_of_those_whom_nobody_supplies(cast, role):
    file = sent(cast, role)
    with on(OCTOBER):
        assert fresh_file(file).gate().is_open


# At work


def test_each_is_listed_by_the_line_that_moved_with_what_the_letter_lacks(cast):
    agency, helper = here(cast, SUPPLY), here(cast, SUPERVISED, 2)
    here(cast, VISITOR, 3)
    with on(SEPTEMBER - A_DAY):
        assert reached(cast.hr) == {}
    with on(SEPTEMBER):
        [group] = found_for(cast.hr).groups
        assert group.moved.line.id == "R5"
        assert reached(cast.hr) == {helper.pk: [LIST_LACKING]}
        assert reached(cast.hr_elsewhere) == {}
    with on(OCTOBER):
        groups = {group.moved.line.id: group.lines[0].lacking for group in found_for(cast.hr).groups}
        assert groups["A.1.9"] == [CHAIN_LACKING]
        assert groups["R5"][0] == LIST_LACKING
        assert len(groups["R5"]) == 2  # and no chain either
        assert set(reached(cast.hr)) == {agency.pk, helper.pk}


def test_rescreen_asks_for_another_letter_once_and_the_record_shows_the_gap(cast):
    file = here(cast, SUPERVISED)
    with on(SEPTEMBER):
        assert moved_under(fresh_file(file)) == ["Employer's assurance"]
        fresh_file(file).rescreen(by=cast.hr)
        now = fresh_file(file)
        first, second = letters(file)
        assert (first.state, second.state, second.after_start) == ("clear", "not_started", True)
        assert now.regulated_activity
        assert now.gate().title == "At work with 1 check missing, since today"
        assert now.gate().lines[0].detail.endswith(LIST_LACKING)
        [row] = Record(cast.hr)
        assert {cell.code for cell in row.cells if cell.state == "missing"} == {"confirmation", "barred_list"}
        assert reached(cast.hr) == {}
        with pytest.raises(Blocked, match="asks nothing new"):
            now.rescreen(by=cast.hr)
        fresh(second).record(by=cast.hr, evidence=evidence_for(second, **NO_CHAIN))
        [row] = Record(cast.hr)
        assert not row.gaps
        assert fresh_file(file).gate().is_open


def test_the_night_asks_again_by_the_letters_own_day_whatever_the_edition_of_the_file(cast):
    file = here(cast, SUPPLY)
    Clearance.objects.filter(pk=file.pk).update(
        edition_on=OCTOBER
    )  # their rules were read, and nobody looked at the letter
    with on(OCTOBER + 4 * A_DAY):
        assert reached(cast.hr) == {file.pk: [CHAIN_LACKING]}
        assert [ask_what_is_new(), ask_what_is_new()] == [1, 0]
        check = letters(file)[1]
        assert len(letters(file)) == 2
        fresh(check).record(by=cast.hr, evidence=evidence_for(check))
        assert reached(cast.hr) == {}


def test_a_letter_that_states_it_before_it_must_is_asked_for_by_nobody(cast):
    file = sent(cast, SUPPLY)
    with on(IN_JUNE):
        check = fresh(letters(file)[0])
        check.see_again(by=cast.hr, evidence=evidence_for(check))
        fresh_file(file).rely_on(by=cast.hr)
        as_if_committed()
    with on(OCTOBER):
        assert reached(cast.hr) == {}


def test_a_letter_of_the_old_record_is_taken_to_state_what_its_own_day_asked(cast):
    file = here(cast, SUPERVISED)
    copied = Letter.read({"on": "2026-06-03", "outcome": "historic", "facts": {}})
    assert unsaid(copied, SEPTEMBER - A_DAY, file.by_the_rules_of) == []
    assert [each.words for each in unsaid(copied, SEPTEMBER, file.by_the_rules_of)] == [LIST_LACKING]


def test_a_letter_from_before_the_duties_changed_is_asked_for_again_by_the_change(cast):
    file = here(cast, SUPPLY)
    with on(IN_JUNE + A_DAY):
        told = {"role_facts": file.role_facts | {"early_years": True}, "person_facts": file.person_facts}
        change = FactsChange.propose(by=cast.hr, clearance=fresh_file(file), reason="Reception from Monday.", **told)
        assert [code for code, _rule in change.added] == ["agency_written_confirmation"]
        change.make(by=cast.hr)
        first, second = letters(file)
        assert (first.state, second.state) == ("clear", "not_started")
        [line] = fresh_file(file).gate().lines
        assert "does not state childcare disqualification, required as the post now is: rule A.1.8" in line.detail


# Told everywhere


def test_it_is_told_on_the_page_by_the_api_and_asked_in_the_letter(cast):
    file = here(cast, SUPPLY)
    with on(OCTOBER):
        page = browser(cast.hr).get(PAGE).content.decode()
        assert "A.1.9</span> holds from" in page
        assert CHAIN_LACKING in page
        [item] = Asking(cast.hr).get("people/rules-moved").json()["items"]
        assert (item["person"], item["line"], item["lacking"]) == (file.pk, "A.1.9", [CHAIN_LACKING])
        assert [each["code"] for each in item["added"]] == ["agency_written_confirmation"]
        fresh_file(file).rescreen(by=cast.hr)
        fresh(letters(file)[1]).ask_by_letter(by=cast.hr, to_name="Harbour Supply", to_email="desk@harbour.example")
        carry_out_all()
        body = Message.objects.get(to_email="desk@harbour.example").body
        assert "Please say also who engaged them, through whom, and who checked their right to work." in body
        assert "Before they begin" not in body


def test_the_list_asks_the_same_number_of_questions_of_one_letter_and_of_three(cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with on(OCTOBER), CaptureQueriesContext(connection) as queries:
            found_for(cast.hr)
        return len(queries)

    here(cast, SUPPLY)
    one = asked()
    here(cast, SUPPLY, 2)
    here(cast, SUPERVISED, 3)
    assert asked() == one
