"""The facts of a post and a person, asked in plain words, a page at a time."""

from checks.forms.facts.pages import OF_A_FILE, OF_SOMEBODY_NEW

__all__ = ["OF_A_FILE", "OF_SOMEBODY_NEW"]
