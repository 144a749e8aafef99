"""What is asked of a DBS certificate wherever one is seen. Facts of the paper only, never what it says."""

from django import forms
from django.core.validators import RegexValidator

from checks.kinds.evidence import EvidenceForm, choice_field, day_field, yes_no_field
from checks.kinds.words import day

LEVELS = [("enhanced", "Enhanced"), ("standard", "Standard"), ("basic", "Basic")]
WORKFORCES = [
    ("child", "Child workforce"),
    ("child_and_adult", "Child and adult workforce"),
    ("adult", "Adult workforce"),
    ("other", "Other workforce"),
]
FITS = {"level": {"enhanced"}, "workforce": {"child", "child_and_adult"}}
MISFITS = {
    "level": "This post needs an enhanced certificate. Apply for one",
    "workforce": "This post needs a certificate for the child workforce. Apply for one",
}
NEEDED = {
    "certificate_number": "Enter the certificate number, 12 figures",
    "issued_on": "Enter the date printed on the certificate",
    "level": "Select the level printed on the certificate",
    "workforce": "Select the workforce printed on the certificate",
    "is_theirs": "Select whether the name and date of birth are theirs",
}
NOT_THEIRS = "A certificate in another name or date of birth is not evidence. Stop, and tell the safeguarding lead"
BY_POST = (
    "The certificate comes by post, so it cannot have been seen on the day it was issued. Enter the day you saw it"
)


def certificate_number(*, required: bool = False):
    """The twelve figures that name one certificate."""
    return forms.CharField(
        label="Certificate number",
        required=required,
        max_length=20,
        validators=[RegexValidator(r"^\d{12}$", NEEDED["certificate_number"])],
        error_messages={"required": NEEDED["certificate_number"]},
        help_text="12 figures, at the top right.",
    )


class CertificateForm(EvidenceForm):
    """A certificate that somebody here has held in their hand. No box takes free words, so none can hold what it says."""

    seen_field = "evidence_on"
    fixed: dict[str, str] = {}  # what is always looked at, so that nobody types it

    certificate_number = certificate_number()
    issued_on = day_field(
        "Date printed on the certificate",
        required=False,
        help_text="Not the day you saw it. We ask for that separately.",
    )
    level = choice_field("Level", LEVELS, required=False, missing=NEEDED["level"])
    workforce = choice_field("Workforce", WORKFORCES, required=False, missing=NEEDED["workforce"])
    is_theirs = yes_no_field(
        "Are the name and date of birth on it those of the identity documents you checked?",
        required=False,
        help_text="A former name counts when you have seen the change of name.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fixed:
            self.fields.pop(name, None)

    def clean(self):
        given = super().clean() | self.fixed
        if given.get("is_theirs") == "no":
            self.add_error("is_theirs", NOT_THEIRS)
        issued, seen = given.get("issued_on"), given.get(self.seen_field)
        if issued and seen and issued >= seen:
            self.add_error(self.seen_field, BY_POST)
        for field, fitting in FITS.items():
            if given.get(field) and given[field] not in fitting:
                self.add_error(field, MISFITS[field])
        return given


def in_words(evidence: dict) -> str:
    """Which certificate, by number and printed date."""
    number = evidence.get("certificate_number")
    issued = evidence.get("issued_on")
    return f"certificate {number}{f', issued {day(issued)}' if issued else ''}" if number else "the certificate"
