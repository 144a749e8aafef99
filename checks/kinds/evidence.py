"""The form that records a receipt: what was looked at, where, when, with what result."""

from django import forms

from checks.birthdays import KNOWN, NOT_ONE, can_be_one, why_not
from checks.kinds.words import as_date, day
from hiring.clock import today
from hiring.days import DayField

LOOKED_AND_WHEN = "Enter what you searched for and the date"
NOT_YET = "The date must be in the past"
NO_SUCH_DAY = "Enter a real date, like 27 3 2024"
BEFORE_ASKED = "The certificate date is before we asked for it. Check the date"
BEFORE_OFFER = "The offer was made on {day}, and the law lets us ask only after it. Check the date"
BEFORE_FILE = "These checks were opened on {day}, so it cannot have been seen for them before. Check the date"
BEFORE_QUESTION = "We asked on {day}, so the answer cannot have come before. Check the date"
NOBODY_NAMED = "Leave this empty: for this result nobody has to be named"
YES_NO = [("yes", "Yes"), ("no", "No")]


def day_field(label: str, *, required: bool = True, help_text: str = "", missing: str = "Enter the date", **kwargs):
    """A day that has already come, unless `may_be_ahead` is given."""
    may_be_ahead = kwargs.pop("may_be_ahead", False)
    errors = {"required": missing, "invalid": NO_SUCH_DAY}
    validators = [] if may_be_ahead else [not_ahead]
    return DayField(
        label=label, required=required, help_text=help_text, error_messages=errors, validators=validators, **kwargs
    )


def birthday_field(label: str, *, missing: str = NOT_ONE, required: bool = True):
    """The date of birth on a document, or that was searched for."""
    field = day_field(label, required=required, missing=missing, may_be_ahead=True)
    field.validators.append(was_born_by_now)
    return field


def text_field(label: str, *, missing: str = "", length: int = 200, help_text: str = "", required: bool = True):
    """A line of text, never a story."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        error_messages={"required": missing or f"Enter {label[0].lower()}{label[1:]}"},
    )


def choice_field(label: str, choices, *, missing: str, required: bool = True, help_text: str = "", validators=()):
    """One answer from a few."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        help_text=help_text,
        error_messages={"required": missing},
        validators=validators,
    )


def yes_no_field(label: str, *, required: bool = True, help_text: str = ""):
    """Yes or no, with nothing chosen beforehand."""
    return choice_field(label, YES_NO, missing="Select yes or no", required=required, help_text=help_text)


def every_name():
    """A search under one name of two is half a search."""
    return choice_field(
        "Did you search under every name they have used?",
        YES_NO,
        missing="Select yes or no",
    )


def not_ahead(value) -> None:
    """Nobody has seen tomorrow's evidence."""
    if value and value > today():
        raise forms.ValidationError(NOT_YET, code="future")


def was_born_by_now(value) -> None:
    not_ahead(value)
    can_be_one(value)


