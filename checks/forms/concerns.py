"""What is asked when somebody stays at work although a check of theirs is in question, and when they do not."""

import datetime as dt

from django import forms

from checks.concerns import LONGEST
from checks.forms.dbs import paragraph
from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions
from hiring.templatetags.dates import fullday
from workflows.registry import asks


@asks("concern.keep_at_work")
class Measures(Questions):
    """What keeps children safe meanwhile, and until when. Sealed to the head and the safeguarding lead."""

    measures = paragraph(
        "What is done so that children are safe while this is looked into?",
        "Who is with them, what they do not do meanwhile, who checks that it is kept. Only headteachers of this school and the "
        "safeguarding lead can read this, and it is kept encrypted.",
        "Write down what is done.",
    )
    review_on = DayField(label="Day to look again", error_messages={"required": "Enter the day to look again."})

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        last = fullday(clock.today() + dt.timedelta(days=LONGEST))
        self.fields[
            "review_on"
        ].help_text = f"By {last} at the latest. Until then they are shown in amber, never green."


@asks("concern.stand_down")
class WhyAway(Questions):
    """They stop work as soon as this is sent."""

    reason = forms.CharField(
        label="Why are they stood down?",
        help_text="They are taken off work at once, which is no finding against them. Tell them yourself, today.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why they are stood down."},
    )
