"""What is asked when somebody works at another school as well, and when they stop."""

from django import forms

from checks.forms.facts import choices
from checks.models import Placement
from hiring import clock
from hiring.days import DayField
from hiring.models import School
from hiring.questions import Questions
from workflows.forms import Reason
from workflows.registry import asks

MORE = {
    "teach": ("Teaches, trains or instructs pupils", {"activities": ["teach_train_instruct"], "contact": "direct"}),
    "care": ("Cares for or supervises pupils", {"activities": ["care_supervise"], "contact": "direct"}),
    "personal_care": ("Gives personal care", {"activities": ["personal_care"], "contact": "direct"}),
    "teaching_work": ("Does teaching work, whatever the job is called", {"teaching_work": "yes"}),
    "management": ("Takes part in the management of the school", {"management": True}),
    "early_years": ("Works with children up to and including reception, lunchtime included", {"early_years": True}),
    "wraparound": (
        "Works in breakfast or after-school care for children under 8",
        {"later_years_childcare": True},
    ),
    "manages_childcare": ("Manages either of these", {"manages_childcare": True}),
    "overnight": ("May be with pupils between 2am and 6am", {"overnight": True}),
    "frequent": (
        "With every school counted together, comes weekly or on more than 3 days in any 30",
        {"frequency": "frequent"},
    ),
    "unsupervised": ("Is not supervised by somebody in regulated activity", {"supervised": False}),
}


@asks("placement.add")
class AlsoWorksAt(Questions):
    """Which school, from when, and what they do there that they do not do here."""

    place = forms.ModelChoiceField(
        label="Which school?", queryset=School.objects.none(), empty_label="Choose a school"
    )
    from_on = DayField(label="Their first day there")
    setting = forms.ChoiceField(label="That school is", choices=choices.SETTINGS)
    more = forms.MultipleChoiceField(
        label="What do they do there that nobody told us of so far?",
        help_text="Leave all empty if their work is the same. The rules are told of the duties at every school together.",
        required=False,
        choices=[(name, label) for name, (label, _facts) in MORE.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, record, **kwargs):
        self.file = getattr(record, "clearance", record)
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Placement.places_for(self.file)
        self.fields["setting"].initial = self.file.role_facts.get("setting", "academy")
        self.fields["from_on"].initial = clock.today()

    def details(self):
        """As the verb takes them: the duties there, in the words of the rules."""
        given = self.cleaned_data
        facts = {"setting": given["setting"]}
        for name in given["more"]:
            for fact, value in MORE[name][1].items():
                facts[fact] = [*facts.get(fact, []), *value] if isinstance(value, list) else value
        return {"place": given["place"], "from_on": given["from_on"], "role_facts": facts}


@asks("placement.end")
class NoLongerThere(Reason):
    """The last day there, and why."""

    to_on = DayField(label="Their last day there")
    field_order = ("to_on", "reason")
