from checks.kinds.base import CLEAR, CONCERN, OFFER, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field, text_field, yes_no_field
from checks.kinds.words import day

MORE = (2, 3, 4)  # certificates shown beside the first
ON_MORE = [f"{name}_{n}" for n in MORE for name in ("qualification", "grade", "awarding_body", "awarded_on")]
CERTIFICATE = {
    "qualification": "Enter the qualification on the certificate",
    "awarding_body": "Enter who awarded it",
}


class Qualifications(Kind):
    """The certificates the post asks for, seen."""

    code = "qualifications"
    title = "Qualifications"
    why = "The person specification asks for a certificate, so somebody must see it."
    good_evidence = (
        "The certificate itself, or the awarding body's own statement if it was lost.",
        "Where the post says working towards, proof that they are enrolled.",
        "A certificate that looks wrong is checked with the awarding body.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's certificates"
    ask_label = "Ask for their certificates"
    record_label = "Record the certificates seen"
    blocks = (OFFER,)
    may_wait = "A lost certificate is replaced by the awarding body's own confirmation."
    record_column = "qualifications"
    outcomes = {
        "seen": Outcome("Certificate seen", CLEAR),
        "verified_at_source": Outcome("Confirmed by the awarding body", CLEAR),
        "working_towards": Outcome("Working towards it", TO_DECIDE),
        "not_held": Outcome("Not held", CONCERN),
        "doubtful": Outcome("Doubtful: ask the awarding body", WAITING),
    }
    goes_on_with = ("seen", "verified_at_source", "working_towards")
    labels = {"source": "What you were shown", "evidence_on": "Date you saw it"}
    candidate_sentence = "Please show us the certificates the post asks for."

    class Evidence(EvidenceForm):
        """Each certificate: what it is, its grade, who awarded it, from when. One form takes all that were shown at once."""

        needed_with = {
            "seen": CERTIFICATE | {"is_original": "Select yes or no"},
            "verified_at_source": CERTIFICATE | {"confirmed_by": "Enter who at the awarding body confirmed it"},
            "working_towards": {
                "qualification": "Enter the qualification they are working towards",
                "awarding_body": "Enter who will award it",
                "expected_on": "Enter the date it is expected",
            },
        }
        only_with = {
            **dict.fromkeys(
                ("awarded_on", "grade", "name_on_it", *ON_MORE), ("seen", "verified_at_source", "doubtful")
            ),
            "is_original": ("seen",),
            "confirmed_by": ("verified_at_source",),
            "expected_on": ("working_towards",),
        }
        in_order = (("awarded_on", "evidence_on", "You cannot have seen it before it was awarded"),)

        qualification = text_field("Qualification", required=False)
        grade = text_field("Grade, if it has one", length=40, required=False)
        awarding_body = text_field("Who awarded it", required=False)
        awarded_on = day_field("Date on the certificate, if it has one", required=False)
        qualification_2 = text_field("Second qualification, if they showed more", required=False)
        grade_2 = text_field("Second: grade", length=40, required=False)
        awarding_body_2 = text_field("Second: who awarded it", required=False)
        awarded_on_2 = day_field("Second: date on it", required=False)
        qualification_3 = text_field("Third qualification", required=False)
        grade_3 = text_field("Third: grade", length=40, required=False)
        awarding_body_3 = text_field("Third: who awarded it", required=False)
        awarded_on_3 = day_field("Third: date on it", required=False)
        qualification_4 = text_field("Fourth qualification", required=False)
        grade_4 = text_field("Fourth: grade", length=40, required=False)
        awarding_body_4 = text_field("Fourth: who awarded it", required=False)
        awarded_on_4 = day_field("Fourth: date on it", required=False)
        name_on_it = text_field("Name on them, if another than theirs now", required=False)
        is_original = yes_no_field("Is each the original?", required=False)
        confirmed_by = text_field("Who at the awarding body confirmed it, and its reference", required=False)
        expected_on = day_field("Date it is expected, while they work towards it", required=False, may_be_ahead=True)

        def clean(self):
            given = super().clean()
            for number in MORE:
                self.be_whole(given, number)
            if given.get("outcome") == "seen" and given.get("is_original") == "no":
                self.add_error("is_original", "A copy is not enough. See the original, or ask the awarding body")
            expected, seen_on = given.get("expected_on"), given.get("evidence_on")
            if given.get("outcome") == "working_towards" and expected and seen_on and expected < seen_on:
                self.add_error("expected_on", "That date has passed. Ask whether they have it now")
            return given

        def be_whole(self, given, number):
            """A further certificate says what it is and who awarded it, and was there to be seen."""
            told = {name: given.get(f"{name}_{number}") for name in ("grade", "awarding_body", "awarded_on")}
            named = given.get(f"qualification_{number}")
            if any(told.values()) and not named:
                self.add_error(f"qualification_{number}", CERTIFICATE["qualification"])
            if named and not told["awarding_body"]:
                self.add_error(f"awarding_body_{number}", CERTIFICATE["awarding_body"])
            awarded_on, seen_on = told["awarded_on"], given.get("evidence_on")
            if awarded_on and seen_on and awarded_on > seen_on:
                self.add_error(f"awarded_on_{number}", "You cannot have seen it before it was awarded")

    def looked_at(self, evidence):
        """Which certificates, each with its grade, who awarded it and when."""
        told = [
            what for ending in ("", *(f"_{number}" for number in MORE)) if (what := _certificate(evidence, ending))
        ]
        return "".join([f"Saw {evidence['source']}", f": {'; '.join(told)}" if told else ""])


def _certificate(evidence, ending):
    """One certificate in words; empty where none is told of."""
    dated = evidence.get(f"awarded_on{ending}")
    told = [evidence.get(f"{name}{ending}") for name in ("qualification", "grade", "awarding_body")]
    return ", ".join(filter(None, [*told, day(dated) if dated else ""]))
