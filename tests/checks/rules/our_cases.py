"""Cases of our own, written from the table's text and not from its code: who, what is needed and how strongly."""

from typing import NamedTuple

from tests.checks.rules.told import ALREADY_HERE, LEFT_A_SCHOOL, ON_THE_UPDATE_SERVICE, PERSON, PORTUGAL, ROLE, VISITOR

MUST, SHOULD, CONSIDER, POLICY = "must", "should", "consider", "policy"
HR_STARTS_WITH = {"identity": MUST, "right_to_work": MUST, "references": SHOULD, "medical_fitness": MUST}
SHORTLISTED = {"employment_history": SHOULD, "self_declaration": SHOULD, "online_search": CONSIDER}
CERTIFICATE = {"dbs_enhanced": MUST, "barred_list": MUST}
STAFF = HR_STARTS_WITH | SHORTLISTED | CERTIFICATE
COMPETED = {"references": SHOULD, "self_declaration": SHOULD, "online_search": CONSIDER}
GOVERNOR = {"identity": SHOULD, "dbs_enhanced": MUST, "governance_eligibility_declaration": SHOULD}
PROPRIETOR = GOVERNOR | {"identity": MUST, "section_128": MUST, "right_to_work": MUST}
HELPED_IN = {"volunteer_risk_assessment": SHOULD, "identity": SHOULD} | CERTIFICATE
CHILDCARE = {"childcare_disqualification": MUST}
TEACHES = {"teaching_work": "yes", "activities": ["teach_train_instruct"], "contact": "direct"}
OFFICE_DESK = {"activities": [], "contact": "none", "phase": "trust_central"}
GOVERNS = VISITOR | {"engagement": "governance", "frequency": "occasional"}
HELPS = {"engagement": "volunteer", "paid": False, "competitive_process": False}
WORKS_FOR_SELF = {"engagement": "self_employed"}
SAME_JOB = {"internal": ALREADY_HERE}
EARLY = {"early_years": True}


class Told(NamedTuple):
    """One case and the whole of its answer: nothing beyond `needs` may be asked for."""

    name: str
    role: dict
    person: dict
    answer: str  # the line that says whether it is regulated activity
    needs: dict
    scr: str = "must"
    scope: str | None = None
    policy: dict | None = None
    left_out: dict | None = None  # code -> the line that must be named for leaving it out


def without(needs, *codes):
    return {code: strength for code, strength in needs.items() if code not in codes}


SPENT_TOO, UNSPENT = "unspent_plus_unprotected_spent", "unspent_only"


def staff(name, role, person, needs, answer="R6", **more):
    """Somebody who joins the staff, so a declaration is asked of them."""
    return Told(name, role, person, answer, needs, **({"scope": SPENT_TOO} | more))


