"""When a job closes, and what candidates are promised."""

import itertools
from datetime import time

from django import forms

from hiring.clock import LONDON
from hiring.days import DayField
from hiring.moments import HourField, moment
from hiring.questions import Questions
from vacancies.forms.setup.parts import NARROW


class DatesForm(Questions):
    """When it closes and what candidates are promised. Promises are kept, or owned up to."""

    closes_day = DayField(label="Closes on", required=False)
    closes_hour = HourField(label="Closes at", required=False)
    scores_due_on = DayField(label="Panel’s scores due on", required=False)
    shortlist_day = DayField(label="Candidates hear who is shortlisted by", required=False)
    interviews_on = DayField(label="Interviews on", required=False)
    decision_day = DayField(label="Candidates hear the decision by", required=False)
    interview_places = forms.IntegerField(
        label="How many to interview", min_value=1, max_value=50, widget=forms.TextInput(attrs=NARROW)
    )
    may_close_early = forms.BooleanField(label="The advert says it may close early", required=False)

    def __init__(self, *args, vacancy, **kwargs):
        self.vacancy = vacancy
        closes = vacancy.closes_at.astimezone(LONDON) if vacancy.closes_at else None
        initial = {
            "closes_day": closes.date() if closes else None,
            "closes_hour": f"{closes:%H:%M}" if closes else "noon",
            "scores_due_on": vacancy.scores_due_on,
            "shortlist_day": vacancy.shortlist_by.astimezone(LONDON).date() if vacancy.shortlist_by else None,
            "interviews_on": vacancy.interviews_on,
            "decision_day": vacancy.decision_by.astimezone(LONDON).date() if vacancy.decision_by else None,
            "interview_places": vacancy.interview_places,
            "may_close_early": vacancy.may_close_early,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        given = super().clean()
        order = ["closes_day", "scores_due_on", "shortlist_day", "interviews_on", "decision_day"]
        known = [(name, given[name]) for name in order if given.get(name)]
        for (_, earlier), (name, later) in itertools.pairwise(known):
            if later < earlier:
                self.add_error(name, f"This is before the date above it, {earlier:%-d %B %Y}.")
        return given

    def save_part(self):
        given = self.cleaned_data
        self.vacancy.closes_at = moment(given["closes_day"], given["closes_hour"])
        self.vacancy.shortlist_by = moment(given["shortlist_day"], time(17))
        self.vacancy.decision_by = moment(given["decision_day"], time(17))
        for name in ("scores_due_on", "interviews_on", "interview_places", "may_close_early"):
            setattr(self.vacancy, name, given[name])
        self.vacancy.save(
            update_fields=[
                "closes_at", "shortlist_by", "decision_by", "scores_due_on", "interviews_on", "interview_places",
                "may_close_early",
            ]
        )  # fmt: skip
