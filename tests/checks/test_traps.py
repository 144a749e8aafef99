"""The twenty-five failures that audits of single central records find, each tried on the product as somebody would fall into it.

Numbered as in the audits' own list: see docs/rules.md for the rules they turn on.
"""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from checks.kinds import KINDS
from checks.models import Check, Document, FactsChange, Receipt
from checks.record.rows import Record
from checks.rescreening import found_for
from checks.rules import required_checks
from checks.rules.sources import CHILDCARE
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.letters import LETTERS
from checks.rules.tables.regulated_activity import ANSWERS
from hiring import clock
from tests import story
from tests.checks import everybody
from tests.checks.everybody import Profile, clear, evidence_for, fresh, fresh_file
from tests.checks.kinds.receipts import GOOD
from tests.checks.people.telling import as_if_committed
from tests.checks.rules.our_cases import GOVERNS, HELPS, TEACHES
from tests.checks.rules.told import LEFT_A_SCHOOL, ON_THE_UPDATE_SERVICE, PERSON, ROLE
from workflows.blockers import Blocked, Refused
from workflows.outbox import carry_out_all

ROOT = Path(__file__).resolve().parents[2]
TODAY = everybody.STORY_DAY
SUPPLY = {"engagement": "agency_supply", "early_years": True} | TEACHES


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(TODAY, 11, 20)):
        yield


def somebody(cast, name="somebody", person=None, **role):
    """A file of checks on somebody in this post, everything still to do."""
    facts = ROLE | role | {"start_date": role.get("start_date", TODAY.isoformat())}
    person = PERSON | (person or {})
    return everybody.file_of(cast, Profile(name, facts, person, ()), f"{name.replace(' ', '.')}@example.org")


def all_clear_but(file, cast, *codes):
    for check in file.checks.exclude(code__in=codes):
        clear(check, cast)
    return fresh_file(file)


def at_work(cast, name="somebody", person=None, **role):
    file = all_clear_but(somebody(cast, name, person, **role), cast).rely_on(by=cast.head)
    as_if_committed()
    return file


def blocked_by(file, cast):
    """The codes of the checks for which this person may not begin."""
    with pytest.raises(Blocked) as why:
        fresh_file(file).rely_on(by=cast.head)
    return sorted({each.code.split(".")[0] for each in why.value.blockers})


def post(client, check, **changed):
    """The evidence form as the page sends it."""
    return client.post(check.get_absolute_url(), typed(check) | changed | {"version": fresh(check).version})


def typed(check):
    return GOOD[check.code]


def form_of(check, **changed):
    return check.kind.Evidence(typed(check) | changed, check=check)


def cell(cast, file, column, on=None):
    [row] = [row for row in Record(cast.hr_manager, on=on) if row.file == file.pk]
    return next(each for each in row.cells if each.code == column)


def on_record(cast, on=None, **filters):
    return {row.file for row in Record(cast.hr_manager, on=on, **filters)}


# 1 to 4: what stands on the record


