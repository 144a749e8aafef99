"""A receipt's page asks only what goes with the answer given, and keeps nothing that went with another."""

import re

import pytest
from django.conf import settings

from checks.kinds import KINDS
from checks.kinds.right_to_work import COMES_WITH
from checks.models import Check
from hiring import clock
from tests.checks.kinds.receipts import GOOD, PAPER, SEEN
from workflows.api.shapes import of_fields

NARROW = {code: kind for code, kind in KINDS.items() if kind.Evidence.only_with}
STYLE = settings.BASE_DIR / "hiring" / "look" / "style" / "_checks.scss"


def answers_of(kind):
    return {answer for answers in kind.Evidence.only_with.values() for answer in answers}


@pytest.mark.parametrize("code", NARROW)
def test_every_answer_can_be_given(code):
    form = NARROW[code].Evidence()
    given = set(NARROW[code].outcomes) if form.told_by == "outcome" else dict(form.fields[form.told_by].choices).keys()
    assert answers_of(NARROW[code]) <= given


@pytest.mark.parametrize("code", [code for code, kind in NARROW.items() if kind.Evidence.told_by == "outcome"])
def test_what_an_answer_needs_is_asked_with_it(code):
    form = NARROW[code].Evidence
    for outcome, needed in form.needed_with.items():
        assert not {field for field in needed if outcome not in form.only_with.get(field, [outcome])}


def test_each_way_of_checking_the_right_to_work_asks_for_its_own_paper():
    form = KINDS["right_to_work"].Evidence
    for method, needed in COMES_WITH.items():
        assert not {field for field in needed if method not in form.only_with.get(field, [method])}


@pytest.mark.parametrize("code", NARROW)
def test_nothing_is_demanded_that_is_out_of_sight(code):
    fields = NARROW[code].Evidence().fields
    assert not {name for name in NARROW[code].Evidence.only_with if name in fields and fields[name].required}


def test_the_style_sheet_knows_every_answer():
    (told,) = re.findall(r"\$answers:\s*([^;]+);", STYLE.read_text())
    assert sorted(told.replace(",", " ").split()) == sorted(set().union(*map(answers_of, NARROW.values())))


def test_what_was_typed_for_a_certificate_is_no_part_of_an_application():
    typed = (
        SEEN
        | PAPER
        | {
            "outcome": "applied",
            "source": "the county's application service",
            "application_ref": "A-1",
            "applied_on": "2026-06-24",
            "position": "Child Workforce",
            "consent": "yes",
        }
    )
    form = KINDS["dbs_enhanced"].Evidence(typed)
    assert form.is_valid(), form.errors
    assert {form.cleaned_data[name] for name in PAPER} == {"", None}
    assert form.cleaned_data["application_ref"] == "A-1"


def test_a_share_code_is_no_part_of_a_check_by_hand():
    by_hand = GOOD["right_to_work"] | {"share_code": "W12 345 67A"}
    form = KINDS["right_to_work"].Evidence(by_hand | {"method": "manual_list_a"})
    form.is_valid()
    assert not form.cleaned_data["share_code"]


def test_nobody_is_asked_again_when_they_applied():
    asked, new = Check(code="dbs_enhanced", asked_at=clock.now()), Check(code="dbs_enhanced")
    goes_with = [KINDS["dbs_enhanced"].Evidence(check=check).fields["applied_on"].goes_with for check in (asked, new)]
    assert goes_with == ["applied", "applied seen_no_content seen_content barred"]


def test_the_description_for_programs_says_what_it_goes_with():
    told = of_fields(KINDS["right_to_work"].Evidence().fields)["properties"]["share_code"]["description"]
    assert told.endswith("Kept only with share_code")
