from django import forms

from checks.kinds.authority import IDENTITY
from checks.kinds.base import CLEAR, CONCERN, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, birthday_field, choice_field, day_field, text_field, yes_no_field
from checks.kinds.names import LINKS, named_again, same_surname
from checks.kinds.words import as_date, day

DOCUMENTS = [
    ("passport", "Passport"),
    ("driving_licence", "Driving licence"),
    ("birth_certificate", "Birth certificate"),
    ("evisa", "eVisa"),
    ("council_tax", "Council tax bill"),
    ("bank_statement", "Bank statement"),
    ("utility_bill", "Utility bill"),
    ("other", "Another document"),
]
WITH_PHOTO = {"passport", "driving_licence", "evisa"}
WITH_END = {"passport", "driving_licence"}
ROUTES = [
    ("in_person", "In person, originals in our hands"),
    ("provider", "By a certified digital identity provider"),
]


class Identity(Kind):
    """Somebody here met the person and saw who they are."""

    code = "identity"
    title = "Identity"
    why = "Every other check is worth only as much as knowing whose it is."
    good_evidence = (
        "Originals, with the person in front of you: one with a photo, one with the current address.",
        "Full name, date of birth and address as printed. The birth certificate too, if they have it.",
        "Nothing out of date. Where the name differs from ours, the document that joins the two.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's documents"
    ask_label = "Ask for their documents"
    record_label = "Record the documents seen"
    verified_by = "Somebody trained to check documents, with the person in front of them"
    authorities = (IDENTITY,)
    repeats = "Again on a change of name, or in doubt."
    kept_for = "A copy may stay on the personnel file; copies taken for the DBS alone are destroyed."
    record_column = "identity"
    two_people = True
    outcomes = {
        "verified": Outcome("It is them", CLEAR),
        "discrepancy": Outcome("Something does not agree", WAITING),
        "refused": Outcome("The documents are not good", CONCERN),
    }
    labels = {"source": "Where you saw the documents", "evidence_on": "Date you saw them"}
    candidate_sentence = "Please show us the documents we asked for. Originals, not copies."

    def title_of(self, check):
        """A new name is seen on a line of its own."""
        return named_again(self.title, check)

    class Evidence(EvidenceForm):
        """The documents, and what they say of name, birth and address."""

        may_be_born_otherwise = ("discrepancy", "refused")
        born_otherwise = (
            "They told us {known}. If the documents show another date, the result is “Something does not agree”"
        )

        route = choice_field("How were they seen?", ROUTES, missing="Select how they were seen")
        provider = text_field("Identity provider, if one was used", required=False)
        documents = forms.MultipleChoiceField(
            label="Documents seen",
            choices=DOCUMENTS,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Select each document you saw"},
        )
        other_document = text_field("Which other document, if you saw one", required=False)
        full_name = text_field("Full name on the documents", missing="Enter the full name on the documents")
        name_link = forms.ChoiceField(
            label="If the name is not the one we have: what joins the two",
            choices=[("", "The name is the same"), *LINKS[:-1]],
            required=False,
        )
        born_on = birthday_field("Date of birth on the documents", missing="Enter the date of birth on the documents")
        document_ends_on = day_field("End date of the photo document", required=False, may_be_ahead=True)
        photo_matches = yes_no_field("Is the photo of the person in front of you?")
        address_seen = yes_no_field("Did you see their current address?")

        def clean(self):
            given = super().clean()
            seen = set(given.get("documents", ()))
            self.refuse_expired(given, "document_ends_on", "document")
            if given.get("route") == "provider" and not given.get("provider"):
                self.add_error("provider", "Enter the certified provider that made the check")
            if "other" in seen and not given.get("other_document"):
                self.add_error("other_document", "Enter which other document you saw")
            if seen & WITH_END and not given.get("document_ends_on") and "document_ends_on" not in self.errors:
                self.add_error("document_ends_on", "Enter the date the photo document ends")
            if given.get("outcome") == "verified":
                self.be_sure(given, seen)
            return given

        def be_sure(self, given, seen):
            """What it takes to say that it is them."""
            known = getattr(getattr(self.file, "person", None), "name", "")
            named = given.get("full_name", "")
            if given.get("photo_matches") == "no":
                self.add_error("outcome", "It cannot be them if the photo is of somebody else")
            if seen and not seen & WITH_PHOTO:
                self.add_error("documents", "See at least one document with their photo")
            if given.get("address_seen") == "no":
                self.add_error("address_seen", "See their current address before you say it is them")
            if known and named and not same_surname(known, named) and not given.get("name_link"):
                self.add_error("name_link", f"We know them as {known}. Select the document that joins the two names")

    def looked_at(self, evidence):
        """Which documents, in whose name."""
        names = dict(DOCUMENTS) | {"other": evidence.get("other_document") or "Another document"}
        seen = ", ".join(names.get(each, each).lower() for each in evidence.get("documents") or ["identity documents"])
        whose = f" of {evidence['full_name']}" if evidence.get("full_name") else ""
        born = f", born {day(evidence['born_on'])}" if evidence.get("born_on") else ""
        link = dict(LINKS).get(evidence.get("name_link"))
        joined = f", joined by {link.lower()}" if link else ""
        return f"Saw the {seen}{whose}{born}{joined}"

    def follow(self, check, evidence, by):
        """The documents say how old they are and whether they had another name; the rules are told what they say."""
        if self.outcomes[evidence["outcome"]].result == CLEAR:
            has_another_name = bool(evidence.get("name_link"))
            check.clearance.learn(by=by, born_on=as_date(evidence.get("born_on")), has_another_name=has_another_name)

    def authority_for(self, evidence):
        """A certified provider looks with its own people; ours reads what it says."""
        return None if evidence.get("route") == "provider" else super().authority_for(evidence)
