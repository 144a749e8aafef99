"""What is asked when sealed words are opened, added to, put to a panel or talked over."""

from django import forms

from checks.forms.deciding import Said
from checks.kinds.evidence import day_field
from checks.kinds.online_search import BEARS_ON, DROPPED
from checks.overlap import repeats
from hiring.questions import Questions
from workflows.registry import asks


def text(label, help_text, missing, length=2000, rows=4):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


@asks("check.open_sealed")
class WhyOpen(Said):
    """Why the words must be read now."""

    reason = text(
        "Why do you need to read it?",
        "Your name, the time and this reason are kept in the history, where HR and the auditor see them.",
        "Say why you need to read it.",
        rows=3,
    )


@asks("check.seal_finding")
class Finding(Questions):
    """What was found, and on what ground it matters; nothing that the law protects."""

    found = text(
        "What did you find?",
        "Facts that bear on the post. Leave out age, faith, health, family, politics and the like, even as a hint.",
        "Say what you found.",
    )
    where = forms.CharField(
        label="Where it can be seen", max_length=300, error_messages={"required": "Enter where it can be seen"}
    )
    bears_on = forms.ChoiceField(
        label="What does it bear on?",
        choices=BEARS_ON,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it bears on. If none of these, it goes no further"},
    )


@asks("check.discard_finding")
class Dropping(Questions):
    """Why it goes no further: a fixed answer, so that not even the reason describes it."""

    tested = forms.MultipleChoiceField(
        label="Have you asked whether it bears on each of these?",
        choices=BEARS_ON,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick each once you have asked it. If it bears on any, do not drop it. Word a question for the panel.",
    )
    why = forms.ChoiceField(
        label="Why does it go no further?",
        choices=DROPPED,
        widget=forms.RadioSelect,
        help_text="What was found is removed at once, with any paper kept of it. This answer is all that stays.",
        error_messages={"required": "Select why it goes no further"},
    )

    def clean(self):
        given = super().clean()
        if given.get("why") == "no_bearing" and len(given.get("tested") or ()) < len(BEARS_ON):
            self.add_error("tested", "Ask it of each of these, and tick them all, before you say it bears on none")
        return given


@asks("check.put_to_panel")
class QuestionToPanel(Questions):
    """All that the panel will read."""

    question = text(
        "The question for the interview",
        "Open and neutral, as you would ask anybody. The panel is not told why it is asked.",
        "Enter the question.",
        length=300,
        rows=3,
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record

    def clean_question(self):
        question = self.cleaned_data["question"]
        if self.record is not None and any(
            repeats(question, row.words) for row in self.record.sealed_words.standing()
        ):
            raise forms.ValidationError("This repeats what was found. Ask in other words, without the finding")
        if not question.rstrip().endswith("?"):
            raise forms.ValidationError("End it with a question mark: the panel is given a question and nothing else")
        return question


@asks("check.talk_over")
class TalkedOver(Questions):
    """When it was talked over, by whom, and what the person said."""

    discussed_on = day_field("Date you talked it over")
    discussed_by = forms.CharField(
        label="Who talked it over with them",
        max_length=200,
        error_messages={"required": "Enter who talked it over with them"},
    )
    said = text(
        "What did they say?",
        "Sealed like what it is about. It is read by those who decide, each time with a reason.",
        "Say what they said.",
    )

    def details(self):
        """The receipt says who and when; the words are sealed."""
        given = self.cleaned_data
        facts = {"discussed_by": given["discussed_by"], "discussed_on": given["discussed_on"], "terms": ""}
        evidence = facts | {"source": f"a talk with {given['discussed_by']}", "evidence_on": given["discussed_on"]}
        return {"said": given["said"], "evidence": evidence}
