"""What HR and the headteacher are asked about a referee: who, how we know, what was settled, and what was done without."""

import re

from django import forms

from checks.kinds.references import VERIFIED
from checks.models.employer import Employer
from checks.models.reference import RefereeRequest
from checks.referees import domain_of, is_free_mail
from hiring.questions import Questions
from workflows.registry import asks

AN_ADDRESS = "Enter an e-mail address like name@example.org."
IN_POST = [
    ("yes", "Yes"),
    ("no", "No, it shows somebody else or nobody"),
    ("not_said", "It does not say who works there"),
]
CONFIRMED = [
    ("wrote", "They gave this reference themselves"),
    ("post", "They hold the post they said"),
    ("dates", "The candidate’s job and dates"),
    ("leaving", "Why the candidate left"),
    ("head", "The headteacher there confirms it, disciplinary matters included"),
]
NEEDS = {  # how -> what must have been confirmed, and what to say without it
    "call_back": ("wrote", "Ask them whether they gave this reference"),
    "heads_office": ("wrote", "Ask whether the referee gave this reference"),
    "second_contact": ("dates", "Ask the second person to confirm the candidate’s job and dates"),
}


def long_words(label, missing, *, rows=3, help_text="", length=2000):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def one_of(label, choices, missing, **kwargs):
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}, **kwargs
    )


def figures(text):
    """A phone number by its last nine figures, however it is written."""
    return re.sub(r"\D", "", text)[-9:]


@asks("check.correct_referee")
class CorrectReferee(Questions):
    """Somebody else, or another address. Every link sent so far stops working."""

    name = forms.CharField(label="Referee’s full name", max_length=200)
    email = forms.EmailField(
        label="Work e-mail address", error_messages={"required": AN_ADDRESS, "invalid": AN_ADDRESS}
    )
    phone = forms.CharField(label="Phone", max_length=30, required=False)
    organisation = forms.CharField(label="Organisation", max_length=200)
    position = forms.CharField(label="Their job there", max_length=200)
    relationship = forms.CharField(
        label="How they know the candidate", max_length=200, help_text="Never a relative or a friend."
    )
    speaks_for = forms.ModelChoiceField(
        label="Which job can they speak for?",
        queryset=Employer.objects.none(),
        required=False,
        empty_label="Another job",
    )
    may_contact = one_of(
        "When does the candidate agree that we contact them?",
        RefereeRequest.MayContact.choices,
        "Ask the candidate when we may contact them.",
    )
    reason = long_words(
        "Why is this changed, and who gave you the new details?",
        "Say why it is changed and who gave you the details.",
    )

    SHOWN = ("name", "email", "phone", "organisation", "position", "relationship", "may_contact", "speaks_for")

    def __init__(self, *args, record=None, **kwargs):
        self.referee = getattr(record, "referee", None)
        kwargs.setdefault("initial", {name: getattr(self.referee, name, "") for name in self.SHOWN})
        super().__init__(*args, **kwargs)
        self.person = record.clearance.person if record else None
        if record:
            self.fields["speaks_for"].queryset = Employer.objects.filter(clearance=record.clearance_id)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if self.person is not None and email == self.person.email.lower():
            raise forms.ValidationError("This is the candidate’s own address. Enter the referee’s.")
        return email


@asks("check.confirm_contact")
class ConfirmContact(Questions):
    """Where we found, ourselves, that this address is theirs."""

    source = one_of("Where did you look?", RefereeRequest.ContactSource.choices, "Select where you looked.")
    where = forms.CharField(
        label="Exactly where",
        help_text="The address of the page, or the number you called. Not the application form.",
        max_length=300,
        error_messages={"required": "Enter the page you looked at or the number you called."},
    )
    shows = forms.CharField(
        label="The e-mail address or domain it shows",
        help_text="Leave empty if their switchboard confirmed the address to you.",
        max_length=254,
        required=False,
    )
    in_post = one_of("Does it show them in the post they hold?", IN_POST, "Select what it shows.")

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.referee = getattr(record, "referee", None)

    def clean(self):
        given = super().clean()
        shows, theirs = given.get("shows", "").strip().lower(), getattr(self.referee, "email", "").lower()
        if not shows and given.get("source") not in {None, "switchboard"}:
            self.add_error("shows", "Enter the address or domain it shows, or ask their switchboard.")
        elif shows and theirs and not _is_same(shows, theirs):
            self.add_error("shows", f"That is not {theirs}. Correct the referee’s address, or ask their switchboard.")
        phone = figures(getattr(self.referee, "phone", ""))
        if given.get("source") == "switchboard" and phone and figures(given.get("where", "")) == phone:
            self.add_error("where", "That is the number the candidate gave. Find their published number yourself.")
        return given


