"""What a referee is asked, a page at a time. Nothing about health, sickness or disability (G02: Equality Act 2010 s. 60)."""

from django import forms

from checks.forms.months import MonthField
from checks.kinds.references import CAPACITIES
from checks.reading import month_words
from hiring.questions import Questions

YES_NO = [("yes", "Yes"), ("no", "No")]
RATINGS = [
    ("strong", "Strong: does this well without help"),
    ("good", "Good: does this as expected"),
    ("some", "Some: needs help with it"),
    ("none", "Little or none"),
    ("cannot_say", "I cannot say"),
]


def words(label, rows=4, *, help_text="", required=False, length=4000):
    return forms.CharField(
        label=label,
        required=required,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def yes_or_no(label, about, help_text=""):
    """`about` tells the refusals of several such questions on one page apart."""
    return forms.ChoiceField(
        label=label,
        choices=YES_NO,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"required": f"Select yes or no: {about}"},
    )


class Step(Questions):
    """One page of the form. `needs` names the words an answer must come with, and what to say without them."""

    needs: tuple[tuple[str, str, str, str], ...] = ()

    def __init__(self, *args, referee, **kwargs):
        self.referee = referee
        self.person = referee.check_row.clearance.person.name
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = field.label.replace("{person}", self.person)
            field.help_text = str(field.help_text).replace("{person}", self.person)

    def clean(self):
        given = super().clean()
        for field, answer, wanted, sentence in self.needs:
            if given.get(field) == answer and not given.get(wanted) and wanted not in self.errors:
                self.add_error(wanted, sentence)
        return given


class You(Step):
    """Who is writing, and how they know the person."""

    name = forms.CharField(
        label="Your full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name"},
    )
    position = forms.CharField(
        label="Your job title",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": "Enter your job title"},
    )
    organisation = forms.CharField(
        label="Your school or organisation",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Enter your school or organisation"},
    )
    capacity = forms.ChoiceField(
        label="How do you know {person}?",
        choices=CAPACITIES,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how you know them"},
    )
    known_since = MonthField(label="Since when?", error_messages={"required": "Enter a month and year, like 9 2019"})


