from checks.kinds.authority import IDENTITY
from checks.kinds.base import CLEAR, OFFER, TO_DECIDE, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field, yes_no_field
from checks.kinds.names import LINKS, named_again

SEVERAL = (1, 2, 3)
ORDINAL = {1: "Former name", 2: "Second former name", 3: "Third former name"}


class NameHistory(Kind):
    """A paper trail that joins every name the person has used."""

    code = "name_history"
    title = "Former names"
    why = "They have used another name, and every search must be made under every name."
    good_evidence = (
        "Each former name, until when it was used, and the document for the change.",
        "The birth certificate where they have it, or a note of why not.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's documents"
    ask_label = "Ask for the documents"
    record_label = "Record the documents seen"
    verified_by = "Whoever checks the identity"
    authorities = (IDENTITY,)
    repeats = "Again on a new name."
    may_wait = "A missing document may be accepted with a reason that HR is content with."
    kept_for = "As the identity documents."
    blocks = (OFFER,)
    outcomes = {
        "complete": Outcome("Every name is joined", CLEAR),
        "partial_explained": Outcome("A document is missing, with a reason", TO_DECIDE),
        "gap": Outcome("A name is not accounted for", TO_DECIDE),
    }
    labels = {"source": "Where you saw the documents", "evidence_on": "Date you saw them"}
    candidate_sentence = "Please show us the documents that join your present name to your earlier ones."

    def title_of(self, check):
        """A new name is seen on a line of its own."""
        return named_again(self.title, check)

    class Evidence(EvidenceForm):
        """Each name, until when, and what joins it to the next."""

        needed_with = {"partial_explained": {"why_missing": "Enter why a document is missing"}}

        former_name_1 = text_field(ORDINAL[1])
        used_until_1 = day_field("Used until", required=False)
        linked_by_1 = choice_field("What joins it to the next name?", LINKS, missing="Select what joins the names")
        former_name_2 = text_field(ORDINAL[2], required=False)
        used_until_2 = day_field("Second: used until", required=False)
        linked_by_2 = choice_field("Second: what joins it?", LINKS, required=False, missing="")
        former_name_3 = text_field(ORDINAL[3], required=False)
        used_until_3 = day_field("Third: used until", required=False)
        linked_by_3 = choice_field("Third: what joins it?", LINKS, required=False, missing="")
        birth_certificate_seen = yes_no_field("Did you see the birth certificate?")
        why_no_birth_certificate = text_field("If not, why not", required=False)
        why_missing = text_field("Why a document is missing", required=False)

        def clean(self):
            given = super().clean()
            for number in SEVERAL:
                link, named = given.get(f"linked_by_{number}"), given.get(f"former_name_{number}")
                if named and not link and f"linked_by_{number}" not in self.errors:
                    self.add_error(f"linked_by_{number}", "Select what joins the names")
                if link == "none" and given.get("outcome") == "complete":
                    self.add_error(f"linked_by_{number}", "Select the document that joins the names")
            if given.get("birth_certificate_seen") == "no" and not given.get("why_no_birth_certificate"):
                self.add_error("why_no_birth_certificate", "Enter why the birth certificate was not seen")
            return given

    def looked_at(self, evidence):
        """Which names, and what joins them."""
        trail = [self._joined(evidence, number) for number in SEVERAL if evidence.get(f"former_name_{number}")]
        names = f" for {', '.join(trail)}" if trail else ""
        return f"Saw {evidence['source']}{names}"

    def _joined(self, evidence, number):
        link = dict(LINKS).get(evidence.get(f"linked_by_{number}"), "none")
        return f"{evidence[f'former_name_{number}']} ({link.lower()})"
