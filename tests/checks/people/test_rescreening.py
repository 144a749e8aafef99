"""The law moves under people at work: they are listed by the line that moved, and asked once."""

import datetime as dt
import inspect

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checks.models import Clearance
from checks.record.rows import Record
from checks.rescreening import found_for
from checks.rules.moving_law import moves
from checks.rules_moved_tasks import ask_what_is_new
from hiring import clock
from tests.api.asking import Asking
from tests.checks.people.telling import at_work, volunteer
from tests.checks.people.test_adding import browser, codes
from workflows.blockers import Blocked, NotAllowed

IN_JUNE = clock.london(dt.date(2026, 6, 8), 9)
SUPERVISION_ENDED = clock.london(dt.date(2026, 9, 1), 9)
IN_NOVEMBER = clock.london(dt.date(2026, 11, 2), 9)
PAGE = "/people/rules-moved/"
FOR_THEMSELVES = {
    "engagement": "self_employed",
    "setting": "maintained",
    "paid": True,
    "activities": ["teach_train_instruct"],
}


def fresh(file):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk)


def supervised(cast, number=1, **changed):
    with clock.at(IN_JUNE):
        email = f"helper{number}@example.org"
        return at_work(cast, name=f"Helper {number}", email=email, role={"supervised": True}, **changed)


@pytest.fixture
def file(cast):
    return supervised(cast)


def test_they_are_listed_by_the_line_of_law_that_moved(cast, file):
    with clock.at(clock.london(dt.date(2026, 8, 31), 9)):
        assert found_for(cast.hr).groups == []
    with clock.at(SUPERVISION_ENDED):
        [group] = found_for(cast.hr).groups
    assert (group.moved.line.id, group.moved.on) == ("R5", dt.date(2026, 9, 1))
    assert [need.code for need in group.lines[0].needs] == ["dbs_enhanced", "barred_list"]


def test_the_self_employed_at_work_are_asked_for_the_right_to_work_from_october(cast):
    with clock.at(IN_JUNE):
        tutor = at_work(cast, role=FOR_THEMSELVES)
    assert "right_to_work" not in codes(tutor)
    with clock.at(clock.london(dt.date(2026, 9, 30), 9)):
        assert found_for(cast.hr).groups == []
    with clock.at(clock.london(dt.date(2026, 10, 1), 9)):
        [group] = found_for(cast.hr).groups
        assert group.moved.line.id == "E1.4"
        fresh(tutor).rescreen(by=cast.hr)
        assert codes(fresh(tutor)) - codes_before(tutor) == {"right_to_work"}


def codes_before(file):
    return set(file.checks.filter(after_start=False).values_list("code", flat=True))


@pytest.mark.parametrize("moved", moves(), ids=lambda moved: f"{moved.line.id}-{moved.on}")
def test_no_dated_line_reads_what_a_trust_asks_beyond_the_rules(moved):
    """Else people with the same facts could not be asked about once for every trust."""
    assert "policy" not in inspect.getsource(moved.line.when)


def test_rescreen_asks_once_and_keeps_everything_they_have(cast, file):
    with clock.at(IN_NOVEMBER):
        had = codes(file)
        fresh(file).rescreen(by=cast.hr)
        now = fresh(file)
        assert codes(now) == had | {"dbs_enhanced"}
        assert now.checks.get(code="dbs_enhanced").carries == "barred_list"
        assert (now.regulated_activity, now.edition_on, now.state) == (True, dt.date(2026, 11, 2), "relied_on")
        assert now.role_facts["start_date"] == "2026-06-08"  # the facts are what they were
        assert now.gate().title == "At work with 1 check missing, since today"
        assert found_for(cast.hr).groups == []
        with pytest.raises(Blocked, match="asks nothing new of them"):
            now.rescreen(by=cast.hr)
        now.derive(by=cast.hr)  # and reading the same facts again does not go back to the law of June
        assert fresh(file).regulated_activity


