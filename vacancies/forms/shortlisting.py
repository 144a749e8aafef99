"""What HR and the chair are asked between the seal and the shortlist."""

from django import forms
from django.db.models import Q

from hiring.models import User
from hiring.permissions import HR
from hiring.questions import Questions
from vacancies.forms.panel import WHOM
from vacancies.forms.scoring import SCALE
from vacancies.models import TieDecision
from workflows.registry import asks

FIRST = ("", "Choose")


class WhyForm(Questions):
    """A reason that is kept."""

    why = forms.CharField(
        label="Reason",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Give a reason."},
    )


class AgreedForm(Questions):
    """What the panel settled on for one judgement, and why."""

    value = forms.TypedChoiceField(
        label="Agreed score",
        coerce=int,
        choices=SCALE,
        widget=forms.RadioSelect,
        error_messages={"required": "Select a score from 0 to 3."},
    )
    reason = forms.CharField(
        label="Why the panel agreed this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "r", "class": "reason"}),
        error_messages={"required": "Say in a few words why the panel agreed this."},
    )


@asks("vacancy.set_line")
class LineForm(Questions):
    """How many are interviewed."""

    places = forms.IntegerField(
        label="Interviews",
        min_value=0,
        max_value=200,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": "Enter how many people to interview."},
    )


class WhomForm(Questions):
    """Which applicant it is about; by code, for nobody is named."""

    applicant = forms.ModelChoiceField(None, label="Applicant", error_messages=WHOM, empty_label="Choose")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applicant"].queryset = record.applications.exclude(submitted_at=None).order_by("code")
        self.fields["applicant"].label_from_instance = lambda application: application.code

    def details(self):
        """The verb takes keys."""
        return {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items()}


@asks("vacancy.agree_score")
class JudgementForm(WhomForm, AgreedForm):
    """What the panel settled on, for whom and on which criterion."""

    field_order = ("applicant", "criterion", "value", "reason")
    criterion = forms.ModelChoiceField(None, label="Criterion", empty_label="Choose")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["criterion"].queryset = record.criteria.filter(assessed_by="application")


@asks("vacancy.settle_tie")
class TieForm(Questions):
    """How people with equal scores at the line are parted, or not."""

    how = forms.ChoiceField(
        label="How to settle the tie",
        choices=TieDecision.How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the ways to settle the tie."},
    )


@asks("vacancy.propose_exception")
class ExceptionForm(WhomForm):
    """Somebody taken from below the line or left out above it: a criterion, a reason, and a colleague who is asked to agree."""

    criterion = forms.ModelChoiceField(None, label="For which criterion", empty_label="Choose")
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Give a reason."},
    )
    colleague = forms.ModelChoiceField(
        None,
        label="Who is asked to agree",
        empty_label="Choose",
        help_text="Somebody else on the panel or in HR. It counts once they agree.",
    )

    def __init__(self, *args, record, by, places=(), **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["criterion"].queryset = record.criteria.all()
        if places:  # the page has read both, so they are not asked for again
            placed = sorted((place.code, place.words.lower(), place.application.pk) for place in places)
            self.fields["applicant"].choices = [FIRST, *((pk, f"{code}, {words}") for code, words, pk in placed)]
            self.fields["criterion"].choices = [FIRST, *((each.pk, str(each)) for each in record.criteria.all())]
        self.fields["colleague"].queryset = colleagues_on(record).exclude(pk=by.pk).order_by("name")
        self.fields["colleague"].label_from_instance = lambda user: user.name


def colleagues_on(vacancy):
    """HR of the school and whoever sits on the panel."""
    school = vacancy.school
    hr = User.objects.filter(
        Q(memberships__school=school.pk) | Q(memberships__school=None, memberships__trust=school.trust_id),
        memberships__role__in=HR,
    )
    panel = User.objects.filter(panel_places__vacancy=vacancy, panel_places__stood_down_at=None)
    return User.objects.filter(Q(pk__in=hr.values("pk")) | Q(pk__in=panel.values("pk")))


class StandingForm(WhomForm):
    """Whose exception it is about."""

    asked = {}

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        standing = {"line_exceptions__undone_at": None, "line_exceptions__pk__isnull": False, **self.asked}
        self.fields["applicant"].queryset = record.applications.filter(**standing).order_by("code")


@asks("vacancy.undo_exception")
class UndoExceptionForm(StandingForm):
    """Whose exception is undone."""


@asks("vacancy.agree_exception")
class AgreeExceptionForm(StandingForm):
    """Which of those one was asked about."""

    def __init__(self, *args, record, by, **kwargs):
        self.asked = {"line_exceptions__agreed_at": None, "line_exceptions__agreed_with": by.pk}
        super().__init__(*args, record=record, **kwargs)
        made = {
            each.pk: each.line_exceptions.filter(undone_at=None).first() for each in self.fields["applicant"].queryset
        }
        self.fields["applicant"].label_from_instance = lambda each: exception_in_words(made[each.pk], each.code)


def exception_in_words(made, code):
    """Who would be interviewed or left out, for which criterion, and why."""
    what = "interviewed from below the line" if made.is_included else "left out from above the line"
    return f"{code} is {what}, for {made.criterion.code}: {made.reason} ({made.decided_by.name})"


class MaskingForm(Questions):
    """Words to hide from the panel in every application."""

    words = forms.CharField(
        label="Words to hide, one on each line",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Names, schools, employers, addresses and contacts that applicants gave are hidden already.",
    )

    def clean_words(self):
        lines = (line.strip() for line in self.cleaned_data["words"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))
