"""The words a case is told in: every attribute of a role and of a person, and the values each may take."""

SETTINGS = ("academy", "maintained", "independent")
PHASES = ("primary", "secondary", "all_through", "special", "trust_central")
ENGAGEMENTS = (
    "employee",
    "casual_worker",
    "self_employed",
    "agency_supply",
    "contractor_staff",
    "volunteer",
    "trainee_salaried",
    "trainee_fee_funded",
    "governance",
    "professional_visitor",
    "work_experience",
)
GOVERNANCE_ROLES = (
    "member",
    "trustee",
    "chair_of_trustees",
    "local_governor_delegated",
    "local_governor_advisory",
    "maintained_governor",
    "maintained_associate_member",
    "clerk",
)
ACTIVITIES = (
    "teach_train_instruct",
    "care_supervise",
    "advice_guidance_wellbeing",
    "drive_children",
    "personal_care",
    "health_care",
    "other_school_work",
)
CONTACTS = ("none", "opportunity", "direct")
FREQUENCIES = ("one_off", "occasional", "frequent")
TEACHING_WORK = ("yes", "under_direction", "no")
RIGHTS_TO_WORK = ("british_or_irish", "settled", "time_limited", "unknown")
WORKFORCES = ("child", "adult", "child_and_adult", "other")
DBS_LEVELS = ("basic", "standard", "enhanced")
NOTHING_NEW = ("BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO")
UPDATE_STATUSES = (*NOTHING_NEW, "NEW_INFO", "NO_MATCH_FOUND", "service_failure")

CODES = (
    "identity",
    "name_history",
    "right_to_work",
    "rtw_follow_up",
    "employment_history",
    "references",
    "self_declaration",
    "online_search",
    "dbs_enhanced",
    "barred_list",
    "barred_list_standalone",
    "dbs_update_status",
    "dbs_interim_risk_assessment",
    "prohibition",
    "section_128",
    "overseas_criminal_record",
    "overseas_teaching_standing",
    "qualifications",
    "qts_status",
    "medical_fitness",
    "childcare_disqualification",
    "volunteer_risk_assessment",
    "agency_written_confirmation",
    "agency_certificate_copy",
    "identity_on_arrival",
    "itt_provider_confirmation",
    "employer_assurance",
    "escort_or_supervise",
    "chair_dfe_suitability",
    "companies_house_idv",
    "governance_eligibility_declaration",
    "young_person_risk_assessment",
)
