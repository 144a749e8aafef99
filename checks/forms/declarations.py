"""What people are asked to declare of themselves. The wording is kept with each answer, since it changes with the law."""

import datetime as dt

from django import forms
from django.conf import settings

from checks.governing import WHERE_THE_LIST_IS, grounds_of
from checks.kinds.words import day
from hiring import clock
from hiring.questions import Questions, missing

YES_NO = [("yes", "Yes"), ("no", "No")]
UNSPENT = "Do you have any unspent convictions or conditional cautions?"
UNPROTECTED = "Do you have any spent convictions or adult cautions that are not protected?"
FILTERED = (
    "Do not tell us of anything protected. Youth cautions, reprimands and warnings are never automatically disclosed. "
    "Some other cautions and convictions drop off a certificate with time, except for specified offences and prison "
    "sentences. The DBS filtering guide (28 October 2023) says which."
)
SOCIAL_CARE = "Are you known to children's social care because of concerns about how you treated a child?"
ABOUT_YOU = (
    "It may be about your own family or about work with children. This is about you only: we do not ask about anybody "
    "you live with, or about help that your family was given for another reason."
)
DISQUALIFIED = (
    "Are you disqualified from looking after young children, under the Childcare (Disqualification) Regulations 2018?"
)
BY_WHAT = (
    "It may be by a conviction or caution, by an order about children in your care, or because a registration was "
    "refused or cancelled. This is about you only. We do not ask about anybody you live with."
)
CHILDCARE = ("early_years", "later_years_childcare", "manages_childcare")
IN_YOUR_WORDS = "Tell us what happened, in your own words"
PRIVATE = "Only the headteacher or the safeguarding lead can open this, and each time they say why."


def yes_no(label, help_text=""):
    return forms.ChoiceField(
        label=label,
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
        help_text=help_text,
    )


def words(label):
    return forms.CharField(
        label=label, required=False, max_length=4000, help_text=PRIVATE, widget=forms.Textarea(attrs={"rows": 5})
    )


