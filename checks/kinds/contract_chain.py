"""Who engaged somebody whom others send, through which contractors, and who made sure that they may work here.

From 1 October 2026 liability for illegal working runs down the chain of contracts, so a letter says where in it the
check was made (Border Security, Asylum and Immigration Act 2025, section 48).
"""

from checks.kinds.evidence import day_field, text_field
from checks.kinds.words import as_date
from checks.rules.tables.letters import CHAIN

ALONE = "professional_visitor"  # comes for their own employer, whom the school has not engaged
SENDS = {
    "engaged_by": text_field("Who engaged them: the business that pays them", required=False),
    "contract_chain": text_field(
        "Contractors between that business and the school, in order",
        required=False,
        length=300,
        help_text="“None” where the school engaged that business itself.",
    ),
    "right_to_work_checked_by": text_field("Who checked their right to work?", required=False),
    "right_to_work_checked_on": day_field("Day their right to work was checked", required=False),
    "right_to_work_ends_on": day_field(
        "Day their permission to work ends, if it does", required=False, may_be_ahead=True
    ),
}
WITHOUT = {
    "engaged_by": "Enter who engaged them, or ask for it",
    "contract_chain": "Enter each contractor in between, or “none”",
    "right_to_work_checked_by": "Enter who checked their right to work, or ask for it",
    "right_to_work_checked_on": "Enter the day their right to work was checked, or ask for it",
}
LATER = "The letter cannot tell of a check made after it came. Check the date"


class NamesTheChain:
    """A letter form that asks where in the chain of contracts the right to work was checked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.fact("engagement") == ALONE:
            for name in SENDS:
                del self.fields[name]
        elif "right_to_work" in self.named:  # the letter gives that day among the others
            del self.fields["right_to_work_checked_on"]

    def clean(self):
        given = super().clean()
        received = given.get("evidence_on")
        if received and given.get("outcome") == self.whole and self.names_the_chain(received):
            for name in set(WITHOUT) & set(self.fields):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, WITHOUT[name])
        self.refuse_expired(given, "right_to_work_ends_on", "permission")
        checked = given.get("right_to_work_checked_on")
        if checked and received and checked > received:
            self.add_error("right_to_work_checked_on", LATER)
        return given

    def names_the_chain(self, received):
        """Whether a letter of this day must name the chain: by its own rules, or by those of a first day still to come."""
        begins = getattr(self.file, "first_day", received)
        return any(line.states == CHAIN for line in self.by_the_rules(max(received, begins)))


def ends_on(evidence, *days):
    """The earlier of these days and the last day of their permission to work; None where nothing ends."""
    told = [as_date(evidence.get(name)) for name in (*days, "right_to_work_ends_on")]
    return min(filter(None, told), default=None)
