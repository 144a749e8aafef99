"""What else goes wrong in a record: names, dates and people that do not fit the form."""

import datetime as dt
import re

import pytest

from checks.record.rows import Record
from checks.rules import required_checks
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS
from hiring import clock
from tests import story
from tests.checks import everybody
from tests.checks.everybody import clear, evidence_for, fresh, fresh_file
from tests.checks.kinds.receipts import GOOD
from tests.checks.rules.our_cases import TEACHES
from tests.checks.rules.told import ROLE
from tests.checks.test_traps import TODAY, all_clear_but, at_work, blocked_by, form_of, on_record, somebody
from vacancies.models import Application
from workflows.blockers import Blocked
from workflows.outbox import carry_out_all

A_SATURDAY, THE_FRIDAY_BEFORE = dt.date(2026, 10, 31), dt.date(2026, 10, 30)


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(TODAY, 11, 20)):
        yield


def test_a_person_at_two_schools_is_one_person_with_a_row_at_each(cast):
    """Two posts, two files, two rows; what is checked at one school does not clear the other."""
    first = at_work(cast)
    profile = everybody.Profile("the same", ROLE | {"start_date": TODAY.isoformat()}, first.person_facts, ())
    second = everybody.file_of(cast, profile, "the.same@example.org", person=first.person)
    type(second).objects.filter(pk=second.pk).update(school=cast.other_school)
    assert second.person == first.person
    rows = [row for row in Record(cast.hr_manager) if row.name == first.person.name]
    assert [row.school for row in rows] == [cast.school]
    with pytest.raises(Blocked):
        fresh_file(second).rely_on(by=cast.hr_manager)


def test_a_changed_name_is_followed_through_every_former_one(cast):
    file = all_clear_but(somebody(cast, person={"names_changed": True}), cast, "name_history")
    check = file.checks.get(code="name_history")
    assert not form_of(check, former_name_1="").is_valid()
    assert not form_of(check, linked_by_1="").is_valid()
    assert blocked_by(file, cast) == ["name_history"]


@pytest.mark.parametrize("code", ["prohibition", "qts_status"])
def test_a_teacher_with_no_number_is_searched_for_by_name(cast, code):
    file = somebody(cast, **TEACHES, qts_required=True)
    check = file.checks.get(code=code)
    with_none = form_of(check, trn="")
    if code == "prohibition":
        assert with_none.is_valid(), with_none.errors
    else:
        assert not with_none.is_valid()  # nobody holds QTS without a number


def test_a_certificate_in_a_former_name_is_still_theirs_and_its_number_nobody_elses(cast):
    one, other = somebody(cast, "one", {"names_changed": True}), somebody(cast, "other")
    paper = evidence_for(fresh(one.checks.get(code="dbs_enhanced")), certificate_number="001234567890")
    fresh(one.checks.get(code="dbs_enhanced")).record(by=cast.hr, evidence=paper)
    with pytest.raises(Blocked, match="This certificate number is recorded for"):
        fresh(other.checks.get(code="dbs_enhanced")).record(by=cast.hr, evidence=paper)


def test_permission_that_ends_on_a_saturday_is_looked_at_again_by_the_friday(cast):
    file = somebody(cast, person={"rtw": "time_limited"})
    check = fresh(file.checks.get(code="right_to_work"))
    limited = {"outcome": "limited_until", "permission_ends_on": A_SATURDAY.isoformat()}
    check.record(by=cast.hr, evidence=evidence_for(check, **limited))
    assert fresh(check).expires_on == A_SATURDAY
    assert fresh(file.checks.get(code="rtw_follow_up")).expires_on == THE_FRIDAY_BEFORE


@pytest.mark.parametrize("born_on", ["2008-02-29", "1996-02-29", "1900-02-28"])
def test_somebody_born_on_a_leap_day_has_a_birthday(cast, born_on):
    check = somebody(cast).checks.get(code="identity")
    named = {"full_name": check.clearance.person.name}
    assert form_of(check, born_on=born_on, **named).is_valid(), form_of(check, born_on=born_on, **named).errors
    assert "born_on" in form_of(check, born_on="2007-02-29", **named).errors


def test_a_candidate_who_withdraws_while_a_certificate_is_decided_on_closes_the_file_and_nothing_more_is_asked(cast):
    appointment = story.accepted(cast)
    check = fresh(appointment.clearance.checks.get(code="dbs_enhanced"))
    check.record(by=cast.hr, evidence=evidence_for(check, outcome="seen_content"))
    assert fresh(check).state in {"to_decide", "concern"}
    appointment.decline(by=cast.candidate, reason="I have taken another post.")
    carry_out_all()
    assert fresh_file(appointment.clearance).state == "closed"
    with pytest.raises(Blocked, match="is closed"):
        fresh(check).clear(by=cast.head, reason="It does not matter any more.")
    for other in appointment.clearance.checks.exclude(pk=check.pk):
        with pytest.raises(Blocked):
            fresh(other).ask(by=cast.hr)
    assert fresh(check).receipts.filter(voided_at=None).exists()
    assert Application.objects.get(pk=appointment.application_id).clearance_id == check.clearance_id


def test_no_paragraph_of_the_guidance_is_cited_without_its_edition():
    """Numbers move every year: a paragraph stands only beside the instrument and year it was read in."""
    lines = [*ANSWERS, *(line for block in BLOCKS for line in block.lines)]
    sources = {str(line.source.on(TODAY)) for line in lines}
    of_guidance = {source for source in sources if source.startswith("Keeping children safe")}
    assert of_guidance
    assert all(
        re.match(r"Keeping children safe in education 20\d\d, .* \(read in the 20\d\d edition\)$", each)
        for each in of_guidance
    )
    assert not [source for source in of_guidance if re.search(r"\bpara", source)]
    assert all(re.search(r"\b(19|20)\d\d\b", source) for source in sources if "para" in source)


def test_a_blocker_cites_its_rule_with_the_edition_of_the_day(cast):
    [*_others, blocker] = fresh_file(somebody(cast)).gate().blockers
    assert blocker.rule
    assert blocker.edition == TODAY.isoformat()


def test_nobody_is_on_the_record_twice_for_one_post(cast):
    file = at_work(cast)
    fresh_file(file).stop_relying(by=cast.head, reason="Away for a term.")
    assert [row.file for row in Record(cast.hr_manager)] == [file.pk]
    fresh_file(file).rely_on(by=cast.head)
    assert [row.file for row in Record(cast.hr_manager)] == [file.pk]
    assert on_record(cast) == {file.pk}


def test_the_answer_does_not_hang_on_the_order_or_the_title_in_which_a_case_is_told(cast):
    role = dict(reversed(list((ROLE | {"title": "Headteacher, section 128"}).items())))
    person = somebody(cast).person_facts
    assert required_checks(role, person).codes == required_checks(ROLE, person).codes
    assert clear(somebody(cast, "again").checks.get(code="identity"), cast).state == "clear"
    assert GOOD.keys() >= set(required_checks(ROLE, person).codes)
