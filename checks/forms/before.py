"""“Before you begin”: what only the person knows, asked once there is an offer."""

import datetime as dt

from django import forms

from checks.birthdays import YOUNGEST
from checks.forms.facts.fields import yes_no
from hiring import clock
from hiring.days import DayField, DayInput
from hiring.questions import Questions
from workflows.registry import asks

OLDEST = 100  # years
BACK = {True: "yes", False: "no"}


@asks("clearance.tell")
class BeforeYouBegin(Questions):
    """Birth, names, and the posts from which the rules may follow."""

    born_on = DayField(label="Date of birth", widget=DayInput(birthday=True))
    former_names = forms.CharField(
        label="Every other name you have used",
        max_length=300,
        required=False,
        help_text="Every search is made under every name. Leave it empty if you have had no other.",
    )
    works_here = yes_no("Do you work for this trust now?")
    works_here_as = forms.CharField(label="If so, your job and your school", max_length=200, required=False)
    left_a_school = yes_no("Did you leave a job in a school or college in the last four months, or will you?")
    school_left = forms.CharField(label="If so, which school or college", max_length=200, required=False)
    left_on = DayField(label="Your last day there", required=False)
    in_england = yes_no("Is it in England?", required=False)
    saw_pupils = yes_no("Did you see pupils regularly?", required=False)

    def __init__(self, *args, record=None, **kwargs):
        """`record` is the file the answers go to: what was said before is there to put right."""
        if record is not None:
            kwargs.setdefault("initial", self.filled(record))
        super().__init__(*args, **kwargs)

    def clean_born_on(self):
        born_on, today = self.cleaned_data["born_on"], clock.today()
        if today.year - born_on.year < YOUNGEST or today.year - born_on.year > OLDEST:
            raise forms.ValidationError("Enter a date of birth, like 27 3 1998.")
        return born_on

    def clean(self):
        given = super().clean()
        if given.get("works_here") == "yes" and not given.get("works_here_as"):
            self.add_error("works_here_as", "Enter your job and your school.")
        if given.get("left_a_school") == "yes":
            for name, sentence in WITH_A_SCHOOL.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return given

    @staticmethod
    def filled(file):
        """What they said before, to put right."""
        if file.told_at is None:
            return {}
        left, works_as = file.told.get("last_school"), file.told.get("works_here_as", "")
        said = {"born_on": file.born_on, "former_names": file.told.get("former_names", "")}
        said |= {"works_here": "yes" if works_as else "no", "works_here_as": works_as}
        said |= {"left_a_school": "yes" if left else "no"}
        if left:
            said |= {"school_left": left["name"], "left_on": dt.date.fromisoformat(left["end_date"])}
            said |= {"in_england": BACK[left["in_england"]], "saw_pupils": BACK[left["regular_contact"]]}
        return said

    def details(self):
        """What the verb takes."""
        given = self.cleaned_data
        said = {"born_on": given["born_on"], "former_names": given["former_names"].strip()}
        if given["works_here"] == "yes":
            said["works_here_as"] = given["works_here_as"]
        if given["left_a_school"] == "yes":
            said["last_school"] = {
                "name": given["school_left"],
                "end_date": given["left_on"].isoformat(),
                "in_england": given["in_england"] == "yes",
                "regular_contact": given["saw_pupils"] == "yes",
                "same_employer": given["works_here"] == "yes",
            }
        return said


WITH_A_SCHOOL = {
    "school_left": "Enter the school or college.",
    "left_on": "Enter your last day there.",
    "in_england": "Say whether it is in England.",
    "saw_pupils": "Say whether you saw pupils regularly.",
}
