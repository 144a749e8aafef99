"""Of which checks a copy may be kept, by law and guidance; dated data, one line a kind of check.

The default is no: what need not be kept cannot be lost. KCSIE Part three asks schools to keep copies of what shows
identity, right to work and qualifications on the personnel file, and of certificates to keep the fact, not the paper.
"""

from dataclasses import dataclass

KCSIE = "KCSIE Part three, recording and retention of information"
DBS_CODE = "KCSIE 2022 paragraphs 276 to 278; the DBS code of practice"
IN_HAND = "Record what you saw in the receipt instead."


@dataclass(frozen=True)
class Copy:
    """Whether a copy of this kind of evidence is kept, who may bring it, and why."""

    kept: bool
    why: str
    source: str = KCSIE
    from_candidate: bool = False
    sensitive: bool = False
    hr_alone: bool = False  # and the head; the safeguarding lead only with a concern open (domain, roles and barriers)


def yes(why, source=KCSIE, **more):
    return Copy(True, why, source, **more)


def no(why, source=KCSIE):
    return Copy(False, f"{why} {IN_HAND}", source)


NO_CERTIFICATES = "We do not keep copies of DBS certificates. The original is seen, and only its number, dates and the decision stay."
RESULT_ONLY = "Of this check only the date and the result are kept."
THEIR_LETTER = "Keep their letter: it must show which checks they made."
OWN_ASSESSMENT = "Keep the signed assessment."

COPIES = {
    "identity": yes("A copy of what showed identity stays on the personnel file."),
    "name_history": yes("Keep what shows the change of name.", from_candidate=True),
    "right_to_work": yes(
        "A copy must be kept while they work here and for two years after.",
        "Home Office employer’s guide to right to work checks",
        hr_alone=True,
    ),
    "rtw_follow_up": yes(
        "A copy must be kept while they work here and for two years after.",
        "Home Office employer’s guide to right to work checks",
        hr_alone=True,
    ),
    "employment_history": yes("Keep what explains a gap.", from_candidate=True),
    "references": yes("Keep a reference that came on paper or by e-mail, as it was sent to us.", sensitive=True),
    "online_search": yes("Keep only a finding that matters to this post.", sensitive=True),
    "overseas_criminal_record": yes(
        "Keep a foreign police certificate only until the decision: it is treated like a DBS certificate.",
        DBS_CODE,
        from_candidate=True,
        sensitive=True,
    ),
    "overseas_teaching_standing": yes("Keep the letter of professional standing.", from_candidate=True),
    "qualifications": yes("A copy of the certificates stays on the personnel file.", from_candidate=True),
    "agency_written_confirmation": yes(THEIR_LETTER),
    "itt_provider_confirmation": yes(THEIR_LETTER),
    "employer_assurance": yes(THEIR_LETTER),
    "dbs_interim_risk_assessment": yes(OWN_ASSESSMENT, sensitive=True),
    "volunteer_risk_assessment": yes(OWN_ASSESSMENT),
    "young_person_risk_assessment": yes(OWN_ASSESSMENT),
    "chair_dfe_suitability": yes("Keep the letter on the trust’s governance file."),
    "companies_house_idv": yes("Keep the confirmation on the trust’s governance file."),
    "governance_eligibility_declaration": yes("Keep the signed declaration on the governance file."),
    "dbs_enhanced": no(NO_CERTIFICATES, DBS_CODE),
    "dbs_update_status": no(NO_CERTIFICATES, DBS_CODE),
    "agency_certificate_copy": no(NO_CERTIFICATES, DBS_CODE),
    "barred_list": no(RESULT_ONLY),
    "barred_list_standalone": no(RESULT_ONLY),
    "prohibition": no(RESULT_ONLY),
    "section_128": no(RESULT_ONLY),
    "qts_status": no(RESULT_ONLY),
    "identity_on_arrival": no("The sign-in log says who was seen."),
    "medical_fitness": no(
        "The school does not hold health questionnaires, only the outcome.", "Equality Act 2010 section 60"
    ),
    "childcare_disqualification": no("Only the answer and its date are kept.", "SI 2018/794"),
    "self_declaration": no("This is answered in our own form, where few may read it."),
    "escort_or_supervise": no("There is no paper to keep."),
}


def copy_of(code):
    """What holds for this kind of check; of a kind not listed nothing is kept."""
    return COPIES.get(code, no("Nobody has decided that a copy of this may be kept."))
