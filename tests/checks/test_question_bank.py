"""Trap 23: health, absence and union are asked of nobody before an offer, in any form, the referee's included (G02)."""

import pytest

from checks.forms import reference as bank
from checks.forms.heard import ByPhone, OnPaper
from checks.forms.lint import asks_about_health
from checks.forms.referees import AskMore
from checks.kinds import KINDS
from workflows.registry import form_for

AFTER_THE_OFFER = {code for code, kind in KINDS.items() if kind.earliest_stage == "offered"}
FORMS = [*(step for _title, step in bank.STEPS.values()), bank.Send, bank.Decline, bank.NotMe]


def words_of(fields):
    """Every word a form says: what it asks, how it helps, what may be chosen and how it refuses."""
    for name, field in fields.items():
        yield name, field.label
        yield name, field.help_text
        yield from ((name, str(label)) for _value, label in getattr(field, "choices", ()) or ())
        yield from ((name, str(said)) for said in field.error_messages.values())


def asked_in(fields):
    return [(name, words) for name, words in words_of(fields) if words and asks_about_health(str(words))]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_referee_is_never_asked_about_health(form):
    assert asked_in(form.base_fields) == []


@pytest.mark.parametrize("form", [ByPhone, OnPaper])
def test_what_hr_writes_down_for_a_referee_never_is_either(form):
    assert asked_in(form().fields) == []


@pytest.mark.parametrize("code", sorted(set(KINDS) - AFTER_THE_OFFER))
def test_no_receipt_before_the_offer_asks_about_health(code):
    assert asked_in(KINDS[code].Evidence.base_fields) == []


def test_medical_fitness_is_after_the_offer():
    assert "medical_fitness" in AFTER_THE_OFFER


@pytest.mark.parametrize(
    "question",
    [
        "How many days off has she had?",
        "Is there a disability we should know of?",
        "What was her attendance and sickness absence like?",
        "Was he ever on maternity leave?",
        "Any mental health problems?",
        "Is she active in a trade union?",
    ],
)
def test_question_made_up_for_one_referee_is_held_to_the_same(question):
    form = AskMore({"question": question})
    assert not form.is_valid()
    assert "Equality Act 2010" in form.errors["question"][0]


@pytest.mark.parametrize(
    "question", ["What did she teach?", "Why did he leave in March?", "Who managed her until May?"]
)
def test_ordinary_question_goes_out(question):
    assert AskMore({"question": question}).is_valid()


def test_saying_that_we_do_not_ask_is_no_asking():
    assert not asks_about_health("We do not ask about health, sickness or disability. Please leave them out.")


def test_every_verb_that_hears_a_referee_has_its_form():
    for verb in ("confirm_contact", "verify_referee", "settle_red_flag", "ask_more", "answer_more", "take_by_phone"):
        assert form_for(f"check.{verb}") is not None
