"""The nine characters by which somebody shows an employer their status online."""

from django import forms
from django.core.validators import RegexValidator

WRONG = "Enter the share code for work: 9 letters and figures, beginning with W"


class ShareCodeField(forms.CharField):
    """Spaces and small letters are as good as none."""

    def to_python(self, value):
        return super().to_python(value).replace(" ", "").upper()


def share_code():
    """A code for work begins with W; codes for renting or anything else show an employer nothing."""
    return ShareCodeField(
        label="Share code", required=False, max_length=15, validators=[RegexValidator(r"^W[A-Z0-9]{8}$", WRONG)]
    )
