from django.core.exceptions import ValidationError

from checks.kinds import words
from checks.kinds.authority import BARRED_LIST
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, birthday_field, every_name

REASONS = {
    "before_certificate": "They start before the certificate comes",
    "three_month_rule": "They left a school or college in England in the last three months",
}
LAWFUL = {"E4.1": "three_month_rule", "E7.1": "before_certificate"}  # the line that asks -> the service's own reason
ELSEWHERE = (
    "The service may be used for two reasons only: somebody starts before their certificate comes, or left a school or "
    "college in England in the last three months. Neither is so here. In regulated activity the list comes with the certificate"
)


def lawful_reason(check, file=None) -> str:
    """Which of the two lawful reasons this look-up is for; empty when it is for neither. `file`: as it is being derived."""
    in_regulated_activity = getattr(file or check.clearance, "regulated_activity", False)
    return LAWFUL.get(getattr(check, "required_by", ""), "") if in_regulated_activity else ""


class SeparateBarredList(Kind):
    """The list looked up on its own, which the service allows for two reasons and no others."""

    code = "barred_list_standalone"
    title = "Separate children's barred list check"
    why = "No new certificate will be seen before the start, so the list must be looked up by itself."
    good_evidence = (
        "A search of the Department for Education's service, by surname and date of birth.",
        "Every former name searched too.",
        "A possible match is settled with the DBS before anything else is done.",
    )
    ask_label = record_label = "Record the barred list search"
    record_column = "barred_list"
    bars = ("barred",)
    two_people = True
    earliest_stage = OFFERED
    stage_source = "Check the children's barred list: the service's two uses"
    decided_by = HEAD
    verified_by = "A registered user of the Department for Education's service"
    authorities = (BARRED_LIST,)
    repeats = "At the moment it is relied on, and for nothing else."
    kept_for = "The result and its date."
    is_a_search = True
    looked = "Searched"
    outcomes = {
        "no_record": Outcome("No match", CLEAR),
        "possible_match": Outcome("Possible match. Call the DBS before anything else", WAITING),
        "barred": Outcome("Barred. Stop, and call the DBS", CONCERN),
    }
    labels = {"evidence_on": "Date you searched"}

    class Evidence(EvidenceForm):
        """The search. Which of the two lawful reasons it was for follows from the rule that asks for it."""

        born_on = birthday_field("Date of birth searched for", missing="Enter the date of birth you searched for")
        every_name = every_name()

        def clean(self):
            given = super().clean()
            given["reason"] = lawful_reason(self.check) if self.check is not None else ""
            if self.check is not None and not given["reason"]:
                raise ValidationError(ELSEWHERE)
            return given

    def found(self, evidence):
        """The result and the lawful reason."""
        reason = REASONS.get(evidence.get("reason"), "")
        return f"{super().found(evidence)}. {words.ended(reason)}" if reason else super().found(evidence)
