"""The facts of a post and a person in words: how each is asked, and how each answer reads back."""

ENGAGEMENTS = [
    ("employee", "Employee"),
    ("casual_worker", "Casual worker"),
    ("self_employed", "Works for themselves, with no agency"),
    ("agency_supply", "Agency or supply worker"),
    ("contractor_staff", "Contractor’s staff"),
    ("volunteer", "Volunteer"),
    ("governance", "Governor, trustee or member"),
    ("trainee_salaried", "Trainee teacher on our payroll"),
    ("trainee_fee_funded", "Trainee teacher placed by a provider"),
    ("professional_visitor", "Professional visitor, sent by their employer"),
    ("work_experience", "Pupil on work experience"),
]
SETTINGS = [
    ("academy", "An academy"),
    ("maintained", "Maintained by the local authority"),
    ("independent", "An independent school"),
]
OFFICES = [
    ("member", "Member of the trust"),
    ("trustee", "Trustee"),
    ("chair_of_trustees", "Chair of trustees"),
    ("local_governor_delegated", "Local governor, with delegated functions"),
    ("local_governor_advisory", "Local governor, advisory only"),
    ("maintained_governor", "Governor of a maintained school"),
    ("maintained_associate_member", "Associate member, maintained school"),
    ("clerk", "Clerk or governance professional"),
]
ACTIVITIES = [
    ("teach_train_instruct", "Teaches, trains or instructs pupils"),
    ("care_supervise", "Cares for or supervises pupils"),
    ("advice_guidance_wellbeing", "Gives advice or guidance on wellbeing"),
    ("drive_children", "Drives pupils"),
    ("personal_care", "Gives personal care"),
    ("health_care", "Gives health care"),
    ("other_school_work", "Other work in school"),
]
CONTACTS = [("direct", "Works with them directly"), ("opportunity", "May meet them"), ("none", "None")]
FREQUENCIES = [
    ("frequent", "Every week, or more than 3 days in any 30"),
    ("occasional", "Now and then"),
    ("one_off", "Once"),
]
TEACHING = [("yes", "Yes"), ("under_direction", "Only under a teacher’s direction"), ("no", "No")]
RIGHTS = [
    ("british_or_irish", "British or Irish"),
    ("settled", "Settled, with no end date"),
    ("time_limited", "Permission with an end date"),
    ("unknown", "Not known yet"),
]
AGES = [("18", "18 or over"), ("16", "16 or 17"), ("15", "Under 16")]
WORKFORCES = [
    ("child", "Child workforce"),
    ("child_and_adult", "Child and adult workforce"),
    ("adult", "Adult workforce"),
    ("other", "Other workforce"),
]
LEVELS = [("enhanced", "Enhanced"), ("standard", "Standard"), ("basic", "Basic")]
IN_WORDS = {
    "engagement": dict(ENGAGEMENTS),
    "setting": dict(SETTINGS),
    "governance_role": dict(OFFICES),
    "activities": dict(ACTIVITIES),
    "contact": dict(CONTACTS),
    "frequency": dict(FREQUENCIES),
    "teaching_work": dict(TEACHING),
    "rtw": dict(RIGHTS),
}
NAMES = {
    "setting": "The school is",
    "phase": "Phase",
    "engagement": "Comes as",
    "governance_role": "Office",
    "person_with_significant_control": "On the company’s register as having significant control",
    "activities": "What they do",
    "contact": "Contact with pupils",
    "frequency": "How often they come",
    "overnight": "There at night",
    "supervised": "Supervised day to day",
    "paid": "Paid",
    "temporary_or_occasional_service": "A temporary or occasional job",
    "teaching_work": "Teaching work",
    "qts_required": "Needs qualified teacher status",
    "qualification_required": "Needs a particular qualification",
    "management": "Takes part in managing the school",
    "early_years": "Works with children in reception or below",
    "later_years_childcare": "Works in breakfast or after-school care with children under 8",
    "manages_childcare": "Manages such care",
    "competitive_process": "Chosen from several who applied",
    "starts_before_dbs": "Wanted before the DBS certificate is seen",
    "start_date": "Rules read as at",
    "age_at_start": "Age on the first day",
    "names_changed": "Has had another name",
    "rtw": "Right to work",
    "abroad": "Time abroad",
    "previous_school_post": "Last post in a school",
    "internal": "Already works for this employer",
    "update_service": "On the DBS Update Service",
    "agency_dbs_has_disclosure": "The agency says the certificate has something on it",
    "regulated_activity": "Regulated activity with children",
}
