"""What is asked of a teacher wherever the register is looked up."""

from django import forms
from django.core.validators import RegexValidator


def reference_number():
    """Seven figures; people who never trained in England have none."""
    return forms.CharField(
        label="Teacher reference number, if they have one",
        required=False,
        max_length=10,
        validators=[RegexValidator(r"^\d{7}$", "Enter the teacher reference number, 7 figures")],
    )
