from checks.kinds.authority import TEACHERS_RECORD
from checks.kinds.base import CLEAR, CONCERN, OFFER, OFFERED, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field
from checks.kinds.teachers import reference_number

REGISTER = {
    "born_on": "Enter the date of birth you searched for",
    "awarded_on": "Enter the date it was awarded",
}
QUALIFIED = ("held", "induction_pending")
NOT_HERE = (
    "Early years teacher status is not qualified teacher status, and counts only in the early years. "
    "Record that it is not held, or correct the facts of the post"
)
STATUSES = [("qts", "QTS"), ("qtls", "QTLS"), ("eyts", "Early years teacher status"), ("none", "None")]


class TeacherStatus(Kind):
    """Whether the person is a qualified teacher, and has finished induction."""

    code = "qts_status"
    title = "Qualified teacher status"
    why = "The post asks for a qualified teacher."
    good_evidence = (
        "Check a teacher's record, by teacher reference number, on the day.",
        "QTLS is not shown there: see the Society's own register.",
        "Early years teacher status by itself counts only where the post is in the early years.",
    )
    ask_label = record_label = "Record the search"
    earliest_stage = OFFERED
    blocks = (OFFER,)
    verified_by = "A registered user of Check a teacher's record"
    authorities = (TEACHERS_RECORD,)
    repeats = "Again when induction ends."
    kept_for = "The result and its date."
    record_column = "qualifications"
    is_a_search = True
    looked = "Searched"
    outcomes = {
        "held": Outcome("Held, induction finished", CLEAR),
        "induction_pending": Outcome("Held, induction still to do", CLEAR),
        "not_held": Outcome("Not held", CONCERN),
    }
    goes_on_with = ("held", "induction_pending")
    labels = {"evidence_on": "Date you searched"}

    class Evidence(EvidenceForm):
        """Which status the register shows."""

        needed_with = {"held": REGISTER, "induction_pending": REGISTER}

        trn = reference_number()
        born_on = day_field("Date of birth searched for", required=False)
        status = choice_field("Status shown", STATUSES, missing="Select the status shown")
        awarded_on = day_field("Date it was awarded", required=False)
        mandatory_qualification = text_field("Mandatory qualification shown, if the post needs one", required=False)

        def clean(self):
            given = super().clean()
            if given.get("status") in {"qts", "eyts"} and not given.get("trn") and "trn" not in self.errors:
                self.add_error("trn", "Enter the teacher reference number, 7 figures")
            if given.get("status") == "none" and given.get("outcome") in QUALIFIED:
                self.add_error("status", "Select the status the register shows")
            if given.get("status") == "eyts" and given.get("outcome") in QUALIFIED and not self.fact("early_years"):
                self.add_error("status", NOT_HERE)
            return given
