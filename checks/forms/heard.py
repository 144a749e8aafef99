"""The referee's own questions, for HR to fill in as they were answered on the phone, or in a letter we asked for."""

from django import forms

from checks.forms.referees import AN_ADDRESS, figures, one_of
from checks.forms.reference import STEPS
from checks.kinds.evidence import not_ahead
from checks.reading import EDITION
from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions
from workflows.registry import asks

CALLERS = [("we_called", "We called them"), ("they_called", "They called us")]
CAME = [("post", "By post"), ("by_hand", "By hand, from the referee"), ("email", "By e-mail")]
ADDRESSED = [
    ("us", "To us, in answer to our request"),
    ("open", "To nobody in particular, or “to whom it may concern”"),
    ("candidate", "The candidate gave or sent it to us"),
]
OPEN = "An open reference does not count. Ask the referee to answer our questions"
FROM_THE_CANDIDATE = "What the candidate brings does not count. Ask the referee to send it to us"


def key(page, name):
    return f"{page}_{name}"


class WrittenDown(Questions):
    """How it came, then every question of the referee's form, each page under its own heading."""

    template_name = "checks/staff/written_down.html"
    leaves_out = ()

    def __init__(self, data=None, files=None, *, record=None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.referee = getattr(record, "referee", None)
        self.how = list(self.fields)
        self.pages = {}
        for page, (title, _step) in STEPS.items():
            if page not in self.leaves_out and (page != "role" or self._is_rated):
                self.pages[page] = title
                for name, field in self._step(page, None).fields.items():
                    self.fields[key(page, name)] = field
                    field.required = False

    @property
    def _is_rated(self):
        """Whether the post has a person specification to ask about."""
        return self.referee is None or bool(self.referee.criteria)

    def _step(self, page, data):
        """One page of the referee's form, with what was typed here; without a referee, its bare questions."""
        step = STEPS[page][1]
        return step(data, referee=self.referee) if self.referee else Bare(step.base_fields)

    def clean(self):
        given = super().clean()
        self.answers = {}
        for page in self.pages if self.referee else ():
            names = self._step(page, None).fields
            step = self._step(page, {name: self.data.get(key(page, name), "") for name in names})
            for name, errors in step.errors.items():
                if key(page, name) not in self.errors:
                    self.add_error(key(page, name), errors)
            self.answers[page] = step.cleaned_data if step.is_valid() else {}
        return given

    def details(self):
        """What the verb takes: the referee's answers, and how they reached us."""
        facts = {name: self.cleaned_data[name] for name in self.how}
        plain = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts.items()}
        return {
            "answers": {**self.answers, "signed": self.answers.get("you", {}).get("name", ""), "edition": EDITION},
            "provenance": plain,
        }

    @property
    def groups(self):
        """`(title, fields)` for each page, as the template draws them."""
        yield "How it came", [self[name] for name in self.how]
        for page, title in self.pages.items():
            yield title, [self[name] for name in self.fields if name.startswith(f"{page}_") and name not in self.how]


class Bare:
    """The questions of one page as the API describes them, when nobody is named yet."""

    def __init__(self, fields):
        self.fields = {name: forms.CharField(label=field.label, required=False) for name, field in fields.items()}


@asks("check.take_by_phone")
class ByPhone(WrittenDown):
    """Who called whom, on which number from where, and that it was read back."""

    caller = one_of("Who called?", CALLERS, "Select who called.")
    spoke_to = forms.CharField(
        label="Whom you spoke to", max_length=200, error_messages={"required": "Enter whom you spoke to."}
    )
    number = forms.CharField(
        label="Number you called",
        max_length=30,
        required=False,
        help_text="One you found yourself, not the one on the application.",
    )
    number_from = forms.CharField(
        label="Where you found the number", max_length=300, required=False, help_text="Such as the school’s website."
    )
    read_back = forms.BooleanField(
        label="I read the answers back, and they agreed to them.",
        error_messages={"required": "Read the answers back, then tick this."},
    )

    def clean(self):
        given = super().clean()
        if given.get("caller") == "we_called":
            if len(figures(given.get("number", ""))) < 9:
                self.add_error("number", "Enter a phone number we can call, like 01632 960142.")
            elif figures(given["number"]) == figures(getattr(self.referee, "phone", "")):
                self.add_error("number", "That is the number the candidate gave. Call one you found yourself.")
            if not given.get("number_from"):
                self.add_error("number_from", "Enter where you found the number yourself.")
        return given


@asks("check.take_on_paper")
class OnPaper(WrittenDown):
    """How the paper came, to whom it is written, and where it is kept. A letter rates nobody, and HR does not on its behalf."""

    leaves_out = ("role",)

    came = one_of("How did it come?", CAME, "Select how it came.")
    came_from = forms.EmailField(
        label="The address it was sent from", required=False, error_messages={"invalid": AN_ADDRESS}
    )
    addressed_to = one_of("To whom is it written?", ADDRESSED, "Select to whom it is written.")
    received_on = DayField(
        label="Date it was received",
        validators=[not_ahead],
        error_messages={"required": "Enter the date it was received.", "invalid": "Enter a real date, like 27 3 2024"},
    )
    filed = forms.CharField(
        label="Where the paper is kept",
        max_length=200,
        help_text="Add a copy of it to this check as well, under Papers.",
        error_messages={"required": "Enter where the paper is kept."},
    )

    def clean(self):
        given = super().clean()
        refused = {"open": OPEN, "candidate": FROM_THE_CANDIDATE}.get(given.get("addressed_to"))
        if refused:
            self.add_error("addressed_to", refused)
        if given.get("came") == "email" and not given.get("came_from") and "came_from" not in self.errors:
            self.add_error("came_from", "Enter the address it was sent from.")
        asked_at = getattr(self.referee, "requested_at", None)
        if asked_at and given.get("received_on") and given["received_on"] < asked_at.astimezone(clock.LONDON).date():
            self.add_error("received_on", "That is before we asked. Only what we asked for counts.")
        return given
