"""The table read a second time, from its text, block by block, as a person would with a pencil.

It shares no code with `checks/rules`. Where the text leaves a choice, the choice is named.
"""

import calendar
import datetime as dt

SUPERVISION_COUNTS_AGAIN = dt.date(2026, 9, 1)
WORKERS_NEED_PERMISSION = dt.date(2026, 10, 1)
NOTHING_NEW = {"BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO"}
CARED_FOR = {"personal_care", "health_care"}
WITH_CHILDREN = {"teach_train_instruct", "care_supervise", "advice_guidance_wellbeing", "drive_children"}


def regulated(role, person):
    doing, often = set(role["activities"]), role["frequency"] == "frequent"
    if role["engagement"] == "professional_visitor" or person["age_at_start"] < 16:
        return False
    if doing & CARED_FOR:
        return True
    if role["engagement"] in {"agency_supply", "trainee_salaried", "trainee_fee_funded"} and doing:
        return True
    if begins(role) < SUPERVISION_COUNTS_AGAIN and role["supervised"] and not role["paid"]:
        return False
    if doing & WITH_CHILDREN and (often or role["overnight"]):
        return True
    in_the_school = role["engagement"] != "governance" and role["contact"] != "none" and often and doing
    return bool(in_the_school and not role["temporary_or_occasional_service"])


def needed(role, person):
    """The codes the table asks for."""
    ra = regulated(role, person)
    kept = person["internal"]
    if role["engagement"] == "governance":
        return govern(role, person, ra)
    if role["engagement"] in SENT:
        return SENT[role["engagement"]](role, person, ra)
    if kept and kept["same_employer"] and kept["break_days"] == 0:
        return move(role, person, kept, ra)
    return join(role, person, ra)


def govern(role, person, ra):
    office, codes = role["governance_role"], {"governance_eligibility_declaration"}
    if office == "maintained_associate_member":
        return codes
    codes |= {"identity", "dbs_enhanced", "section_128"}
    codes |= {"right_to_work"} if office in {"member", "trustee", "chair_of_trustees"} else set()
    codes |= {"chair_dfe_suitability"} if office == "chair_of_trustees" else set()
    on_register = office in {"trustee", "chair_of_trustees"} or role.get("person_with_significant_control")
    codes |= {"companies_house_idv"} if on_register else set()
    codes |= {"barred_list", "volunteer_risk_assessment"} if ra else set()
    return codes - ({"dbs_enhanced"} if person["age_at_start"] < 16 else set())  # nobody under 16 can apply


def agency(role, person, ra):
    copy = {"agency_certificate_copy"} if person["agency_dbs_has_disclosure"] else set()
    return {"agency_written_confirmation", "identity_on_arrival"} | copy


def contractor(role, person, ra):
    known = ra or role["contact"] != "none"
    return {"identity_on_arrival", "employer_assurance" if known else "escort_or_supervise"}


def volunteer(role, person, ra):
    often = role["frequency"] == "frequent"
    codes = {"volunteer_risk_assessment"}
    if ra:
        codes |= {"identity", "dbs_enhanced", "barred_list"}
    else:
        codes |= {"identity"} if often else {"escort_or_supervise"}
    return codes | ({"childcare_disqualification"} if childcare(role) and often else set())


SENT = {
    "agency_supply": agency,
    "trainee_fee_funded": lambda *_: {"itt_provider_confirmation", "identity_on_arrival"},
    "professional_visitor": lambda *_: {"identity_on_arrival", "employer_assurance"},
    "contractor_staff": contractor,
    "work_experience": lambda *_: {"young_person_risk_assessment", "escort_or_supervise"},
    "volunteer": volunteer,
}


def move(role, person, kept, ra):
    codes = {"references", "self_declaration", "online_search"} if role["competitive_process"] else set()
    codes |= {"dbs_enhanced", "barred_list"} if ra and not kept["was_regulated_activity"] else set()
    if role["teaching_work"] == "yes" and kept["was_teaching_work"] != "yes":
        codes |= {"prohibition"} | ({"qualifications"} if certified(role) else set())
    leads = role["management"] and role["setting"] != "maintained"
    codes |= {"section_128"} if leads and not kept["was_management"] else set()
    codes |= {"childcare_disqualification"} if childcare(role) and not kept["was_childcare_in_scope"] else set()
    return codes | since(role, person, kept)


