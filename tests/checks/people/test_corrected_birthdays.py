"""A date of birth told wrongly is corrected at work: read from a document by one, agreed by another, nothing written over."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from checks.models import Check, FactsChange
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from tests.api.asking import Asking
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import as_if_committed, name_a_referee, sent, volunteer
from tests.checks.people.test_adding import browser
from tests.checks.people.test_facts import fresh
from vacancies.home import home_of
from workflows.blockers import Blocked, NotAllowed

TOLD, RIGHT = dt.date(1980, 5, 5), dt.date(1980, 5, 15)
TEACHER = {"engagement": "employee", "paid": True, "teaching_work": "yes", "management": True, "setting": "academy"}
READ = {"read_from": "Birth certificate", "reason": "She noticed on her payslip that the day is wrong."}


@pytest.fixture
def file(cast):
    """A teacher at work, whose date of birth was told, seen and searched for wrongly."""
    return begun(cast, TOLD)


def begun(cast, told):
    file = volunteer(cast, role=TEACHER)
    if told:
        file.tell(by=cast.hr, born_on=told)
    for check in Check.objects.filter(clearance=file).select_related(*Check.locked_with):
        if check.code == "references":
            name_a_referee(check, cast)
        story.clear(check, cast)
    fresh(file).rely_on(by=cast.hr)
    as_if_committed()
    return fresh(file)


def proposed(file, by, **changed):
    file = fresh(file)
    facts = {"role_facts": file.role_facts, "person_facts": file.person_facts}
    return FactsChange.propose(by=by, clearance=file, **facts, **{"born_on": RIGHT, **READ, **changed})


def corrected(cast, file):
    proposed(file, cast.hr).make(by=cast.head)
    as_if_committed()
    return fresh(file)


def states(file):
    found = {}
    for check in fresh(file).checks.order_by("pk"):
        found.setdefault(check.code, []).append(check.state)
    return found


def the(file, code, state="not_started"):
    return Check.objects.select_related(*Check.locked_with).get(clearance=file, code=code, state=state)


def test_two_people_correct_it_and_what_was_made_under_the_old_date_is_asked_for_again(cast, file):
    before = states(file)
    change = proposed(file, cast.hr)
    assert (fresh(file).born_on, states(file)) == (TOLD, before), "nothing counts before the second person"
    again = {code for code, _rule in change.added}
    assert again == {"identity", "prohibition", "section_128", "qts_status"} & set(before)
    assert {"identity", "prohibition", "section_128"} <= again
    change.make(by=cast.head)
    as_if_committed()
    now = fresh(file)
    assert (now.born_on, now.birthday, now.state) == (RIGHT, RIGHT, "relied_on")
    assert states(file) == {
        code: [*each, *(["not_started"] if code in again else [])] for code, each in before.items()
    }
    kept = FactsChange.objects.get()
    assert (kept.born_before, kept.born_on, kept.proposed_by, kept.agreed_by) == (TOLD, RIGHT, cast.hr, cast.head)
    assert not now.gate().is_open or now.gate().missing, "at work with checks missing is never green"


def test_they_are_made_again_under_the_right_date_the_searches_first(cast, file):
    file = corrected(cast, file)
    identity = the(file, "identity")
    with pytest.raises(ValueError, match="15 May 1980"):
        good_evidence(identity, born_on=TOLD.isoformat())
    seen = good_evidence(identity)
    with pytest.raises(Blocked, match="Search under the date on the documents"):
        identity.record(by=cast.hr, evidence=seen)
    for code in ("prohibition", "section_128", "qts_status"):
        for check in Check.objects.filter(clearance=file, code=code, state="not_started"):
            story.clear(Check.objects.select_related(*Check.locked_with).get(pk=check.pk), cast)
    story.clear(the(file, "identity"), cast)
    as_if_committed()
    assert {state for each in states(file).values() for state in each} == {"clear"}
    assert fresh(file).born_on == RIGHT


def test_what_was_searched_under_the_right_date_already_stays(cast, file):
    """Only what compared the wrong one is done again."""
    change = proposed(file, cast.hr, born_on=dt.date(1980, 5, 6))
    corrected_to = change.make(by=cast.head).clearance
    for check in Check.objects.filter(clearance=file, code="prohibition", state="not_started"):
        story.clear(Check.objects.select_related(*Check.locked_with).get(pk=check.pk), cast)
    back = proposed(file, cast.hr, born_on=TOLD)
    assert {code for code, _rule in back.added} == {"prohibition"}, "the others are open, or were made under it"
    assert corrected_to.pk == file.pk


def test_there_is_a_birthday_to_correct(cast, file):
    with pytest.raises(Blocked, match="We know them as born on 5 May 1980 already"):
        proposed(file, cast.hr, born_on=TOLD)
    with pytest.raises(Blocked, match="Say which document the date was read from"):
        proposed(file, cast.hr, read_from=" ")
    to_come = volunteer(cast, name="Ida Quill", email="ida.quill@example.org")
    to_come.tell(by=cast.hr, born_on=TOLD)
    with pytest.raises(Blocked, match="They have not begun"):
        proposed(to_come, cast.hr)
    type(file).objects.filter(pk=file.pk).update(born_on=None)
    with pytest.raises(Blocked, match="We know no date of birth of them yet"):
        proposed(file, cast.hr)


def test_two_people_correct_a_birthday(cast, file):
    change = proposed(file, cast.hr)
    with pytest.raises(Blocked, match="Somebody else looks at the document and agrees"):
        change.make(by=cast.hr)
    with pytest.raises(NotAllowed):
        change.make(by=cast.candidate)
    assert change.make.dry_run(by=cast.hr_manager).allowed
    assert change.make.dry_run(by=cast.safeguarding_lead).allowed
    for gone_round in ({"agreed_by": cast.hr}, {"agreed_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactsChange.objects.filter(pk=change.pk).update(state="made", **gone_round)


def test_a_correction_made_meanwhile_is_not_written_over(cast, file):
    first, second = proposed(file, cast.hr), proposed(file, cast.hr_manager, born_on=dt.date(1980, 6, 5))
    first.make(by=cast.head)
    second = FactsChange.objects.select_related(*FactsChange.locked_with).get(pk=second.pk)
    with pytest.raises(Blocked, match="The facts have changed since this was proposed"):
        second.make(by=cast.head)


def test_the_old_date_on_documents_binds_nobody_after_it(cast):
    """Where nobody told a date, the documents did; two people have read it again since."""
    file = begun(cast, None)
    seen = fresh(file).birthday
    assert seen == fresh(file).born_as_seen
    file = corrected(cast, file)
    assert (file.birthday, file.born_as_seen) == (RIGHT, seen)


def test_how_old_they_were_is_read_again(cast):
    file = begun(cast, TOLD)
    young = dt.date.fromisoformat(fresh(file).role_facts["start_date"]) - dt.timedelta(days=17 * 365)
    change = proposed(file, cast.hr, born_on=young).make(by=cast.head)
    assert fresh(file).person_facts["age_at_start"] < 18
    assert "young_person_risk_assessment" in {code for code, _rule in change.added}


def test_on_the_page(cast, file):
    hr, base = browser(cast.hr), f"/people/{file.pk}/"
    assert "Their date of birth is wrong" in hr.get(base).content.decode()
    page = hr.get(f"{base}date-of-birth/").content.decode()
    assert "5 May 1980" in page
    assert hr.post(f"{base}date-of-birth/", {}).status_code == 422
    assert hr.post(f"{base}date-of-birth/", sent(born_on=TOLD, **READ)).status_code == 409
    answer = hr.post(f"{base}date-of-birth/", sent(born_on=RIGHT, **READ))
    assert answer.status_code == 303
    change = FactsChange.objects.get()
    assert answer.url == change.get_absolute_url()
    shown = browser(cast.head).get(answer.url).content.decode()
    for told in (
        "5 May 1980",
        "15 May 1980",
        "Read from: Birth certificate",
        "She noticed on her payslip",
        "by two people",
    ):
        assert told in shown
    assert "Agree or not: the date of birth of Nell Ashby" in str(home_of(cast.head))
    form = {"version": change.version}
    assert browser(cast.hr).post(f"{answer.url}make/", form).status_code == 409
    assert browser(cast.head).post(f"{answer.url}make/", form).status_code == 303
    assert fresh(file).born_on == RIGHT
    assert browser(cast.safeguarding_lead).get(f"{base}date-of-birth/").status_code == 403
    assert browser(cast.stranger).get(f"{base}date-of-birth/").status_code == 404


def test_by_a_program(cast, file):
    hr, head = Asking(cast.hr), Asking(cast.head)
    told = {"born_on": RIGHT.isoformat(), **READ}
    address, person = f"people/{file.pk}/date-of-birth", f"people/{file.pk}"
    assert hr.post(address, told).status_code == 428
    answer = hr.post(address, told, If_Match=hr.tag(person))
    assert answer.status_code == 201, answer.text
    change = answer.json()
    assert (change["state"], change["corrects_date_of_birth"]) == ("proposed", True)
    where = f"changes/{change['id']}"
    assert hr.post(f"{where}/transitions/make", {}, If_Match=hr.tag(where)).status_code == 409
    assert head.post(f"{where}/transitions/make", {}, If_Match=head.tag(where)).status_code == 200
    assert fresh(file).born_on == RIGHT
    assert hr.post(address, {**told, "born_on": "2026-01-01"}, If_Match=hr.tag(person)).status_code == 400


def test_both_dates_go_with_the_file(cast, file):
    corrected(cast, file).leave(by=cast.hr, left_on=clock.today(), reason="They moved away.")
    fresh(file).erase(by=SYSTEM, rule="file_of_leaver")
    as_if_committed()
    kept = FactsChange.objects.get()
    assert (kept.born_on, kept.born_before, kept.read_from) == (None, None, "")


def test_a_page_about_a_date_of_birth_speaks_of_nothing_else(cast):
    """References that were a must to begin and are less to somebody at work are not less asked for: they stay."""
    file = story.started(cast).clearance
    as_if_committed()
    change = proposed(file, cast.hr, born_on=fresh(file).birthday - dt.timedelta(days=1))
    assert not change.is_lighter
    page = browser(cast.head).get(change.get_absolute_url()).content.decode()
    assert "Date of birth" in page
    assert "asks for less" not in page
    assert "Already works for this employer" not in page
