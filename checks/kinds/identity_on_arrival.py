from checks.kinds.authority import RECEPTION
from checks.kinds.base import CLEAR, CONCERN, START, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, yes_no_field

SHOWN = [
    ("passport", "Passport"),
    ("driving_licence", "Driving licence"),
    ("agency_card", "Photo card of their agency, provider or employer"),
    ("other", "Another document with a photo"),
]
WITH_END = {"passport", "driving_licence"}  # both have the day they end printed on them


class IdentityOnArrival(Kind):
    """Reception makes sure that the person at the door is the person we were told of."""

    code = "identity_on_arrival"
    title = "Identity on arrival"
    why = "Somebody else checked this person, so we must know that this is who they checked."
    good_evidence = ("Photo identity at the door, in the name we were given.",)
    holder = "reception"
    waiting_words = "Waiting for their arrival"
    ask_label = record_label = "Record their arrival"
    blocks = (START,)
    verified_by = "Reception"
    authorities = (RECEPTION,)
    repeats = "On the first arrival; after that by our own policy."
    kept_for = "With the sign-in record."
    record_column = "identity"
    two_people = True
    bars = ("mismatch",)
    outcomes = {
        "matched": Outcome("It is them", CLEAR),
        "mismatch": Outcome("Not the person named: do not let them in", CONCERN),
    }
    labels = {"source": "Where you saw it", "evidence_on": "Date they arrived"}
    candidate_sentence = "Bring photo identity on your first day."

    class Evidence(EvidenceForm):
        """What they showed, and whether it is the person the letter names."""

        document = choice_field("Photo identity shown", SHOWN, missing="Select the photo identity shown")
        document_ends_on = day_field("Date it ends, if it has one", required=False, may_be_ahead=True)
        is_the_person_named = yes_no_field("Is it the name and the face we were told to expect?")

        def clean(self):
            given = super().clean()
            if given.get("outcome") == "matched":
                self.be_sure(given)
            return given

        def be_sure(self, given):
            """What it takes to say that it is them: a document in date, of this name and face."""
            self.refuse_expired(given, "document_ends_on", "document")
            if given.get("document") in WITH_END:
                self.require(given, "document_ends_on", "Enter the date the photo document ends")
            if given.get("is_the_person_named") == "no":
                self.add_error("outcome", "It is not them if the name or the face is another")

    def looked_at(self, evidence):
        """What was shown, and where."""
        shown = dict(SHOWN).get(evidence.get("document"), "photo identity")
        return f"Saw {shown.lower()} at {evidence['source']}"