@pytest.mark.parametrize("date", ["", "yes", "2026-02-31"])
def test_trap_01_a_date_is_never_missing_and_never_yes(cast, client, date):
    check = somebody(cast).checks.get(code="identity")
    client.force_login(cast.hr)
    assert post(client, check, evidence_on=date).status_code == 422
    assert (fresh(check).state, check.receipts.count()) == ("not_started", 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.create(check_row=check, outcome="verified", result="clear", source="yes", sentence="yes")


def test_trap_01_every_date_on_the_record_is_a_date(cast):
    file = at_work(cast)
    [row] = Record(cast.hr_manager)
    assert {each.state for each in row.cells} == {"date", "not_needed"}
    assert all(isinstance(each.on, dt.date) for each in row.cells if each.state == "date")
    assert row.file == file.pk


def test_trap_02_the_day_a_certificate_was_issued_is_not_the_day_it_was_seen(cast, client):
    file = somebody(cast)
    check = file.checks.get(code="dbs_enhanced")
    client.force_login(cast.hr)
    assert post(client, check, evidence_on="").status_code == 422
    assert post(client, check, issued_on="").status_code == 422
    assert post(client, check, evidence_on="2026-06-28").status_code == 422  # seen before it was issued
    file = all_clear_but(file, cast, "dbs_enhanced")
    with clock.at(clock.london(TODAY + dt.timedelta(days=3), 9)):  # entered on Monday, seen on Friday
        assert post(client, check).status_code == 303
        fresh_file(file).rely_on(by=cast.head)
        assert cell(cast, file, "dbs_enhanced").on == TODAY
    assert check.receipts.get().facts["issued_on"] == "2026-06-29"


@pytest.mark.parametrize("engagement", ["agency_supply", "trainee_fee_funded", "contractor_staff", "volunteer"])
def test_trap_03_whoever_comes_by_another_way_is_on_the_record_from_their_first_day(cast, engagement):
    file = somebody(cast, engagement=engagement, paid=engagement == "contractor_staff")
    assert file.pk not in on_record(cast)
    all_clear_but(file, cast).rely_on(by=cast.head)
    assert file.pk in on_record(cast, kind=engagement)


def test_trap_03_nobody_is_at_work_by_another_way_without_a_file(cast):
    file = somebody(cast, engagement="agency_supply")
    assert blocked_by(file, cast) == ["agency_written_confirmation", "identity_on_arrival"]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"engagement": "professional_visitor"}, ["employer_assurance", "identity_on_arrival"]),
        ({"engagement": "contractor_staff"}, ["employer_assurance", "identity_on_arrival"]),
        ({"engagement": "contractor_staff", "contact": "none", "activities": ["other_school_work"]},
         ["escort_or_supervise", "identity_on_arrival"]),
        (HELPS | {"frequency": "one_off"}, ["escort_or_supervise", "volunteer_risk_assessment"]),
    ],
    ids=["visitor", "contractor", "contractor who meets no pupils", "helper for a day"],
)  # fmt: skip
def test_trap_03_nobody_comes_in_on_somebody_elses_word_alone(cast, facts, asked):
    """Gatepost keeps no log of the door: what reception saw, or who stays with them, is recorded on the file, or they do not begin."""
    assert blocked_by(somebody(cast, **facts), cast) == asked


def test_trap_03_whoever_is_not_the_person_named_is_let_in_by_no_decision(cast):
    file = all_clear_but(somebody(cast, **SUPPLY), cast, "identity_on_arrival")
    check = fresh(file.checks.get(code="identity_on_arrival"))
    with pytest.raises(ValueError, match="It is not them"):
        evidence_for(check, is_the_person_named="no")
    check.record(by=cast.hr, evidence=evidence_for(check, outcome="mismatch", is_the_person_named="no"))
    with pytest.raises(Blocked, match="Only newer evidence can"):
        fresh(check).clear(by=cast.head, reason="The agency says it is her sister.")
    assert blocked_by(file, cast) == ["identity_on_arrival"]


def test_trap_03_whoever_needs_an_escort_is_not_their_own(cast):
    file = somebody(cast, engagement="contractor_staff", contact="none", activities=["other_school_work"])
    check = file.checks.get(code="escort_or_supervise")
    assert "cannot be their own escort" in form_of(check, escort=f" {file.person.name.upper()}").errors["escort"][0]
    assert form_of(check, escort="").errors["escort"]
    assert form_of(check).is_valid()


def test_trap_04_an_agency_letter_names_each_check_by_its_date(cast, client):
    file = somebody(cast, **SUPPLY)
    covers = required_checks(file.role_facts, file.person_facts).confirmation_covers
    check = file.checks.get(code="agency_written_confirmation")
    client.force_login(cast.hr)
    dated = [code for code in covers if f"made_{code}" in typed(check)]
    assert {"identity", "dbs_enhanced", "barred_list", "prohibition", "childcare_disqualification"} <= set(dated)
    for code in dated:
        assert post(client, check, **{f"made_{code}": ""}).status_code == 422, code
    assert "agency_written_confirmation" in blocked_by(file, cast)
    for vague in ({"overseas_needed": ""}, {"names_this_person": "no"}, {"certificate_has_content": ""}):
        assert post(client, check, **vague).status_code == 422, vague
    clear(file.checks.get(code="identity_on_arrival"), cast)
    assert post(client, check).status_code == 303
    assert fresh_file(file).rely_on(by=cast.head).state == "relied_on"


