"""Which people go into the file for *Check a teacher's record*, each with number and birthday."""

from django import forms

from checks.kinds.evidence import day_field
from checks.kinds.teachers import reference_number
from checks.teachers import AT_MOST
from hiring.questions import Questions


class TeacherRow(Questions):
    """One person: left out while their number is empty."""

    trn = reference_number()
    born_on = day_field("Date of birth", required=False)

    def __init__(self, data=None, *, teacher):
        known = {"trn": teacher.trn, "born_on": teacher.born_on}
        super().__init__(data, prefix=f"t{teacher.check.pk}", initial=known)
        self.teacher = teacher

    def clean(self):
        given = super().clean()
        if given.get("trn") and not given.get("born_on") and "born_on" not in self.errors:
            self.add_error("born_on", f"Enter the date of birth of {self.teacher.name}, as on their documents")
        return given


class Rows(list):
    """The rows of the page, as the list of errors at its top reads them."""

    non_form_errors = ()

    @property
    def total_error_count(self):
        return sum(len(row.errors) for row in self) + len(self.non_form_errors)

    def chosen(self):
        """(number, birthday) of everybody with a number; says what is wrong otherwise."""
        if [row for row in self if not row.is_valid()]:
            return []
        given = [(row.cleaned_data["trn"], row.cleaned_data["born_on"]) for row in self if row.cleaned_data["trn"]]
        if not given:
            self.non_form_errors = ("Enter the teacher reference number of at least one person",)
        if len(given) > AT_MOST:
            self.non_form_errors = (f"The service takes {AT_MOST} people in one file. Choose one school at a time",)
            return []
        return given


class Which(forms.Form):
    """One school, one vacancy or everybody."""

    school = forms.SlugField(required=False)
    vacancy = forms.CharField(max_length=20, required=False)

    @property
    def asked(self):
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