# fmt: off
JOINING = [
    staff("teaching assistant", {}, {}, STAFF, left_out={"section_128": "E10", "prohibition": "E8.2", "name_history": "E3.1", "agency_written_confirmation": "E", "volunteer_risk_assessment": "E", "escort_or_supervise": "E"}),
    staff("casual exam invigilator", {"engagement": "casual_worker", "activities": ["care_supervise"]}, {}, STAFF),
    staff("salaried trainee for a day", {"engagement": "trainee_salaried", "frequency": "one_off"} | TEACHES | {"teaching_work": "under_direction"}, {}, STAFF, "R4"),
    staff("office, opportunity for contact", {"activities": ["other_school_work"], "contact": "opportunity"}, {}, STAFF, "R7"),
    staff("contact now and then only", {"activities": ["other_school_work"], "contact": "opportunity", "frequency": "occasional"}, {}, without(STAFF, "barred_list"), "R8", left_out={"barred_list": "R8"}),
    staff("head office, meets no pupils", OFFICE_DESK, {}, HR_STARTS_WITH | SHORTLISTED, "R8", scr="may", scope=UNSPENT, left_out={"dbs_enhanced": "E6.1"}),
    staff("a school's own desk, meets no pupils", OFFICE_DESK | {"phase": "primary"}, {}, HR_STARTS_WITH | SHORTLISTED, "R8", scope=UNSPENT),
    staff("overnight once a year", {"frequency": "one_off", "overnight": True}, {}, STAFF),
    staff("personal care once, supervised, unpaid before September 2026", {"activities": ["personal_care"], "frequency": "one_off", "supervised": True, "paid": False, "start_date": "2026-05-04"}, {}, STAFF, "R3"),
    staff("health care once", {"activities": ["health_care"], "frequency": "one_off"}, {}, STAFF, "R3"),
    staff("paid and supervised before September 2026 stays in", {"supervised": True, "start_date": "2026-05-04"}, {}, STAFF),
    staff("cover supervisor teaches without QTS", TEACHES, {}, STAFF | {"prohibition": MUST}),
    staff("teacher in a maintained school who leads", TEACHES | {"setting": "maintained", "management": True}, {}, STAFF | {"prohibition": MUST}, left_out={"section_128": "E10"}),
    staff("head in an independent school", TEACHES | {"setting": "independent", "management": True, "qts_required": False}, {}, STAFF | {"prohibition": MUST, "section_128": MUST}),
    staff("business manager in an academy", OFFICE_DESK | {"phase": "primary", "management": True}, {}, HR_STARTS_WITH | SHORTLISTED | {"section_128": MUST}, "R8", scope=UNSPENT),
    staff("QTS alone asks for the certificate too", TEACHES | {"qts_required": True}, {}, STAFF | {"prohibition": MUST, "qualifications": MUST, "qts_status": MUST}),
    staff("breakfast club", {"later_years_childcare": True}, {}, STAFF | CHILDCARE),
    staff("manages childcare only: references stay a should", {"manages_childcare": True}, {}, STAFF | CHILDCARE),
    staff("reception class", EARLY, {}, STAFF | CHILDCARE | {"references": MUST}),
    staff("reception class the day before", EARLY | {"start_date": "2025-08-31"}, {}, STAFF | CHILDCARE),
    staff("reception class from September 2025", EARLY | {"start_date": "2025-09-01"}, {}, STAFF | CHILDCARE | {"references": MUST}),
    staff("apprentice of 17", {}, {"age_at_start": 17}, STAFF | {"young_person_risk_assessment": MUST}),
    staff("apprentice of 16", {}, {"age_at_start": 16}, STAFF | {"young_person_risk_assessment": MUST}),
    staff("apprentice of 18", {}, {"age_at_start": 18}, STAFF, left_out={"young_person_risk_assessment": "E14"}),
    staff("helper of 15", {}, {"age_at_start": 15}, HR_STARTS_WITH | SHORTLISTED | {"young_person_risk_assessment": MUST}, "R2", left_out={"dbs_enhanced": "R2", "barred_list": "R2"}),
    staff("time-limited permission", {}, {"rtw": "time_limited"}, STAFF | {"rtw_follow_up": MUST}),
    staff("settled", {}, {"rtw": "settled"}, STAFF, left_out={"rtw_follow_up": "E3.2"}),
    staff("right to work not known", {}, {"rtw": "unknown"}, STAFF),
    staff("changed name", {}, {"names_changed": True}, STAFF | {"name_history": SHOULD}),
]
SELF_EMPLOYED = without(HR_STARTS_WITH | CERTIFICATE)
FOR_THEMSELVES = [
    Told("self-employed in an academy, October 2026", WORKS_FOR_SELF | {"start_date": "2026-10-01"}, {}, "R6", SELF_EMPLOYED),
    Told("self-employed in an academy, the day before", WORKS_FOR_SELF | {"start_date": "2026-09-30"}, {}, "R6", SELF_EMPLOYED | {"right_to_work": POLICY}, left_out={"employment_history": "E2.1"}),
    Told("self-employed in reception, an academy", WORKS_FOR_SELF | EARLY, {}, "R6", SELF_EMPLOYED | CHILDCARE | {"references": MUST}),
    Told("self-employed in a maintained school, 2025", WORKS_FOR_SELF | {"setting": "maintained", "start_date": "2025-08-31"}, {}, "R6", CERTIFICATE, scr="may", left_out={"references": "E1.6"}),
    Told("self-employed in a maintained school, September 2026", WORKS_FOR_SELF | {"setting": "maintained", "start_date": "2026-09-30"}, {}, "R6", CERTIFICATE, scr="may", left_out={"right_to_work": "E1.3"}),
    Told("self-employed in a maintained school, October 2026", WORKS_FOR_SELF | {"setting": "maintained", "start_date": "2026-10-01"}, {}, "R6", CERTIFICATE | {"right_to_work": MUST}, scr="may"),
]