def test_trap_04_no_decision_makes_an_agencys_letter_whole(cast, client):
    file = all_clear_but(somebody(cast, **SUPPLY), cast, "agency_written_confirmation")
    check = file.checks.get(code="agency_written_confirmation")
    client.force_login(cast.hr)
    assert post(client, check, made_prohibition="", outcome="received_incomplete").status_code == 303
    for who in (cast.hr, cast.head):
        with pytest.raises(Refused):
            fresh(check).clear(by=who, reason="They said so on the telephone.")
    assert blocked_by(file, cast) == ["agency_written_confirmation"]
    assert post(client, check).status_code == 303
    assert fresh(check).state == "clear"


# 5 to 8: what was never asked


def test_trap_05_nobody_is_added_without_being_asked_about_time_abroad(cast):
    told = {name: value for name, value in PERSON.items() if name != "abroad"}
    with pytest.raises(ValueError, match=r"person\.abroad is missing"):
        required_checks(ROLE, told)


def test_trap_05_time_abroad_shuts_the_gate_until_somebody_has_decided_on_it(cast):
    stay = {"months": 3, "years_since_end": 10, "aged_18_or_over": True, "taught": False}
    file = all_clear_but(somebody(cast, person={"abroad": stay}), cast, "overseas_criminal_record")
    assert blocked_by(file, cast) == ["overseas_criminal_record"]
    clear(file.checks.get(code="overseas_criminal_record"), cast)
    assert fresh_file(file).rely_on(by=cast.head).state == "relied_on"


def test_trap_06_references_come_before_the_first_day_and_are_law_in_early_years(cast):
    file = all_clear_but(somebody(cast, early_years=True), cast, "references")
    assert {check.strength for check in file.checks.filter(code="references")} == {"must"}
    assert blocked_by(file, cast) == ["references"]
    elsewhere = all_clear_but(somebody(cast, "elsewhere"), cast, "references")
    assert {check.strength for check in elsewhere.checks.filter(code="references")} == {"should"}
    assert blocked_by(elsewhere, cast) == ["references"], "a should is not waived by starting"


def test_trap_07_a_reference_nobody_called_back_about_does_not_count(cast):
    from tests.checks.writing_references import answer, ask, reference_of

    check = reference_of(cast)
    answer(check, ask(check, cast))
    assert fresh(check).state == "to_decide"
    with pytest.raises(Blocked) as why:
        fresh(check).clear(by=cast.head, reason="It reads well.")
    assert "references.not_verified" in {each.code for each in why.value.blockers}
    assert any(line.check.pk == check.pk for line in fresh_file(check.clearance).gate().lines)


def test_trap_07_the_candidate_has_no_way_to_hand_in_a_reference(cast, client):
    check = story.accepted(cast).clearance.checks.filter(code="references").first()
    client.force_login(cast.candidate)
    assert client.post(check.get_absolute_url(), typed(check)).status_code == 404
    assert client.get(f"/my/checks/{check.pk}/papers/").status_code == 404
    assert fresh(check).state == "not_started"


def test_trap_08_a_gap_is_explained_before_the_form_can_be_sent(cast, open_vacancy):
    from vacancies.models import HistoryEntry

    application = story.filled_in(open_vacancy, cast.candidate)
    HistoryEntry.objects.filter(application=application).update(from_month="2016-01")
    with pytest.raises(Blocked, match="Explain the gap from July to December 2015"):
        application.submit(by=cast.candidate)


def test_trap_08_a_history_with_a_gap_unread_does_not_clear(cast):
    check = somebody(cast).checks.get(code="employment_history")
    assert not form_of(check, since_education="").is_valid()
    file = all_clear_but(check.clearance, cast, "employment_history")
    fresh(check).record(by=cast.hr, evidence=evidence_for(check) | {"outcome": "gap_unexplained"})
    assert fresh(check).state != "clear"
    assert blocked_by(file, cast) == ["employment_history"]


# 9 to 14: who and when


@pytest.mark.parametrize("missing", ["section_128", "dbs_enhanced", "governance_eligibility_declaration", "identity"])
def test_trap_09_nobody_governs_before_every_check_of_the_office_is_clear(cast, missing):
    office = GOVERNS | {"governance_role": "trustee"}
    file = all_clear_but(somebody(cast, **office), cast, missing)
    assert blocked_by(file, cast) == [missing]
    assert file.pk not in on_record(cast)


def promote(file, cast, **facts):
    """Their facts change, and nothing lighter follows."""
    change = FactsChange.propose(
        by=cast.hr,
        clearance=fresh_file(file),
        role_facts=file.role_facts | facts,
        person_facts=file.person_facts,
        reason="Promoted from September.",
    )
    return change.make(by=cast.hr)


