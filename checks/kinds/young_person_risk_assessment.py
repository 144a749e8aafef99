import datetime as dt

from django import forms

from checks.kinds.base import CLEAR, START, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, day_field
from checks.kinds.words import as_date, day
from checks.rules.months import months_after

FRIDAY, SCHOOL_YEAR_BEGINS = 4, 9
WEIGHED = [
    ("experience", "That they are new to work and to its risks"),
    ("workplace", "The place they work in"),
    ("agents", "Substances and other agents they may meet"),
    ("equipment", "The equipment they use"),
    ("organisation", "How the work is organised"),
    ("training", "The training they are given"),
]
STILL_AT_SCHOOL = (
    "They are of compulsory school age until {day}, and the law asks us to tell a parent before they begin. "
    "Tell a parent first"
)
PARENTS = [("told", "Yes"), ("not_needed", "Not needed: over school-leaving age"), ("not_yet", "Not yet")]


class YoungPersonAssessment(Kind):
    """How somebody under 18 will be kept safe at work."""

    code = "young_person_risk_assessment"
    title = "Young person's risk assessment"
    why = "They are under 18 and new to work, and the law asks us to think of what that changes."
    good_evidence = (
        "An assessment of this person in this post, before the first day.",
        "A parent told, while they are under school-leaving age.",
    )
    holder = "line manager"
    waiting_words = "Waiting for the line manager"
    ask_label = "Ask the line manager"
    record_label = "Record the assessment"
    stage_source = "Management of Health and Safety at Work Regulations 1999, regulation 19"
    blocks = (START,)
    verified_by = "The line manager"
    repeats = "Again when the work changes. The need for it ends on the eighteenth birthday."
    kept_for = "On the health and safety file."
    outcomes = {
        "asked": Outcome("Asked for, not here yet", WAITING),
        "completed": Outcome("Completed", CLEAR),
    }
    labels = {"source": "Which assessment you saw", "evidence_on": "Date you saw it"}

    class Evidence(EvidenceForm):
        """What was weighed, until when they are under 18, and that a parent knows where one must."""

        needed_with = {"completed": {"eighteen_on": "Enter the date they turn 18"}}

        weighed = forms.MultipleChoiceField(
            label="What the assessment weighs",
            choices=WEIGHED,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="The law names all six.",
        )
        eighteen_on = day_field("Date they turn 18", required=False, may_be_ahead=True)
        parent_told = choice_field("Has a parent been told?", PARENTS, missing="Select whether a parent was told")

        def clean(self):
            given = super().clean()
            if given.get("parent_told") == "not_yet" and given.get("outcome") == "completed":
                self.add_error("parent_told", "Tell a parent before you record it as completed")
            if given.get("outcome") == "completed" and len(given.get("weighed", ())) < len(WEIGHED):
                self.add_error("weighed", "The assessment must weigh all six before it is complete")
            turns, seen_on = given.get("eighteen_on"), given.get("evidence_on")
            if turns and seen_on and turns <= seen_on:
                self.add_error(
                    "eighteen_on", "They are 18 already, so this is not needed. Correct the facts of the person"
                )
            if turns and seen_on and given.get("parent_told") == "not_needed":
                self.be_sure_they_left_school(turns, max(seen_on, as_date(self.fact("start_date")) or seen_on))
            return given

        def be_sure_they_left_school(self, eighteen_on, begins_on):
            """A parent need not be told of work that begins after school-leaving age."""
            leaves_on = leaves_school_on(eighteen_on)
            if begins_on <= leaves_on:
                self.add_error("parent_told", STILL_AT_SCHOOL.format(day=day(leaves_on)))


def leaves_school_on(eighteen_on: dt.date) -> dt.date:
    """The last day of compulsory school age: the last Friday of June in the school year in which they turn 16.

    Education Act 1996, section 8; Education (School Leaving Date) Order 1997 (SI 1997/1970): known, and to be
    confirmed. That a child's parent is told: Management of Health and Safety at Work Regulations 1999, regulation 10(2).
    """
    sixteen_on = months_after(eighteen_on, -24)
    last = dt.date(sixteen_on.year + (sixteen_on.month >= SCHOOL_YEAR_BEGINS), 6, 30)
    return last - dt.timedelta(days=(last.weekday() - FRIDAY) % 7)