class EvidenceForm(forms.Form):
    """What every receipt says. Facts only: never health, never what a certificate says, never an offence."""

    kind = None  # set by the Kind the form belongs to
    needed_with: dict[
        str, dict[str, str]
    ] = {}  # outcome -> the fields it must come with, and what to say without them
    told_by = "outcome"  # the question whose answer says which of `only_with` are asked
    only_with: dict[str, tuple[str, ...]] = {}  # field -> the answers it goes with; the page shows it with no other
    may_be_born_otherwise: tuple[str, ...] = ()  # outcomes that say themselves that the date of birth is another
    born_otherwise = KNOWN
    in_order: tuple[tuple[str, str, str], ...] = ()  # earlier day, later day, what to say the other way round

    source = text_field("Where you looked, or what you were shown", missing="Enter where you looked", length=300)
    terms = text_field(
        "What you searched for",
        missing=LOOKED_AND_WHEN,
        length=300,
        help_text="For example surname, date of birth and former names.",
    )
    outcome = forms.ChoiceField(
        label="What was the result?", widget=forms.RadioSelect, error_messages={"required": "Select a result"}
    )
    evidence_on = day_field("Date you looked or saw it", missing=LOOKED_AND_WHEN)
    seen_by_name = text_field(
        "Who looked, if it was not you",
        required=False,
        help_text="Their name as it stands under Who may verify. Empty when you looked yourself.",
    )

    def __init__(self, *args, check=None, historic=False, **kwargs):
        """`check` is the check the receipt is for: it knows when it was asked, and of what post.

        A historic record was made before the file was opened here, and is marked as such.
        """
        super().__init__(*args, **kwargs)
        self.check, self.historic = check, historic
        self.fields["outcome"].choices = [(value, outcome.label) for value, outcome in self.kind.outcomes.items()]
        for name, label in self.kind.labels.items():
            self.fields[name].label = label
        if not self.kind.is_a_search:
            del self.fields["terms"]
        if not self.kind.authorities:
            del self.fields["seen_by_name"]
        self.tell_the_page()

    def tell_the_page(self):
        """Each field says which answers it goes with, and the question comes before what hangs on it."""
        if not self.only_with:
            return
        self.fields[self.told_by].tells = True
        for name, answers in self.only_with.items():
            self.fields[name].goes_with = " ".join(answers)
        if self.told_by == "outcome":
            self.order_fields(["outcome"])

    def details(self) -> dict:
        """What `check.record` takes."""
        return {"evidence": self.cleaned_data}

    @property
    def asked_on(self):
        """The day we asked somebody else for this, if we have."""
        return as_date(getattr(self.check, "asked_at", None))

    @property
    def in_regulated_activity(self) -> bool:
        """Whether the post is regulated activity; the barred list is asked for then and only then."""
        return bool(getattr(self.file, "regulated_activity", False))

    @property
    def file(self):
        """The file of checks the receipt belongs to, if we know it."""
        return getattr(self.check, "clearance", None)

    def fact(self, name, default=None):
        """One fact of the post, as the file of checks keeps it."""
        return (getattr(self.file, "role_facts", None) or {}).get(name, default)

    def clean_evidence_on(self):
        """Nothing was seen before it could be: before the file, the offer or our own question."""
        seen_on = self.cleaned_data["evidence_on"]
        if seen_on and not self.historic:
            for day_on, sentence in self.cannot_be_before():
                if day_on and seen_on < day_on:
                    raise forms.ValidationError(sentence.format(day=day(day_on)), code="too_early")
        return seen_on

    def cannot_be_before(self):
        """The days it must not come before, each with what to say; the offer first, since the law draws that line."""
        if self.kind.earliest_stage == "offered":
            yield as_date(getattr(self.file, "offer_made_at", None)), BEFORE_OFFER
        yield as_date(getattr(self.file, "opened_at", None)), BEFORE_FILE
        if self.kind.is_a_declaration or self.kind.is_a_letter:
            yield self.asked_on, BEFORE_QUESTION

    def clean(self):
        given = super().clean()
        given.setdefault("terms", "")
        if given.get("seen_by_name") and given.get("outcome") and self.kind().authority_for(given) is None:
            self.add_error("seen_by_name", NOBODY_NAMED)
        self.leave_out_what_was_not_asked(given)
        for field, sentence in self.needed_with.get(given.get("outcome"), {}).items():
            self.require(given, field, sentence)
        if given.get("every_name") == "no" and self.makes(given) == "clear":
            self.add_error("every_name", "Search under every name before you record that nothing was found")
        for earlier, later, sentence in self.in_order:
            if given.get(earlier) and given.get(later) and given[earlier] > given[later]:
                self.add_error(later, sentence)
        otherwise = why_not(self, self.file, given)
        if otherwise:
            self.add_error("born_on", otherwise)
        return given

    def leave_out_what_was_not_asked(self, given) -> None:
        """What was typed for another answer, and is out of sight now, is no part of the receipt."""
        for name, answers in self.only_with.items():
            if name in given and given.get(self.told_by) not in answers:
                given[name] = self.fields[name].clean(None)

    def require(self, given, field: str, sentence: str) -> None:
        """Ask for what is missing, once: a field that was filled in wrongly has been told so already."""
        if not given.get(field) and field not in self.errors:
            self.add_error(field, sentence)

    def makes(self, given) -> str:
        """What the chosen outcome makes of the check; empty while none is chosen."""
        chosen = self.kind.outcomes.get(given.get("outcome"))
        return chosen.result if chosen else ""

    def refuse_days_before_asking(self, given, field: str) -> None:
        """A certificate older than our request was made for somebody else, or the date is a slip of the pen."""
        if self.asked_on and given.get(field) and given[field] < self.asked_on:
            self.add_error(field, BEFORE_ASKED)

    def refuse_expired(self, given, field: str, document: str) -> None:
        """A document that had run out when it was seen shows nothing."""
        ends_on, seen_on = given.get(field), given.get("evidence_on")
        if ends_on and seen_on and ends_on < seen_on:
            self.add_error(field, f"This {document} ended on {day(ends_on)}, before you saw it. Ask for one in date")
