from checks.kinds import words
from checks.kinds.authority import VOLUNTEERS
from checks.kinds.base import CLEAR, HEAD, START, TO_DECIDE, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field, yes_no_field
from checks.kinds.repeats import YEARLY
from checks.rules.months import months_after

CONTACT = [
    ("none", "None"),
    ("seen", "With pupils, always in sight of staff"),
    ("small_groups", "With small groups, staff near by"),
    ("alone", "At times alone with pupils"),
]
NEVER_ALONE = (
    "No certificate is asked for in this role, so they are never alone with pupils. Keep them in sight of staff, or "
    "correct the facts of their role first, so that the right checks are asked for"
)


class VolunteerAssessment(Kind):
    """What is known of a helper, and who watches over what they do."""

    code = "volunteer_risk_assessment"
    title = "Volunteer's risk assessment"
    why = "For those who help, guidance asks the school to weigh what they do and what it knows of them."
    good_evidence = (
        "What they will do, with whom, and who supervises.",
        "What the school knows of them, and which checks follow from that.",
        "Nobody without a certificate is left alone with pupils (KCSIE Part three, volunteers).",
    )
    ask_label = record_label = "Record the assessment"
    blocks = (START,)
    decided_by = HEAD
    verified_by = "The headteacher, or somebody they name"
    authorities = (VOLUNTEERS,)
    repeats = "Each year, and when what they do changes."
    repeat = YEARLY
    kept_for = "While they volunteer, and then by our own policy."
    outcomes = {
        "completed": Outcome("Completed", CLEAR),
        "review_due": Outcome("To be looked at again", TO_DECIDE),
    }
    labels = {"source": "Which assessment you saw", "evidence_on": "Date it was made"}

    class Evidence(EvidenceForm):
        """What they do, what is known, who supervises, and when to look again."""

        in_order = (("evidence_on", "review_on", "The date to look again must be after it was made"),)

        duties = text_field("What they will do, and with whom")
        contact = choice_field("How much contact with pupils is there?", CONTACT, missing="Select how much contact")
        known_from = text_field("What the school knows of them, and from whom", length=300)
        checks_follow = yes_no_field("Do the checks asked for here fit what they will do?")
        supervisor = text_field("Who supervises them")
        review_on = day_field("Date to look again", may_be_ahead=True, missing="Enter the date to look again")

        def clean(self):
            given = super().clean()
            if given.get("outcome") == "completed" and given.get("checks_follow") == "no":
                self.add_error(
                    "checks_follow", "Correct the facts of their role first, so that the right checks are asked for"
                )
            if given.get("contact") == "alone" and self.file is not None and not self.in_regulated_activity:
                self.add_error("contact", NEVER_ALONE)
            made, review = given.get("evidence_on"), given.get("review_on")
            if made and review and review > months_after(made, 12):
                self.add_error("review_on", "Look again within a year")
            return given

    def expires_on(self, evidence):
        """Good until the day to look again."""
        return words.as_date(evidence.get("review_on"))
