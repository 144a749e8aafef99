"""Where the sources disagree or are silent: the question, what the table does until somebody confirms it, and where.

Each stands on the page “Rules in force” for HR to confirm. `knob` names the trust's own setting, where there is one.
"""

from typing import NamedTuple


class Doubt(NamedTuple):
    """One question without a sure answer, and the answer used meanwhile."""

    question: str
    until_confirmed: str
    rules: tuple[str, ...]
    knob: str = ""


# fmt: off
DOUBTS = (
    Doubt("How many references?", "Two. Guidance fixes no number.", ("E1.5", "E1.6", "E1.7", "I.1"), "references_min"),
    Doubt("Do support staff who teach under direction need a prohibition check?", "No. Many trusts check all the same.", ("E8.2",), "prohibition_check_for_under_direction"),
    Doubt("Does section 128 reach heads of department and other middle leaders?", "Only where the headteacher says, with a reason, that the post takes part in management.", ("E10", "I.8")),
    Doubt("Do local governors need a right to work check, and a place on the record?", "Not by rule; they may be on the record.", ("G.7",)),
    Doubt("Are regular contractors in regulated activity?", "Yes, where ongoing work in school brings contact; not for a temporary or occasional job.", ("R7", "K.2")),
    Doubt("What is “frequently”?", "Weekly or more, or more than 3 days in any 30.", ("R6", "R7", "V.5", "V.8")),
    Doubt("Is one day of supply regulated activity?", "Yes: supply and trainees are treated as frequent.", ("R4",)),
    Doubt("How long abroad, and how long ago, asks for a further check?", "Three months or more, ended within ten years, as an adult. No act fixes it: a trust may choose up to six months and down to five years.", ("E12",), "overseas_months"),
    Doubt("Does the three-month rule lift the overseas checks?", "It lifts the duty; a trust may still ask.", ("E4",)),
    Doubt("Is the three months counted to the appointment or to the first day?", "To the first day, the stricter reading.", ("E4", "E4.1")),
    Doubt("Does an early start need the list and an assessment when no new certificate is awaited?", "No: after the three-month rule or a current Update Service status there is nothing to start before, and the list service allows no third use.", ("E7.1", "E7.2")),
    Doubt("Are the self-employed checked for right to work from October 2026?", "Yes. Before that, by the trust's own choice and in academies only.", ("E1.3", "E1.4")),
    Doubt("Do head-office staff who meet no pupils belong on the record?", "They may.", ("single central record",)),
    Doubt("May a volunteer's free Update Service subscription serve for paid work?", "No: ask for a new certificate.", ("E5.1",)),
    Doubt("Must teachers in academies hold QTS?", "Where the post says so; the commencement of the Act was not found.", ("E9.2",)),
    Doubt("When does early years end?", "With the reception class.", ("E1.7", "E11", "I.9", "V.8")),
    Doubt("Is time abroad checked again for somebody at work?", "Yes, by policy: guidance asks once for each appointment, and is silent on later journeys.", ("I.13", "I.14")),
    Doubt("Must references be in hand before somebody already employed moves into early years?", "They stay a SHOULD.", ("I.1",)),
)
# fmt: on
