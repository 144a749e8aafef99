"""What a third party's letter must state of this person, check by check and with dates (KCSIE Part three, agency staff)."""

from checks.kinds.base import START, Kind
from checks.kinds.evidence import EvidenceForm, day_field, yes_no_field
from checks.rules.confirmation import letter_of_post
from checks.rules.tables.letters import CHAIN
from hiring import clock

LETTERS = ("agency_written_confirmation", "itt_provider_confirmation", "employer_assurance")

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
SAME = {"overseas_if_applicable": "overseas", "appropriate_dbs": "dbs_enhanced"}  # as the letter's form calls it
NOT_CHECKS = {
    CHAIN: "who engaged them, through whom, and who checked their right to work",
    "suitability_judgement": "that they are judged suitable to work with children",
}
OF_THE_CHAIN = ("engaged_by", "contract_chain", "right_to_work_checked_by")


def words_of_statement(code: str) -> str:
    """What a letter must state, within a sentence."""
    words = NOT_CHECKS.get(code) or COVERED[SAME.get(code, code)]
    article = "the " if words.endswith(("certificate", "list")) else ""
    return f"{article}{words[0].lower()}{words[1:]}"


def states(letter: dict, code: str) -> bool:
    """Whether the facts on a letter's receipt say that it states this."""
    if code == CHAIN:
        return all(letter.get(name) for name in OF_THE_CHAIN)
    if code == "suitability_judgement":
        return letter.get("judged_suitable") == "yes"
    not_needed = code == "overseas_if_applicable" and letter.get("overseas_needed") == "no"
    return not_needed or bool(letter.get(f"made_{SAME.get(code, code)}"))


def stated_in(letter: dict) -> frozenset[str]:
    """Everything that the facts on a letter's receipt state."""
    return frozenset(code for code in (*COVERED, *SAME, *NOT_CHECKS) if states(letter, code))


class SomebodyElsesWord(Kind):
    """A letter from whoever sends them: an agency, a training provider, an employer."""

    is_a_letter = True
    record_column = "confirmation"
    blocks = (START,)
    labels = {"evidence_on": "Date it was received"}
    looked = "Received from"
    sends: tuple[str, ...] = ()  # how whoever it sends is engaged; the first, where that is not known

    def title_of(self, check):
        """One that is asked for because the one before states too little says so."""
        return f"{self.title}, asked again" if getattr(check, "number", 1) > 1 else self.title


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
        if self.file is None:
            return self.named
        asked = {SAME.get(line.states, line.states) for line in self.by_the_rules(clock.today())}
        return tuple(each for each in self.named if each in asked)

    def by_the_rules(self, on):
        """What the rules of a day ask this letter to state, of whoever it is about."""
        engaged = self.fact("engagement")
        known = getattr(self.file, "role_facts", None) or {}
        role = known | {"engagement": engaged if engaged in self.kind.sends else self.kind.sends[0]}
        return letter_of_post(role, regulated_activity=self.in_regulated_activity, on=on)

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