def test_trap_10_promotion_into_management_asks_for_section_128(cast, client):
    file = at_work(cast, competitive_process=False)
    promote(file, cast, management=True)
    check = file.checks.get(code="section_128")
    assert (check.state, check.strength) == ("not_started", "must")
    assert cell(cast, file, "section_128").state == "missing"
    client.force_login(cast.hr)
    assert check.get_absolute_url() in client.get(f"/people/{file.pk}/").content.decode()
    promote(somebody(cast, "maintained", setting="maintained"), cast, management=True)
    assert Check.objects.filter(code="section_128").count() == 1


def test_trap_11_a_clear_certificate_says_nothing_of_prohibition(cast):
    file = all_clear_but(somebody(cast, **TEACHES), cast, "prohibition")
    assert blocked_by(file, cast) == ["prohibition"]
    assert KINDS["prohibition"].comes_with == ""
    assert "prohibition" not in str(KINDS["dbs_enhanced"].Evidence().fields.keys())


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"title": "Midday supervisor", "early_years": True}, True),
        ({"title": "Breakfast club assistant", "later_years_childcare": True}, True),
        ({"title": "Midday supervisor", "phase": "secondary"}, False),
        ({"title": "Caretaker", "activities": ["other_school_work"], "contact": "opportunity"}, False),
    ],
)
def test_trap_12_childcare_disqualification_is_asked_of_those_in_scope_and_of_nobody_else(cast, facts, asked):
    file = somebody(cast, **facts)
    assert file.checks.filter(code="childcare_disqualification").exists() is asked
    if not asked:
        assert dict(file.excluded)["childcare_disqualification"] == "E11"


def test_trap_13_the_2009_regulations_are_quoted_nowhere(cast, vacancy):
    letters = [line for letter in LETTERS.values() for line in letter]
    lines = [*ANSWERS, *letters, *(line for block in BLOCKS for line in block.lines)]
    said = [str(line.source) for line in lines] + [str(vars(type(each))) for each in KINDS.values()]
    said += [page.read_text() for page in (ROOT / "templates").rglob("*.*")]
    assert not [words for words in said if re.search(r"Disqualification\)?[^.]{0,20} Regulations 2009", words)]
    assert "SI 2018/794" in str(CHILDCARE)
    vacancy.childcare_notice = "The Childcare (Disqualification) Regulations 2009 apply to this post."
    vacancy.save(update_fields=["childcare_notice"])
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    with pytest.raises(Blocked, match="citing the 2018 Regulations"):
        vacancy.publish(by=cast.hr)


SUPERVISED = HELPS | {"supervised": True}


def test_trap_14_a_supervised_volunteer_who_begins_from_september_2026_needs_the_list(cast):
    before = somebody(cast, "before", **SUPERVISED)
    with clock.at(clock.london(dt.date(2026, 9, 1), 9)):
        after = somebody(cast, "after", **SUPERVISED, start_date="2026-09-01")
        assert {check.code for check in before.checks.all()} == {"identity", "volunteer_risk_assessment"}
        assert {check.code for check in after.checks.all()} == {
            "identity",
            "volunteer_risk_assessment",
            "dbs_enhanced",
        }
        assert after.checks.get(code="dbs_enhanced").carries == "barred_list"


def test_trap_14_one_planned_before_and_begun_after_is_judged_by_the_rules_of_the_day(cast):
    file = all_clear_but(somebody(cast, **SUPERVISED, start_date="2026-08-31"), cast)
    with clock.at(clock.london(dt.date(2026, 9, 1), 9)):
        assert blocked_by(file, cast) == ["dbs_enhanced"]
        assert fresh_file(file).gate().newly_asked[0].check.carries == "barred_list", "one paper"


def test_trap_14_every_supervised_volunteer_is_listed(cast):
    begun = [at_work(cast, f"helper {number}", **SUPERVISED) for number in (1, 2, 3)]
    at_work(cast, "alone with pupils", **SUPERVISED | {"supervised": False})  # had the list from the start
    with clock.at(clock.london(dt.date(2026, 8, 31), 9)):
        assert found_for(cast.hr).files == []
    with clock.at(clock.london(dt.date(2026, 9, 1), 9)):
        [group] = found_for(cast.hr).groups
        assert {line.file for line in group.lines} == set(begun)
        assert all([need.code for need in line.needs] == ["dbs_enhanced", "barred_list"] for line in group.lines)


