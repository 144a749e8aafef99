"""What is asked before a copy of the record is made: of what, how, and why. And what is asked to check one."""

from django import forms

from checks.models import Export
from checks.record.columns import COLUMNS
from checks.record.kinds_of_person import KINDS_OF_PERSON
from checks.record_exports.content import A_SEARCH, day_in_full
from checks.record_exports.fingerprint import as_typed
from checks.record_exports.reading import MOST_BYTES
from checks.record_exports.verifying import LETTERS
from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions

WHO = [("", "Everybody at work"), ("leavers", "Those who have left")]
GAPS = [
    ("", "With gaps and without"),
    ("some", "Only with gaps"),
    ("none", "Only without gaps"),
    ("exception", "Only under an exception"),
]
STATES = [("", "Missing"), ("date", "A date"), ("exception", "An exception"), ("not_needed", "Not needed")]
FILTERS = ("who", "kind", "gaps", "column", "state", "since", "q")
EVERY = "every-school"


class WantedForm(Questions):
    """Which part of the record, as it stood on which day, and as what."""

    schools = forms.MultipleChoiceField(label="Schools", widget=forms.CheckboxSelectMultiple)
    format = forms.ChoiceField(
        label="As what?", choices=Export.Format.choices, widget=forms.RadioSelect, initial="xlsx"
    )
    as_at = DayField(
        label="As at which day?",
        required=False,
        help_text="Leave it empty for today. A past day shows the record as it stood at the end of that day.",
    )
    who = forms.ChoiceField(label="Who", choices=WHO, required=False)
    kind = forms.ChoiceField(
        label="Kind of person", choices=[("", "Every kind"), *KINDS_OF_PERSON.items()], required=False
    )
    gaps = forms.ChoiceField(label="Gaps", choices=GAPS, required=False)
    column = forms.ChoiceField(
        label="Only where this column",
        choices=[("", "Any column"), *[(each.code, each.title) for each in COLUMNS]],
        required=False,
    )
    state = forms.ChoiceField(label="That column says", choices=STATES, required=False)
    since = DayField(label="Only those who started since", required=False, help_text="Leave it empty for everybody.")
    q = forms.CharField(label="Only this name or post", required=False, max_length=60)

    def __init__(self, *args, schools=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.by_slug = {school.slug: school for school in schools}
        every = [(EVERY, "Every school here")] if len(schools) > 1 else []
        self.fields["schools"].choices = [*every, *[(school.slug, school.name) for school in schools]]

    def clean_schools(self):
        slugs = self.cleaned_data["schools"]
        return list(self.by_slug) if EVERY in slugs else slugs

    def clean_as_at(self):
        day = self.cleaned_data["as_at"] or clock.today()
        if day > clock.today():
            raise forms.ValidationError("The record cannot be shown as at a day that has not come.")
        return day

    def chosen(self):
        """The facts of the verb, from a valid form."""
        said = self.cleaned_data
        kept = [name for name in FILTERS if said[name] and name != "q" and (name != "state" or said["column"])]
        since = {"since": said["since"].isoformat()} if said["since"] else {}
        return {
            "schools": [self.by_slug[slug] for slug in said["schools"]],
            "format": said["format"],
            "as_at": said["as_at"],
            "filters": {name: said[name] for name in kept} | since,
            "filter_words": self.in_words(),
            "sought": said["q"],
        }

    def in_words(self):
        """The filters as one sentence; of a search it says only that there was one."""
        said = self.cleaned_data
        words = [dict(WHO)[said["who"]]]
        words += [dict(self.fields[name].choices)[said[name]] for name in ("kind", "gaps") if said[name]]
        if said["column"]:
            words.append(
                f"{dict(self.fields['column'].choices)[said['column']]}: {dict(STATES)[said['state']].lower()}"
            )
        if said["since"]:
            words.append(f"Started since {day_in_full(said['since'])}")
        if said["q"]:
            words.append(A_SEARCH)
        return f"{'. '.join(words)}, as at {day_in_full(said['as_at'])}"


class WhyForm(Questions):
    """Why the record leaves Gatepost. It is kept with the copy."""

    reason = forms.CharField(
        label="What is this copy for?",
        help_text="For example: Ofsted inspection of Reydon, requested today. It is kept with the record of this copy.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what this copy is for."},
    )


class CopyForm(WantedForm, WhyForm):
    """Both steps at once, as a program asks."""


class CheckForm(Questions):
    """A fingerprint as it is printed, or the file itself."""

    fingerprint = forms.CharField(
        label="Fingerprint",
        help_text="Eight groups of four letters and figures, as printed on the copy. Spaces and dashes do not matter.",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )
    file = forms.FileField(
        label="Or the file",
        help_text="A spreadsheet or PDF that was taken from Gatepost. It is read and not kept.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.pdf"}),
    )

    def clean_fingerprint(self):
        mark = as_typed(self.cleaned_data["fingerprint"])
        if mark and len(mark) != LETTERS:
            raise forms.ValidationError(f"A fingerprint has {LETTERS} letters and figures; this has {len(mark)}.")
        return mark

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"Choose a file of at most {MOST_BYTES // 2**20} MB. No copy of ours is larger."
            )
        return file

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("fingerprint") and not given.get("file"):
            self.add_error("fingerprint", "Enter a fingerprint, or choose the file.")
        return given
