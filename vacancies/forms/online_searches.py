"""One search for everybody shortlisted: the places are asked once, the words and the result for each person."""

from django import forms

from checks.kinds import kind
from checks.kinds.evidence import day_field, text_field, yes_no_field
from checks.kinds.online_search import CONFIDENCE, PLACES
from hiring.questions import Questions

CHOSEN = ("nothing_relevant", "not_same_person", "item_to_explore", "not_done")


class Search(Questions):
    """What is the same for everybody."""

    places = forms.MultipleChoiceField(
        label="Kinds of place you looked in, for everybody",
        choices=PLACES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select each kind of place you looked in"},
    )
    source = text_field(
        "Which places", help_text="For example the search engine, how many pages, which newspapers.", length=300
    )
    candidate_was_told = yes_no_field("Were they all told that we search?")
    evidence_on = day_field("Date you searched")

    def shared(self):
        """The answers as a receipt's form takes them."""
        return self.cleaned_data | {"evidence_on": self.cleaned_data["evidence_on"].isoformat()}


class People(list):
    """One form a person, as the list of errors at the top of a page reads them."""

    non_form_errors = ()

    @property
    def total_error_count(self):
        return sum(len(person.errors) for person in self)


class Person(Questions):
    """What is each person's own: the words searched for, and what came of it."""

    terms = forms.CharField(
        label="Names and words you searched for",
        max_length=300,
        required=False,
        help_text="Every name they have used, their town, where they worked.",
    )
    outcome = forms.ChoiceField(label="What was the result?", widget=forms.RadioSelect, required=False)
    identity_match = forms.ChoiceField(
        label="How sure are you that it is them?", choices=CONFIDENCE, widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(label="Reason, if not done", max_length=200, required=False)

    def __init__(self, *args, check, **kwargs):
        super().__init__(*args, prefix=f"p{check.pk}", **kwargs)
        self.check = check
        outcomes = kind("online_search").outcomes
        self.fields["outcome"].choices = [(name, outcomes[name].label) for name in CHOSEN]

    @property
    def is_filled(self):
        """Whether this person was searched for now."""
        return bool(self.is_valid() and (self.cleaned_data["outcome"] or self.cleaned_data["terms"]))

    def evidence(self, search, shared):
        """The receipt's own form, filled from both; its complaints are shown where the answer was typed."""
        form = self.check.kind.Evidence(shared | self.cleaned_data, check=self.check)
        for field, sentences in form.errors.items():
            asked = self if field in self.fields else search
            if field not in asked.errors:
                asked.add_error(field, sentences)
        return form
