"""Good evidence for checks that only people with no vacancy need: volunteers, governors, agencies, contractors."""

import datetime as dt

LOOK_AGAIN = dt.timedelta(days=360)


def typed_without_vacancy(code, today):
    """What HR would type for this kind of check; nothing for a kind that a vacancy asks for too."""
    made = (today - dt.timedelta(days=30)).isoformat()
    letter = {
        "names_this_person": "yes",
        "made_identity": made,
        "made_dbs_enhanced": made,
        "made_barred_list": made,
        "overseas_needed": "no",
    }
    return {
        "volunteer_risk_assessment": {
            "source": "A conversation at the school",
            "duties": "Hears readers in the library",
            "contact": "small_groups",
            "known_from": "A parent of a pupil since 2021; the office knows them well",
            "checks_follow": "yes",
            "supervisor": "Sunil Bhatt",
            "review_on": (today + LOOK_AGAIN).isoformat(),
            "outcome": "completed",
        },
        "governance_eligibility_declaration": {"source": "Signed form", "outcome": "eligible"},
        "identity_on_arrival": {
            "source": "The front desk",
            "document": "driving_licence",
            "document_ends_on": (today + dt.timedelta(days=2000)).isoformat(),
            "is_the_person_named": "yes",
            "outcome": "matched",
        },
        "agency_written_confirmation": letter
        | {
            "source": "Harbour Supply, by e-mail",
            "engaged_by": "Harbour Supply",
            "contract_chain": "None",
            "right_to_work_checked_by": "Harbour Supply",
            "made_right_to_work": made,
            "made_prohibition": made,
            "made_qualifications": made,
            "made_childcare_disqualification": made,
            "certificate_has_content": "no",
            "certificate_dated_on": made,
            "outcome": "received_complete",
        },
        "employer_assurance": {
            "source": "Fenland Heating, by letter",
            "engaged_by": "Fenland Heating",
            "contract_chain": "Broadwater Facilities, who maintain the school’s boilers",
            "right_to_work_checked_by": "Fenland Heating",
            "right_to_work_checked_on": made,
            "level": "enhanced",
            "names_this_person": "yes",
            "made_dbs_enhanced": made,
            "made_barred_list": made,
            "outcome": "received",
        },
    }.get(code, {})
