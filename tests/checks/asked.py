"""Every word put to somebody before an offer: labels, hints and answers to choose from, of every form in these modules."""

import inspect

from django import forms

from checks.forms import reference
from checks.kinds import KINDS
from vacancies.forms import candidates, candidates_answers, candidates_history, candidates_referees, equality

OF_APPLICANTS = (candidates, candidates_answers, candidates_history, candidates_referees, equality)
ALLOWED_BY_SECTION_60 = {"adjustments", "disability_confident", "disability"}
BEFORE_AN_OFFER = [kind for kind in KINDS.values() if kind.earliest_stage != "offered"]


def words_of(form):
    for name, field in form.base_fields.items():
        if name in ALLOWED_BY_SECTION_60:
            continue
        yield str(field.label or name)
        yield str(field.help_text)
        yield from (str(label) for _, label in getattr(field, "choices", ()) if label)


def words_in(*modules):
    """Without what is left empty."""
    told = [
        words
        for module in modules
        for _, form in inspect.getmembers(module, inspect.isclass)
        if issubclass(form, forms.Form) and form.__module__ == module.__name__
        for words in words_of(form)
    ]
    return [words for words in told if words]


def words_asked_of_referees():
    return words_in(reference)


def words_asked_of_applicants():
    """All but what the Act allows: changes to how they are interviewed, an interview promised to disabled people, and monitoring held apart."""
    return [*words_in(*OF_APPLICANTS), *(kind.candidate_sentence for kind in BEFORE_AN_OFFER)]
