"""Good evidence for any check in the story: what HR would type, put through the kind's own form."""

import datetime as dt

from checks.kinds.position import position_of
from hiring import clock
from hiring.models import Role
from vacancies.demo.evidence_without_vacancy import typed_without_vacancy

TRN = "1234567"
BORN = "1991-05-04"
RIGHT_TO_WORK = {
    "source": "The school office",
    "method": "manual_list_a",
    "document": "british_passport",
    "photo_matches": "yes",
    "copy_kept": "yes",
    "outcome": "unlimited",
}


def good_evidence(check, **more):
    """The form's cleaned data for a check that comes out well. Raises ValueError when the form refuses it."""
    person = check.clearance.person
    form = check.kind.Evidence(_typed(check, person) | more, check=check)
    if not form.is_valid():
        raise ValueError(f"{check.code}: {form.errors.as_json()}")
    return form.cleaned_data


def _typed(check, person):
    today = clock.today()
    issued = max(
        today - dt.timedelta(days=1),
        check.asked_at.astimezone(clock.LONDON).date() if check.asked_at else today - dt.timedelta(days=1),
    )
    born_on = (check.clearance.born_on or dt.date.fromisoformat(BORN)).isoformat()
    number = f"{1_000_000 + check.pk:012d}"
    common = {
        "terms": f"{person.name}, date of birth as seen",
        "evidence_on": today.isoformat(),
        "source": "The original",
    }
    return (
        common
        | typed_without_vacancy(check.code, today)
        | {
            "identity": {
                "source": "The school office",
                "route": "in_person",
                "documents": ["passport", "bank_statement"],
                "document_ends_on": (today + dt.timedelta(days=2000)).isoformat(),
                "full_name": person.name,
                "born_on": born_on,
                "photo_matches": "yes",
                "address_seen": "yes",
                "outcome": "verified",
            },
            "right_to_work": RIGHT_TO_WORK,
            "employment_history": {
                "source": "The application and interview notes",
                "since_education": "yes",
                "reasons_for_leaving": "yes",
                "second_reader": "Ruth Calloway",
                "outcome": "complete",
            },
            "references": {
                "source": "The referee’s employer",
                "capacity": "line_manager",
                "route": "by_phone",
                "verified_how": "call_back",
                "verified_source": "The employer’s own website",
                "agrees_with_application": "yes",
                "outcome": "satisfactory",
            },
            "self_declaration": {"source": "Signed form", "signed": "yes", "outcome": "nothing_declared"},
            "online_search": {
                "source": "Search engine, two pages; public profiles",
                "terms": f"{person.name}, town, employer",
                "candidate_was_told": "yes",
                "places": ["search_engine", "news", "professional", "social"],
                "identity_match": "sure",
                "outcome": "nothing_relevant",
            },
            "dbs_enhanced": {
                "source": "The original certificate",
                "certificate_number": number,
                "applied_on": "" if check.asked_at else issued.isoformat(),
                "issued_on": issued.isoformat(),
                "level": "enhanced",
                "workforce": "child",
                "is_theirs": "yes",
                "barred_list_result": "no_match",
                "outcome": "seen_no_content",
            },
            "barred_list_standalone": {
                "source": "Check the children’s barred list",
                "terms": f"{person.name}, date of birth and every former name",
                "born_on": born_on,
                "every_name": "yes",
                "outcome": "no_record",
            },
            "dbs_interim_risk_assessment": {
                "source": "The assessment the headteacher signed",
                "seen_by_name": head_of(check.school),
                "supervisor": "The head of department",
                "never_alone": "yes",
                "review_on": (today + dt.timedelta(days=10)).isoformat(),
                "outcome": "active",
            },
            "dbs_update_status": {
                "certificate_number": number,
                "issued_on": (today - dt.timedelta(days=200)).isoformat(),
                "level": "enhanced",
                "workforce": "child",
                "is_theirs": "yes",
                "barred_list_included": "yes",
                "original_seen_on": today.isoformat(),
                "consent": "yes",
                "outcome": "BLANK_NO_NEW_INFO",
            },
            "barred_list": {"source": "The certificate", "certificate_number": number, "outcome": "clear"},
            "childcare_disqualification": {"source": "Signed form", "outcome": "not_disqualified"},
            "medical_fitness": {
                "source": "Occupational health’s letter",
                "adviser": "occupational_health",
                "outcome": "fit",
            },
            "prohibition": {
                "source": "Check a teacher’s record",
                "trn": TRN,
                "born_on": born_on,
                "every_name": "yes",
                "lists": ["prohibition", "interim", "restrictions", "gtce"],
                "outcome": "none_found",
            },
            "section_128": {
                "source": "Check a teacher’s record",
                "read_on": "dfe_list",
                "born_on": born_on,
                "every_name": "yes",
                "outcome": "not_listed",
            },
            "qualifications": {
                "source": "Degree certificate",
                "qualification": "BEd",
                "awarding_body": "A university",
                "awarded_on": "2014-07-01",
                "is_original": "yes",
                "outcome": "seen",
            },
            "qts_status": {
                "source": "Check a teacher’s record",
                "trn": TRN,
                "born_on": born_on,
                "status": "qts",
                "awarded_on": "2014-08-01",
                "outcome": "held",
            },
            "overseas_criminal_record": {
                "source": "Certificate of good conduct",
                "country": getattr(check, "about", "") or "Portugal",
                "issued_by": "Ministry of Justice",
                "issued_on": (today - dt.timedelta(days=3)).isoformat(),
                "original_seen": "yes",
                "translation": "certified",
                "authentic_because": "Reference confirmed with the issuing office",
                "outcome": "received_clear",
            },
            "name_history": {
                "source": "The school office",
                "former_name_1": "Another name",
                "used_until_1": "2018-05-31",
                "linked_by_1": "marriage",
                "birth_certificate_seen": "yes",
                "outcome": "complete",
            },
        }.get(check.code, {})
    )


def head_of(school):
    """The headteacher's name, for what only they may sign."""
    held = school.memberships.filter(role=Role.HEAD).select_related("user").first()
    return held.user.name if held else ""


def look(check, by, **more):
    """Record good evidence through the door."""
    check.record(by=by, evidence=good_evidence(check, **more))
    return check


def apply_to_the_dbs(check, by, reference):
    """The application has gone to the DBS, and we say so."""
    paper = dict.fromkeys(
        ["certificate_number", "issued_on", "level", "workforce", "is_theirs", "barred_list_result"], ""
    )
    today = clock.today().isoformat()
    sent = {
        "outcome": "applied",
        "source": "The application service",
        "application_ref": reference,
        "applied_on": today,
        "position": position_of(check.clearance),
        "consent": "yes",
    }
    return look(check, by, **paper, **sent)


def settle(check, by, decider):
    """Record good evidence, and have it decided where the kind asks for a decision; what a referee raised is settled first."""
    check = (
        type(check).objects.select_related("clearance__school__trust", "clearance__person", "referee").get(pk=check.pk)
    )
    if check.state in {"not_started", "waiting"}:
        look(check, by)
    for flag in open_flags(check):
        check.settle_red_flag(by=decider, flag=flag, reason="Asked about it, and it is explained.")
    if check.state == "to_decide":
        check.clear(by=decider, reason="I have looked at the evidence and am content.")
    return check


def open_flags(check):
    """What a reference raised that nobody has settled yet."""
    referee = getattr(check, "referee", None) if check.code == "references" else None
    return referee.red_flags.filter(settled_at=None) if referee else ()
