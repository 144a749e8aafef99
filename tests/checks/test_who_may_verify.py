"""Each kind is held to its own "who may verify": by the door, on the page, by a program, and by raw SQL."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from checks.kinds import KINDS
from checks.kinds.authority import HEADTEACHER, IN_THE_REGISTER
from checks.models import Receipt, Verifier
from hiring import clock
from hiring.models import Role
from tests import story
from tests.checks import everybody
from tests.checks.record import scene as at_work_here
from vacancies.demo.verifiers import entered, entry
from workflows.blockers import Blocked, NotAllowed

pytestmark = pytest.mark.django_db
HELD_TO = sorted(code for code, kind in KINDS.items() if kind.authorities and not kind.comes_with)
A_DAY = dt.timedelta(days=1)
MORE = {"medical_fitness": {"adviser": "head"}}


@pytest.fixture
def admin(cast):
    return story.person("Priya Nair", role=Role.ADMINISTRATOR, trust=cast.trust)


@pytest.fixture
def newcomer(cast):
    """An HR officer whom nobody has entered."""
    return story.person("Tilda Wren", role=Role.HR_OFFICER, trust=cast.trust, school=cast.school)


def check_of(cast, code):
    """A check of this kind, in the file of somebody whose post asks for it."""
    profile = next(each for each in everybody.profiles() if code in each.codes)
    return everybody.fresh(everybody.file_of(cast, profile).checks.filter(code=code).first())


def evidence_for(check, **more):
    return everybody.evidence_for(check, **({"seen_by_name": ""} | MORE.get(check.code, {}) | more))


def recorded(check, by, **more):
    return everybody.fresh(check).record.dry_run(by=by, evidence=evidence_for(check, **more))


def codes(verdict):
    return {each.code for each in verdict.blockers}


def may_not(check):
    return f"{check.code}.may_not_verify"


@pytest.mark.parametrize("code", HELD_TO)
def test_whoever_looked_might(cast, newcomer, code):
    check = check_of(cast, code)
    assert may_not(check) in codes(recorded(check, newcomer))
    assert may_not(check) not in codes(recorded(check, newcomer, seen_by_name=cast.head.name))
    assert may_not(check) not in codes(recorded(check, cast.head))
    authority = check.kind.authority_for(evidence_for(check))
    assert (may_not(check) in codes(recorded(check, cast.hr))) == (authority is HEADTEACHER)


def test_the_refusal_says_what_is_missing_who_has_it_and_the_way_out(cast, newcomer):
    check = check_of(cast, "prohibition")
    (blocker,) = recorded(check, newcomer).blockers
    day = f"{clock.today():%-d %B %Y}"
    assert blocker.text == (
        "Prohibition from teaching asks for “Registered user of Check a teacher’s record”, which Tilda Wren did not hold "
        f"on {day}. Jo Marlowe and Ruth Calloway did: enter who looked, or have the HR manager enter Tilda Wren under "
        "“Who may verify”, and record it again."
    )
    assert (blocker.fix, blocker.owner) == ("/settings/verifiers/", "Jo Marlowe and Ruth Calloway")


def test_where_nobody_may_the_refusal_says_so(cast, newcomer):
    check = check_of(cast, "prohibition")
    for each in Verifier.objects.filter(authority="teachers_record"):
        each.end(by=cast.hr_manager, ended_on=clock.today() - A_DAY, reason="The account was closed.")
    (blocker,) = recorded(check, newcomer).blockers
    assert "Nobody did: have the HR manager enter Tilda Wren" in blocker.text
    (blocker,) = recorded(check, cast.hr).blockers
    assert f"which Jo Marlowe held until {clock.today() - A_DAY:%-d %B %Y}." in blocker.text


@pytest.mark.parametrize(("first", "last", "might"), [(0, 0, True), (-1, -1, False), (1, 1, False), (-1, 1, True)])
def test_the_first_and_the_last_day_count_and_none_beside_them(cast, admin, newcomer, first, last, might):
    today = clock.today()
    days = {"since": today + first * A_DAY, "until": today + last * A_DAY}
    entered(cast.trust, admin, [entry(newcomer, "teachers_record", **days)])
    check = check_of(cast, "prohibition")
    assert (may_not(check) not in codes(recorded(check, newcomer))) == might


def test_an_entry_at_one_school_does_not_reach_another(cast, admin, newcomer):
    since = clock.today() - A_DAY
    entered(cast.trust, admin, [entry(newcomer, "teachers_record", since, school=cast.other_school)])
    check = check_of(cast, "prohibition")
    assert may_not(check) in codes(recorded(check, newcomer))
    entered(cast.trust, admin, [entry(newcomer, "teachers_record", since, school=cast.school)])
    assert recorded(check, newcomer).allowed


def test_whoever_is_named_is_judged_and_named_on_the_receipt(cast, admin, newcomer):
    desk = story.person("Hana Pryce")
    entered(cast.trust, admin, [entry(desk, "reception", clock.today())])
    check = check_of(cast, "identity_on_arrival")
    check.record(by=newcomer, evidence=evidence_for(check, seen_by_name="  hana   pryce "))
    receipt = check.receipts.get()
    assert (receipt.seen_by, receipt.seen_by_label, receipt.entered_by) == (desk, "Hana Pryce", newcomer)
    assert receipt.verifier == Verifier.objects.get(person=desk)
    assert "Seen by Hana Pryce, as Tilda Wren wrote down." in receipt.sentence


def test_whoever_wrote_it_down_does_not_void_it_either(cast, newcomer):
    check = check_of(cast, "identity")
    check.record(by=newcomer, evidence=evidence_for(check, seen_by_name=cast.hr.name))
    for who in (newcomer, cast.hr):
        assert codes(check.void.dry_run(by=who, reason="x")) == {"identity.own_receipt"}
    with pytest.raises(IntegrityError, match="somebody else does"), transaction.atomic():
        check.receipts.update(voided_at=clock.now(), voided_by=newcomer)
    assert check.void.dry_run(by=cast.head, reason="x").allowed


def test_nobody_verifies_their_own_papers_by_being_named(cast, admin):
    check = check_of(cast, "identity")
    entered(cast.trust, admin, [entry(check.clearance.person, "identity_documents", clock.today() - A_DAY)])
    named = recorded(check, cast.hr, seen_by_name=check.clearance.person.name)
    assert codes(named) == {may_not(check)}


def test_what_ran_out_blocks_the_next_look_and_undoes_none(cast):
    check = check_of(cast, "prohibition")
    check.record(by=cast.hr, evidence=evidence_for(check))
    entry = Verifier.objects.get(person=cast.hr, authority="teachers_record")
    entry.end(by=cast.hr_manager, ended_on=clock.today() - A_DAY, reason="Left the service.")
    assert everybody.fresh(check).state == "clear"
    check = everybody.fresh(check).void(by=cast.head, reason="Again.")
    assert codes(recorded(check, cast.hr)) == {may_not(check)}
    assert recorded(check, cast.head).allowed


def test_what_is_only_asked_for_needs_nobody_special(cast, newcomer):
    for code, outcome in [("itt_provider_confirmation", "asked"), ("chair_dfe_suitability", "submitted")]:
        check = check_of(cast, code)
        assert may_not(check) not in codes(recorded(check, newcomer, outcome=outcome))
    check = check_of(cast, "medical_fitness")
    assert recorded(check, newcomer, adviser="occupational_health").allowed


def test_a_name_where_nobody_has_to_be_named_is_refused(cast):
    check = check_of(cast, "dbs_enhanced")
    form = check.kind.Evidence({"outcome": "applied", "seen_by_name": "CANARY theft 2009"}, check=check)
    assert form.errors["seen_by_name"] == ["Leave this empty: for this result nobody has to be named"]


def test_words_instead_of_a_name_are_kept_nowhere(cast):
    check = check_of(cast, "identity")
    assert codes(recorded(check, cast.hr, seen_by_name="CANARY theft 2009")) == {may_not(check)}
    check.record(by=cast.hr, evidence=evidence_for(check, seen_by_name=cast.head.name))
    assert "seen_by_name" not in check.receipts.get().facts


def test_whoever_decides_might(cast, newcomer):
    check = check_of(cast, "name_history")
    check.record(by=cast.hr, evidence=evidence_for(check, outcome="partial_explained", why_missing="Lost in a flood."))
    verdict = check.clear.dry_run(by=newcomer, reason="Looked again.")
    assert codes(verdict) == {may_not(check)}
    assert "Ask the headteacher, Jo Marlowe and Ruth Calloway to decide." in verdict.blockers[0].text
    assert check.clear.dry_run(by=cast.hr, reason="Looked again.").allowed
    Verifier.objects.get(person=cast.head, authority="identity_documents").end(
        by=cast.hr_manager, ended_on=clock.today() - A_DAY, reason="x"
    )
    assert everybody.fresh(check).clear.dry_run(by=cast.head, reason="Looked again.").allowed


def test_two_people_read_it(cast):
    check = check_of(cast, "employment_history")
    assert codes(recorded(check, cast.hr, second_reader="jo marlowe")) == {"employment_history.one_reader"}
    assert recorded(check, cast.hr).allowed


def insert(check, **facts):
    with transaction.atomic():
        Receipt.objects.create(
            check_row=check, result="clear", source="x", sentence="x", seen_by_label="x",
            **({"outcome": "none_found", "evidence_on": clock.today()} | facts),
        )  # fmt: skip


def test_raw_sql_writes_no_receipt_of_what_somebody_looked_at_who_might_not(cast, admin, newcomer):
    check = check_of(cast, "prohibition")
    theirs = Verifier.objects.get(person=cast.hr, authority="teachers_record")
    other = Verifier.objects.get(person=cast.hr, authority="reception")
    ended = Verifier.objects.get(person=cast.head, authority="teachers_record")
    ended.end(by=admin, ended_on=clock.today() - A_DAY, reason="x")
    (far,) = entered(cast.trust, admin, [entry(newcomer, "teachers_record", clock.today(), school=cast.other_school)])
    for who, by_what in [
        (cast.hr, None), (newcomer, theirs), (None, theirs), (cast.hr, other), (cast.head, ended), (newcomer, far),
    ]:  # fmt: skip
        with pytest.raises(IntegrityError, match="not trained or named to verify this"):
            insert(check, seen_by=who, verifier=by_what)
    with pytest.raises(IntegrityError, match="not trained or named"):
        insert(check, seen_by=cast.hr, verifier=theirs, evidence_on=dt.date(2019, 12, 31))
    insert(check, seen_by=cast.hr, verifier=theirs)


def mark_in_sql(check, by, on):
    """Straight into the table, as if it had been copied from the old record; asked at once as at commit."""
    with transaction.atomic():
        insert(check, outcome="historic", historic=True, copied_by=by, evidence_on=on)
        connection.check_constraints()


def test_raw_sql_marks_nothing_as_copied_from_the_old_record(cast):
    """The mark is no way round the register: not for a new appointment, nor without the verb, nor of a day since."""
    newly = check_of(cast, "prohibition")
    with pytest.raises(IntegrityError, match="were here before their file"):
        mark_in_sql(newly, cast.hr, dt.date(2019, 3, 12))
    with clock.at(clock.now() - 30 * A_DAY):
        gap = at_work_here.check_of(at_work_here.in_post(cast, without=["prohibition"]), "prohibition")
        connection.check_constraints()
    with pytest.raises(IntegrityError, match="through the door"):
        mark_in_sql(gap, cast.hr, dt.date(2019, 3, 12))
    gap.record_historic(by=cast.hr, seen_on=dt.date(2019, 3, 12), where="cupboard, folder 3")
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="through the door"):
        mark_in_sql(gap, cast.hr, dt.date(2019, 3, 12))
    with pytest.raises(IntegrityError, match="ends on the day it was opened"):
        mark_in_sql(gap, cast.hr, clock.today() - A_DAY)


def test_what_is_copied_again_after_a_correction_stands_beside_what_was_voided(cast):
    gap = at_work_here.check_of(at_work_here.in_post(cast, without=["identity"]), "identity")
    connection.check_constraints()
    for year in (2018, 2019):
        gap = everybody.fresh(gap).record_historic(by=cast.hr, seen_on=dt.date(year, 3, 12), where="folder 3")
        connection.check_constraints()
        if year == 2018:
            everybody.fresh(gap).void(by=cast.head, reason="It was another Ada.")
            connection.check_constraints()
    assert gap.receipts.filter(historic=True).count() == 2


def test_the_database_asks_for_what_the_kinds_ask_for():
    facts = [{}, {"route": "provider"}, {"read_on": "certificate"}, {"adviser": "head"}]
    told = [(code, o, more) for code, kind in KINDS.items() for o in kind.outcomes for more in facts]
    with connection.cursor() as cursor:
        for code, outcome, more in told:
            authority = KINDS[code].authority_for({"outcome": outcome, **more})
            cursor.execute("SELECT gatepost_authority_for(%s, %s, to_jsonb(%s::json))", [code, outcome, as_json(more)])
            assert cursor.fetchone()[0] == (authority.code if authority else None), (code, outcome, more)


def as_json(facts):
    return "{" + ", ".join(f'"{name}": "{value}"' for name, value in facts.items()) + "}"


def test_nobody_enters_themselves_and_only_the_keepers_of_the_trust_enter_anybody(cast, admin):
    for who, whom in [
        (cast.hr_manager, cast.hr_manager),
        (cast.hr, cast.head),
        (cast.stranger, cast.hr),
        (admin, admin),
    ]:
        with pytest.raises(NotAllowed), transaction.atomic():
            entered(cast.trust, who, [entry(whom, "reception", clock.today())])
    with pytest.raises(IntegrityError, match="nobody_makes_themselves"), transaction.atomic():
        Verifier.objects.bulk_create(
            [Verifier(school=cast.school, person=admin, entered_by=admin, authority="reception", state="held", version=1,
                      from_on=clock.today(), grounds="x", grounds_on=clock.today())]
        )  # fmt: skip


def test_it_lasts_as_long_as_its_terms(cast, admin):
    accepted = dt.date(2026, 9, 1)
    for until in (None, dt.date(2027, 9, 2)):
        days = {"grounds_on": accepted, "from_on": accepted, "until_on": until}
        with pytest.raises(Blocked, match="lasts until 1 September 2027 at the latest"), transaction.atomic():
            entered(cast.trust, admin, [entry(cast.hr, "barred_list", accepted) | days])
    days["until_on"] = dt.date(2027, 9, 1)
    assert entered(cast.trust, admin, [entry(cast.hr, "barred_list", accepted) | days])


def test_it_runs_forward(cast, admin):
    today = clock.today()
    with pytest.raises(Blocked, match="cannot verify before"), transaction.atomic():
        entered(cast.trust, admin, [entry(cast.hr, "reception", today) | {"from_on": today - A_DAY}])
    with pytest.raises(Blocked, match="The last day cannot be before the first"), transaction.atomic():
        entered(cast.trust, admin, [entry(cast.hr, "reception", today, today - A_DAY)])


def test_it_ends_before_its_time(cast, admin):
    today = clock.today()
    entered(cast.trust, admin, [entry(cast.hr, "reception", today - 9 * A_DAY, today - A_DAY)])
    desk = Verifier.objects.get(person=cast.hr, authority="reception", until_on=today - A_DAY)
    with pytest.raises(Blocked, match="It ends by itself on"):
        desk.end(by=cast.hr_manager, ended_on=today, reason="They left reception.")
    desk.end(by=cast.hr_manager, ended_on=today - 2 * A_DAY, reason="They left reception.")


@pytest.mark.parametrize(
    "change",
    [{"from_on": "2019-01-01"}, {"until_on": "2030-01-01"}, {"authority": "reception"}, {"grounds": "x"}, {"person_id": 1},
     {"ended_on": "2020-01-02"}, {"trust_wide": False}],
)  # fmt: skip
def test_the_register_is_added_to_and_never_changed(cast, change):
    mine = Verifier.objects.filter(person=cast.hr, authority="teachers_record")
    with pytest.raises(IntegrityError, match="ended once, never changed"), transaction.atomic():
        mine.update(**change)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM checks_verifier")
    mine.get().end(by=cast.hr_manager, ended_on=clock.today(), reason="x")
    with pytest.raises(IntegrityError, match="ended once"), transaction.atomic():
        mine.update(ended_on="2030-01-01")


def written_at_once(row):
    Verifier.objects.bulk_create([row])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_entry_without_its_event_is_refused(cast, admin):
    row = Verifier(
        school=cast.school, person=cast.hr, entered_by=admin, authority="reception", state="held", version=1,
        from_on=clock.today(), grounds="x", grounds_on=clock.today(),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="does not end where the record says"), transaction.atomic():
        written_at_once(row)


def test_whoever_saw_the_paper_might(cast):
    from checks.guards_verifying import whoever_saw_the_paper_might
    from workflows.transitions import Move

    check = check_of(cast, "dbs_enhanced")
    told = {"seen_by_name": "Sunil Bhatt", "original_seen_on": clock.today()}
    move = Move(by=cast.hr, at=clock.now(), details=told)
    assert [each.code for each in whoever_saw_the_paper_might(check, move)] == [may_not(check)]
    told["seen_by_name"] = "Ruth Calloway"
    assert not list(whoever_saw_the_paper_might(check, move))


def test_every_authority_is_asked_for_by_a_kind_and_every_kind_says_who():
    assert {each for kind in KINDS.values() for each in kind.authorities} == {*IN_THE_REGISTER.values(), HEADTEACHER}
    assert all(kind.verified_by for kind in KINDS.values())
