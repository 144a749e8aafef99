from checks.kinds.base import CLEAR, OFFER, TO_DECIDE, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, text_field, yes_no_field

WHOLE = ("complete", "gaps_explained")


class EmploymentHistory(Kind):
    """A whole life of work, study and gaps, read by somebody who asks about what is missing."""

    code = "employment_history"
    title = "Employment history"
    why = "Gaps and repeated moves without a reason are what people who were moved on leave behind."
    good_evidence = (
        "A dated history from the end of full-time education, with a reason for leaving each post.",
        "Every gap explained by the person, in writing or at interview, and the explanation considered.",
        "Read by two people, so that one of them may notice what the other did not.",
    )
    ask_label = record_label = "Record the history read"
    verified_by = "Two people who shortlisted; whoever interviewed, for what was said"
    may_wait = "A gap may be accepted with a reason that is written down."
    kept_for = "With the application, and then on the personnel file."
    blocks = (OFFER,)
    outcomes = {
        "complete": Outcome("No gaps", CLEAR),
        "gaps_explained": Outcome("Gaps, each with an explanation we accept", CLEAR),
        "gap_unexplained": Outcome("A gap is not explained", TO_DECIDE),
    }
    labels = {"source": "What you read", "evidence_on": "Date you read it"}
    looked = "Read"
    seen = "Read by"
    candidate_sentence = "We may ask you about the dates in your application."

    class Evidence(EvidenceForm):
        """Whether the whole of it was read, by two, and which gaps were asked about."""

        needed_with = {
            "gaps_explained": {"gaps": "Enter the months of each gap", "asked_by": "Enter who asked about the gaps"},
            "gap_unexplained": {"gaps": "Enter the months of each gap"},
        }
        only_with = {"gaps": ("gaps_explained", "gap_unexplained"), "asked_by": ("gaps_explained", "gap_unexplained")}

        since_education = yes_no_field("Does it go back to the end of full-time education?")
        reasons_for_leaving = yes_no_field("Is there a reason for leaving each post?")
        second_reader = text_field("Who else read it", missing="Enter who else read it: two people should")
        gaps = text_field(
            "Gaps asked about, by month", required=False, help_text="Months only, like March to August 2023."
        )
        asked_by = text_field("Who asked about the gaps", required=False)

        def clean(self):
            given = super().clean()
            if given.get("outcome") not in WHOLE:
                return given
            if given.get("since_education") == "no":
                self.add_error("since_education", "Ask for the years that are missing before you record this")
            if given.get("reasons_for_leaving") == "no":
                self.add_error("reasons_for_leaving", "Ask why they left each post before you record this")
            return given
