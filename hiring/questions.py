"""Forms whose refusals name the question, because "This field is required" helps nobody in a list of eight."""

from django import forms

from hiring.days import DayField


def missing(field):
    """What to say when this question has no answer."""
    if isinstance(field, forms.BooleanField):
        return f"Tick “{field.label}” to go on."
    if isinstance(field, DayField):
        return f"Enter the date for “{field.label}”."
    if isinstance(field, forms.ChoiceField):
        return f"Choose an answer to “{field.label}”."
    return f"Answer “{field.label}”."


SAYS_NOTHING = {forms.Field.default_error_messages["required"], DayField.default_error_messages["required"]}


class Questions(forms.Form):
    """A form that checks answers on the server, in our words, and leaves the browser's bubbles off."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label or name.replace("_", " ").capitalize()
            if field.error_messages.get("required") in SAYS_NOTHING:
                field.error_messages = {**field.error_messages, "required": missing(field)}
