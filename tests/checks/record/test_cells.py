"""What each cell of the record says: a date, not needed with its rule, an exception, or missing."""

import datetime as dt

import pytest
from django.db import connection

from checks.kinds import KINDS
from checks.models import Check
from checks.record.cells import Standing
from checks.record.columns import CODES, COLUMNS
from checks.record.rows import Record
from hiring import clock
from tests import story
from tests.checks.record.scene import POSTS, check_of, in_post, today


def cell(row, code):
    return next(each for each in row.cells if each.code == code)


def test_every_kind_that_names_a_column_is_read_into_it():
    named = {code: kind.record_column for code, kind in KINDS.items() if kind.record_column}
    assert named.items() <= {code: column.code for column in COLUMNS for code in column.checks}.items()
    assert set(CODES) <= set(KINDS)


@pytest.mark.parametrize("post", POSTS)
def test_every_kind_of_person_has_a_cell_in_every_column(cast, post):
    in_post(cast, post=post)
    [row] = Record(cast.hr)
    assert row.kind_of_person == POSTS[post]["engagement"]
    assert row.kind_words
    assert [each.code for each in row.cells] == [column.code for column in COLUMNS]
    assert {each.state for each in row.cells} <= {"date", "not_needed"}
    assert all(each.on and each.words for each in row.cells if each.state == "date")
    assert all(each.rule for each in row.cells if each.state == "not_needed")


def test_the_list_of_barred_people_is_read_from_the_certificate_that_carries_it(cast):
    in_post(cast)
    [row] = Record(cast.hr)
    assert cell(row, "barred_list").on == cell(row, "dbs_enhanced").on == dt.date(2020, 8, 22)


def test_nobody_outside_regulated_activity_has_a_barred_list_date(cast):
    in_post(cast, post="Trustee")
    [row] = Record(cast.hr)
    assert cell(row, "barred_list").state == "not_needed"
    assert cell(row, "section_128").state == cell(row, "right_to_work").state == "date"


def test_what_the_agency_confirmed_is_dated_by_its_letter(cast):
    in_post(cast, post="Supply Teacher")
    [row] = Record(cast.hr)
    assert cell(row, "dbs_enhanced").words == "22 Aug 20, by letter"
    assert cell(row, "confirmation").words == "22 Aug 20, old record"


def test_a_letter_that_says_nothing_of_one_check_leaves_that_one_missing(cast):
    file = in_post(cast, post="Supply Teacher", without=["agency_written_confirmation"])
    letter = check_of(file, "agency_written_confirmation")
    names = [name for name in letter.kind.Evidence.base_fields if name.startswith("made_")]
    made = {name: today().isoformat() for name in names if name != "made_overseas"}
    typed = {"source": "Tideway Supply", "evidence_on": today().isoformat(), "names_this_person": "yes"}
    typed |= {"certificate_has_content": "no", "outcome": "received_incomplete"}
    form = letter.kind.Evidence(made | typed, check=letter)
    assert form.is_valid(), form.errors
    letter.record(by=cast.hr, evidence=form.cleaned_data)
    [row] = Record(cast.hr)
    missing = {each.code for each in row.cells if each.state == "missing"}
    assert missing == {"overseas", "confirmation"}


def test_a_letter_in_question_dates_nothing(cast):
    """Somebody says that the agency never wrote it: what it named is missing, as a check in question would be."""
    file = in_post(cast, post="Supply Teacher")
    connection.check_constraints()
    check_of(file, "agency_written_confirmation").raise_concern(by=cast.head, reason="They say they never wrote it.")
    [row] = Record(cast.hr)
    by_letter = {"barred_list", "dbs_enhanced", "prohibition", "overseas", "qualifications", "right_to_work"}
    assert {each.code for each in row.cells if each.state == "missing"} == {*by_letter, "confirmation"}
    assert len(Record(cast.hr, gaps="some")) == 1


def test_what_has_run_out_is_missing_and_says_since_when(cast):
    ended = today() + dt.timedelta(days=3)
    in_post(cast, permitted_to=ended)
    [row] = Record(cast.hr)
    assert cell(row, "right_to_work").state == "date"
    with clock.at(clock.now() + dt.timedelta(days=5)):
        [row] = Record(cast.hr)
    found = cell(row, "right_to_work")
    assert (found.state, found.since) == ("missing", ended)
    assert found.words.startswith("Missing, ran out")


def test_one_of_two_references_missing_is_missing(cast):
    in_post(cast, without=["references"])
    [row] = Record(cast.hr)
    assert cell(row, "references").state == "missing"
    assert Check.objects.filter(code="references").count() == 2


def test_a_standing_is_in_force_to_the_last_day():
    day = dt.date(2026, 7, 6)
    standing = Standing(1, "identity", "clear", "", None, expires_on=day)
    assert standing.is_in_force(day)
    assert not standing.is_in_force(day + dt.timedelta(days=1))


def test_only_those_at_work_who_belong_on_the_record_are_on_it(cast):
    in_post(cast)
    story.accepted(cast)
    assert [row.name for row in Record(cast.hr)] == ["Ada Wroe"]
