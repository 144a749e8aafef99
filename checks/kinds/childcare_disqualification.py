from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field, text_field
from checks.kinds.repeats import YEARLY
from checks.kinds.words import day
from hiring.models import Role

WAIVED = {
    "waiver_reference": "Enter the reference on Ofsted's letter",
    "waiver_dated_on": "Enter the date on Ofsted's letter",
    "waiver_limits": "Select whether the waiver has limits",
}
LIMITS = [("none", "None"), ("some", "Some, and the line manager holds them to it")]
WAIVER = ("waiver_applied", "waiver_granted", "waiver_refused", "waiver_appealed")
NOT_MEANWHILE = ("disqualified", "waiver_applied", "waiver_refused", "waiver_appealed")
RULES = ("rule_1", "rule_2", "rule_3")
LONGEST = 200


class ChildcareDisqualification(Kind):
    """The person's answer on whether they are disqualified from looking after young children, under the 2018 rules."""

    code = "childcare_disqualification"
    title = "Childcare disqualification declaration"
    is_a_declaration = True
    why = "The post looks after children up to reception, or under 8 outside school hours, or manages those who do."
    good_evidence = (
        "A dated answer to our question under the 2018 Regulations, about the person's own circumstances only.",
        "Never a question about who they live with: that is for homes, not schools.",
        "A yes goes to the headteacher. Nothing about why is written here.",
        "Only Ofsted can waive it, on the person's own application, and never for somebody barred; they do not do this work meanwhile.",
        "We give Ofsted the information it asks of an employer. Against a refusal the person may appeal to the Tribunal.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate"
    ask_label = "Send the declaration"
    record_label = "Record the answer"
    verified_by = "HR receives the answer; the headteacher decides on a yes"
    repeats = "Once; the person must tell us of a change. Asked again when the duties change, and each year by our own policy."
    repeat = YEARLY
    changes_are_told = True
    may_wait = (
        "Never. They may do work outside its scope, or work under a waiver from Ofsted; a school cannot waive it."
    )
    kept_for = "The answer and its date only, on the personnel file. Words beside it go once it is decided."
    record_column = "childcare_disqualification"
    bars = NOT_MEANWHILE
    goes_on_with = (*WAIVER, "redeployed")
    two_people = True
    sealed_to = frozenset({Role.HR_OFFICER, Role.HR_MANAGER, Role.HEAD, Role.SAFEGUARDING_LEAD})
    earliest_stage = OFFERED
    stage_source = "Childcare (Disqualification) Regulations 2018 (SI 2018/794)"
    decided_by = HEAD
    outcomes = {
        "asked": Outcome("Asked, no answer yet", WAITING),
        "not_disqualified": Outcome("Not disqualified", CLEAR),
        "answered_yes": Outcome("Answered yes, for the headteacher", TO_DECIDE),
        "disqualified": Outcome("Disqualified", CONCERN),
        "waiver_applied": Outcome("Disqualified; has applied to Ofsted for a waiver", CONCERN),
        "waiver_granted": Outcome("Ofsted has granted a waiver", TO_DECIDE),
        "waiver_refused": Outcome("Ofsted has refused a waiver", CONCERN),
        "waiver_appealed": Outcome("Ofsted refused; has appealed to the Tribunal", CONCERN),
        "redeployed": Outcome("Moved to work outside its scope", TO_DECIDE),
    }
    labels = {"source": "How they answered, or what you were shown", "evidence_on": "Date of the answer or letter"}
    looked = "Received the childcare disqualification declaration by"
    seen = "Received by"
    candidate_sentence = "Please answer the childcare disqualification question we sent you. It is about you only."

    class Evidence(EvidenceForm):
        """The answer and its date; a waiver by its reference."""

        needed_with = {
            "waiver_applied": {"applied_on": "Enter the date they applied to Ofsted"},
            "waiver_granted": WAIVED,
            "waiver_refused": {"waiver_dated_on": "Enter the date on Ofsted's letter"},
            "waiver_appealed": {"appealed_on": "Enter the date they appealed"},
        }
        only_with = {
            **dict.fromkeys(("applied_on", "informed_on"), WAIVER),
            **dict.fromkeys(("waiver_reference", "waiver_dated_on"), WAIVER[1:]),
            **dict.fromkeys(("waiver_limits", *RULES), ("waiver_granted",)),
            "appealed_on": ("waiver_appealed",),
        }
        in_order = (
            ("applied_on", "informed_on", "Ofsted asks an employer only once they have applied"),
            ("applied_on", "waiver_dated_on", "Ofsted cannot have answered before they applied"),
            ("waiver_dated_on", "appealed_on", "They cannot have appealed before Ofsted answered"),
            ("waiver_dated_on", "evidence_on", "You cannot have seen the letter before it was written"),
        )

        applied_on = day_field("Date they applied to Ofsted for a waiver", required=False)
        informed_on = day_field("Date we gave Ofsted the information it asks of an employer", required=False)
        waiver_reference = text_field("Ofsted's waiver reference, if there is one", length=40, required=False)
        waiver_dated_on = day_field("Date on Ofsted's letter", required=False)
        waiver_limits = choice_field("Has the waiver limits?", LIMITS, required=False, missing="")
        rule_1 = text_field("First rule of supervision it sets", length=LONGEST, required=False)
        rule_2 = text_field("Second, if there is one", length=LONGEST, required=False)
        rule_3 = text_field("Third, if there is one", length=LONGEST, required=False)
        appealed_on = day_field("Date they appealed to the Tribunal", required=False)

        def clean(self):
            """Limits of a waiver are kept as rules of supervision, and show wherever this person's checks do."""
            given = super().clean()
            given["held_to"] = [given[name] for name in RULES if given.get(name)]
            limited = given.get("outcome") == "waiver_granted" and given.get("waiver_limits") == "some"
            if limited and not given["held_to"] and "rule_1" not in self.errors:
                self.add_error("rule_1", "Enter each rule of supervision that the waiver sets")
            return given

    def follow(self, check, evidence, by):
        """The conditions of the waiver that stands, and no other's."""
        check.conditions = list(evidence.get("held_to") or []) if evidence["outcome"] == "waiver_granted" else []

    def held_to(self, check):
        """Ofsted's conditions, as the rules of supervision they are."""
        return f" Under Ofsted's waiver: {'; '.join(check.conditions)}." if check.conditions else ""

    def next_step(self, check):
        """A concern keeps them from this work, whatever they have applied for."""
        meanwhile = "They do not do this work meanwhile. " if check.state == CONCERN else ""
        return f"{meanwhile}{super().next_step(check)}"

    def title_of(self, check):
        """One that is asked again because the duties are others says so."""
        return f"{self.title}, for the new duties" if getattr(check, "number", 1) > 1 else self.title

    def found(self, evidence):
        """Of an application, whether Ofsted has what it asks of us."""
        said = super().found(evidence)
        if evidence["outcome"] != "waiver_applied":
            return said
        told = (
            f"was given on {day(evidence['informed_on'])}" if evidence.get("informed_on") else "is still to be given"
        )
        return f"{said}. The information that Ofsted asks of an employer {told}"

    def looked_at(self, evidence):
        """The answer, or Ofsted's letter."""
        waiver = evidence["outcome"] in WAIVER
        return f"Saw {evidence['source']}" if waiver else super().looked_at(evidence)