def test_rescreen_is_for_those_at_work_and_for_hr_or_the_head(cast, file):
    with clock.at(IN_NOVEMBER):
        waiting = volunteer(cast, name="Not Yet", email="not.yet@example.org")
        with pytest.raises(Blocked, match="has not begun"):
            waiting.rescreen(by=cast.hr)
        for other in (cast.stranger, cast.safeguarding_lead, cast.hr_elsewhere):
            with pytest.raises(NotAllowed):
                fresh(file).rescreen(by=other)
        assert found_for(cast.hr_elsewhere).groups == []


def test_facts_that_are_not_whole_are_named_not_passed_over(cast, file):
    Clearance.objects.filter(pk=file.pk).update(role_facts={"engagement": "volunteer"})
    with clock.at(IN_NOVEMBER):
        assert found_for(cast.hr).unread == [file]
        with pytest.raises(Blocked, match="not told enough"):
            fresh(file).rescreen(by=cast.hr)
        assert "Not told enough to say" in browser(cast.hr).get(PAGE).content.decode()


def test_the_record_of_a_day_before_is_as_it_was(cast, file):
    with clock.at(IN_NOVEMBER):
        fresh(file).rescreen(by=cast.hr)
    with clock.at(clock.london(dt.date(2026, 11, 4), 9)):
        [row] = Record(cast.hr, on=dt.date(2026, 8, 31))
        assert not row.gaps
        [row] = Record(cast.hr)
        assert {gap.code for gap in row.gaps} == {"dbs_enhanced", "barred_list"}


def test_the_night_asks_whoever_nobody_asked_and_nobody_twice(cast, file):
    supervised(cast, 2)
    with clock.at(IN_NOVEMBER):
        fresh(file).rescreen(by=cast.hr)
        assert ask_what_is_new() == 1
        assert ask_what_is_new() == 0


def test_the_page_asks_one_or_many_and_says_what_was_asked(cast, file):
    others = [supervised(cast, number) for number in (2, 3)]
    with clock.at(IN_NOVEMBER):
        client = browser(cast.hr)
        assert "asks of 3 people at work" in client.get("/home/").content.decode()
        page = client.get(PAGE).content.decode()
        assert "R5</span> no longer holds from" in page
        assert "Children" in page
        assert client.post(PAGE, {}).status_code == 303
        assert "Select at least one person." in client.get(PAGE).content.decode()
        client.post(PAGE, {"file": [file.pk]})
        assert [line.file for group in found_for(cast.hr).groups for line in group.lines] == others
        client.post(PAGE, {"line": "R5/2026-09-01"})
        page = client.get(PAGE).content.decode()
        assert "The law asks nothing new of anybody at work." in page
        assert "Asked already" in page
        assert "Helper 3" in page
        assert "law now asks" not in client.get("/home/").content.decode()


def test_the_page_is_for_those_who_read_checks(cast, file):
    with clock.at(IN_NOVEMBER):
        assert browser(cast.panel[0]).get(PAGE).status_code == 404
        reader = browser(cast.safeguarding_lead)
        assert "Helper 1" in reader.get(PAGE).content.decode()
        assert "Ask for what is new" not in reader.get(PAGE).content.decode()
        reader.post(PAGE, {"file": [file.pk]})
        assert "dbs_enhanced" not in codes(fresh(file))
        assert "Helper 1" not in browser(cast.hr_elsewhere).get(PAGE).content.decode()


def test_rescreen_by_the_api(cast, file):
    with clock.at(IN_NOVEMBER):
        hr = Asking(cast.hr)
        [item] = hr.get("people/rules-moved").json()["items"]
        assert (item["person"], item["line"], item["moved_on"]) == (file.pk, "R5", "2026-09-01")
        assert [each["code"] for each in item["added"]] == ["dbs_enhanced", "barred_list"]
        moved = hr.post(f"people/{file.pk}/transitions/rescreen", If_Match=hr.tag(f"people/{file.pk}"))
        assert moved.status_code == 200
        assert hr.get("people/rules-moved").json()["items"] == []


def test_the_list_asks_the_same_number_of_questions_of_one_row_and_of_three(cast, file):
    with clock.at(IN_NOVEMBER):
        client = browser(cast.hr)
        client.get(PAGE)
        one = asked(client)
    for number in (2, 3):
        supervised(cast, number)
    with clock.at(IN_NOVEMBER):
        assert asked(client) == one


def asked(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200
    return len(queries)
