"""The words a receipt prints."""

import pytest

from checks.kinds import kind
from tests.checks.kinds.receipts import GOOD

SENTENCES = {
    "barred_list_standalone": (
        {},
        (
            "Searched the children's barred list for Freeman, born 4 May 1991, on 3 July 2026 at 11:20. "
            "No match. They start before the certificate comes. Seen by Jo Marlowe."
        ),
    ),
    "dbs_enhanced": (
        {},
        (
            "Saw the original of certificate 001234567890, issued 29 June 2026, enhanced, child workforce, "
            "children's barred list: no match, on 3 July 2026 at 11:20. Original seen, nothing on it. Seen by Jo Marlowe."
        ),
    ),
    "identity": (
        {"evidence_on": "2026-07-01"},
        "Saw the passport, utility bill of Hollis Freeman, born 4 May 1991, on 1 July 2026. It is them. Seen by Jo Marlowe.",
    ),
    "qualifications": (
        {
            "grade": "6",
            "qualification": "GCSE Mathematics",
            "awarded_on": "2009-08-20",
            "qualification_2": "Level 3 diploma in childcare",
            "grade_2": "Merit",
            "awarding_body_2": "An awarding body",
            "qualification_3": "Paediatric first aid",
            "awarding_body_3": "A charity",
            "awarded_on_3": "2026-02-01",
        },
        (
            "Saw the certificate: GCSE Mathematics, 6, An exam board, 20 August 2009; Level 3 diploma in childcare, Merit, "
            "An awarding body; Paediatric first aid, A charity, 1 February 2026, on 3 July 2026 at 11:20. Certificate seen. "
            "Seen by Jo Marlowe."
        ),
    ),
    "online_search": (
        {},
        (
            "Searched a search engine and the local newspaper for Freeman, born 4 May 1991, on 3 July 2026 at 11:20. "
            "Nothing relevant. Seen by Jo Marlowe."
        ),
    ),
    "references": (
        {},
        (
            "Received a reference from Sam Okafor, Kestrel Lane School, on 3 July 2026 at 11:20. "
            "Verified, nothing of concern, for the headteacher to accept. Recorded by Jo Marlowe."
        ),
    ),
    "rtw_follow_up": (
        {},
        (
            "Checked the share code page (online, with their share code), on 3 July 2026 at 11:20. "
            "May work until a date. To be checked again by 31 January 2028. Seen by Jo Marlowe."
        ),
    ),
    "overseas_criminal_record": (
        {"outcome": "requested", "issued_by": ""},
        (
            "Asked for certificate of good conduct (Portugal), on 3 July 2026 at 11:20. Asked for, not here yet. "
            "Seen by Jo Marlowe."
        ),
    ),
    "medical_fitness": (
        {"outcome": "fit_with_adjustments", "adjustments_agreed": "yes"},
        "Received the outcome letter, on 3 July 2026 at 11:20. Fit, with adjustments. Recorded by Jo Marlowe.",
    ),
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_receipt_prints_what_was_looked_at_when_with_what_result_and_by_whom(code, check, story_day):
    changes, sentence = SENTENCES[code]
    form = kind(code).Evidence(GOOD[code] | changes, check=check)

    assert form.errors == {}
    assert kind(code).sentence(form.cleaned_data, "Jo Marlowe", story_day) == sentence


def test_a_receipt_reads_the_same_from_the_text_it_was_kept_as(check, story_day):
    form = kind("dbs_enhanced").Evidence(GOOD["dbs_enhanced"], check=check)
    form.is_valid()
    kept = {name: v.isoformat() if hasattr(v, "isoformat") else v for name, v in form.cleaned_data.items()}

    again = kind("dbs_enhanced").sentence(kept, "Jo Marlowe", story_day)

    assert again == kind("dbs_enhanced").sentence(form.cleaned_data, "Jo Marlowe", story_day)
