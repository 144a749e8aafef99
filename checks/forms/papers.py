"""What is asked when somebody brings a paper, opens one or takes one away."""

from django import forms

from checks.documents.inspecting import NotTaken, inspect, too_large
from hiring.questions import Questions
from workflows.registry import asks

ACCEPT = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
CHOOSE = "Choose a file"


class AddPaper(Questions):
    """A file and what it is. The file is looked into before it is taken."""

    title = forms.CharField(
        label="What is it?",
        max_length=120,
        help_text="For example: passport, photo page. Do not write a number or a name.",
        error_messages={"required": "Say what it is, for example: passport, photo page"},
    )
    file = forms.FileField(
        label="File",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text="PDF, JPEG or PNG, up to 10 MB. Save a Word file as a PDF first.",
        allow_empty_file=True,
        error_messages={
            "required": CHOOSE,
            "invalid": CHOOSE,
            "missing": CHOOSE,
            "max_length": "Shorten the file’s name",
        },
        max_length=255,
    )

    def __init__(self, *args, sent_too_much=False, **kwargs):
        super().__init__(*args, **kwargs)
        if sent_too_much:
            self.fields["file"].error_messages |= {"required": too_large()}

    def clean_file(self):
        file = self.cleaned_data["file"]
        data = file.read()
        try:
            looked = inspect(data, file.name, file.content_type or "")
        except NotTaken as refused:
            raise forms.ValidationError(refused.sentence, code=refused.code) from refused
        return {"data": data, "name": file.name, "looked": looked}

    def taken(self):
        """What `attach` wants."""
        return {"title": self.cleaned_data["title"], **self.cleaned_data["file"]}


@asks("document.open")
class OpenPaper(Questions):
    """Why, where the paper is sensitive."""

    reason = forms.CharField(
        label="Why do you need to open it?",
        help_text="This is kept with your name and the time.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why you need to open it."},
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        if record is not None and not record.is_sensitive:
            del self.fields["reason"]


@asks("document.remove")
class RemovePaper(Questions):
    """Why it goes."""

    reason = forms.CharField(
        label="Why is it removed?",
        help_text="The paper is gone for good. That it was here, and why it went, stays on record.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why it is removed."},
    )
