from django import forms

from checks.kinds import right_to_work_documents as documents
from checks.kinds import words
from checks.kinds.base import CLEAR, CONCERN, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field, yes_no_field
from checks.kinds.share_codes import share_code
from checks.rules.months import months_after

METHODS = [
    ("manual_list_a", "Original document from list A"),
    ("manual_list_b", "Original document from list B"),
    ("share_code", "Online, with their share code"),
    ("digital", "Certified digital check of a British or Irish passport"),
    ("employer_checking_service", "Home Office Employer Checking Service"),
]
BY_HAND = ("manual_list_a", "manual_list_b")
MONTHS_OF_A_NOTICE = 6
MAY_WORK = ("unlimited", "limited_until", "positive_verification_notice")
WHICH = "Select the document you saw"
COMES_WITH = {
    "manual_list_a": {"document": WHICH},
    "manual_list_b": {"document": WHICH},
    "share_code": {"share_code": "Enter the share code you used"},
    "digital": {"document": WHICH, "provider": "Enter the certified provider that made the check"},
    "employer_checking_service": {"notice_reference": "Enter the reference on the notice"},
}
CURRENT = "This passport counts only while it is current. Enter the date it ends"
HAVE_COPY = "Keep a dated copy of what you saw before you record it"


class RightToWork(Kind):
    """A check done in the way the Home Office prescribes, before the first minute of work."""

    code = "right_to_work"
    title = "Right to work"
    why = "It is against the law to employ somebody who may not work in the United Kingdom."
    good_evidence = (
        "One of the Home Office's methods, done in full: list A, list B, share code, digital check.",
        "The original in your hand, or their photo on the online page, and the person in front of you or on a video call.",
        "A dated copy of what was seen, and the day permission ends if it does.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's documents"
    ask_label = "Ask for their documents or share code"
    record_label = "Record the right to work check"
    verified_by = "HR or the headteacher; a certified provider only for the identity part"
    repeats = "Again before permission ends. A notice from the Home Office holds for six months."
    kept_for = "The copy is kept while they work here and for two years after."
    record_column = "right_to_work"
    bars = ("no_right",)
    two_people = True
    outcomes = {
        "unlimited": Outcome("May work, with no end date", CLEAR),
        "limited_until": Outcome("May work until a date", CLEAR),
        "positive_verification_notice": Outcome("Positive Verification Notice", CLEAR),
        "no_right": Outcome("No right to do this work", CONCERN),
    }
    labels = {"source": "Where you made the check", "evidence_on": "Date of the check"}
    candidate_sentence = "Please show us your passport or other document, or send us your share code."

    class Evidence(EvidenceForm):
        """The method, the document by the list in force that day, and how long the permission lasts."""

        told_by = "method"
        only_with = {
            "document": (*BY_HAND, "digital"),
            "national_insurance_seen": BY_HAND,
            "document_ends_on": (*BY_HAND, "digital"),
            **dict.fromkeys(("share_code", "share_code_ends_on"), ("share_code",)),
            "provider": ("digital",),
            "notice_reference": ("employer_checking_service",),
        }
        needed_with = {"limited_until": {"permission_ends_on": "Enter the date permission ends"}}

        method = choice_field("How did you check?", METHODS, missing="Select how you checked")
        document = forms.ChoiceField(
            label="Document", choices=[("", "None, or online"), *documents.CHOICES], required=False
        )
        national_insurance_seen = yes_no_field(
            "Did you see an official paper with their National Insurance number?",
            required=False,
            help_text="Only for a birth certificate, a certificate of naturalisation or an Immigration Status Document.",
        )
        document_ends_on = day_field(
            "Date the document ends, if it has one",
            required=False,
            may_be_ahead=True,
            help_text="Needed for a digital check, and for a passport that counts only while it is current.",
        )
        share_code = share_code()
        share_code_ends_on = day_field("Last day the share code works", required=False, may_be_ahead=True)
        provider = text_field("Certified identity provider", required=False)
        notice_reference = text_field("Reference on the Home Office's notice", length=40, required=False)
        photo_matches = yes_no_field("Is it the person in front of you, or on a live video call?")
        copy_kept = yes_no_field("Is a dated copy kept?")
        permission_ends_on = day_field("Date permission ends", required=False, may_be_ahead=True)
        restrictions = text_field("Limits on the work they may do, if any", required=False)

        def clean(self):
            given = super().clean()
            self.ask_for_the_method(given)
            if given.get("document") and given.get("evidence_on"):
                self.read_the_lists(given, documents.BY_CODE[given["document"]])
            self.refuse_expired(given, "share_code_ends_on", "share code")
            self.read_the_end(given)
            if given.get("outcome") in MAY_WORK:
                self.be_sure(given)
            return given

        def ask_for_the_method(self, given):
            """Each of the Home Office's methods has a paper of its own."""
            for field, sentence in COMES_WITH.get(given.get("method"), {}).items():
                self.require(given, field, sentence)

        def read_the_lists(self, given, document):
            """The document must be on the list the method names, be accepted that day, and show what is claimed."""
            method = given.get("method")
            if not documents.accepted(document, given["evidence_on"]):
                self.add_error(
                    "document", "The Home Office did not accept this document on that day. Use a share code"
                )
            elif method in documents.SHOWS and document.shows not in documents.SHOWS[method]:
                self.add_error(
                    "document", f"This document is on {documents.LISTS[document.shows]}. Select that method"
                )
            elif method == "digital" and document.code not in documents.DIGITAL:
                self.add_error("document", "Only a British or Irish passport may be checked digitally")
            elif method == "digital" and not given.get("document_ends_on"):
                self.add_error("document_ends_on", "A digital check needs a passport in date. Enter the date it ends")
            if document.current or method == "digital":
                self.refuse_expired(given, "document_ends_on", "document")
            if document.code in documents.END_DATES:
                self.require(given, "document_ends_on", CURRENT)
            if document.with_number and given.get("national_insurance_seen") != "yes":
                self.add_error(
                    "national_insurance_seen", "This counts only together with their National Insurance number"
                )
            if document.shows == "b1" and given.get("outcome") == "unlimited":
                self.add_error("outcome", "A document from list B shows permission until a date")

        def read_the_end(self, given):
            """A permission that has run out shows nothing; one with a day does not last for ever."""
            self.refuse_expired(given, "permission_ends_on", "permission")
            if given.get("outcome") == "unlimited" and given.get("permission_ends_on"):
                self.add_error(
                    "outcome", "You gave a date when permission ends. Select that they may work until a date"
                )
            notice = given.get("method") == "employer_checking_service"
            if given.get("outcome") in MAY_WORK and notice != (given["outcome"] == "positive_verification_notice"):
                self.add_error(
                    "outcome",
                    "A Positive Verification Notice comes from the Employer Checking Service, and only from there",
                )

        def be_sure(self, given):
            """A borrowed document is somebody else's right to work."""
            if given.get("photo_matches") == "no":
                self.add_error("outcome", "It shows nothing of this person if the photo is of somebody else")
            if given.get("copy_kept") == "no":
                self.add_error("copy_kept", HAVE_COPY)

    def expires_on(self, evidence):
        """The last day of permission; a notice from the Home Office holds for six months."""
        if evidence["outcome"] == "positive_verification_notice":
            return months_after(words.as_date(evidence["evidence_on"]), MONTHS_OF_A_NOTICE)
        return words.as_date(evidence.get("permission_ends_on")) if evidence["outcome"] == "limited_until" else None

    def looked_at(self, evidence):
        """What was seen, and by which method."""
        method = dict(METHODS).get(evidence.get("method"))
        document = documents.BY_CODE.get(evidence.get("document"))
        seen = f": {document.words}" if document else ""
        return f"Checked {evidence['source']}{f' ({method[0].lower()}{method[1:]}{seen})' if method else ''}"

    def found(self, evidence):
        """The result, with the last day of permission."""
        ends_on = self.expires_on(evidence)
        return f"{super().found(evidence)}, {words.day(ends_on)}" if ends_on else super().found(evidence)

    def follow(self, check, evidence, by):
        """The day to check again is written down at once, and the follow-up asked for where nobody foresaw it."""
        if evidence["outcome"] not in MAY_WORK or evidence.get("was_follow_up"):
            return
        ends_on = self.expires_on(evidence)
        if ends_on and check.clearance.state == "open":
            check.clearance.derive(by=by, person_facts={"rtw": "time_limited"})
        again = check.clearance.checks.filter(code="rtw_follow_up").first()
        if again is not None:
            told = {"source": "the right to work check", "terms": "", "evidence_on": evidence["evidence_on"]}
            outcome = "diarised" if ends_on else "not_needed"
            again.record(by=by, evidence=told | {"outcome": outcome, "permission_ends_on": ends_on})
