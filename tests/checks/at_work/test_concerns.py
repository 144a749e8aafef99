"""Bad news about somebody at work: recorded at once, never green, decided by the head, or they stop (I3, I4)."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, connection, transaction

from checks.kinds import KINDS
from checks.models import Check
from checks.work_tasks import look_at_who_is_at_work
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from tests.checks.at_work.telling import (
    MEASURES,
    afresh,
    appointment_of,
    as_at_a_commit,
    at_work,
    browser,
    check_of,
    concern_about,
    in_question,
    kept,
    record,
)
from tests.checks.people.telling import at_work as volunteer_at_work
from vacancies.tasks import stop_work
from workflows import outbox
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        yield


@pytest.fixture
def file(cast):
    return at_work(cast)


def gate(file):
    return afresh(file).gate()


@pytest.mark.parametrize("code", ["identity", "references", "dbs_enhanced", "childcare_disqualification"])
def test_void_of_a_check_of_somebody_at_work_opens_a_concern_and_is_never_green(cast, file, code):
    concern = in_question(file, cast, code)
    assert (concern.state, concern.what, concern.brought_by) == ("raised", "voided", cast.hr_manager)
    assert appointment_of(file).state == "started"
    now = gate(file)
    assert (now.status, now.lines[0].word, now.is_open) == ("blocked", "Concern at work", False)
    assert now.as_json()["status"] == "blocked"
    assert now.lines[0].action_url == concern.get_absolute_url()


def test_raise_concern_about_what_was_clear_opens_one(cast, file):
    check_of(file, "online_search").raise_concern(by=cast.safeguarding_lead, reason="CANARY-news")
    assert concern_about(file).what == "found"
    assert check_of(file, "online_search").state == "concern"


def test_a_concern_that_is_open_takes_in_what_comes_next(cast, file):
    concern = kept(in_question(file, cast), cast)
    check = check_of(file, "identity")
    record(
        check,
        cast.hr,
        outcome=min(each for each, o in check.kind.outcomes.items() if o.result == "concern"),
    )
    again = concern_about(file)
    assert (again.pk, again.state, again.brought_by) == (concern.pk, "raised", cast.hr)


def test_keep_at_work_is_amber_until_the_day_to_look_again_and_then_red(cast, file):
    concern = kept(in_question(file, cast), cast, days=3)
    now = gate(file)
    assert (now.status, now.title) == ("exception", "At work with measures: 1 check in question")
    assert not now.is_open
    listed = browser(cast.hr).get("/people/").content.decode()
    assert "Kept with measures" in listed
    assert "chip--ready" not in listed
    with clock.at(clock.now() + dt.timedelta(days=4)):
        assert gate(file).status == "blocked"
        assert look_at_who_is_at_work() == 1
        assert afresh(concern).state == "raised"


def test_somebody_else_brought_it(cast, file):
    concern = in_question(file, cast, by=cast.head)
    with pytest.raises(Blocked, match="You brought this yourself"):
        kept(concern, cast)
    for other in (cast.hr, cast.hr_manager, cast.safeguarding_lead):
        with pytest.raises(NotAllowed):
            kept(afresh(concern), cast, by=other)


@pytest.mark.parametrize("days", [-1, 29])
def test_the_day_to_look_again_comes_soon(cast, file, days):
    with pytest.raises(Blocked, match="Look again by"):
        kept(in_question(file, cast), cast, days=days)


def test_nothing_bars_them_from_work(cast, file):
    with pytest.raises(Blocked, match="right to work is not shown"):
        kept(in_question(file, cast, "right_to_work"), cast)


def test_a_bar_stands_them_down_by_itself_and_nothing_keeps_them(cast, file):
    check = check_of(file, "childcare_disqualification")
    check.void(by=cast.hr_manager, reason="It was a mistake.")
    as_at_a_commit()
    record(check, cast.hr, outcome="disqualified")
    concern = concern_about(file)
    assert concern.state == "stood_down"
    assert gate(file).title.startswith("At work and must stop")
    outbox.carry_out_all()
    assert appointment_of(file).state == "stood_down"
    assert gate(file).chip["label"] == "Stood down"
    with pytest.raises(Blocked):
        kept(afresh(concern), cast)


def test_stand_down_takes_them_off_work_and_the_way_back_is_a_clear_check(cast, file):
    concern = in_question(file, cast)
    concern.stand_down(by=cast.safeguarding_lead, reason="CANARY-why")
    assert stop_work() == 1
    assert appointment_of(file).state == "stood_down"
    with pytest.raises(Blocked):
        appointment_of(file).return_to_work(by=cast.head, reason="Cleared.")
    story.clear(check_of(file, "identity"), cast)
    as_at_a_commit()
    assert afresh(concern).state == "settled"
    assert appointment_of(file).return_to_work(by=cast.head, reason="Cleared.").state == "started"


def test_standing_down_the_other_way_stands_the_concern_down(cast, file):
    concern = kept(in_question(file, cast), cast)
    appointment_of(file).stand_down(by=cast.head, reason="To be looked into.")
    as_at_a_commit()
    assert afresh(concern).state == "stood_down"
    appointment_of(file).leave(by=cast.hr, left_on=clock.today(), reason="Resigned.")
    assert afresh(concern).state == "settled"


def test_settle_follows_when_the_check_is_clear_again_and_never_before(cast, file):
    concern = kept(in_question(file, cast), cast)
    story.clear(check_of(file, "identity"), cast)
    as_at_a_commit()
    assert afresh(concern).state == "settled"
    assert gate(file).status == "ready"
    page = browser(cast.hr).get(file.get_absolute_url()).content.decode()
    assert "Concern, settled" in page


def test_it_is_settled(cast, file):
    with pytest.raises(Blocked, match=r"Identity is not clear yet\."):
        in_question(file, cast).settle(by=SYSTEM)


def test_it_must_be_decided_again(cast, file):
    concern = kept(in_question(file, cast), cast)
    with pytest.raises(Blocked, match="The measures still hold"):
        concern.decide_again(by=SYSTEM)
    assert concern.decide_again(by=SYSTEM, more=True).state == "raised"


def test_what_runs_out_at_work_is_a_concern_by_the_clock(cast, file):
    Check.objects.filter(clearance=file, code="right_to_work").update(expires_on=clock.today())
    with clock.at(clock.now() + dt.timedelta(days=1)):
        assert look_at_who_is_at_work() == 1
        assert look_at_who_is_at_work() == 0
        concern = concern_about(file)
        assert (concern.what, concern.state, concern.brought_by) == ("expired", "raised", None)
        record(check_of(file, "right_to_work"), cast.hr)
        as_at_a_commit()
        assert afresh(concern).state == "settled"


def test_somebody_without_a_vacancy_is_no_different(cast):
    file = volunteer_at_work(cast)
    concern = in_question(file, cast, "volunteer_risk_assessment")
    assert gate(file).status == "blocked"
    concern.stand_down(by=cast.head, reason="Until it is written again.")
    outbox.carry_out_all()
    assert afresh(file).state == "open"


def test_those_who_answer_are_told_and_find_it_on_home_and_nobody_is_named(cast, file):
    concern = in_question(file, cast)
    outbox.carry_out_all()
    letters = Message.objects.filter(kind="concern.raise_at_work")
    assert set(letters.values_list("to_name", flat=True)) == {cast.head.name, cast.safeguarding_lead.name}
    assert "Okonjo" not in letters[0].body + letters[0].subject
    sentence = "Decide whether Amara Okonjo stays at work"
    assert sentence in browser(cast.head).get("/home/").content.decode()
    assert sentence not in browser(cast.hr).get("/home/").content.decode()
    kept(concern, cast)
    assert "Look again at the measures for Amara Okonjo" in browser(cast.head).get("/home/").content.decode()


def test_the_page_keeps_the_words_to_those_who_answer(cast, file):
    concern = in_question(file, cast)
    review = clock.today() + dt.timedelta(days=7)
    typed = {"measures": MEASURES, "review_on_day": review.day, "review_on_month": review.month}
    typed |= {"review_on_year": review.year, "version": concern.version}
    head, url = browser(cast.head), concern.get_absolute_url()
    assert "Keep them at work, with measures" in head.get(url).content.decode()
    assert head.post(f"{url}keep-at-work/", {**typed, "measures": ""}).status_code == 422
    assert head.post(f"{url}keep-at-work/", typed).status_code == 303
    assert browser(cast.hr).post(f"{url}keep-at-work/", typed).status_code == 403
    assert MEASURES in head.get(url).content.decode()
    for other in (cast.hr, cast.auditor):
        shown = browser(other).get(url).content.decode()
        assert "Kept for the headteacher and the safeguarding lead." in shown
        assert "CANARY" not in shown
    for nobody in (cast.stranger, cast.panel[0], cast.hr_elsewhere):
        assert browser(nobody).get(url).status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT measures FROM checks_concern")
        assert "CANARY" not in cursor.fetchone()[0]


FORGED = {
    "a check undone with no concern": "UPDATE checks_check SET state = 'waiting' WHERE id = {other}",
    "its receipt voided with no concern": "UPDATE checks_receipt SET voided_at = now() WHERE check_row_id = {other}",
    "settled by a word": "UPDATE checks_concern SET state = 'settled', settled_at = now() WHERE id = {concern}",
    "moved to another check": "UPDATE checks_concern SET check_row_id = {other} WHERE id = {concern}",
    "kept by whoever brought it": "UPDATE checks_concern SET state = 'kept', decided_by_id = brought_by_id, "
    "decided_on = now(), review_on = now() WHERE id = {concern}",
    "kept with no end": "UPDATE checks_concern SET state = 'kept', decided_by_id = {head}, decided_on = now(), "
    "review_on = now() + interval '40 days' WHERE id = {concern}",
    "kept by the person": "UPDATE checks_concern SET state = 'kept', decided_by_id = {person}, decided_on = now(), "
    "review_on = now() WHERE id = {concern}",
    "removed": "DELETE FROM checks_concern WHERE id = {concern}",
}  # fmt: skip


REFUSALS = r"Nobody starts|ends when its check|never changed|kept_at_work|measures_are|on their own|never deleted"


@pytest.mark.parametrize("attack", FORGED)
def test_the_database_refuses_what_goes_round_it(cast, file, attack):
    concern = in_question(file, cast)
    names = {"concern": concern.pk, "other": check_of(file, "medical_fitness").pk, "head": cast.head.pk}
    sql = FORGED[attack].format(**names, person=file.person_id)
    asked_now = "SET CONSTRAINTS checks_check_gate, checks_receipt_gate, checks_concern_gate IMMEDIATE"
    with pytest.raises(IntegrityError, match=REFUSALS), transaction.atomic():
        connection.cursor().execute(f"{sql}; {asked_now}")


def test_the_database_keeps_nobody_whom_the_law_bars(cast, file):
    concern = in_question(file, cast, "childcare_disqualification")
    record(check_of(file, "childcare_disqualification"), cast.hr, outcome="disqualified")
    as_at_a_commit()
    kept_anyway = (
        "UPDATE checks_concern SET state = %s, decided_by_id = %s, decided_on = now(), review_on = now() WHERE id = %s"
    )
    with pytest.raises(IntegrityError, match="Nobody whom the law bars"), transaction.atomic():
        connection.cursor().execute(kept_anyway, ["kept", cast.head.pk, concern.pk])
    with pytest.raises(IntegrityError, match="without their checks"), transaction.atomic():
        connection.cursor().execute(
            "UPDATE checks_concern SET state = 'raised' WHERE id = %s; SET CONSTRAINTS checks_concern_gate IMMEDIATE",
            [concern.pk],
        )


def test_nobody_begins_on_a_concern(cast, file):
    """What a concern admits under somebody at work it admits to nobody who begins."""
    in_question(file, cast)
    sql = "UPDATE checks_clearance SET relied_on_at = relied_on_at + interval '1 hour' WHERE id = %s; SET CONSTRAINTS checks_clearance_exception IMMEDIATE"
    with pytest.raises(IntegrityError, match="Nobody starts without their checks"), transaction.atomic():
        connection.cursor().execute(sql, [file.pk])


def test_an_erased_file_keeps_no_measures(cast, file):
    concern = kept(in_question(file, cast), cast)
    appointment_of(file).leave(by=cast.hr, left_on=clock.today(), reason="Resigned.")
    as_at_a_commit()
    afresh(file).erase(by=SYSTEM, rule="its_time_was_up")
    assert (afresh(concern).measures, afresh(concern).state) == ("", "settled")


def test_the_database_knows_every_bar(db):
    """What the kinds call a bar and what the trigger does are the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'gatepost_bar_on'")
        known = set(re.findall(r"\('(\w+)', '(\w+)'\)", cursor.fetchone()[0]))
    assert known == {(code, bar) for code, kind in KINDS.items() for bar in kind.bars}
