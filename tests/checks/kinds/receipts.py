"""For every kind, one receipt that its form takes, and the words it prints."""

SEEN = {"source": "the original, at the school office", "evidence_on": "2026-07-03"}
PAPER = {
    "certificate_number": "001234567890",
    "issued_on": "2026-06-29",
    "level": "enhanced",
    "workforce": "child",
    "is_theirs": "yes",
}
SEARCH = {"source": "the department's lists", "terms": "Freeman, born 4 May 1991", "evidence_on": "2026-07-03"}
MADE = "2026-05-20"
NAMED = {
    "names_this_person": "yes",
    "made_identity": MADE,
    "made_dbs_enhanced": MADE,
    "made_barred_list": MADE,
    "overseas_needed": "no",
}
CHAIN = {
    "engaged_by": "Harbour Supply",
    "contract_chain": "None",
    "right_to_work_checked_by": "Harbour Supply",
}
ONLINE = {
    "source": "the share code page",
    "method": "share_code",
    "share_code": "W12 345 67a",
    "photo_matches": "yes",
    "copy_kept": "yes",
}

GOOD = {
    "agency_certificate_copy": SEEN | {"source": "Harbour Supply, by post", "outcome": "received"},
    "agency_written_confirmation": SEEN
    | {
        "source": "Harbour Supply, by email",
        "outcome": "received_complete",
        **NAMED,
        **CHAIN,
        "made_right_to_work": MADE,
        "made_prohibition": MADE,
        "made_qualifications": MADE,
        "made_childcare_disqualification": MADE,
        "certificate_has_content": "no",
        "certificate_dated_on": "2026-05-20",
    },
    "barred_list": SEEN | {"outcome": "clear", "certificate_number": "001234567890"},
    "barred_list_standalone": SEARCH
    | {"source": "the children's barred list", "outcome": "no_record", "born_on": "1991-05-04", "every_name": "yes"},
    "chair_dfe_suitability": SEEN | {"outcome": "cleared", "dfe_reference": "CH-204", "letter_dated_on": "2026-07-01"},
    "childcare_disqualification": SEEN | {"source": "signed form", "outcome": "not_disqualified"},
    "companies_house_idv": SEEN
    | {"source": "the Companies House register", "outcome": "verified", "verified_on": "2026-06-30"},
    "dbs_enhanced": SEEN
    | PAPER
    | {"outcome": "seen_no_content", "barred_list_result": "no_match", "applied_on": "2026-06-24"},
    "dbs_interim_risk_assessment": SEEN
    | {
        "outcome": "active",
        "supervisor": "Sunil Bhatt",
        "never_alone": "yes",
        "review_on": "2026-07-17",
    },
    "dbs_update_status": SEARCH
    | PAPER
    | {
        "outcome": "BLANK_NO_NEW_INFO",
        "original_seen_on": "2026-07-02",
        "consent": "yes",
        "barred_list_included": "yes",
    },
    "employer_assurance": SEEN
    | {
        "source": "Fenland Heating, by letter",
        "outcome": "received",
        "level": "enhanced",
        "names_this_person": "yes",
        "made_dbs_enhanced": MADE,
        "made_barred_list": MADE,
        "made_childcare_disqualification": MADE,
        **CHAIN,
        "right_to_work_checked_on": MADE,
    },
    "employment_history": SEEN
    | {
        "source": "the application form",
        "outcome": "complete",
        "since_education": "yes",
        "reasons_for_leaving": "yes",
        "second_reader": "Ruth Calloway",
    },
    "escort_or_supervise": SEEN | {"source": "the sign-in record", "outcome": "escorted", "escort": "Jo Marlowe"},
    "governance_eligibility_declaration": SEEN | {"source": "signed form", "outcome": "eligible"},
    "identity": SEEN
    | {
        "outcome": "verified",
        "route": "in_person",
        "documents": ["passport", "utility_bill"],
        "document_ends_on": "2031-02-10",
        "full_name": "Hollis Freeman",
        "born_on": "1991-05-04",
        "photo_matches": "yes",
        "address_seen": "yes",
    },
    "identity_on_arrival": SEEN
    | {
        "source": "the front desk",
        "outcome": "matched",
        "document": "driving_licence",
        "document_ends_on": "2031-02-10",
        "is_the_person_named": "yes",
    },
    "itt_provider_confirmation": SEEN
    | {
        "source": "Coast Teacher Training, by letter",
        "outcome": "received",
        **NAMED,
        "made_prohibition": MADE,
        "made_childcare_disqualification": MADE,
        "judged_suitable": "yes",
    },
    "medical_fitness": SEEN | {"source": "the outcome letter", "outcome": "fit", "adviser": "occupational_health"},
    "name_history": SEEN
    | {
        "outcome": "complete",
        "former_name_1": "Hollis Wren",
        "used_until_1": "2019-03-31",
        "linked_by_1": "deed_poll",
        "birth_certificate_seen": "yes",
    },
    "online_search": SEARCH
    | {
        "source": "a search engine and the local newspaper",
        "outcome": "nothing_relevant",
        "places": ["search_engine", "news"],
        "candidate_was_told": "yes",
        "identity_match": "sure",
    },
    "overseas_criminal_record": SEEN
    | {
        "source": "certificate of good conduct",
        "outcome": "received_clear",
        "country": "Portugal",
        "issued_by": "Ministry of Justice, Lisbon",
        "issued_on": "2026-06-20",
        "original_seen": "yes",
        "translation": "certified",
        "authentic_because": "Sent to us by the consulate",
    },
    "overseas_teaching_standing": SEEN
    | {
        "source": "letter",
        "outcome": "received_clear",
        "country": "Portugal",
        "regulator": "Education directorate",
        "issued_on": "2026-06-20",
        "came_from": "regulator",
    },
    "prohibition": SEARCH
    | {
        "outcome": "none_found",
        "trn": "1234567",
        "born_on": "1991-05-04",
        "every_name": "yes",
        "lists": ["prohibition", "interim", "restrictions", "gtce"],
    },
    "qts_status": SEARCH
    | {"outcome": "held", "trn": "1234567", "status": "qts", "born_on": "1991-05-04", "awarded_on": "2014-08-01"},
    "qualifications": SEEN
    | {
        "source": "the certificate",
        "outcome": "seen",
        "qualification": "GCSE Mathematics, grade 6",
        "awarding_body": "An exam board",
        "is_original": "yes",
    },
    "references": SEEN
    | {
        "source": "Sam Okafor, Kestrel Lane School",
        "outcome": "satisfactory",
        "capacity": "head",
        "route": "our_form",
        "verified_how": "call_back",
        "verified_source": "the school's own website",
        "agrees_with_application": "yes",
    },
    "right_to_work": SEEN | ONLINE | {"outcome": "unlimited"},
    "rtw_follow_up": SEEN | ONLINE | {"outcome": "limited_until", "permission_ends_on": "2028-01-31"},
    "section_128": SEARCH
    | {"outcome": "not_listed", "read_on": "dfe_list", "born_on": "1991-05-04", "every_name": "yes"},
    "self_declaration": SEEN | {"source": "our form", "outcome": "nothing_declared", "signed": "yes"},
    "volunteer_risk_assessment": SEEN
    | {
        "outcome": "completed",
        "duties": "Hears readers in Year 2, in the library",
        "contact": "small_groups",
        "known_from": "A parent of a pupil since 2021; the office knows her well",
        "checks_follow": "yes",
        "supervisor": "Sunil Bhatt",
        "review_on": "2027-07-01",
    },
    "young_person_risk_assessment": SEEN
    | {
        "outcome": "completed",
        "parent_told": "told",
        "eighteen_on": "2027-01-14",
        "weighed": ["experience", "workplace", "agents", "equipment", "organisation", "training"],
    },
}