NO_CERTIFICATE = without(STAFF, "dbs_enhanced", "barred_list")
CARRIED_OVER = NO_CERTIFICATE | {"barred_list_standalone": MUST}
STATUS_CHECKED = NO_CERTIFICATE | {"dbs_update_status": MUST}
RUN_OUT = STAFF | {"dbs_update_status": MUST}
NOVEMBER = {"start_date": "2026-11-30"}


def left(day, **facts):
    return {"previous_school_post": LEFT_A_SCHOOL | {"end_date": day} | facts}


def on_update_service(**facts):
    return {"update_service": ON_THE_UPDATE_SERVICE | facts}


def abroad(**facts):
    return {"abroad": PORTUGAL | facts}


THREE_MONTHS = [
    staff("left a school three months before to the day", NOVEMBER, left("2026-08-30"), CARRIED_OVER, left_out={"dbs_enhanced": "E4", "barred_list": "E4"}),
    staff("left a school a day more than three months before", NOVEMBER, left("2026-08-29"), STAFF),
    staff("three months end on the last day of February", {"start_date": "2027-02-28"}, left("2026-11-30"), CARRIED_OVER),
    staff("the first of March is too late after 30 November", {"start_date": "2027-03-01"}, left("2026-11-30"), STAFF),
    staff("a leap year has one day more", {"start_date": "2028-02-29"}, left("2027-11-30"), CARRIED_OVER),
    staff("still at the other school", NOVEMBER, left("2026-12-31"), CARRIED_OVER),
    staff("over the summer, out of school since Easter", {"start_date": "2026-09-01"}, left("2026-04-02"), STAFF),
    staff("a school in Wales does not count", NOVEMBER, left("2026-10-30", in_england=False), STAFF),
    staff("a post without contact does not count", NOVEMBER, left("2026-10-30", regular_contact=False), STAFF),
    staff("the rule comes before the Update Service", NOVEMBER, left("2026-10-30") | on_update_service(), CARRIED_OVER, left_out={"dbs_update_status": "E4"}),
    staff("overseas duty is lifted with it", NOVEMBER | TEACHES, left("2026-10-30") | abroad(taught=True), CARRIED_OVER | {"prohibition": MUST}, left_out={"overseas_criminal_record": "E4", "overseas_teaching_standing": "E4"}),
    staff("starting early changes nothing when no certificate is awaited", NOVEMBER | {"starts_before_dbs": True}, left("2026-10-30"), CARRIED_OVER),
    staff("outside regulated activity no list is asked for", NOVEMBER | {"frequency": "occasional"}, left("2026-10-30"), NO_CERTIFICATE, "R8", left_out={"barred_list_standalone": "R8"}),
]
UPDATE_SERVICE = [
    staff("nothing new on a blank certificate", {}, on_update_service(), STATUS_CHECKED, left_out={"dbs_enhanced": "E5", "barred_list": "E5"}),
    staff("nothing new on one with content", {}, on_update_service(status="NON_BLANK_NO_NEW_INFO"), STATUS_CHECKED),
    staff("a certificate for both workforces", {}, on_update_service(workforce="child_and_adult"), STATUS_CHECKED),
    *[
        staff(f"status {status}", {}, on_update_service(status=status), RUN_OUT)
        for status in ("NEW_INFO", "NO_MATCH_FOUND", "service_failure", None)
    ],
    *[
        staff(f"not usable: {fault}", {}, on_update_service(**fault), STAFF, left_out={"dbs_update_status": "E6"})
        for fault in (
            {"subscribed": False},
            {"consent": False},
            {"original_seen": False},
            {"workforce": "adult"},
            {"workforce": "other"},
            {"workforce": None},
            {"level": "standard"},
            {"level": "basic"},
            {"level": None},
            {"children_barred_list": False},
            {"children_barred_list": None},
        )
    ],
    staff("the list is not missed outside regulated activity", {"frequency": "occasional"}, on_update_service(children_barred_list=False), STATUS_CHECKED, "R8"),
    staff("new information outside regulated activity", {"frequency": "occasional"}, on_update_service(status="NEW_INFO"), without(RUN_OUT, "barred_list"), "R8"),
    staff("a desk that meets no pupils asks for no status", OFFICE_DESK, on_update_service(), HR_STARTS_WITH | SHORTLISTED, "R8", scr="may", scope=UNSPENT),
]
EARLY_START = {"barred_list_standalone": MUST, "dbs_interim_risk_assessment": SHOULD}
STARTING_EARLY = [
    staff("before the certificate", {"starts_before_dbs": True}, {}, STAFF | EARLY_START),
    staff("before the new certificate the status asks for", {"starts_before_dbs": True}, on_update_service(status="NEW_INFO"), RUN_OUT | EARLY_START),
    staff("nothing awaited", {"starts_before_dbs": True}, on_update_service(), STATUS_CHECKED),
    staff("outside regulated activity no list", {"starts_before_dbs": True, "frequency": "occasional"}, {}, without(STAFF, "barred_list"), "R8"),
]
OVERSEAS = [
    staff("three months abroad", {}, abroad(months=3), STAFF | {"overseas_criminal_record": MUST}),
    staff("under three months abroad", {}, abroad(months=2.9), STAFF, left_out={"overseas_criminal_record": "E12"}),
    staff("ended ten years ago", {}, abroad(years_since_end=10), STAFF | {"overseas_criminal_record": MUST}),
    staff("ended longer ago than ten years", {}, abroad(years_since_end=10.1), STAFF),
    staff("as a child", {}, abroad(aged_18_or_over=False), STAFF),
    staff("as a child, where the trust asks", {}, abroad(aged_18_or_over=False), STAFF | {"overseas_criminal_record": MUST}, policy={"overseas_adult_only": False}),
    staff("taught abroad for a month, will teach", TEACHES, abroad(months=1, taught=True), STAFF | {"prohibition": MUST, "overseas_teaching_standing": SHOULD}),
    staff("taught abroad, will not teach", {}, abroad(taught=True), STAFF | {"overseas_criminal_record": MUST}, left_out={"overseas_teaching_standing": "E13"}),
    staff("a month abroad, where the trust asks from one", {}, abroad(months=1), STAFF | {"overseas_criminal_record": MUST}, policy={"overseas_months": 1}),
    staff("twelve years ago, where the trust asks back to fifteen", {}, abroad(years_since_end=12), STAFF | {"overseas_criminal_record": MUST}, policy={"overseas_years": 15}),
]
MOVES = [
    Told("same job, nothing new, no competition", {"competitive_process": False}, SAME_JOB, "R6", {}, left_out={"identity": "I.10", "right_to_work": "I", "dbs_enhanced": "I.4"}),
    Told("same job by competition", {}, SAME_JOB, "R6", COMPETED, scope=SPENT_TOO),
    Told("by competition with searches off", {}, SAME_JOB, "R6", without(COMPETED, "online_search"), scope=SPENT_TOO, policy={"online_search": "off"}),
    Told("into regulated activity", {"competitive_process": False}, {"internal": ALREADY_HERE | {"was_regulated_activity": False}}, "R6", CERTIFICATE),
    Told("into teaching", TEACHES | {"competitive_process": False}, SAME_JOB, "R6", {"prohibition": MUST}),
    Told("into teaching that asks for QTS", TEACHES | {"competitive_process": False, "qts_required": True}, SAME_JOB, "R6", {"prohibition": MUST, "qualifications": MUST}),
    Told("from under direction to teaching", TEACHES | {"competitive_process": False}, {"internal": ALREADY_HERE | {"was_teaching_work": "under_direction"}}, "R6", {"prohibition": MUST}),
    Told("a teacher stays a teacher", TEACHES | {"competitive_process": False, "qualification_required": True}, {"internal": ALREADY_HERE | {"was_teaching_work": "yes"}}, "R6", {}),
    Told("into management of an academy", {"competitive_process": False, "management": True}, SAME_JOB, "R6", {"section_128": MUST}),
    Told("into management of a maintained school", {"competitive_process": False, "management": True, "setting": "maintained"}, SAME_JOB, "R6", {}),
    Told("managed already", {"competitive_process": False, "management": True}, {"internal": ALREADY_HERE | {"was_management": True}}, "R6", {}),
    Told("into the breakfast club", {"competitive_process": False, "later_years_childcare": True}, SAME_JOB, "R6", CHILDCARE),
    Told("into reception: references stay as they were", {"competitive_process": True} | EARLY, SAME_JOB, "R6", COMPETED | CHILDCARE, scope=SPENT_TOO),
    Told("a new name alone asks for nothing here", {"competitive_process": False}, SAME_JOB | {"names_changed": True, "rtw": "time_limited"} | abroad(), "R6", {}),
    Told("at work, under a name that is new", {"competitive_process": False}, {"names_changed": True, "internal": ALREADY_HERE | {"new_name": True}}, "R6", {"identity": MUST, "name_history": SHOULD}),
    Told("at work, with permission that now ends", {"competitive_process": False}, {"rtw": "time_limited", "internal": ALREADY_HERE | {"newly_time_limited": True}}, "R6", {"rtw_follow_up": MUST}),
    Told("at work, and taught abroad meanwhile", TEACHES | {"competitive_process": False}, abroad(taught=True) | {"internal": ALREADY_HERE | {"was_teaching_work": "yes", "new_time_abroad": True}}, "R6", {"overseas_criminal_record": POLICY, "overseas_teaching_standing": POLICY}),
    Told("taught abroad before they began", TEACHES | {"competitive_process": False}, abroad(taught=True) | {"internal": ALREADY_HERE | {"was_teaching_work": "yes"}}, "R6", {}),
    staff("a day's break makes them new", {}, {"internal": ALREADY_HERE | {"break_days": 1}}, STAFF),
    staff("another employer makes them new", {}, {"internal": ALREADY_HERE | {"same_employer": False}}, STAFF),
]