# 15 to 18: certificates, lists and permission


def test_trap_15_nobody_starts_before_the_certificate_without_list_and_assessment(cast):
    file = somebody(cast, starts_before_dbs=True)
    early = {"dbs_enhanced", "barred_list_standalone", "dbs_interim_risk_assessment"}
    assert early <= {check.code for check in file.checks.all()}
    file = all_clear_but(file, cast, *early)
    assert blocked_by(file, cast) == sorted(early)
    clear(file.checks.get(code="barred_list_standalone"), cast)
    assert blocked_by(file, cast) == ["dbs_enhanced", "dbs_interim_risk_assessment"]


def test_trap_16_the_list_is_looked_up_alone_only_for_its_two_reasons(cast):
    routine = somebody(cast, "routine")
    assert not routine.checks.filter(code="barred_list_standalone").exists()
    assert dict(routine.excluded)["barred_list_standalone"] == "E7.1"
    office = somebody(cast, "office", activities=[], contact="none", starts_before_dbs=True)
    assert not office.checks.filter(code="barred_list_standalone").exists()
    governor = somebody(cast, "governor", **GOVERNS, governance_role="trustee")
    assert not governor.checks.filter(code__startswith="barred_list").exists()
    left = somebody(cast, "left", {"previous_school_post": LEFT_A_SCHOOL | {"end_date": "2026-06-30"}})
    check = left.checks.get(code="barred_list_standalone")
    assert form_of(check).is_valid(), form_of(check).errors
    with pytest.raises(DatabaseError), transaction.atomic():
        Check.objects.filter(pk=routine.checks.first().pk).update(code="barred_list_standalone")


@pytest.mark.parametrize(
    "fault",
    [
        {"original_seen": False},
        {"consent": False},
        {"workforce": "adult"},
        {"level": "standard"},
        {"children_barred_list": False},
        {"subscribed": False},
    ],
)
def test_trap_17_the_update_service_is_relied_on_only_with_a_certificate_that_fits(cast, fault):
    file = somebody(cast, person={"update_service": ON_THE_UPDATE_SERVICE | fault})
    assert not file.checks.filter(code="dbs_update_status").exists()
    assert file.checks.filter(code="dbs_enhanced").exists()


def test_trap_17_a_status_is_no_evidence_without_sight_of_the_original(cast):
    file = somebody(cast, person={"update_service": ON_THE_UPDATE_SERVICE})
    check = file.checks.get(code="dbs_update_status")
    assert form_of(check).is_valid(), form_of(check).errors
    for fault in ({"original_seen_on": ""}, {"consent": "no"}, {"workforce": "adult"}, {"level": "standard"}):
        assert not form_of(check, **fault).is_valid(), fault


def test_trap_18_right_to_work_is_dated_and_runs_out(cast):
    file = all_clear_but(somebody(cast, person={"rtw": "time_limited"}), cast, "right_to_work", "rtw_follow_up")
    check = file.checks.get(code="right_to_work")
    limited = {"outcome": "limited_until", "permission_ends_on": "2026-07-17"}
    assert not form_of(check, outcome="limited_until").is_valid()
    assert not form_of(check, evidence_on="").is_valid()
    fresh(check).record(by=cast.hr, evidence=evidence_for(fresh(check), **limited))
    assert fresh_file(file).gate().is_open
    with clock.at(clock.london(dt.date(2026, 7, 18), 9)):
        assert "right_to_work" in blocked_by(file, cast)


@pytest.mark.parametrize(("day", "strength"), [("2026-09-30", "policy"), ("2026-10-01", "must")])
def test_trap_18_the_self_employed_are_asked_from_october_2026(cast, day, strength):
    file = somebody(cast, engagement="self_employed", start_date=day)
    assert file.checks.get(code="right_to_work").strength == strength


# 19 to 25: what is kept, the record afterwards, and what may be asked


