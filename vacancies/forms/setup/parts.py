"""What the parts of setting up a vacancy share."""

from django import forms

NARROW = {"class": "govuk-input--width-5", "inputmode": "decimal"}
POUNDS = {"class": "govuk-input--width-10", "inputmode": "decimal"}


class Part(forms.ModelForm):
    """One page of the set-up: saves its own fields of the vacancy by name."""

    use_required_attribute = False

    def save_part(self):
        self.instance.save(update_fields=list(self.cleaned_data))
