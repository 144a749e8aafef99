"""What candidates type to come in: their address, and on another device the code we send to it."""

from django import forms

from hiring.questions import Questions


class AddressForm(Questions):
    """Where to send the link."""

    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We will send you a link. You do not need a password.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter an e-mail address like name@example.org.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class CodeForm(Questions):
    """Six digits from the second letter."""

    code = forms.CharField(
        label="6-digit code",
        help_text="It works for 10 minutes.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-5"}
        ),
        error_messages={"required": "Enter the 6-digit code we have just e-mailed to you."},
    )

    def clean_code(self):
        return self.cleaned_data["code"].replace(" ", "")