def since(role, person, kept):
    """What catalogue B repeats for somebody at work: a new name, permission that now ends, and, by choice, time abroad."""
    codes = {"identity", "name_history"} if person["names_changed"] and kept.get("new_name") else set()
    codes |= {"rtw_follow_up"} if person["rtw"] == "time_limited" and kept.get("newly_time_limited") else set()
    return codes | (overseas(role, person["abroad"]) if kept.get("new_time_abroad") else set())


def join(role, person, ra):
    alone, academy = role["engagement"] == "self_employed", role["setting"] == "academy"
    codes = set()
    if not alone or academy:
        codes |= {"identity", "right_to_work", "references", "medical_fitness"}
    if alone and begins(role) >= WORKERS_NEED_PERMISSION:
        codes |= {"right_to_work"}
    codes |= set() if alone else {"employment_history", "self_declaration", "online_search"}
    codes |= {"name_history"} if person["names_changed"] else set()
    codes |= {"rtw_follow_up"} if person["rtw"] == "time_limited" else set()
    codes |= certificate(role, person, ra)
    codes |= {"prohibition"} if role["teaching_work"] == "yes" else set()
    codes |= {"qualifications"} if certified(role) else set()
    codes |= {"qts_status"} if role["qts_required"] else set()
    codes |= {"section_128"} if role["management"] and role["setting"] != "maintained" else set()
    codes |= {"childcare_disqualification"} if childcare(role) else set()
    codes |= set() if carries_over(role, person) else overseas(role, person["abroad"])
    return codes | ({"young_person_risk_assessment"} if person["age_at_start"] < 18 else set())


def certificate(role, person, ra):
    """E4 to E7, as written. Choice: nobody under 16 can apply, and nobody who meets no pupils is asked."""
    early = {"barred_list_standalone", "dbs_interim_risk_assessment"} if ra and role["starts_before_dbs"] else set()
    if carries_over(role, person):
        return early | ({"barred_list_standalone"} if ra else set())
    if (not ra and role["contact"] == "none") or person["age_at_start"] < 16:
        return early
    held, codes = person["update_service"], {"dbs_enhanced"} | ({"barred_list"} if ra else set())
    if held and fits(held, ra):
        codes = {"dbs_update_status"} | (set() if held["status"] in NOTHING_NEW else codes)
    return early | codes


def departed_from(role, person):
    """Where the table leaves its text, for the reason in its list of doubts: with no certificate awaited, E7 asks nothing."""
    text = needed(role, person)
    if role["engagement"] in {"governance", *SENT} or "dbs_enhanced" in text or not role["starts_before_dbs"]:
        return set()
    lawful = {"barred_list_standalone"} if carries_over(role, person) else set()
    return ({"barred_list_standalone", "dbs_interim_risk_assessment"} & text) - lawful


def fits(held, ra):
    return (
        all(held[fact] for fact in ("subscribed", "consent", "original_seen"))
        and held["workforce"] in {"child", "child_and_adult"}
        and held["level"] == "enhanced"
        and (not ra or held["children_barred_list"] is True)
    )


def carries_over(role, person):
    post = person["previous_school_post"]
    if not post or not post["in_england"] or not post["regular_contact"]:
        return False
    left = dt.date.fromisoformat(post["end_date"])
    year, month = (left.year, left.month + 3) if left.month < 10 else (left.year + 1, left.month - 9)
    return dt.date(year, month, min(left.day, calendar.monthrange(year, month)[1])) >= begins(role)


def overseas(role, stay):
    if not stay:
        return set()
    long_enough = stay["months"] >= 3 and stay["years_since_end"] <= 10 and stay["aged_18_or_over"]
    codes = {"overseas_criminal_record"} if long_enough else set()
    return codes | ({"overseas_teaching_standing"} if stay["taught"] and role["teaching_work"] == "yes" else set())


def childcare(role):
    return role["early_years"] or role["later_years_childcare"] or role["manages_childcare"]


def certified(role):
    return role["qualification_required"] or role["qts_required"]


def begins(role):
    return dt.date.fromisoformat(role["start_date"])