class Employment(Step):
    """The candidate's own dates, to confirm or correct, and why the job ended."""

    agrees = yes_or_no("Is this right?", "is what they say of the job right")
    job_title = forms.CharField(label="Their job title", max_length=200, required=False)
    from_month = MonthField(label="They started in", required=False)
    to_month = MonthField(
        label="They left in",
        required=False,
        help_text="Month and year, like 9 2019. Leave empty if they still work there.",
    )
    duties = words("What did they do, and how much was it with children?", required=True)
    leaving = words("Why did they leave, or why are they leaving?", 2, required=True, length=1000)
    again = yes_or_no("Would you employ them again?", "would you employ them again")
    again_why = words("If not, why not?", 2, length=1000)
    needs = (
        ("agrees", "no", "job_title", "Enter their job title"),
        ("agrees", "no", "from_month", "Enter the month they started, like 9 2019"),
        ("again", "no", "again_why", "Say why you would not employ them again"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duties"].error_messages["required"] = "Say what they did"
        self.fields["leaving"].error_messages["required"] = "Say why they left, or that they have not"
        if self.candidate_says:
            self.fields["agrees"].label = f"{self.person} says: {self.candidate_says}. Is this right?"
            self.fields["job_title"].help_text = "If it is not right. Otherwise leave this and the two dates empty."
        else:
            del self.fields["agrees"]
            for name in ("job_title", "from_month"):
                self.fields[name].required = True

    @property
    def candidate_says(self):
        """The job as the candidate wrote it, or nothing when this referee is not tied to a job."""
        referee = self.referee
        if not referee.candidate_job_title or not referee.candidate_from:
            return ""
        ends = f"{month_words(referee.candidate_from)} to {month_words(referee.candidate_to)}"
        return f"{referee.candidate_job_title}, {ends}"

    def clean(self):
        given = super().clean()
        if given.get("from_month") and given.get("to_month") and given["to_month"] < given["from_month"]:
            after = month_words(given["from_month"])
            self.add_error("to_month", f"The end must be after the start, {after}")
        return given


class Suitability(Step):
    """The question that matters most, asked plainly."""

    satisfied = yes_or_no(
        "Are you completely satisfied that {person} is suitable to work with children?", "are you satisfied"
    )
    satisfied_why = words("If not, why not?", help_text="Facts: what happened, when, and what was done.")
    needs = (("satisfied", "no", "satisfied_why", "Say why you are not completely satisfied"),)


class Conduct(Step):
    """Live sanctions, substantiated concerns about children, referrals and leaving over them; false ones stay out."""

    disciplinary = yes_or_no("Is any disciplinary sanction against {person} still live?", "disciplinary sanctions")
    disciplinary_facts = words("If yes, what for, and until when?", 3)
    allegations = yes_or_no(
        "Has any allegation or concern about their behaviour towards children been upheld?",
        "allegations and concerns",
        "Leave out anything found to be false, malicious, unfounded or unsubstantiated.",
    )
    allegations_facts = words("If yes, what was it, when, and what was the outcome?", 3)
    referred = yes_or_no(
        "Has {person} been referred to the DBS or the Teaching Regulation Agency, or left a post over a safeguarding matter?",
        "referrals and leaving",
        "Say so however they left. No settlement agreement can stop you. "
        "Leave out anything found to be false, malicious, unfounded or unsubstantiated.",
    )
    referred_facts = words("If yes, what happened, when, and what came of it?", 3)
    needs = (
        ("disciplinary", "yes", "disciplinary_facts", "Say what the sanction is for and until when"),
        ("allegations", "yes", "allegations_facts", "Say what it was, when, and the outcome"),
        ("referred", "yes", "referred_facts", "Say what happened, when, and what came of it"),
    )


class Role(Step):
    """Up to four lines of the person specification."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, text in self.referee.criteria:
            self.fields[f"rating_{code}"] = forms.ChoiceField(
                label=text,
                choices=RATINGS,
                widget=forms.RadioSelect,
                error_messages={"required": "Select an answer. “I cannot say” is an answer"},
            )
        self.fields["example"] = words("An example that shows this, if you have one")


class Concerns(Step):
    """One question about safety, and not an invitation to say anything at all."""

    concern = yes_or_no(
        "Is there any concern about {person} working with children that we should know?",
        "is there any concern",
        "Leave out low-level matters that were looked into and closed, and anything found to be untrue.",
    )
    concern_facts = words("If yes, what is it?", help_text="Facts: what happened, when, and who knows of it.")
    needs = (("concern", "yes", "concern_facts", "Say what the concern is"),)


class Send(Questions):
    """The last page: it is theirs, it is true, and it may be shared where the law says so."""

    declared = forms.BooleanField(
        label="What I have written is accurate and factual, and I am allowed to give it for my organisation.",
        error_messages={"required": "Tick to say that it is accurate and that you may give it"},
    )
    signed = forms.CharField(
        label="Type your full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Type your full name"},
    )


class Decline(Questions):
    """A referee may say no, and need not say why."""

    why = forms.CharField(
        label="Why? (you can leave this empty)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NotMe(Questions):
    """The colleague who should be asked instead; HR decides whether to write to them."""

    colleague_name = forms.CharField(
        label="Who should we ask?", max_length=200, error_messages={"required": "Enter your colleague’s name"}
    )
    colleague_email = forms.EmailField(
        label="Their work e-mail address",
        error_messages={
            "required": "Enter an e-mail address like name@example.org",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )


STEPS = {
    "you": ("About you", You),
    "employment": ("Their job with you", Employment),
    "suitability": ("Work with children", Suitability),
    "conduct": ("Conduct", Conduct),
    "role": ("This job", Role),
    "concerns": ("Concerns", Concerns),
}
