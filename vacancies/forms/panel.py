"""What standing a member down and setting an application apart ask for."""

from django import forms

from hiring.permissions import is_hr
from hiring.questions import Questions
from workflows.forms import Reason
from workflows.registry import asks

WHO = {"required": "Choose a member of the panel.", "invalid_choice": "Choose a member of the panel."}
WHOM = {"required": "Choose an applicant.", "invalid_choice": "Choose an applicant."}


class SeatForm(Questions):
    """Whose seat on the panel it is about."""

    seat = forms.ModelChoiceField(None, label="Panel member", error_messages=WHO, empty_label="Choose")

    def __init__(self, *args, record, by, **kwargs):
        super().__init__(*args, **kwargs)
        seats = record.panel.sitting().select_related("user", "vacancy")
        field = self.fields["seat"]
        field.queryset = seats if is_hr(record, by) else seats.filter(user=by.pk)
        field.label_from_instance = lambda each: each.user.name


@asks("vacancy.stand_down")
class StandDownForm(SeatForm, Reason):
    """Who can no longer sit, and why."""

    field_order = ("seat", "reason")
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give a reason."},
    )

    def details(self):
        return {"seat": self.cleaned_data["seat"].pk, "reason": self.cleaned_data["reason"]}


@asks("vacancy.set_apart")
class SetApartForm(SeatForm):
    """Whose list an application leaves, and which; by its code, for nobody is named."""

    applicant = forms.ModelChoiceField(None, label="Applicant", error_messages=WHOM, empty_label="Choose")

    def __init__(self, *args, record, by, **kwargs):
        super().__init__(*args, record=record, by=by, **kwargs)
        self.fields["applicant"].queryset = record.applications.filter(state="submitted").order_by("code")
        self.fields["applicant"].label_from_instance = lambda application: application.code

    def details(self):
        return {name: self.cleaned_data[name].pk for name in ("seat", "applicant")}
