"""Evidence that cannot be, refused in a sentence that says the way out."""

import datetime as dt

import pytest

from checks.kinds import kind
from checks.kinds.employer_assurance import NOT_ENOUGH
from checks.kinds.volunteer_risk_assessment import NEVER_ALONE
from checks.kinds.young_person_risk_assessment import leaves_school_on
from tests.checks.kinds.receipts import GOOD, PAPER

APPLIED = {"outcome": "applied", "application_ref": "E0042", "applied_on": "2026-06-24"}
APPLIED |= {"position": "Child Workforce", "consent": "yes"}
AT_SCHOOL = {"parent_told": "not_needed", "eighteen_on": "2030-01-14"}
SETTLED = {"method": "manual_list_a", "document": "passport_settled"}
REFUSED = [
    ("barred_list_standalone", {"terms": ""}, "terms", "Enter what you searched for and the date"),
    (
        "dbs_enhanced",
        {"issued_on": "2026-07-03"},
        "evidence_on",
        "so it cannot have been seen on the day it was issued",
    ),
    ("dbs_enhanced", {"issued_on": "2026-07-04"}, "issued_on", "The date must be in the past"),
    ("dbs_enhanced", {"issued_on": "2026-06-23"}, "issued_on", "The certificate date is before we asked for it"),
    (
        "dbs_enhanced",
        {"applied_on": "2026-06-30"},
        "issued_on",
        "The certificate date is before we asked for it. Check the date",
    ),
    (
        "dbs_enhanced",
        {"certificate_number": "12345"},
        "certificate_number",
        "Enter the certificate number, 12 figures",
    ),
    ("dbs_enhanced", {"certificate_number": ""}, "certificate_number", "Enter the certificate number, 12 figures"),
    ("dbs_enhanced", {"level": "standard"}, "level", "This post needs an enhanced certificate"),
    ("dbs_enhanced", {"workforce": "adult"}, "workforce", "This post needs a certificate for the child workforce"),
    ("dbs_enhanced", APPLIED | {"application_ref": ""}, "application_ref", "Enter the application reference"),
    ("dbs_enhanced", APPLIED | {"position": ""}, "position", "Select how the position"),
    ("dbs_enhanced", APPLIED | {"position": "other"}, "position", "must say Child Workforce"),
    ("dbs_enhanced", APPLIED | {"consent": "no"}, "consent", "Ask the person first"),
    (
        "childcare_disqualification",
        {
            "outcome": "waiver_granted",
            "waiver_reference": "W1",
            "waiver_dated_on": "2026-07-01",
            "waiver_limits": "some",
        },
        "rule_1",
        "Enter each rule of supervision",
    ),
    ("childcare_disqualification", {"outcome": "waiver_appealed"}, "appealed_on", "Enter the date they appealed"),
    ("dbs_update_status", {"consent": "no"}, "consent", "Ask the person to agree"),
    ("dbs_update_status", {"original_seen_on": "2026-07-04"}, "original_seen_on", "The date must be in the past"),
    ("dbs_update_status", {"evidence_on": "2026-07-01"}, "evidence_on", "See the original certificate before"),
    ("dbs_interim_risk_assessment", {"review_on": ""}, "review_on", "Enter the date to look again"),
    ("dbs_interim_risk_assessment", {"review_on": "2026-07-01"}, "review_on", "must be after it was signed"),
    ("dbs_interim_risk_assessment", {"review_on": "2026-09-30"}, "review_on", "Look again within 28 days"),
    ("dbs_interim_risk_assessment", {"never_alone": "no"}, "never_alone", "They may not be alone with pupils"),
    ("identity", {"documents": []}, "documents", "Select each document you saw"),
    ("identity", {"document_ends_on": "2026-06-30"}, "document_ends_on", "This document ended on 30 June 2026"),
    ("identity", {"born_on": "2026-07-04"}, "born_on", "The date must be in the past"),
    ("identity", {"photo_matches": "no"}, "outcome", "It cannot be them"),
    ("name_history", {"linked_by_1": "none"}, "linked_by_1", "Select the document that joins the names"),
    ("right_to_work", {"outcome": "limited_until"}, "permission_ends_on", "Enter the date permission ends"),
    (
        "right_to_work",
        {"permission_ends_on": "2026-07-02"},
        "permission_ends_on",
        "This permission ended on 2 July 2026",
    ),
    ("right_to_work", {"permission_ends_on": "2027-07-02"}, "outcome", "You gave a date when permission ends"),
    ("employment_history", {"since_education": "no"}, "since_education", "Ask for the years that are missing"),
    ("employment_history", {"outcome": "gaps_explained"}, "gaps", "Enter the months of each gap"),
    ("references", {"verified_how": ""}, "verified_how", "Make sure the referee is who they say"),
    ("references", {"verified_source": ""}, "verified_source", "Enter where you found the number or address yourself"),
    ("references", {"capacity": "family_or_friend"}, "capacity", "Family and friends cannot be referees"),
    ("references", {"agrees_with_application": "no"}, "outcome", "Settle what does not agree"),
    ("references", {"outcome": "unobtainable_recorded"}, "tried", "Enter what you tried, and when"),
    ("self_declaration", {"signed": "no"}, "signed", "Ask the person to sign it"),
    ("online_search", {"terms": ""}, "terms", "Enter what you searched for and the date"),
    ("online_search", {"source": ""}, "source", "Enter where you looked"),
    ("online_search", {"candidate_was_told": "no"}, "candidate_was_told", "Tell the candidate before you search"),
    ("online_search", {"places": []}, "places", "Select each kind of place you looked in"),
    (
        "online_search",
        {"outcome": "item_to_explore", "identity_match": "not_sure"},
        "identity_match",
        "Make sure it is them",
    ),
    ("online_search", {"outcome": "not_done"}, "reason", "Enter why it was not done"),
    ("childcare_disqualification", {"outcome": "waiver_granted"}, "waiver_reference", "Ofsted's letter"),
    ("prohibition", {"lists": ["prohibition"]}, "lists", "Read all four lists"),
    ("prohibition", {"trn": "12"}, "trn", "Enter the teacher reference number, 7 figures"),
    ("qualifications", {"awarding_body": ""}, "awarding_body", "Enter who awarded it"),
    ("qualifications", {"qualification_2": "Level 3 diploma"}, "awarding_body_2", "Enter who awarded it"),
    ("qualifications", {"grade_3": "Merit"}, "qualification_3", "Enter the qualification on the certificate"),
    (
        "qualifications",
        {"qualification_4": "First aid", "awarding_body_4": "A charity", "awarded_on_4": "2026-07-04"},
        "awarded_on_4",
        "The date must be in the past",
    ),
    (
        "qualifications",
        {
            "qualification_2": "First aid",
            "awarding_body_2": "A charity",
            "awarded_on_2": "2026-07-02",
            "evidence_on": "2026-07-01",
        },
        "awarded_on_2",
        "before it was awarded",
    ),
    ("identity", {"documents": ["passport", "other"]}, "other_document", "Enter which other document you saw"),
    (
        "qualifications",
        {"awarded_on": "2026-07-03", "evidence_on": "2026-07-01"},
        "evidence_on",
        "before it was awarded",
    ),
    ("qts_status", {"status": "none"}, "status", "Select the status the register shows"),
    ("overseas_criminal_record", {"issued_on": ""}, "issued_on", "Enter the date on the document"),
    (
        "overseas_criminal_record",
        {"evidence_on": "2026-06-19"},
        "evidence_on",
        "You cannot have seen it before it was issued",
    ),
    ("overseas_criminal_record", {"outcome": "unobtainable_alternatives"}, "instead", "Select what you have instead"),
    ("overseas_criminal_record", {"outcome": "unobtainable_alternatives"}, "tried", "Enter what they tried"),
    ("overseas_criminal_record", {"translation": "wanting"}, "translation", "See a certified translation"),
    ("overseas_criminal_record", {"issued_by": ""}, "issued_by", "Enter who issued it"),
    ("overseas_criminal_record", {"original_seen": ""}, "original_seen", "Say whether you saw the original"),
    ("overseas_criminal_record", {"original_seen": "no"}, "original_seen", "See the original before"),
    ("overseas_criminal_record", {"outcome": "not_needed_reason"}, "reason", "Enter why it is not needed"),
    ("overseas_teaching_standing", {"came_from": "candidate"}, "came_from", "Ask the regulator to confirm it"),
    (
        "overseas_teaching_standing",
        {"issued_on": "2026-07-03", "evidence_on": "2026-07-02"},
        "evidence_on",
        "before it was issued",
    ),
    ("overseas_teaching_standing", {"outcome": "no_regulator"}, "other_source", "Enter the other source"),
    ("young_person_risk_assessment", {"parent_told": "not_yet"}, "parent_told", "Tell a parent"),
    (
        "agency_written_confirmation",
        {"made_identity": ""},
        "made_identity",
        "Enter the date the letter gives for identity",
    ),
    ("agency_written_confirmation", {"made_prohibition": ""}, "made_prohibition", "or ask for it"),
    (
        "agency_written_confirmation",
        {"made_dbs_enhanced": "2026-07-02", "evidence_on": "2026-07-01"},
        "made_dbs_enhanced",
        "The letter cannot tell of a check made after it came",
    ),
    ("agency_written_confirmation", {"overseas_needed": ""}, "overseas_needed", "If the letter does not say, ask"),
    ("agency_written_confirmation", {"overseas_needed": "yes"}, "made_overseas", "for checks overseas"),
    ("agency_written_confirmation", {"names_this_person": "no"}, "names_this_person", "covers nobody"),
    (
        "agency_written_confirmation",
        {"certificate_dated_on": ""},
        "certificate_dated_on",
        "Enter the certificate date",
    ),
    ("chair_dfe_suitability", {"letter_dated_on": ""}, "letter_dated_on", "Enter the date on the letter"),
    ("chair_dfe_suitability", {"evidence_on": "2026-06-30"}, "evidence_on", "before it was written"),
    ("companies_house_idv", {"verified_on": ""}, "verified_on", "Enter the date the register shows"),
    ("companies_house_idv", {"evidence_on": "2026-06-29"}, "evidence_on", "before it was done"),
    ("escort_or_supervise", {"escort": ""}, "escort", "Enter who stays with them"),
    ("escort_or_supervise", {"last_day_on": "2026-07-01"}, "last_day_on", "cannot be before the visit began"),
    ("escort_or_supervise", {"last_day_on": "2026-08-01"}, "last_day_on", "Record it again within 28 days"),
    ("identity_on_arrival", {"is_the_person_named": "no"}, "outcome", "It is not them"),
    (
        "identity_on_arrival",
        {"document_ends_on": "2026-07-02"},
        "document_ends_on",
        "This document ended on 2 July 2026",
    ),
    ("identity_on_arrival", {"document": "passport", "document_ends_on": ""}, "document_ends_on", "Enter the date"),
    ("identity_on_arrival", {"document_ends_on": ""}, "document_ends_on", "Enter the date the photo document ends"),
    ("identity_on_arrival", {"document": ""}, "document", "Select the photo identity shown"),
    ("medical_fitness", {"adviser": ""}, "adviser", "Select who advised"),
    (
        "medical_fitness",
        {"outcome": "fit_with_adjustments", "adjustments_agreed": "no"},
        "adjustments_agreed",
        "Agree",
    ),
    ("medical_fitness", {"outcome": "referred", "adviser": "head"}, "adviser", "Select occupational health"),
    ("section_128", {"every_name": "no"}, "every_name", "Search under every name"),
    ("section_128", {"read_on": ""}, "read_on", "Select the source"),
    ("prohibition", {"every_name": "no"}, "every_name", "Search under every name"),
    ("prohibition", {"born_on": ""}, "born_on", "Enter the date of birth you searched for"),
    ("qualifications", {"is_original": "no"}, "is_original", "A copy is not enough"),
    ("qualifications", {"outcome": "verified_at_source"}, "confirmed_by", "Enter who at the awarding body"),
    ("qualifications", {"outcome": "working_towards"}, "expected_on", "Enter the date it is expected"),
    ("qualifications", {"outcome": "working_towards", "expected_on": "2026-07-01"}, "expected_on", "has passed"),
    ("barred_list_standalone", {"every_name": ""}, "every_name", "Select yes or no"),
    ("barred_list_standalone", {"every_name": "no"}, "every_name", "Search under every name"),
    ("qts_status", {"trn": ""}, "trn", "Enter the teacher reference number, 7 figures"),
    ("qts_status", {"born_on": ""}, "born_on", "Enter the date of birth you searched for"),
    ("qts_status", {"awarded_on": ""}, "awarded_on", "Enter the date it was awarded"),
    ("volunteer_risk_assessment", {"review_on": "2027-07-04"}, "review_on", "Look again within a year"),
    ("volunteer_risk_assessment", {"review_on": "2026-07-02"}, "review_on", "must be after it was made"),
    ("volunteer_risk_assessment", {"checks_follow": "no"}, "checks_follow", "Correct the facts of their role"),
    ("volunteer_risk_assessment", {"duties": ""}, "duties", "Enter what they will do"),
    ("young_person_risk_assessment", {"weighed": ["training"]}, "weighed", "must weigh all six"),
    ("young_person_risk_assessment", AT_SCHOOL, "parent_told", "of compulsory school age until 30 June 2028"),
    ("young_person_risk_assessment", {"eighteen_on": ""}, "eighteen_on", "Enter the date they turn 18"),
    ("young_person_risk_assessment", {"eighteen_on": "2026-07-03"}, "eighteen_on", "They are 18 already"),
    ("itt_provider_confirmation", {"made_identity": ""}, "made_identity", "for identity"),
    ("itt_provider_confirmation", {"made_prohibition": ""}, "made_prohibition", "for prohibition from teaching"),
    ("employer_assurance", {"made_barred_list": ""}, "made_barred_list", "for children's barred list"),
    ("employer_assurance", {"level": "basic"}, "level", "so the letter must say enhanced"),
    ("employment_history", {"reasons_for_leaving": "no"}, "reasons_for_leaving", "Ask why they left"),
    ("employment_history", {"second_reader": ""}, "second_reader", "two people should"),
    ("employment_history", {"outcome": "gaps_explained", "gaps": "May 2020"}, "asked_by", "Enter who asked"),
    ("identity", {"documents": ["utility_bill"]}, "documents", "at least one document with their photo"),
    ("identity", {"document_ends_on": ""}, "document_ends_on", "Enter the date the photo document ends"),
    ("identity", {"address_seen": "no"}, "address_seen", "See their current address"),
    ("identity", {"full_name": "Hollis Wren"}, "name_link", "We know them as Hollis Freeman"),
    ("identity", {"route": "provider"}, "provider", "Enter the certified provider"),
    ("name_history", {"former_name_2": "Hollis Reed"}, "linked_by_2", "Select what joins the names"),
    ("name_history", {"birth_certificate_seen": "no"}, "why_no_birth_certificate", "Enter why"),
    ("name_history", {"outcome": "partial_explained"}, "why_missing", "Enter why a document is missing"),
    ("self_declaration", {"outcome": "discussed"}, "discussed_by", "Enter who talked it over"),
    (
        "self_declaration",
        {
            "outcome": "discussed",
            "discussed_by": "Ruth Calloway",
            "discussed_on": "2026-07-03",
            "evidence_on": "2026-07-02",
        },
        "evidence_on",
        "Record it on or after",
    ),
    ("childcare_disqualification", {"outcome": "waiver_applied"}, "applied_on", "Enter the date they applied"),
    ("childcare_disqualification", {"outcome": "waiver_refused"}, "waiver_dated_on", "Ofsted's letter"),
    (
        "childcare_disqualification",
        {"outcome": "waiver_granted", "applied_on": "2026-07-02", "waiver_dated_on": "2026-07-01"},
        "waiver_dated_on",
        "Ofsted cannot have answered before they applied",
    ),
    ("right_to_work", {"share_code": ""}, "share_code", "Enter the share code you used"),
    ("right_to_work", {"share_code": "R12345678"}, "share_code", "beginning with W"),
    (
        "right_to_work",
        {"share_code_ends_on": "2026-07-02"},
        "share_code_ends_on",
        "This share code ended on 2 July 2026",
    ),
    ("right_to_work", {"photo_matches": "no"}, "outcome", "if the photo is of somebody else"),
    ("right_to_work", {"copy_kept": "no"}, "copy_kept", "Keep a dated copy"),
    ("right_to_work", {"method": "manual_list_a"}, "document", "Select the document you saw"),
    (
        "right_to_work",
        {"method": "manual_list_a", "document": "passport_limited"},
        "document",
        "is on List B, group 1",
    ),
    (
        "right_to_work",
        {"method": "manual_list_a", "document": "residence_card_settled"},
        "document",
        "did not accept this document on that day",
    ),
    (
        "right_to_work",
        {"method": "manual_list_a", "document": "uk_birth_certificate"},
        "national_insurance_seen",
        "only together with their National Insurance number",
    ),
    (
        "right_to_work",
        {"method": "manual_list_b", "document": "passport_limited"},
        "outcome",
        "permission until a date",
    ),
    (
        "right_to_work",
        {"method": "digital", "document": "british_passport"},
        "provider",
        "Enter the certified provider",
    ),
    (
        "right_to_work",
        {"method": "digital", "document": "british_passport", "provider": "An identity company"},
        "document_ends_on",
        "A digital check needs a passport in date",
    ),
    (
        "right_to_work",
        {"method": "digital", "document": "naturalisation"},
        "document",
        "Only a British or Irish passport",
    ),
    (
        "right_to_work",
        {"outcome": "positive_verification_notice"},
        "outcome",
        "comes from the Employer Checking Service",
    ),
    ("right_to_work", SETTLED, "document_ends_on", "counts only while it is current"),
    ("right_to_work", SETTLED | {"document_ends_on": "2026-07-02"}, "document_ends_on", "ended on 2 July 2026"),
    (
        "right_to_work",
        SETTLED | {"method": "manual_list_b", "document": "passport_limited", "document_ends_on": ""},
        "document_ends_on",
        "counts only while it is current",
    ),
    (
        "right_to_work",
        {"method": "digital", "document": "british_passport", "document_ends_on": "2026-07-02"},
        "document_ends_on",
        "ended on 2 July 2026",
    ),
    ("rtw_follow_up", {"outcome": "diarised"}, "outcome", "not one of the available choices"),
    (
        "itt_provider_confirmation",
        {"judged_suitable": "no"},
        "judged_suitable",
        "must say that the trainee is suitable",
    ),
    (
        "employer_assurance",
        {"agreement_ends_on": "2026-06-30"},
        "agreement_ends_on",
        "This agreement ended on 30 June",
    ),
]