@pytest.mark.parametrize("code", ["dbs_enhanced", "dbs_update_status", "agency_certificate_copy"])
def test_trap_19_no_copy_of_a_certificate_is_taken_in(cast, client, tmp_path, settings, code):
    from checks.documents import attaching, inspecting
    from tests.checks.documents import files

    settings.MEDIA_ROOT = tmp_path
    people = {"dbs_update_status": {"update_service": ON_THE_UPDATE_SERVICE}}
    route = SUPPLY if code.startswith("agency") else {}
    person = people.get(code, {"agency_dbs_has_disclosure": True if route else None})
    check = somebody(cast, person=person, **route).checks.get(code=code)
    data = files.jpeg()
    looked = inspecting.inspect(data, "certificate.jpg")
    with pytest.raises(Blocked, match="We do not keep copies of DBS certificates"):
        attaching.attach(check, by=cast.hr, title="Certificate", data=data, name="certificate.jpg", looked=looked)
    assert not Document.objects.exists()
    client.force_login(cast.hr)
    assert f"{check.get_absolute_url()}documents/add/" not in client.get(check.get_absolute_url()).content.decode()


def test_trap_19_what_was_kept_of_somebody_not_appointed_goes_in_its_time_with_a_receipt(cast):
    from workflows.models import Destruction
    from workflows.retention import job

    with clock.at(clock.london(dt.date(2025, 10, 1), 9)):
        vacancy = story.interviewed(cast, cast.candidate)
        vacancy.applications.get().do_not_progress(by=cast.head, reason="Another was stronger.")
        carry_out_all()
    job.run(by_label="A test", day=dt.date(2026, 9, 30))
    assert not Destruction.objects.exists()
    job.run(by_label="A test", day=dt.date(2026, 10, 1))
    assert {"unsuccessful_application", "file_not_appointed"} <= {each.rule for each in Destruction.objects.all()}


def test_trap_20_a_leaver_is_off_the_record_and_in_its_past(cast):
    file = at_work(cast)
    with clock.at(clock.london(TODAY + dt.timedelta(days=10), 9)):
        fresh_file(file).leave(by=cast.hr, left_on=TODAY + dt.timedelta(days=9), reason="Moved away.")
        assert file.pk not in on_record(cast)
        assert file.pk in on_record(cast, who="leavers")
        assert file.pk in on_record(cast, on=TODAY + dt.timedelta(days=5))
        assert cell(cast, file, "identity", on=TODAY + dt.timedelta(days=5)).on == TODAY
        assert file.checks.get(code="identity").receipts.count() == 1


def test_trap_21_a_spot_check_falls_by_chance_and_is_looked_at_by_somebody_else(cast):
    from checks.record.spot_check import draw

    at_work(cast)
    review = draw(cast.safeguarding_lead, [cast.school], 1)
    look = review.looks.get()
    with pytest.raises(Blocked):
        look.agree(by=cast.hr)  # HR recorded this person's checks
    look.agree(by=cast.safeguarding_lead)
    assert review.sign_off(by=cast.safeguarding_lead, conclusion="One person, all as it should be.").state == "signed"


def test_trap_22_no_more_is_asked_than_the_rules_ask_and_what_was_left_out_says_why(cast, client):
    file = somebody(cast, "contractor", engagement="contractor_staff", activities=["other_school_work"],
                    contact="opportunity", temporary_or_occasional_service=True)  # fmt: skip
    assert {check.code for check in file.checks.all()} == {"employer_assurance", "identity_on_arrival"}
    assert len(file.excluded) == len(KINDS) - 2
    client.force_login(cast.hr)
    page = client.get(f"/people/{file.pk}/applies/").content.decode()
    assert "R8" in page
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO checks_check (clearance_id, code) VALUES (%s, 'barred_list')", [file.pk]
        )


def test_trap_22_a_certificate_has_no_day_on_which_it_ends(cast):
    check = clear(somebody(cast).checks.get(code="dbs_enhanced"), cast)
    assert check.expires_on is None
    with clock.at(clock.london(TODAY + dt.timedelta(days=3 * 366), 9)):
        assert fresh(check).is_in_force(clock.today())


def test_trap_23_health_is_asked_about_only_after_an_offer(cast):
    clearance = story.interviewing(cast).applications.get().clearance
    check = fresh(clearance.checks.get(code="medical_fitness"))
    for verb, details in ((check.ask, {}), (check.record, {"evidence": evidence_for(check)})):
        with pytest.raises(Blocked, match="only after a conditional offer"):
            verb(by=cast.hr, **details)


