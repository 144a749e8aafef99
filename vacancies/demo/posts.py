"""The posts of the story: what each asks for, in our own words, and the role facts its checks are derived from."""

ROLE = {
    "setting": "academy",
    "phase": "primary",
    "engagement": "employee",
    "governance_role": None,
    "activities": ["care_supervise"],
    "contact": "direct",
    "frequency": "frequent",
    "overnight": False,
    "supervised": False,
    "paid": True,
    "temporary_or_occasional_service": False,
    "teaching_work": "no",
    "qts_required": False,
    "qualification_required": False,
    "management": False,
    "early_years": True,
    "later_years_childcare": False,
    "manages_childcare": False,
    "competitive_process": True,
    "starts_before_dbs": False,
}
TEACHER = {
    **ROLE,
    "activities": ["teach_train_instruct"],
    "teaching_work": "yes",
    "qts_required": True,
    "qualification_required": True,
    "early_years": False,
}
TECHNICIAN = {**ROLE, "phase": "secondary", "activities": ["other_school_work"], "early_years": False}

STATEMENTS = {
    "safeguarding_statement": "Keeping children safe comes before everything else we do. Everybody we appoint goes through "
    "full safer recruitment checks, including references and an enhanced DBS certificate.",
    "offenders_statement": "This post is exempt from the Rehabilitation of Offenders Act 1974 by its Exceptions Order 1975. You will "
    "be asked about unspent convictions, and spent ones that are not protected, only if you are shortlisted.",
    "online_search_notice": "If you are shortlisted, somebody who is not on the panel will look at what is publicly online about you.",
    "childcare_notice": "The Childcare (Disqualification) and Childcare (Early Years Provision Free of Charge) (Extended "
    "Entitlement) (Amendment) Regulations 2018 apply: the person appointed answers for their own circumstances only.",
    "contact": "Jo Marlowe, HR officer, 01632 960142",
}

PASTORAL = {
    "title": "Pastoral Support Worker",
    "summary": "Help every child at the school to feel safe, understood and ready to learn. You will work with pupils and "
    "their families on what gets in the way: worries, behaviour, attendance, things at home.",
    "duties": (
        "Give planned wellbeing support to pupils and families\n"
        "Write action plans with staff and outside agencies, and follow them up\n"
        "Act as a deputy designated safeguarding lead and help with early help and child protection work\n"
        "Follow attendance closely and work with families whose children are missing school\n"
        "Run nurture, social skills and calm-down groups\n"
        "Keep accurate, confidential records"
    ),
    "grade": "Grade G",
    "point_from": 20,
    "point_to": 24,
    "salary_from": "21726.62",
    "salary_to": "24115.83",
    "hours": "30",
    "weeks": "38",
    "role_facts": {**ROLE, "activities": ["care_supervise", "advice_guidance_wellbeing"]},
}

# code, what is asked, essential, weight, the form's question, what a good answer has
SCORED = [
    (
        "S1",
        "Experience of supporting the wellbeing of children and young people",
        True,
        3,
        "Tell us about a time you helped a child who was struggling. What did you do, and what changed?",
        "One child or group, what you did yourself, and what was different afterwards.",
    ),
    (
        "S2",
        "Working knowledge of safeguarding and Keeping Children Safe in Education",
        True,
        3,
        "You notice something that worries you about a child. What do you do, and why in that order?",
        "Who you tell, what you write down, what you do not do.",
    ),
    (
        "S3",
        "Able to turn information about needs or attendance into a plan",
        True,
        2,
        "Describe how you used information about a child or a group to plan what to do next.",
        "What the information was, what you made of it, what the plan was.",
    ),
    (
        "S4",
        "Shows empathy and good judgement with pupils and families",
        True,
        2,
        "Tell us about a hard conversation with a parent, carer or family member.",
        "How you listened, what you said, how it ended.",
    ),
    (
        "S5",
        "Keeps clear records and is at ease with IT",
        True,
        1,
        "How do you keep records, and what do you use?",
        "What you record, when, and who may see it.",
    ),
    (
        "S6",
        "Has worked in a school",
        False,
        1,
        "What have you done in schools, paid or not?",
        "Where in school life, with which ages.",
    ),
    (
        "S7",
        "Has worked with children or adults with SEND",
        False,
        1,
        "What have you done with people who have special educational needs or disabilities?",
        "Whom you supported and what you adapted.",
    ),
]

# code, what is asked, essential, where it is shown, whether training is given after the start
ELSEWHERE = [
    (
        "C1",
        "Level 3 in supporting teaching, learning or children’s services, held or in progress",
        True,
        "certificate",
        False,
    ),
    ("C2", "GCSE English and mathematics at grade 4 (formerly C) or the equivalent", True, "certificate", False),
    ("C3", "Ready to train as a first aider", True, "certificate", True),
    ("C4", "Designated safeguarding lead training, given after the start if not held", True, "certificate", True),
    ("I1", "Lives by the trust’s values and the seven principles of public life", True, "interview", False),
    ("I2", "Keeps confidences and knows when not to", True, "interview", False),
    ("I3", "Calm with anger and distress, including from parents", True, "interview", False),
    ("I4", "Committed to equality and to the safety of children", True, "interview", False),
    ("T1", "Can explain a safeguarding topic to other staff", True, "task", False),
]