@pytest.mark.parametrize(("code", "changes", "field", "sentence"), REFUSED)
def test_evidence_that_cannot_be_is_refused_in_a_sentence(code, changes, field, sentence, check):
    form = kind(code).Evidence(GOOD[code] | changes, check=check)

    assert sentence in " ".join(form.errors.get(field, []))


def test_an_application_needs_no_certificate_yet(check):
    about = {name: value for name, value in GOOD["dbs_enhanced"].items() if name not in PAPER} | APPLIED

    assert kind("dbs_enhanced").Evidence(about, check=check).errors == {}


@pytest.mark.parametrize(
    ("early_years", "status", "taken"), [(False, "eyts", False), (True, "eyts", True), (False, "qtls", True)]
)
@pytest.mark.parametrize("outcome", ["held", "induction_pending"])
def test_early_years_status_is_qualified_status_only_in_the_early_years(early_years, status, taken, outcome, check):
    check.clearance.role_facts |= {"early_years": early_years, "phase": "secondary"}

    form = kind("qts_status").Evidence(GOOD["qts_status"] | {"status": status, "outcome": outcome}, check=check)

    assert form.is_valid() is taken
    assert taken or "counts only in the early years" in form.errors["status"][0]


def test_early_years_status_is_recorded_as_not_held_elsewhere(check):
    check.clearance.role_facts["early_years"] = False

    form = kind("qts_status").Evidence(GOOD["qts_status"] | {"status": "eyts", "outcome": "not_held"}, check=check)

    assert form.errors == {}


