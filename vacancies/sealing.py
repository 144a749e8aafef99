"""The form as sent, in one digest, so that a later change to what was judged would show."""

import hashlib
import json


def digest_of(application):
    """SHA-256, in hexadecimal, of everything the candidate sent, in a fixed order."""
    form = {
        "details": [application.full_name, application.former_names, application.phone, application.address],
        "right_to_work": application.right_to_work,
        "education_ended": application.education_ended,
        "answers": list(application.answers.order_by("criterion").values_list("criterion", "text")),
        "history": list(
            application.history.values_list("kind", "title", "organisation", "country", "from_month", "to_month")
        ),
        "gaps": list(application.gaps.values_list("from_month", "to_month", "why", "text")),
        "qualifications": list(application.qualifications.values_list("title", "awarded_by", "grade", "year")),
        "referees": list(application.referees.values_list("name", "email", "organisation", "may_contact")),
        "signed": application.signed_name,
    }
    return hashlib.sha256(json.dumps(form, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