class Declaration(Questions):
    """Yes or no to each question, in their own words where it is yes, signed with their name."""

    wording = dt.date(2026, 9, 1)  # the edition of the questions: each answer keeps the words it was asked in
    asks: tuple[str, ...] = ()  # the yes/no questions of this post, each perhaps with words beside it
    none, some = "", ""

    signed_name = forms.CharField(
        label="Sign with your full name",
        max_length=200,
        error_messages={"required": "Enter your full name to sign it"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    is_true = forms.BooleanField(
        label="What I have said is true and complete",
        error_messages={"required": "Tick to say that it is true and complete"},
    )

    def __init__(self, *args, check, **kwargs):
        super().__init__(*args, **kwargs)
        self.check = check
        self.asked = [name for name in self.questions_of(check.clearance) if name in self.fields]
        for name in set(self.asks) - set(self.asked):
            del self.fields[name]
            self.fields.pop(f"{name}_words", None)
        self.order_fields([*self.order(), "signed_name", "is_true"])

    def questions_of(self, clearance):
        """Which of the questions this post lets us ask."""
        return self.asks

    def order(self):
        return [field for name in self.asked for field in (name, f"{name}_words")]

    def clean(self):
        given = super().clean()
        for name in self.asked if not given.get("would_rather_talk") else ():
            said, told = given.get(name), given.get(f"{name}_words", "unasked")
            if not said and name not in self.errors:
                self.add_error(name, missing(self.fields[name]))
            elif said == "yes" and not told:
                self.add_error(f"{name}_words", "Tell us in your own words, or ask to talk instead")
        return given

    @property
    def outcome(self):
        """What the answers make of the check."""
        if self.cleaned_data.get("would_rather_talk"):
            return "prefers_to_talk"
        return self.some if any(self.cleaned_data[name] == "yes" for name in self.asked) else self.none

    def said(self):
        """Each question in the words it was asked in, with its answer."""
        typed = [(self.fields[name], self.cleaned_data.get(name)) for name in self.order() if name in self.fields]
        answers = {str(field.label): dict(YES_NO).get(value, value) for field, value in typed if value}
        return answers | {"Signed": self.cleaned_data["signed_name"], "Wording of": day(self.wording)}

    def evidence(self):
        """The receipt: that it came and whether anything is declared; never what."""
        facts = {"source": "our form, on their own page", "terms": "", "signed": "yes"}
        return facts | {"outcome": self.outcome, "evidence_on": clock.today()}


class SelfDeclarationForm(Declaration):
    """Two questions, the second only where the DBS would show the answer (Exceptions Order 1975; G05), and what else
    the post brings into scope: what shortlisted people are asked to declare by KCSIE Part three.

    The edition of 1 September 2026 did not ask of children's social care or of childcare.
    """

    wording = dt.date(2026, 11, 30)
    asks = ("unspent", "unprotected", "social_care", "childcare", "barred", "prohibited", "directed")
    none, some = "nothing_declared", "matter_declared"

    would_rather_talk = forms.BooleanField(
        label="I would rather talk about it than write",
        required=False,
        help_text="We will ring you. Leave the questions empty.",
    )
    unspent = yes_no(UNSPENT)
    unspent_words = words(IN_YOUR_WORDS)
    unprotected = yes_no(UNPROTECTED, FILTERED)
    unprotected_words = words(f"{IN_YOUR_WORDS} (spent convictions or cautions)")
    social_care = yes_no(SOCIAL_CARE, ABOUT_YOU)
    social_care_words = words(f"{IN_YOUR_WORDS} (children's social care)")
    childcare = yes_no(DISQUALIFIED, BY_WHAT)
    childcare_words = words(f"{IN_YOUR_WORDS} (childcare)")
    barred = yes_no(
        "Are you barred from working with children?", "It is an offence to apply for this work if you are."
    )
    prohibited = yes_no("Have you been prohibited from teaching?")
    prohibited_words = words(f"{IN_YOUR_WORDS} (prohibition)")
    directed = yes_no("Are you under a section 128 direction?", "It bars people from managing or governing schools.")

    def questions_of(self, clearance):
        facts = clearance.role_facts
        meets_pupils = self.check.declaration_scope == "unspent_plus_unprotected_spent"
        asked = {
            "unspent": True,
            "unprotected": meets_pupils,
            "social_care": meets_pupils,
            "childcare": any(facts.get(each) for each in CHILDCARE),
            "barred": clearance.regulated_activity,
            "prohibited": facts.get("teaching_work") == "yes",
            "directed": bool(facts.get("management")) and facts.get("setting") != "maintained",
        }
        return tuple(name for name in self.asks if asked[name])

    def order(self):
        return [*super().order(), "would_rather_talk"]


class ChildcareForm(Declaration):
    """The one question of the 2018 Regulations, about the person and nobody they live with."""

    asks = ("disqualified",)
    none, some = "not_disqualified", "answered_yes"

    disqualified = yes_no(DISQUALIFIED, BY_WHAT)
    disqualified_words = words("Why, if you wish to say so now")


class EligibilityForm(Declaration):
    """Whether anything bars the person from this office: what we can name of it, and the general question."""

    asks = ("directed", "barred", "barred_from_governing")
    none, some = "eligible", "answered_yes"

    directed = yes_no("Are you under a section 128 direction?")
    barred = yes_no("Are you barred from working with children?")
    barred_from_governing = yes_no("Is there anything else that disqualifies you from this office?")
    barred_from_governing_words = words(IN_YOUR_WORDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, why in self.grounds.items():
            self.fields[name].help_text = why
        self.fields["barred_from_governing"].help_text = WHERE_THE_LIST_IS.format(where=settings.GOVERNANCE_GROUNDS)

    def questions_of(self, clearance):
        """The grounds of this office today, then the general question."""
        self.grounds = {each.code: str(each.why) for each in grounds_of(clearance, clock.today())}
        return (*self.grounds, "barred_from_governing")


FORMS = {
    "self_declaration": SelfDeclarationForm,
    "childcare_disqualification": ChildcareForm,
    "governance_eligibility_declaration": EligibilityForm,
}