@pytest.mark.parametrize(
    ("eighteen_on", "leaves_on"),
    [
        ("2028-08-31", dt.date(2026, 6, 26)),
        ("2028-09-01", dt.date(2027, 6, 25)),
        ("2030-01-14", dt.date(2028, 6, 30)),
        ("2028-02-29", dt.date(2026, 6, 26)),
    ],
)
def test_school_is_left_on_the_last_friday_of_june_in_the_year_they_turn_16(eighteen_on, leaves_on):
    assert leaves_school_on(dt.date.fromisoformat(eighteen_on)) == leaves_on


@pytest.mark.parametrize(("start_date", "taken"), [("2027-06-25", False), ("2027-06-26", True)])
def test_no_parent_need_be_told_of_work_that_begins_once_school_is_left(start_date, taken, check):
    check.clearance.role_facts["start_date"] = start_date
    told = {"parent_told": "not_needed", "eighteen_on": "2029-03-02"}

    form = kind("young_person_risk_assessment").Evidence(GOOD["young_person_risk_assessment"] | told, check=check)

    assert form.is_valid() is taken


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("barred_list_standalone", "possible_match"),
        ("barred_list_standalone", "barred"),
        ("prohibition", "prohibited"),
        ("section_128", "listed"),
    ],
)
def test_what_was_found_under_one_name_is_recorded_before_the_others_are_searched(code, outcome, check):
    form = kind(code).Evidence(GOOD[code] | {"outcome": outcome, "every_name": "no"}, check=check)

    assert "every_name" not in form.errors


