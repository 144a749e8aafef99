from checks.countries import is_same
from checks.kinds.base import CLEAR, HEAD, OFFERED, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field

CAME_FROM = [
    ("regulator", "The regulator sent it to us"),
    ("confirmed", "The candidate gave it to us, and the regulator confirmed it"),
    ("candidate", "The candidate gave it to us; nobody has confirmed it"),
]
LETTER = {
    "regulator": "Enter which regulator wrote it",
    "issued_on": "Enter the date on the letter",
    "came_from": "Select how it came",
}


class OverseasStanding(Kind):
    """What the teaching regulator abroad says of somebody who taught there."""

    code = "overseas_teaching_standing"
    title = "Letter of professional standing"
    per_country = True
    why = "They taught abroad and will teach here, and our lists do not show sanctions from elsewhere."
    good_evidence = (
        "A letter of professional standing from the regulator where they taught, sent or confirmed by it.",
        "Where there is no regulator, a note of that and another source the headteacher accepts.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's letter"
    ask_label = "Ask for the letter"
    record_label = "Record the letter"
    may_wait = "Where no regulator exists, another source the headteacher accepts in writing."
    record_column = "overseas"
    earliest_stage = OFFERED
    stage_source = "KCSIE Part three, individuals who have lived or worked outside the UK"
    decided_by = HEAD
    outcomes = {
        "requested": Outcome("Asked for, not here yet", WAITING),
        "received_clear": Outcome("Received, no restriction", CLEAR),
        "received_restriction": Outcome("Received, for the headteacher to read", TO_DECIDE),
        "no_regulator": Outcome("No regulator there", TO_DECIDE),
    }
    labels = {"source": "What you were shown", "evidence_on": "Date you asked or saw it"}
    candidate_sentence = "Please ask the teaching regulator where you taught for a letter of professional standing."

    class Evidence(EvidenceForm):
        """Which country's regulator, and how we know the letter is its own."""

        needed_with = {
            "received_clear": LETTER,
            "received_restriction": LETTER,
            "no_regulator": {"other_source": "Enter the other source you have, and how you know of no regulator"},
        }
        only_with = {
            **dict.fromkeys(("issued_on", "came_from"), ("received_clear", "received_restriction")),
            "other_source": ("no_regulator",),
        }
        in_order = (("issued_on", "evidence_on", "You cannot have seen it before it was issued"),)

        country = text_field("Country", missing="Enter the country", length=60)
        regulator = text_field("Regulator", required=False)
        issued_on = day_field("Date on the letter", required=False)
        came_from = choice_field("How did it come?", CAME_FROM, required=False, missing="")
        other_source = text_field("Other source, where there is no regulator", required=False)

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
            if given.get("outcome") == "received_clear" and given.get("came_from") == "candidate":
                self.add_error("came_from", "Ask the regulator to confirm it before you record it")
            return given

    def title_of(self, check):
        """One line for each country taught in."""
        about = getattr(check, "about", "")
        return f"{self.title}: {about}" if about else self.title

    def lived_in(self, countries, policy, born_on):
        """Only where they taught, however long ago."""
        return [each for each in countries if each.get("taught")]
