"""What the verbs of a probation ask for."""

import datetime as dt

from django import forms

from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions
from hiring.templatetags.dates import daymonth, fullday
from vacancies.probations import review_name
from workflows.forms import Reason
from workflows.registry import asks

ANOTHER = ""


@asks("probation.open")
class OpenProbation(Questions):
    """Since when they are employed: the law counts from there, which may be earlier than the first day in this post."""

    employed_since = DayField(
        label="Employed by the trust since",
        help_text="The first day in this post, unless they worked for the trust before, with no break.",
    )

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employed_since"].initial = record.starts_on


@asks("probation.record_review")
class ReviewForm(Questions):
    """Who met, on which day, and what was agreed. It cannot be changed afterwards."""

    week = forms.TypedChoiceField(label="Which review was it?", coerce=int, empty_value=None, widget=forms.RadioSelect)
    held_on = DayField(label="Day you met")
    met_by = forms.CharField(
        label="Who met them?", max_length=200, help_text="The line manager, and whoever else was there."
    )
    agreed = forms.CharField(
        label="What was agreed?",
        max_length=4000,
        help_text="What goes well, what must be better by when, and what help they get. The headteacher and HR read it; "
        "they can ask to read it themselves. Nothing about health.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        held = {each.week for each in record.reviews.all()}
        left = [week for week in record.review_days if week not in held]
        choices = [(week, f"{review_name(week)}, by {daymonth(record.review_days[week])}") for week in left]
        self.fields["week"].choices = [*choices, (ANOTHER, "Another meeting")]
        self.fields["week"].required = False
        self.fields["week"].initial = left[0] if left else ANOTHER
        self.fields["held_on"].initial = clock.today()


@asks("probation.extend")
class ExtendForm(Reason):
    """Until which day, and why. The last day there can be is named before it is asked."""

    until = DayField(label="Extend it until")
    field_order = ("until", "reason")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        last = record.protected_on - dt.timedelta(days=1)
        self.fields["until"].help_text = (
            f"It runs until {fullday(record.last_day)}. Until {fullday(last)} at the latest: from the day after they are "
            "protected against unfair dismissal."
        )
        self.fields["reason"].label = "What must be better by then, and why it takes longer"


@asks("probation.end")
class EndForm(Reason):
    """Why they do not stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why do they not stay?"
        self.fields[
            "reason"
        ].help_text = "Tell them yourself before you press. Write it so that you would be content for them to read it: they can ask to."