@pytest.mark.parametrize("document", ["british_passport", "irish_passport"])
@pytest.mark.parametrize("ends_on", ["", "2024-01-01", "2031-01-01"])
def test_a_british_or_irish_passport_counts_current_or_not(document, ends_on, check):
    told = {"method": "manual_list_a", "document": document, "document_ends_on": ends_on}

    assert kind("right_to_work").Evidence(GOOD["right_to_work"] | told, check=check).errors == {}


def test_whoever_is_turned_away_needs_no_document_in_date(check):
    told = {"outcome": "mismatch", "document_ends_on": "2026-07-02", "is_the_person_named": "no"}

    assert kind("identity_on_arrival").Evidence(GOOD["identity_on_arrival"] | told, check=check).errors == {}


@pytest.mark.parametrize(
    ("engagement", "contact", "taken"),
    [
        ("contractor_staff", "opportunity", False),
        ("contractor_staff", "direct", False),
        ("contractor_staff", "none", True),
        ("professional_visitor", "direct", True),
    ],
)
@pytest.mark.parametrize("level", ["basic", "standard"])
def test_a_contractor_who_may_meet_pupils_has_an_enhanced_certificate(engagement, contact, taken, level, check):
    check.clearance.regulated_activity = False
    check.clearance.role_facts = {"engagement": engagement, "contact": contact}

    form = kind("employer_assurance").Evidence(GOOD["employer_assurance"] | {"level": level}, check=check)

    assert form.errors == ({} if taken else {"level": [NOT_ENOUGH]})


