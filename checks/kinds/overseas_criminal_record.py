from django import forms

from checks.countries import is_same
from checks.kinds.base import CONCERN, HEAD, OFFERED, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field, yes_no_field
from checks.kinds.words import as_date
from checks.time_abroad import where_it_counts

TRANSLATIONS = [("not_needed", "Not needed"), ("certified", "Certified translation seen"), ("wanting", "Still wanted")]
INSTEAD = [
    ("references", "More references from those years, called back"),
    ("employer", "The head or employer there confirmed their time and conduct"),
    ("statutory_declaration", "A statutory declaration by the person"),
    ("visa_certificate", "The certificate they gave for their visa"),
    ("supervision", "Closer supervision for a time"),
]
CAME = ("received_clear", "received_content")
RECEIVED = {
    "issued_on": "Enter the date on the document",
    "issued_by": "Enter who issued it",
    "original_seen": "Say whether you saw the original",
    "authentic_because": "Enter how you know it is genuine",
    "translation": "Select whether it is translated",
}


class OverseasRecord(Kind):
    """What another country says of the years the person spent there. The head decides what is enough."""

    code = "overseas_criminal_record"
    title = "Overseas check"
    per_country = True
    why = "They lived abroad long enough that a UK certificate says too little about those years."
    good_evidence = (
        "A police certificate or statement of good conduct from that country, in the original, translated.",
        "Issued after they left, so that it covers all of their time there.",
        "How to apply in each country: GOV.UK, “Criminal records checks for overseas applicants”.",
        "Where none can be had: what was tried, what you have instead, and a written decision by the headteacher.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's overseas certificate"
    ask_label = "Ask for the overseas certificate"
    record_label = "Record the overseas certificate"
    verified_by = "HR sees it; the headteacher decides"
    repeats = "Once for each appointment; later journeys by our own policy."
    may_wait = "A certificate that cannot be had is replaced by other evidence. The headteacher's decision never is."
    kept_for = "The decision stays on the personnel file; a copy goes six months after any decision, like a DBS certificate's."
    record_column = "overseas"
    two_people = True
    earliest_stage = OFFERED
    stage_source = "KCSIE Part three, individuals who have lived or worked outside the UK"
    decided_by = HEAD
    outcomes = {
        "requested": Outcome("Asked for, not here yet", WAITING),
        "received_clear": Outcome("Received, nothing on it, for the headteacher to decide", TO_DECIDE),
        "received_content": Outcome("Received, for the headteacher to read", TO_DECIDE),
        "unobtainable_alternatives": Outcome("Cannot be had; other evidence gathered", TO_DECIDE),
        "not_needed_reason": Outcome("Not needed, for a reason the headteacher must accept", TO_DECIDE),
        "unsuitable": Outcome("Not enough to go on", CONCERN),
    }
    labels = {"source": "What you were shown", "evidence_on": "Date you asked or saw it"}
    candidate_sentence = "Please apply for the certificate from the country we named. Tell us if it cannot be had."

    class Evidence(EvidenceForm):
        """Which country, which document, and why it is to be trusted; or what was done instead."""

        needed_with = {
            "received_clear": RECEIVED,
            "received_content": RECEIVED,
            "unobtainable_alternatives": {
                "tried": "Enter what they tried, and when",
                "instead": "Select what you have instead",
                "reason": "Enter why it cannot be had",
            },
            "not_needed_reason": {"reason": "Enter why it is not needed"},
            "unsuitable": {"reason": "Enter why it is not enough"},
        }
        only_with = {
            **dict.fromkeys(("issued_by", "issued_on", "original_seen", "translation", "authentic_because"), CAME),
            **dict.fromkeys(("tried", "instead"), ("unobtainable_alternatives",)),
            "reason": ("unobtainable_alternatives", "not_needed_reason", "unsuitable"),
        }
        in_order = (("issued_on", "evidence_on", "You cannot have seen it before it was issued"),)

        country = text_field("Country", missing="Enter the country", length=60)
        issued_by = text_field("Who issued it", required=False)
        issued_on = day_field("Date on the document", required=False)
        original_seen = yes_no_field("Did you see the original?", required=False)
        translation = choice_field("Is it translated?", TRANSLATIONS, required=False, missing="")
        authentic_because = text_field("How you know it is genuine", required=False)
        tried = text_field("What they tried, and when", required=False)
        instead = forms.MultipleChoiceField(
            label="What you have instead", choices=INSTEAD, widget=forms.CheckboxSelectMultiple, required=False
        )
        reason = text_field("Why it cannot be had, is not needed or is not enough", required=False)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["country"].initial = self.named

        @property
        def named(self):
            """The country this line of the file is about."""
            return getattr(self.check, "about", "")

        def clean(self):
            given = super().clean()
            country = given.get("country", "")
            if self.named and country and not is_same(country, self.named):
                self.add_error("country", f"This line is about {self.named}. Record {country} on its own line")
            if given.get("outcome") in CAME:
                self.read_the_document(given)
            return given

        def read_the_document(self, given):
            """It must be the original, readable, and issued once they had left."""
            if given.get("original_seen") == "no":
                self.add_error("original_seen", "See the original before you record it as received")
            if given.get("translation") == "wanting":
                self.add_error("translation", "See a certified translation before you record it as received")
            left_on, issued = as_date(getattr(self.check, "about_until", None)), given.get("issued_on")
            if left_on and issued and issued < left_on:
                self.add_error(
                    "issued_on",
                    f"They lived there until {left_on:%B %Y}, so it does not cover all of it. Ask for a later one",
                )

    def title_of(self, check):
        """One line for each country."""
        about = getattr(check, "about", "")
        return f"{self.title}: {about}" if about else self.title

    def lived_in(self, countries, policy, born_on):
        """Only where they lived as the rules count it: lately enough, and grown."""
        return where_it_counts(countries, policy, born_on)

    def looked_at(self, evidence):
        """Which country's document, from whom."""
        asked = evidence["outcome"] == "requested"
        issuer = f", issued by {evidence['issued_by']}" if evidence.get("issued_by") else ""
        country = f" ({evidence['country']}{issuer})" if evidence.get("country") else ""
        return f"{'Asked for' if asked else 'Saw'} {evidence['source']}{country}"

    def found(self, evidence):
        """The result; where there is no certificate, what stands in its place."""
        instead = [dict(INSTEAD)[each].lower() for each in evidence.get("instead") or ()]
        return ". ".join([super().found(evidence), *([f"Instead: {', '.join(instead)}"] if instead else [])])
