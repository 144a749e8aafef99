"""Time abroad as the rules are told it: asked, not guessed; lately enough; grown; and no year passing is news."""

import datetime as dt

import pytest

from checks.differences import what_is_new
from checks.forms.facts.abroad import Abroad
from checks.forms.facts.post import Told
from checks.models import Clearance
from checks.rules import required_checks
from checks.time_abroad import as_told, by_country, where_it_counts
from hiring import clock
from tests import story
from tests.checks.people.telling import volunteer
from tests.checks.test_overseas import overseas, taught
from vacancies.clearing import countries, person_facts, role_facts
from vacancies.forms.candidates_history import HistoryEntryForm
from vacancies.models import HistoryEntry

NOW = clock.london(dt.date(2026, 11, 30))
LONG_AGO, LATELY = ("Spain", "1994-01", "1999-12", False), ("France", "2026-01", "2026-01", False)


@pytest.fixture(autouse=True)
def november():
    with clock.at(NOW):
        yield


def test_months_long_ago_are_not_added_to_a_month_of_late():
    stays = by_country([LONG_AGO, LATELY])
    assert as_told(stays, {})["months"] == 1
    assert [each["name"] for each in where_it_counts(stays, {})] == ["France"]
    assert as_told(stays, {"overseas_years": 30})["months"] == 73


def test_months_of_late_are_added_up_across_countries_and_never_twice():
    stays = by_country([("Spain", "2024-01", "2024-02", False), ("spain", "2024-02", "2024-02", True), LATELY])
    assert as_told(stays, {}) == {"months": 3, "years_since_end": 0.9, "aged_18_or_over": True, "taught": True}
    assert [(each["name"], each["months"]) for each in stays] == [("Spain", 2), ("France", 1)]


@pytest.mark.parametrize(("last", "told"), [("2016-11", 10.0), ("2016-10", 10.1)])
def test_ten_years_are_counted_to_the_month(last, told):
    assert as_told(by_country([("Chile", "2012-01", last, False)]), {})["years_since_end"] == told


@pytest.mark.parametrize(("born_on", "grown"), [(dt.date(2005, 7, 20), True), (dt.date(2005, 8, 1), False)])
def test_a_date_of_birth_says_whether_they_were_grown(born_on, grown):
    school = by_country([("Germany", "2018-01", "2023-07", False)])
    assert as_told(school, {}, born_on)["aged_18_or_over"] is grown
    assert [each["name"] for each in where_it_counts(school, {}, born_on)] == (["Germany"] if grown else [])
    assert where_it_counts(school, {"overseas_adult_only": False}, born_on) == school


def test_school_years_are_not_added_to_a_month_of_work():
    stays = by_country([("Germany", "2018-01", "2023-07", False), LATELY])
    assert as_told(stays, {}, dt.date(2006, 1, 1))["months"] == 1


@pytest.mark.parametrize("title", ["Lecturer in primary education", "Teaching assistant", "Non-teaching caretaker"])
@pytest.mark.parametrize(("said", "so"), [("yes", True), ("no", False), ("", True)])
def test_whether_they_taught_is_as_they_say_and_the_title_says_nothing(cast, title, said, so):
    application = taught(cast, (title, "Spain", "2022-01", "2024-12"), said=said)
    assert person_facts(application)["abroad"]["taught"] is so
    assert [each["taught"] for each in countries(application)] == [so]


def test_a_country_taught_in_long_ago_is_asked_for_its_letter_and_for_no_certificate(cast):
    application = taught(cast, ("Lecturer", "Chile", "1994-01", "1999-12"), said="yes")
    decision = required_checks(role_facts(application.vacancy) | {"teaching_work": "yes"}, person_facts(application))
    assert "overseas_teaching_standing" in decision.codes
    assert "overseas_criminal_record" not in decision.codes
    assert [each["name"] for each in countries(application)] == ["Chile"]


ENTRY = {"kind": "work", "title": "Lecturer", "organisation": "Facultad", "from_month_month": "1", "still": "on"}
ENTRY |= {"from_month_year": "2024"}


