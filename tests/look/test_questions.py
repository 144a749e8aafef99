"""Questions, their refusals, and how the two are tied together on the page."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from hiring.days import DayField
from hiring.questions import Questions
from hiring.views.examples.questions import ExampleForm


class StartDate(Questions):
    starts_on = DayField(label="Start date")


def asked(day="", month="", year=""):
    return StartDate({"starts_on_day": day, "starts_on_month": month, "starts_on_year": year})


def test_date_is_read_from_three_boxes():
    form = asked("1", "9", "2026")
    assert form.is_valid()
    assert form.cleaned_data["starts_on"] == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("", "", ""), "Enter the date for “Start date”."),
        (("1", "", "2026"), "Enter the day, the month and the year."),
        (("31", "2", "2026"), "Enter a real date, like 31 3 2026."),
        (("one", "2", "2026"), "Enter a real date, like 31 3 2026."),
    ],
)
def test_date_says_what_is_wrong_with_it(parts, said):
    assert asked(*parts).errors["starts_on"] == [said]


def test_refusal_names_the_question():
    errors = ExampleForm({}).errors
    assert errors["name"] == ["Answer “Full name”."]
    assert errors["result"] == ["Choose an answer to “Result”."]
    assert errors["true"] == ["Tick “What I have written is true” to go on."]


def test_error_is_tied_to_its_field_and_linked_from_the_summary():
    form = ExampleForm({})
    page = form.render() + render_to_string("components/error_summary.html", {"form": form})
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    for target in ["id_name", "id_result_0", "id_seen_0", "id_born_on_0", "id_true"]:
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page


def test_summary_is_silent_when_nothing_is_wrong():
    assert "govuk-error-summary" not in render_to_string("components/error_summary.html", {"form": ExampleForm()})


def test_answer_is_escaped_when_shown_again():
    page = ExampleForm({"name": "<script>alert(1)</script>"}).render()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
