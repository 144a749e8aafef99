"""A date of birth is compared wherever it is typed: refused in a sentence, or a discrepancy to decide; never written over."""

import datetime as dt

import pytest

from checks.models import Check, Clearance
from hiring import clock
from tests import story
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import volunteer
from workflows.blockers import Blocked

TOLD, OTHER = dt.date(1980, 5, 5), "1999-01-01"
TEACHER = {"engagement": "employee", "paid": True, "teaching_work": "yes", "management": True, "setting": "academy"}
SEARCHES = ["prohibition", "section_128"]


@pytest.fixture
def file(cast):
    return volunteer(cast, role=TEACHER)


def the(file, code):
    return Check.objects.select_related(*Check.locked_with).get(clearance=file, code=code)


def again(file):
    return Clearance.objects.get(pk=file.pk)


@pytest.mark.parametrize("code", SEARCHES)
def test_it_is_the_birthday_we_know(cast, file, code):
    under_another = good_evidence(the(file, code)) | {"born_on": dt.date(1999, 1, 1)}
    file.tell(by=cast.hr, born_on=TOLD)
    with pytest.raises(ValueError, match="We know them as born on 5 May 1980"):
        good_evidence(the(file, code), born_on=OTHER)
    with pytest.raises(
        Blocked, match="We know them as born on 5 May 1980"
    ):  # the same for whoever goes round the form
        the(file, code).record(by=cast.hr, evidence=under_another)
    assert good_evidence(the(file, code))["born_on"] == TOLD


@pytest.mark.parametrize("code", [*SEARCHES, "identity"])
def test_today_is_nobodys_date_of_birth(file, code):
    with pytest.raises(ValueError, match="Enter a date of birth, like 27 3 1998"):
        good_evidence(the(file, code), born_on=clock.today().isoformat())


def test_the_separate_list_is_searched_under_the_date_we_know(cast):
    appointment = story.accepted(cast)
    file = appointment.clearance
    file.tell(by=cast.candidate, born_on=TOLD)
    check = Check(clearance=again(file), code="barred_list_standalone", required_by="E7.1")
    form = check.kind.Evidence({"born_on": OTHER, "outcome": "no_record"}, check=check)
    assert "We know them as born on 5 May 1980" in form.errors["born_on"][0]


def test_documents_with_another_date_of_birth_do_not_show_that_it_is_them(cast, file):
    file.tell(by=cast.hr, born_on=TOLD)
    with pytest.raises(ValueError, match="They told us 5 May 1980"):
        good_evidence(the(file, "identity"), born_on=OTHER)
    found = good_evidence(the(file, "identity"), born_on=OTHER, outcome="discrepancy")
    the(file, "identity").record(by=cast.hr, evidence=found)
    assert the(file, "identity").state == "waiting"
    assert again(file).born_on == TOLD, "what they told us stays until they say otherwise"


def test_their_documents_say_the_same(cast, file):
    the(file, "identity").record(by=cast.hr, evidence=good_evidence(the(file, "identity"), born_on=OTHER))
    with pytest.raises(Blocked, match="The documents we saw show another date of birth"):
        again(file).tell(by=cast.hr, born_on=TOLD)
    assert again(file).tell(by=cast.hr, born_on=dt.date(1999, 1, 1)).born_on == dt.date(1999, 1, 1)


def test_a_search_made_before_anybody_knew_is_made_again(cast, file):
    the(file, "prohibition").record(by=cast.hr, evidence=good_evidence(the(file, "prohibition"), born_on=OTHER))
    seen = good_evidence(the(file, "identity"), born_on=TOLD.isoformat())
    with pytest.raises(Blocked, match="was searched under 1 January 1999"):
        the(file, "identity").record(by=cast.hr, evidence=seen)
    the(file, "prohibition").void(by=cast.head, reason="It was searched under another date of birth.")
    right = good_evidence(the(file, "prohibition"), born_on=TOLD.isoformat())
    the(file, "prohibition").record(by=cast.hr, evidence=right)
    the(file, "identity").record(by=cast.hr, evidence=seen)
    assert again(file).born_on == TOLD


def test_a_slip_on_a_receipt_that_is_voided_binds_nobody(cast, file):
    the(file, "identity").record(by=cast.hr, evidence=good_evidence(the(file, "identity"), born_on=OTHER))
    the(file, "identity").void(by=cast.head, reason="The date was mistyped.")
    right = good_evidence(the(file, "identity"), born_on=TOLD.isoformat())
    the(file, "identity").record(by=cast.hr, evidence=right)
    assert again(file).born_on == TOLD