@pytest.mark.parametrize(
    ("country", "said", "kept"), [("Spain", "yes", "yes"), ("Spain", "no", "no"), ("Wales", "yes", ""), ("", "", "")]
)
def test_the_form_keeps_whether_they_taught_abroad(country, said, kept):
    data = ENTRY | {"country": country or "United Kingdom", "taught": said}
    data |= {"from_month_0": "1", "from_month_1": "2024"}
    form = HistoryEntryForm(data, instance=HistoryEntry())
    form.is_valid()
    assert "taught" not in form.errors
    assert form.cleaned_data["taught"] == kept


def test_the_form_asks_whether_they_taught_abroad():
    form = HistoryEntryForm(ENTRY | {"country": "Spain"}, instance=HistoryEntry())
    assert form.errors["taught"] == ["Say whether you taught in Spain."]


def page_with(*stays):
    """The page of countries with these stays, as HR types them."""
    data = {"aged_18_or_over": "yes"}
    for number, (country, first, last, _taught) in enumerate(stays, start=1):
        data |= {f"country_{number}": country, f"from_{number}": first, f"until_{number}": last}
        data |= {f"taught_{number}": "no"}
    return Abroad(data, told=Told())


def test_people_without_a_vacancy_are_counted_alike_and_old_stays_open_no_line(cast):
    form = page_with(LONG_AGO, LATELY)
    assert form.is_valid(), form.errors
    assert form.person()["abroad"]["months"] == 1
    file = volunteer(cast, role={"engagement": "employee", "paid": True})
    file.has_lived_in(by_country([LONG_AGO, ("Chile", "2020-01", "2021-12", False)]))
    file.derive(by=cast.hr, person_facts={"abroad": as_told(file.countries, {})})
    assert list(overseas(file)) == ["Chile"]


def test_every_stay_comes_back_onto_the_page_it_was_typed_on(cast):
    two = by_country([("Spain", "2010-01", "2010-06", False), ("Spain", "2024-01", "2024-02", False)])
    typed = Abroad.typed({}, {"abroad": as_told(two, {}), "countries": two})
    form = Abroad(typed, told=Told())
    assert form.is_valid(), form.errors
    assert form.countries() == two


def test_school_years_abroad_ask_for_nothing_once_they_say_when_they_were_born(cast, monkeypatch):
    plain = story.filled_in

    def filled_in(vacancy, candidate, **fields):
        application = plain(vacancy, candidate, **fields)
        HistoryEntry.objects.create(
            application=application, title="School", country="Germany", kind="study", taught="no",
            from_month="2018-01", to_month="2023-07",
        )  # fmt: skip
        return application

    monkeypatch.setattr(story, "filled_in", filled_in)
    file = story.accepted(cast).clearance
    assert list(overseas(file)) == ["Germany"], "until we know, it is asked for"
    file.tell(by=cast.candidate, born_on=dt.date(2005, 9, 1))
    file = Clearance.objects.get(pk=file.pk)
    assert file.person_facts["abroad"]["aged_18_or_over"] is False
    assert file.may_ask_for_less, "HR is told; a second person agrees before anything is let go (I5)"
    file.tell(by=cast.candidate, born_on=dt.date(1995, 9, 1))
    file = Clearance.objects.get(pk=file.pk)
    assert file.person_facts["abroad"]["aged_18_or_over"] is True
    assert not file.may_ask_for_less


STAY = {"months": 24, "years_since_end": 1, "aged_18_or_over": True, "taught": False}


@pytest.mark.parametrize(
    ("now", "is_new"),
    [
        ({"years_since_end": 2}, False),
        ({"months": 20, "years_since_end": 2}, False),
        ({"months": 25}, True),
        ({"years_since_end": 0.5}, True),
        ({"taught": True}, True),
    ],
)
def test_a_stay_abroad_is_not_news_because_a_year_has_passed(now, is_new):
    before, after = {"rtw": "settled", "abroad": STAY}, {"rtw": "settled", "abroad": STAY | now}
    assert what_is_new(before, after, new_name=False) == ({"new_time_abroad": True} if is_new else {})