@pytest.mark.parametrize("outcome", ["completed", "review_due"])
@pytest.mark.parametrize("regulated", [True, False])
def test_no_volunteer_without_a_certificate_is_alone_with_pupils(outcome, regulated, check):
    check.clearance.regulated_activity = regulated
    told = GOOD["volunteer_risk_assessment"] | {"contact": "alone", "outcome": outcome}

    form = kind("volunteer_risk_assessment").Evidence(told, check=check)

    assert form.errors == ({} if regulated else {"contact": [NEVER_ALONE]})


def test_a_search_not_made_needs_only_its_reason():
    about = {"outcome": "not_done", "evidence_on": "2026-07-03", "reason": "Nobody off the panel was free"}

    assert kind("online_search").Evidence(about).errors == {}


def test_a_day_may_come_as_three_boxes_or_as_one_date():
    about = {name: value for name, value in GOOD["companies_house_idv"].items() if name != "evidence_on"}
    boxes = {"evidence_on_day": "3", "evidence_on_month": "7", "evidence_on_year": "2026"}

    from_page = kind("companies_house_idv").Evidence(about | boxes)
    from_api = kind("companies_house_idv").Evidence(about | {"evidence_on": "2026-07-03"})

    assert from_page.errors == from_api.errors == {}
    assert from_page.cleaned_data == from_api.cleaned_data
