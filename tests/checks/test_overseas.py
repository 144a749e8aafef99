"""Time abroad: one check for each country, each with its own evidence and the headteacher's own decision."""

import pytest

from checks.models import Check, RulesPolicy
from hiring import clock
from tests import story
from tests.checks.everybody import evidence_for
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import volunteer
from vacancies.clearing import countries
from vacancies.models import HistoryEntry
from workflows.blockers import NotAllowed

LIVED = [("Portugal", "2015-01", "2019-06"), ("Japan", "2019-07", "2021-03"), ("Chile", "1999-01", "2001-12")]


@pytest.fixture
def lived_abroad(cast, monkeypatch):
    """The candidate lived in Portugal and in Japan, and in Chile long ago."""
    plain = story.filled_in

    def filled_in(vacancy, candidate, **fields):
        application = plain(vacancy, candidate, **fields)
        for country, first, last in LIVED:
            HistoryEntry.objects.create(
                application=application,
                title="Nursery work",
                country=country,
                from_month=first,
                to_month=last,
                taught="no",
            )
        return application

    monkeypatch.setattr(story, "filled_in", filled_in)
    return story.accepted(cast).clearance


def overseas(file):
    checks = Check.objects.filter(clearance=file, code="overseas_criminal_record")
    return {check.about: check for check in checks.select_related("clearance__school__trust", "clearance__person")}


def test_each_country_is_a_line_of_its_own(lived_abroad):
    assert list(overseas(lived_abroad)) == ["Portugal", "Japan"]
    names = [line.name for line in lived_abroad.gate().lines]
    assert {"Overseas check: Portugal", "Overseas check: Japan"} <= set(names)


def test_months_are_counted_for_each_country(lived_abroad):
    assert {each["name"]: each["months"] for each in lived_abroad.countries} == {"Portugal": 54, "Japan": 21}
    assert countries(lived_abroad.application) == lived_abroad.countries


def test_one_country_cleared_leaves_the_other(cast, lived_abroad):
    portugal = overseas(lived_abroad)["Portugal"]
    portugal.record(by=cast.hr, evidence=good_evidence(portugal))
    assert portugal.state == "to_decide", "a certificate is never clear before the headteacher decides"
    with pytest.raises(NotAllowed):
        portugal.clear(by=cast.hr, reason="Fine.")
    portugal.clear(by=cast.head, reason="Nothing on it, and it covers all of the time.")
    left = {blocker.code for blocker in lived_abroad.gate().blockers if blocker.code.startswith("overseas")}
    assert len(left) == 1


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"country": "Japan"}, "country", "This line is about Portugal"),
        ({"issued_on": "2019-05-31"}, "issued_on", "They lived there until June 2019"),
    ],
)
def test_evidence_of_another_country_or_of_part_of_the_time_is_refused(lived_abroad, changed, field, sentence):
    portugal = overseas(lived_abroad)["Portugal"]
    with pytest.raises(ValueError, match=sentence):
        good_evidence(portugal, **changed)


def test_what_cannot_be_had_needs_other_evidence_and_a_decision(cast, lived_abroad):
    japan = overseas(lived_abroad)["Japan"]
    facts = {"outcome": "unobtainable_alternatives", "reason": "Not given to those who have left", "tried": "May 2026"}
    with pytest.raises(ValueError, match="Select what you have instead"):
        good_evidence(japan, **facts)
    japan.record(by=cast.hr, evidence=good_evidence(japan, **facts, instead=["references", "statutory_declaration"]))
    assert "Instead: more references from those years" in japan.receipts.get().sentence
    assert japan.clear(by=cast.head, reason="Two references from those years, both called back.").state == "clear"
    assert japan.receipts.get().at <= clock.now()


def taught(cast, *lived, said="no"):
    """A file of somebody who will teach, with these entries of their history, and whether they taught there."""
    application = story.filled_in(story.published(cast), cast.other_candidate)
    for title, country, first, last in lived:
        HistoryEntry.objects.create(
            application=application, title=title, country=country, from_month=first, to_month=last, taught=said
        )
    return application


def test_a_country_has_one_name_however_it_is_typed(cast):
    application = taught(
        cast,
        ("Au pair", "france", "2018-01", "2018-06"),
        ("Waiter", " FRANCE", "2019-01", "2019-06"),
        ("Guide", "U.S.A.", "2020-01", "2020-12"),
        ("Guide", "the United States", "2021-01", "2021-12"),
        ("Guide", "Atlantis", "2022-01", "2022-12"),
    )
    assert {each["name"]: each["months"] for each in countries(application)} == {
        "France": 12,
        "United States": 24,
        "Atlantis": 12,
    }


def test_the_years_are_those_the_trust_looks_back(cast):
    application = taught(cast, ("Guide", "Chile", "2008-01", "2012-12"))
    assert countries(application) == []
    choices = {"overseas_years": 20}
    RulesPolicy.settle(by=cast.hr_manager, trust=cast.trust, choices=choices, instead_of=0, reason="Agreed.")
    assert [each["name"] for each in countries(application)] == ["Chile"]


def test_a_letter_is_asked_of_each_country_taught_in(cast):
    lived = [
        {"name": "Portugal", "months": 12, "until": "2025-01-01", "taught": True},
        {"name": "Chile", "months": 12, "until": "2024-01-01", "taught": False},
        {"name": "Japan", "months": 12, "until": None, "taught": True},
    ]
    file = volunteer(cast, role={"engagement": "employee", "paid": True, "teaching_work": "yes"})
    file.countries = lived
    file.save(update_fields=["countries"])
    stay = {"months": 36, "years_since_end": 0, "aged_18_or_over": True, "taught": True}
    file.derive(by=cast.hr, person_facts={"abroad": stay})
    about = {code: [] for code in ("overseas_criminal_record", "overseas_teaching_standing")}
    for check in file.checks.filter(code__in=about).order_by("number"):
        about[check.code].append(check.about)
    assert about["overseas_criminal_record"] == ["Portugal", "Chile", "Japan"]
    assert about["overseas_teaching_standing"] == ["Portugal", "Japan"]
    letter = file.checks.get(code="overseas_teaching_standing", about="Japan")
    assert letter.title == "Letter of professional standing: Japan"
    assert evidence_for(letter, country="Japan")["country"] == "Japan"
    with pytest.raises(ValueError, match="This line is about Japan"):
        evidence_for(letter, country="Portugal")