def test_trap_23_no_question_to_a_referee_or_an_applicant_asks_about_health():
    from checks.forms import lint
    from tests.checks.asked import words_asked_of_applicants, words_asked_of_referees

    asked = [*words_asked_of_referees(), *words_asked_of_applicants()]
    assert len(asked) > 20
    assert [words for words in asked if lint.asks_about_health(words)] == []


def test_trap_24_nothing_is_asked_to_be_declared_or_searched_for_before_the_shortlist(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    assert application.clearance is None
    application.shortlist(by=cast.hr)
    vacancy = type(vacancy).objects.get(pk=vacancy.pk)
    vacancy.confirm_shortlist(by=cast.hr)
    vacancy.begin_interviews(by=cast.hr)
    carry_out_all()
    asked = {check.code for check in vacancy.applications.get().clearance.checks.all()}
    assert {"self_declaration", "online_search"} <= asked


def test_trap_24_nobody_on_the_panel_searches_online(cast):
    check = story.accepted(cast).clearance.checks.get(code="online_search")
    with pytest.raises(Blocked, match="You sit on the panel"):
        fresh(check).record(by=cast.head, evidence=evidence_for(check))
    assert not check.receipts.exists()


def test_trap_24_spent_matters_are_asked_about_only_where_the_dbs_would_show_them(cast):
    open_post, desk = somebody(cast, "open"), somebody(cast, "desk", activities=[], contact="none")
    scopes = [each.checks.get(code="self_declaration").declaration_scope for each in (open_post, desk)]
    assert scopes == ["unspent_plus_unprotected_spent", "unspent_only"]


def test_trap_25_an_offer_is_conditional_until_every_check_is_clear_and_says_so(cast):
    from workflows.models import Message

    appointment = story.accepted(cast)
    carry_out_all()
    letter = Message.objects.filter(kind__contains="offer", to_email=cast.candidate.email).latest("id").body
    assert all(check.title in letter for check in appointment.clearance.checks.exclude(code="references"))
    assert appointment.is_unconditional is False
    assert "unconditional" not in letter.lower()
    for check in appointment.clearance.checks.all():
        story.clear(check, cast)
    assert type(appointment).objects.get(pk=appointment.pk).is_unconditional is True


@pytest.mark.parametrize(("left_on", "carries_over"), [("2026-04-03", True), ("2026-04-02", False)])
def test_trap_25_three_months_out_of_school_are_counted_by_the_calendar(cast, left_on, carries_over):
    file = somebody(cast, person={"previous_school_post": LEFT_A_SCHOOL | {"end_date": left_on}})
    assert file.checks.filter(code="dbs_enhanced").exists() is not carries_over


def test_trap_25_an_apprentice_of_seventeen_is_not_turned_away(cast):
    appointment = story.accepted(cast)
    appointment.clearance.tell(by=cast.candidate, born_on=TODAY.replace(year=TODAY.year - 17))
    file = all_clear_but(appointment.clearance, cast)
    assert file.checks.filter(code="young_person_risk_assessment", state="clear").exists()
    assert file.appointment.confirm_start(by=cast.head).state == "confirmed"


def test_trap_25_a_probation_is_decided_before_the_law_protects_whoever_is_on_it(cast):
    """Begun on 1 April 2026: to be decided by 1 September, and never later than the day before 1 January 2027."""
    from tests.vacancies.test_hr_home import first
    from vacancies.models import Probation

    with clock.at(clock.london(dt.date(2026, 4, 1), 9)):
        story.met(story.started(cast).probation, cast, week=18)
    with clock.at(clock.london(dt.date(2026, 8, 4), 9)):
        assert first(cast.head).word == "Decide by Tue 1 September"
        probation = Probation.objects.get()
        with pytest.raises(Blocked, match="Extend to Thursday 31 December 2026 at the latest"):
            probation.extend(by=cast.head, until=dt.date(2027, 1, 1), reason="A little longer.")
        with pytest.raises(DatabaseError, match="probation_is_not_extended_into_protection"), transaction.atomic():
            Probation.objects.update(extended_to=dt.date(2027, 1, 1))
        assert probation.extend(by=cast.head, until=dt.date(2026, 12, 31), reason="Leave.").state == "extended"
    with clock.at(clock.london(dt.date(2027, 1, 1), 9)):
        assert first(cast.head).word == "Decision late"
        assert not Probation.objects.get().end.dry_run(by=cast.head, reason="Too late.").allowed