def governs(name, office, needs, role=None, answer="R8", **more):
    return Told(
        name, GOVERNS | {"governance_role": office} | (role or {}), {}, answer, needs, **({"scr": "may"} | more)
    )


READS_WITH_PUPILS = {"activities": ["care_supervise"], "contact": "direct", "frequency": "frequent"}
GOVERNANCE = [
    governs("member", "member", PROPRIETOR, scr="must", left_out={"companies_house_idv": "G.9", "barred_list": "R8", "references": "G"}),
    governs("member with significant control", "member", PROPRIETOR | {"companies_house_idv": MUST}, {"person_with_significant_control": True}, scr="must"),
    governs("trustee", "trustee", PROPRIETOR | {"companies_house_idv": MUST}, scr="must"),
    governs("trustee in regulated activity", "trustee", PROPRIETOR | {"companies_house_idv": MUST, "barred_list": MUST, "volunteer_risk_assessment": SHOULD}, READS_WITH_PUPILS, "R6", scr="must"),
    governs("trustee of 15", "trustee", without(PROPRIETOR, "dbs_enhanced") | {"companies_house_idv": MUST}, answer="R2", scr="must")._replace(person={"age_at_start": 15}, left_out={"dbs_enhanced": "R2"}),
    governs("chair", "chair_of_trustees", PROPRIETOR | {"companies_house_idv": MUST, "chair_dfe_suitability": MUST}, scr="must"),
    governs("local governor with delegated functions", "local_governor_delegated", GOVERNOR | {"section_128": MUST}),
    governs("local governor who advises", "local_governor_advisory", GOVERNOR | {"section_128": SHOULD}),
    governs("governor of a maintained school", "maintained_governor", GOVERNOR | {"section_128": SHOULD}, {"setting": "maintained"}),
    governs("governor who helps in class", "maintained_governor", GOVERNOR | {"section_128": SHOULD, "barred_list": MUST, "volunteer_risk_assessment": SHOULD}, READS_WITH_PUPILS | {"setting": "maintained"}, "R6"),
    governs("governor about the school often is not in regulated activity for it", "maintained_governor", GOVERNOR | {"section_128": SHOULD}, {"activities": ["other_school_work"], "contact": "opportunity", "frequency": "frequent"}),
    governs("associate member", "maintained_associate_member", {"governance_eligibility_declaration": SHOULD}, {"setting": "maintained"}, scr="no"),
    governs("associate member in regulated activity and with significant control", "maintained_associate_member", {"governance_eligibility_declaration": SHOULD}, READS_WITH_PUPILS | {"person_with_significant_control": True}, "R6", scr="no"),
    governs("clerk", "clerk", GOVERNOR | {"section_128": SHOULD}),
]
AGENCY = {"agency_written_confirmation": MUST, "identity_on_arrival": MUST}
CONTRACTOR = {"identity_on_arrival": SHOULD}
ROOFER = {"engagement": "contractor_staff", "activities": ["other_school_work"], "contact": "none"}
SENT = [
    Told("agency", {"engagement": "agency_supply", "frequency": "one_off"}, {}, "R4", AGENCY, left_out={"dbs_enhanced": "A"}),
    Told("agency, content told", {"engagement": "agency_supply"}, {"agency_dbs_has_disclosure": True}, "R4", AGENCY | {"agency_certificate_copy": MUST}),
    Told("agency, no content told", {"engagement": "agency_supply"}, {"agency_dbs_has_disclosure": False}, "R4", AGENCY, left_out={"agency_certificate_copy": "A.3"}),
    Told("agency cleaner with no pupils", {"engagement": "agency_supply"} | OFFICE_DESK, {}, "R8", AGENCY),
    Told("fee-funded trainee", {"engagement": "trainee_fee_funded", "paid": False}, {}, "R4", {"itt_provider_confirmation": SHOULD, "identity_on_arrival": SHOULD}, scr="may"),
    Told("visiting professional who gives care", {"engagement": "professional_visitor", "activities": ["health_care"]}, {}, "R1", {"identity_on_arrival": SHOULD, "employer_assurance": SHOULD}, scr="no"),
    Told("contractor who meets nobody", ROOFER, {}, "R8", CONTRACTOR | {"escort_or_supervise": MUST}, scr="no", left_out={"employer_assurance": "K.2"}),
    Told("contractor with contact for a while", ROOFER | {"contact": "opportunity", "temporary_or_occasional_service": True}, {}, "R8", CONTRACTOR | {"employer_assurance": SHOULD}, scr="may", left_out={"escort_or_supervise": "K.2"}),
    Told("contract cook, term after term", ROOFER | {"contact": "opportunity"}, {}, "R7", CONTRACTOR | {"employer_assurance": SHOULD}, scr="may"),
    Told("work experience at 15", {"engagement": "work_experience"}, {"age_at_start": 15}, "R2", {"young_person_risk_assessment": MUST, "escort_or_supervise": SHOULD}, scr="no"),
    Told("work experience at 17", {"engagement": "work_experience"}, {"age_at_start": 17}, "R6", {"young_person_risk_assessment": MUST, "escort_or_supervise": SHOULD}, scr="no"),
    Told("work experience at 19", {"engagement": "work_experience"}, {"age_at_start": 19}, "R6", {"young_person_risk_assessment": POLICY, "escort_or_supervise": SHOULD}, scr="no"),
]
READS = HELPS | {"supervised": True}
HELPING = [
    Told("hears readers weekly, supervised, 31 August 2026", READS | {"start_date": "2026-08-31"}, {}, "R5", without(HELPED_IN, *CERTIFICATE), "may", left_out={"barred_list": "R5", "escort_or_supervise": "V.6"}),
    Told("hears readers weekly, supervised, 1 September 2026", READS | {"start_date": "2026-09-01"}, {}, "R6", HELPED_IN, "may"),
    Told("hears readers weekly, not supervised, before", HELPS | {"start_date": "2026-05-04"}, {}, "R6", HELPED_IN, "may"),
    Told("one trip", HELPS | {"frequency": "one_off"}, {}, "R8", {"volunteer_risk_assessment": SHOULD, "escort_or_supervise": MUST}, "may", left_out={"identity": "V.5"}),
    Told("one residential trip", HELPS | {"frequency": "one_off", "overnight": True}, {}, "R6", HELPED_IN, "may", left_out={"escort_or_supervise": "V.6"}),
    Told("helps a child to wash, once", HELPS | {"frequency": "one_off", "activities": ["personal_care"]}, {}, "R3", HELPED_IN, "may"),
    Told("weekly with no children", HELPS | {"activities": ["other_school_work"], "contact": "none"}, {}, "R8", without(HELPED_IN, *CERTIFICATE), "may"),
    Told("weekly in reception", HELPS | EARLY, {}, "R6", HELPED_IN | CHILDCARE, "may"),
    Told("once in reception", HELPS | EARLY | {"frequency": "one_off"}, {}, "R8", {"volunteer_risk_assessment": SHOULD, "escort_or_supervise": MUST}, "may", left_out={"childcare_disqualification": "V.8"}),
    Told("a pupil of 15 who helps weekly", HELPS, {"age_at_start": 15}, "R2", without(HELPED_IN, *CERTIFICATE), "may", left_out={"dbs_enhanced": "V.3"}),
]
ASSISTANT = {"teaching_work": "under_direction"}
BY_POLICY = [
    staff("under direction", ASSISTANT, {}, STAFF, left_out={"prohibition": "E8.2"}),
    staff("under direction, where the trust checks", ASSISTANT, {}, STAFF | {"prohibition": POLICY}, policy={"prohibition_check_for_under_direction": True}),
    staff("searches off", {}, {}, without(STAFF, "online_search"), policy={"online_search": "off"}, left_out={"online_search": "E2.3"}),
    staff("references made a must", {}, {}, STAFF | {"references": MUST}, policy={"strength": {"references": "must"}}),
    staff("a search made a must", {}, {}, STAFF | {"online_search": MUST}, policy={"strength": {"online_search": "must"}}),
]
OURS = [*JOINING, *FOR_THEMSELVES, *THREE_MONTHS, *UPDATE_SERVICE, *STARTING_EARLY, *OVERSEAS, *MOVES, *GOVERNANCE, *SENT, *HELPING, *BY_POLICY]


def asked(case):
    """What the rules take."""
    return ROLE | case.role, PERSON | case.person, case.policy
