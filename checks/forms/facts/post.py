"""What is asked of the post: as what they come, what they do, and with whom."""

import datetime as dt

from django import forms

from checks.forms.facts import choices
from checks.forms.facts.fields import is_so, one_of, said, yes_no
from hiring.questions import Questions

STAFF = {"employee", "casual_worker", "self_employed", "trainee_salaried"}
PAID = {"employee", "casual_worker", "self_employed", "trainee_salaried", "agency_supply", "contractor_staff"}
SENT = {"agency_supply", "contractor_staff", "trainee_fee_funded"}
SUPERVISION_ENDED = dt.date(
    2026, 9, 1
)  # SVGA 2006 Sch 4 as amended: supervised work is regulated activity like any other


class Told:
    """What has been answered on the pages before: `engagement` and `starts_on` decide which further pages apply."""

    def __init__(self, answers=None):
        self.answers = answers or {}

    def get(self, name, otherwise=None):
        return self.answers.get(name, otherwise)

    @property
    def comes_as(self):
        return self.answers.get("engagement")

    @property
    def is_staff(self):
        return self.comes_as in STAFF


class Page(Questions):
    """One page of facts. `told` is what the pages before it said."""

    title = ""
    why = ""

    def __init__(self, *args, told=None, **kwargs):
        self.told = told or Told()
        super().__init__(*args, **kwargs)
        for name in self.left_out():
            del self.fields[name]

    @classmethod
    def applies(cls, told):
        return True

    def left_out(self):
        """The questions on this page that do not apply to this person."""
        return ()


class Sender(Page):
    """Who sends somebody that others employ or train: the record names an agency beside the person (KCSIE Part three)."""

    title = "Who sends them?"

    sent_by = forms.CharField(
        label="Agency, training provider or employer",
        max_length=200,
        error_messages={"required": "Enter who sends them. The single central record names it."},
    )

    @classmethod
    def applies(cls, told):
        return told.comes_as in SENT

    @staticmethod
    def typed(role, person):
        return {"sent_by": role.get("sent_by", "")}


class Office(Page):
    """Which office somebody who governs holds."""

    title = "Which office do they hold?"

    governance_role = one_of("Office", choices.OFFICES)
    significant = yes_no("On the company’s register as somebody with significant control?", unknown=True)

    @classmethod
    def applies(cls, told):
        return told.comes_as == "governance"

    def role(self):
        given = self.cleaned_data
        office = given["governance_role"]
        return {"governance_role": office, "person_with_significant_control": is_so(given["significant"])}

    @staticmethod
    def typed(role, person):
        return {
            "governance_role": role["governance_role"],
            "significant": said(role.get("person_with_significant_control")),
        }


class Work(Page):
    """What they do, with whom and how often: whether it is regulated activity follows from this."""

    title = "What will they do?"
    why = "Whether this is regulated activity is worked out from these answers. Nobody ticks it."

    activities = forms.MultipleChoiceField(
        label="What they do",
        choices=choices.ACTIVITIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all empty only for somebody who does nothing in school, such as a member of the trust.",
    )
    contact = one_of("Contact with pupils", choices.CONTACTS)
    frequency = one_of("How often", choices.FREQUENCIES)
    overnight = yes_no(
        "Are they there at any time between 2am and 6am, with pupils?", help_text="A residential trip, for example."
    )

    def clean(self):
        given = super().clean()
        if given.get("contact") in {"direct", "opportunity"} and not given.get("activities"):
            self.add_error("activities", "Tick what they do with pupils or in school.")
        return given

    def role(self):
        given = self.cleaned_data
        plain = {name: given[name] for name in ("contact", "frequency")}
        return plain | {"activities": list(given["activities"]), "overnight": is_so(given["overnight"])}

    @staticmethod
    def typed(role, person):
        plain = {name: role[name] for name in ("activities", "contact", "frequency")}
        return plain | {"overnight": said(role["overnight"])}


class Terms(Page):
    """On what terms they come, as far as a rule asks."""

    title = "On what terms do they come?"

    paid = yes_no("Are they paid, beyond what they spend?")
    supervised = yes_no(
        "Until 31 August 2026: supervised day to day by somebody in regulated activity?",
        help_text="From 1 September 2026 supervision makes no difference.",
    )
    temporary = yes_no("A temporary or occasional job, such as a repair?")
    competitive = yes_no("Were they chosen from several who applied?")
    early = yes_no("Are they wanted at work before the DBS certificate is seen?")

    @classmethod
    def applies(cls, told):
        return set(cls.base_fields) != set(cls.not_asked(told))

    @staticmethod
    def not_asked(told):
        asked = {"paid": told.comes_as not in PAID, "temporary": told.comes_as == "contractor_staff"}
        asked |= {"competitive": told.is_staff, "early": told.is_staff}
        asked["supervised"] = bool(told.get("starts_on")) and told.get("starts_on") < SUPERVISION_ENDED
        return [name for name, applies in asked.items() if not applies]

    def left_out(self):
        return self.not_asked(self.told)

    def role(self):
        given = self.cleaned_data
        return {
            "paid": is_so(given.get("paid", "yes")),
            "supervised": given.get("supervised") == "yes",
            "temporary_or_occasional_service": given.get("temporary") == "yes",
            "competitive_process": is_so(given.get("competitive", "no")),
            "starts_before_dbs": is_so(given.get("early", "no")),
        }

    @staticmethod
    def typed(role, person):
        names = {"temporary": "temporary_or_occasional_service", "competitive": "competitive_process"}
        names |= {"paid": "paid", "supervised": "supervised", "early": "starts_before_dbs"}
        return {field: said(role[name]) for field, name in names.items()}


class Duties(Page):
    """What the post asks of its holder."""

    title = "What does the post ask for?"

    teaching_work = one_of(
        "Do they plan, teach, assess or report on lessons?", choices.TEACHING, help_text="Whatever the post is called."
    )
    qts_required = yes_no("Does the post need qualified teacher status?")
    qualification_required = yes_no("Does it need any other qualification?")
    management = yes_no(
        "Do they take part in managing the school?", help_text="What they do, not what they are called."
    )

    @classmethod
    def applies(cls, told):
        return told.is_staff

    def role(self):
        given = self.cleaned_data
        flags = ("qts_required", "qualification_required", "management")
        return {"teaching_work": given["teaching_work"], **{name: is_so(given[name]) for name in flags}}

    @staticmethod
    def typed(role, person):
        flags = ("qts_required", "qualification_required", "management")
        return {"teaching_work": role["teaching_work"], **{name: said(role[name]) for name in flags}}


class Childcare(Page):
    """Childcare to which the 2018 disqualification Regulations apply."""

    title = "Do they work in childcare?"
    FLAGS = ("early_years", "later_years_childcare", "manages_childcare")

    early_years = yes_no("With children in reception or below, lunchtime included?")
    later_years_childcare = yes_no(
        "In breakfast or after-school care with children under 8?", help_text="Not a choir or a sports club."
    )
    manages_childcare = yes_no("Do they manage such care?")

    @classmethod
    def applies(cls, told):
        return told.is_staff or told.comes_as == "volunteer"

    def role(self):
        return {name: is_so(self.cleaned_data[name]) for name in self.FLAGS}

    @classmethod
    def typed(cls, role, person):
        return {name: said(role[name]) for name in cls.FLAGS}