def _is_same(shows, theirs):
    """The very address, or the organisation's own domain; a domain that anybody can use shows nothing."""
    if "@" in shows or is_free_mail(theirs):
        return shows == theirs
    domain = shows.removeprefix("https://").removeprefix("http://").removeprefix("www.").strip("/@ ")
    return domain_of(theirs) == domain


@asks("check.verify_referee")
class VerifyReferee(Questions):
    """Whom we called back, on which number from where, and what they confirmed (G09)."""

    how = one_of("How did you make sure?", VERIFIED, "Select how you made sure.")
    source = forms.CharField(
        label="Where did you find the number yourself?",
        help_text="For example the school’s own website or the register of schools. Not the application form.",
        max_length=300,
        error_messages={"required": "Enter where you found it yourself."},
    )
    number = forms.CharField(
        label="Number you called", max_length=30, error_messages={"required": "Enter the number you called."}
    )
    spoke_to = forms.CharField(
        label="Whom you spoke to, and their job",
        max_length=200,
        error_messages={"required": "Enter whom you spoke to."},
    )
    confirmed = forms.MultipleChoiceField(
        label="What did they confirm?",
        choices=CONFIRMED,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select what they confirmed."},
    )
    note = forms.CharField(
        label="Anything else they said (you can leave this empty)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.referee = getattr(record, "referee", None)

    def clean_number(self):
        number = self.cleaned_data["number"]
        if len(figures(number)) < 9:
            raise forms.ValidationError("Enter a phone number we can call, like 01632 960142.")
        if figures(number) == figures(getattr(self.referee, "phone", "")):
            raise forms.ValidationError("That is the number the candidate gave. Call one you found yourself.")
        return number

    def clean(self):
        given = super().clean()
        confirmed = given.get("confirmed", [])
        wanted, sentence = NEEDS.get(given.get("how"), ("", ""))
        if wanted and "confirmed" in given and wanted not in confirmed:
            self.add_error("confirmed", sentence)
        elif "confirmed" in given and self._needs_the_head and "head" not in confirmed:
            self.add_error(
                "confirmed", "This is a school, and the referee is not its head. Have the headteacher confirm it"
            )
        return given

    @property
    def _needs_the_head(self):
        return self.referee is not None and self.referee.needs_the_head


@asks("check.settle_red_flag")
class SettleRedFlag(Questions):
    """One thing to look into, by its code, and what was found."""

    flag = one_of("What did you look into?", [], "Select what you looked into.")
    reason = long_words(
        "What did you do, and what did you find?",
        "Say what you did and what you found.",
        help_text="For example: asked the candidate at interview, and the payslip agrees with the referee.",
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        referee = getattr(record, "referee", None)
        flags = referee.red_flags.filter(settled_at=None) if referee else ()
        self.fields["flag"].choices = [(flag.code, flag.sentence) for flag in flags]


@asks("check.ask_more")
class AskMore(Questions):
    """One question that goes back to the referee by a link."""

    question = long_words(
        "What do you want to ask them?",
        "Write the question.",
        help_text="One plain question. Nothing about health, sickness or disability, and nothing they have answered.",
        length=1000,
    )

    def clean_question(self):
        from checks.forms.lint import asks_about_health

        question = self.cleaned_data["question"]
        if asks_about_health(question):
            raise forms.ValidationError(
                "Health, sickness and absence may not be asked about before an offer (Equality Act 2010, section 60)."
            )
        return question


@asks("check.answer_more")
class AnswerMore(Questions):
    """The referee's answer, as they wrote it or as it was heard."""

    answer = long_words("What did they answer?", "Write down the answer.", rows=5, length=4000)


@asks("check.find_unsatisfactory")
class FindUnsatisfactory(Questions):
    """Why this reference is not good enough to appoint on."""

    reason = long_words(
        "Why is it not satisfactory?",
        "Say why it is not satisfactory.",
        help_text="The headteacher and the safeguarding lead can read this.",
    )


@asks("check.give_up")
class GiveUp(Questions):
    """What was tried, each time, before we said that it cannot be had."""

    tried = long_words(
        "What did you try, and when?",
        "Say what you tried, and when.",
        help_text="Each letter, reminder and call, and what came of it. At least three.",
    )


@asks("check.accept_without")
class AcceptWithout(Questions):
    """The headteacher's written decision, and what keeps children safe instead."""

    reason = long_words("Why can this person be appointed without it?", "Say why they can be appointed without it.")
    safeguards = long_words(
        "What safeguards take its place?",
        "Say what safeguards take its place.",
        help_text="For example: another referee from the same employer, closer supervision until a date.",
        length=1000,
    )
