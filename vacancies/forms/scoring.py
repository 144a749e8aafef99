"""What a panel member is asked: whether they know anybody, and a score with its reason."""

from django import forms

from hiring.questions import Questions

SCALE = [(0, "None"), (1, "Some"), (2, "Good"), (3, "Strong")]
ANCHORS = [
    {"value": 3, "label": "Strong", "text": "A specific example, what changed, and it matches this job."},
    {"value": 2, "label": "Good", "text": "A clear example."},
    {"value": 1, "label": "Some", "text": "Says so, without an example."},
    {"value": 0, "label": "None", "text": "Nothing relevant."},
]
READY_REASONS = ["No example", "Not about children", "Too general", "Clear example", "Clear result"]
BETWEEN = "; "


class ScoreForm(Questions):
    """One judgement. A reason may be ready-made, written, or both; it is kept as one sentence."""

    value = forms.TypedChoiceField(
        label="Score",
        coerce=int,
        empty_value=None,
        required=False,
        choices=SCALE,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select a score from 0 to 3."},
    )
    ready = forms.MultipleChoiceField(
        label="Reason in one tap",
        required=False,
        choices=[(each, each) for each in READY_REASONS],
        widget=forms.CheckboxSelectMultiple,
    )
    written = forms.CharField(
        label="or in your own words",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "r", "class": "reason"}),
        error_messages={"max_length": "Shorten your reason to 300 characters."},
    )

    @classmethod
    def of(cls, score, **options):
        """The form as it was last saved."""
        if score is None:
            return cls(**options)
        if "ready" not in cls.base_fields:
            return cls(initial={"value": score.value, "written": score.reason}, **options)
        parts = score.reason.split(BETWEEN) if score.reason else []
        written = BETWEEN.join(part for part in parts if part not in READY_REASONS)
        ready = [part for part in parts if part in READY_REASONS]
        return cls(initial={"value": score.value, "ready": ready, "written": written}, **options)

    @property
    def reason(self):
        return BETWEEN.join(filter(None, [*self.cleaned_data.get("ready", []), self.cleaned_data["written"].strip()]))


class WholeScoreForm(ScoreForm):
    """The same judgement among others on one page: the ready-made reasons are offered while typing."""

    ready = None
    written = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "ready-reasons"}),
        error_messages={"max_length": "Shorten your reason to 500 characters."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["written"].label = f"Reason for {self.prefix}"


class DeclareForm(Questions):
    """G01: asked before any application opens."""

    knows = forms.ChoiceField(
        label="Do you know anybody who may have applied?",
        choices=[("no", "No, nobody that I am aware of"), ("yes", "Yes, I may know somebody")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select no or yes."},
    )
    may_know = forms.CharField(
        label="If yes, who, and how do you know them?",
        help_text="Only HR reads this, and takes that person’s application out of your list.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        answers = super().clean()
        if answers.get("knows") == "yes" and not answers.get("may_know", "").strip():
            self.add_error("may_know", "Say who you may know, so that HR can take their application out of your list.")
        return answers
