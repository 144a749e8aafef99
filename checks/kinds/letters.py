"""What a third party's letter must state of this person, check by check and with dates (KCSIE Part three, agency staff)."""

from checks.kinds.evidence import EvidenceForm, day_field, yes_no_field

COVERED = {
    "identity": "Identity",
    "right_to_work": "Right to work",
    "dbs_enhanced": "Enhanced DBS certificate",
    "barred_list": "Children's barred list",
    "prohibition": "Prohibition from teaching",
    "qualifications": "Qualifications",
    "overseas": "Checks overseas",
    "childcare_disqualification": "Childcare disqualification",
}


class LetterForm(EvidenceForm):
    """Each check the letter must name, with the day it was made. Only what this post asks for is asked."""

    whole = "received"  # the outcome that says nothing is missing
    named: tuple[str, ...] = tuple(COVERED)

    names_this_person = yes_no_field("Does it name this person?")
    overseas_needed = yes_no_field("Does it say whether checks overseas were needed?", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.must_state()
        for name in [name for name in self.fields if name.startswith("made_")]:
            if name.removeprefix("made_") not in asked:
                del self.fields[name]
        if "overseas" not in asked:
            del self.fields["overseas_needed"]

    def must_state(self) -> tuple[str, ...]:
        """What this person's letter must state for this post; all of it while the post is not known."""
        return self.named if self.file is None else tuple(each for each in self.named if self.is_asked_of_them(each))

    def is_asked_of_them(self, code: str) -> bool:
        """Whether the check is one that this post asks for."""
        asked = {
            "barred_list": self.in_regulated_activity,
            "prohibition": self.fact("teaching_work", "yes") == "yes",
            "qualifications": any(self.fact(each, True) for each in ("qualification_required", "qts_required"))
            or self.fact("teaching_work", "yes") == "yes",
            "childcare_disqualification": any(
                self.fact(each) for each in ("early_years", "later_years_childcare", "manages_childcare")
            ),
        }
        return bool(asked.get(code, True))

    def clean(self):
        given = super().clean()
        if given.get("outcome") != self.whole:
            return given
        if given.get("names_this_person") == "no":
            self.add_error("names_this_person", "A letter that names nobody covers nobody. Ask for another")
        for code in self.must_state():
            self.ask_for_its_day(given, code)
        return given

    def ask_for_its_day(self, given, code):
        """Each check by its own date: a letter that says "all checks made" says nothing."""
        made, received = given.get(f"made_{code}"), given.get("evidence_on")
        if code == "overseas" and given.get("overseas_needed") != "yes":
            if not given.get("overseas_needed"):
                self.add_error("overseas_needed", "Select yes or no. If the letter does not say, ask")
        elif not made and f"made_{code}" not in self.errors:
            self.add_error(
                f"made_{code}", f"Enter the date the letter gives for {COVERED[code].lower()}, or ask for it"
            )
        elif made and received and made > received:
            self.add_error(f"made_{code}", "The letter cannot tell of a check made after it came. Check the date")


def dates_of(*codes):
    """A day for each check, to be put among the fields of a form."""
    return {f"made_{code}": day_field(f"{COVERED[code]}: date it gives", required=False) for code in codes}


def letter(*codes, whole="received", **fields):
    """A letter form that asks for the days of these checks, and for what else this sender must say."""
    described = {"__doc__": LetterForm.__doc__, "__module__": __name__, "whole": whole, "named": codes}
    return type("Letter", (LetterForm,), described | dates_of(*codes) | fields)
