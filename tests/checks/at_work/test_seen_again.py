"""What is clear is looked at again: the old evidence stands beside the new, and bad news opens a concern."""

import datetime as dt

import pytest

from checks.kinds import KINDS
from checks.kinds.repeats import months_after
from checks.models import Check, RulesPolicy
from hiring import clock
from tests.checks.at_work.telling import afresh, as_at_a_commit, at_work, browser, check_of, concern_about
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import sent
from workflows.blockers import Blocked, NotAllowed

YEARLY = {
    "governance_eligibility_declaration",
    "childcare_disqualification",
    "volunteer_risk_assessment",
    "employer_assurance",
}


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        yield


@pytest.fixture
def file(cast):
    return at_work(cast)


def again(check, by, **changed):
    check = afresh(check)
    check.see_again(by=by, evidence=good_evidence(check, **changed))
    return check


def test_kinds_say_how_often_and_that_it_is_policy():
    yearly = {code for code, kind in KINDS.items() if kind.repeat and kind.repeat.months == 12}
    chosen = {code for code, kind in KINDS.items() if kind.repeat and kind.repeat.knob}
    assert (yearly, chosen) == (YEARLY, {"dbs_enhanced", "dbs_update_status"})
    assert {kind.repeat.strength for kind in KINDS.values() if kind.repeat} == {"policy"}


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (dt.date(2026, 7, 6), 12, dt.date(2027, 7, 6)),
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
    ],
)
def test_a_year_ends_on_a_day_there_is(day, months, due):
    assert months_after(day, months) == due


def test_see_again_keeps_the_old_receipt_beside_the_new(cast, file):
    check = check_of(file, "childcare_disqualification")
    assert check.again_on == dt.date(2027, 7, 6)
    with clock.at(clock.london(dt.date(2026, 7, 20), 9)):
        again(check, cast.hr)
    seen = afresh(check)
    assert (seen.state, seen.again_on) == ("clear", dt.date(2027, 7, 20))
    assert seen.receipts.filter(voided_at=None).count() == 2
    assert afresh(file).gate().status == "ready"


def test_see_again_of_somebody_at_work_with_bad_news_opens_a_concern(cast, file):
    again(check_of(file, "childcare_disqualification"), cast.hr, outcome="answered_yes")
    assert (concern_about(file).what, afresh(file).gate().status) == ("reopened", "blocked")


def test_it_has_come(cast, file):
    check = check_of(file, "childcare_disqualification")
    with pytest.raises(Blocked, match="Record it when it has come"):
        again(check, cast.hr, outcome="asked")
    assert afresh(check).state == "clear"


def test_it_is_seen_again_like_this(cast, file):
    check = check_of(file, "references")
    with pytest.raises(Blocked, match="A reference is not seen again"):
        check.see_again(by=cast.hr, evidence=good_evidence(check))


def test_they_owe_us_word_of_changes(cast, file):
    with pytest.raises(Blocked, match="Nobody has to tell us of a change in Identity"):
        check_of(file, "identity").report_change(by=cast.hr, reason="She has moved.")


def test_report_change_puts_somebody_at_work_in_question_at_once(cast, file):
    check = check_of(file, "childcare_disqualification")
    with pytest.raises(NotAllowed):
        afresh(check).report_change(by=cast.auditor, reason="CANARY")
    page = browser(cast.hr).get(f"{check.get_absolute_url()}report-change/")
    assert "What have they told you?" in page.content.decode()
    typed = {"reason": "CANARY-told", "version": check.version}
    assert browser(cast.hr).post(f"{check.get_absolute_url()}report-change/", typed).status_code == 303
    as_at_a_commit()
    concern = concern_about(file)
    assert (concern.what, concern.brought_by, afresh(check).state) == ("reported", cast.hr, "concern")
    assert "CANARY" not in browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "CANARY-told" in browser(cast.head).get(check.get_absolute_url()).content.decode()


def test_it_is_due_again_ahead_of_time_and_never_a_gap(cast, file):
    check = check_of(file, "childcare_disqualification")
    with clock.at(clock.london(dt.date(2027, 6, 20), 9)):
        due = browser(cast.hr).get("/record/due/").content.decode()
        assert "by our own policy" in due
        assert f"{check.get_absolute_url()}see-again/" in due
        assert (
            "See again, by our own policy: Childcare disqualification"
            in browser(cast.hr).get("/home/").content.decode()
        )
    with clock.at(clock.london(dt.date(2027, 8, 1), 9)):
        assert "by our own policy" in browser(cast.hr).get("/record/due/").content.decode()
        assert afresh(file).gate().status == "ready"


def test_see_again_has_a_page_of_its_own(cast, file):
    check = check_of(file, "medical_fitness")
    client, url = browser(cast.hr), f"{check.get_absolute_url()}see-again/"
    assert "See it again" in client.get(check.get_absolute_url()).content.decode()
    assert client.get(url).status_code == 200
    typed = sent(**good_evidence(check)) | {"version": check.version}
    assert client.post(url, typed).status_code == 303
    assert check.receipts.count() == 2


def test_a_dbs_check_is_due_again_only_where_the_trust_wishes_it(cast):
    terms = {"trust": cast.trust, "instead_of": 0, "reason": "Our insurer asks for it."}
    RulesPolicy.settle(by=cast.hr_manager, choices={"dbs_again_years": 3}, **terms)
    file = at_work(cast)
    assert check_of(file, "dbs_enhanced").again_on == dt.date(2029, 7, 6)
    assert Check.objects.filter(clearance=file, code="identity", again_on=None).exists()
