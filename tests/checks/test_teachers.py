"""The file that *Check a teacher's record* takes, and who may make it."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checks.models import Check
from hiring import clock
from tests import story
from tests.checks.evidence import good_evidence

PAGE = "/people/teachers/"


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def the(code):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(code=code)


@pytest.fixture
def teacher(cast):
    """A teacher with an offer, whose identity has been seen and whose record has not."""
    story.accepted(cast, role_facts=story.PASTORAL | {"teaching_work": "yes", "qts_required": True})
    identity = the("identity")
    identity.record(by=cast.hr, evidence=good_evidence(identity))
    return the("prohibition")


def typed(check, trn="1234567"):
    born = {"born_on_day": "4", "born_on_month": "5", "born_on_year": "1991"}
    return {f"t{check.pk}-{name}": value for name, value in {"trn": trn, **born}.items()}


def pk_on(page):
    import re

    return Check.objects.get(pk=re.search(r'name="t(\d+)-trn"', page)[1])


def test_the_file_has_the_columns_and_dates_the_service_takes(cast, teacher):
    page = browser(cast.hr).get(PAGE).content.decode()
    assert "Amara Okonjo" in page
    assert 'value="1991"' in page, "the birthday comes from the identity documents"
    answer = browser(cast.hr).post(PAGE, typed(pk_on(page)))
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"] == f'attachment; filename="teachers-{clock.today():%Y-%m-%d}.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows == [["TRN", "Date of birth"], ["1234567", "04/05/1991"]]


@pytest.mark.parametrize(
    ("trn", "sentence"),
    [
        ("=1+1", "Enter the teacher reference number, 7 figures"),
        ("123456", "Enter the teacher reference number, 7 figures"),
        ("", "Enter the teacher reference number of at least one person"),
    ],
)
def test_nothing_but_a_number_goes_into_the_file(cast, teacher, trn, sentence):
    check = pk_on(browser(cast.hr).get(PAGE).content.decode())
    answer = browser(cast.hr).post(PAGE, typed(check, trn=trn))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_number_needs_its_birthday(cast, teacher):
    check = pk_on(browser(cast.hr).get(PAGE).content.decode())
    answer = browser(cast.hr).post(PAGE, {f"t{check.pk}-trn": "1234567"})
    assert "Enter the date of birth of Amara Okonjo" in answer.content.decode()


@pytest.mark.parametrize("who", ["candidate", "auditor", "approver", "safeguarding_lead"])
def test_the_page_is_for_those_who_look_up(cast, teacher, who):
    assert browser(getattr(cast, who)).get(PAGE).status_code == 404


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger"])
def test_other_schools_and_trusts_see_their_own_people_only(cast, teacher, who):
    page = browser(getattr(cast, who)).get(PAGE)
    assert page.status_code == 200
    assert "Amara Okonjo" not in page.content.decode()


def test_one_school_or_one_vacancy_at_a_time(cast, teacher):
    reference = teacher.clearance.reference
    shown = {
        which: browser(cast.hr).get(f"{PAGE}?{which}").content.decode()
        for which in (f"vacancy={reference}", "vacancy=REY-9")
    }
    assert ["Amara Okonjo" in page for page in shown.values()] == [True, False]


def test_who_has_been_looked_up_is_off_the_list(cast, teacher):
    for code in ("prohibition", "qts_status"):
        check = the(code)
        check.record(by=cast.hr, evidence=good_evidence(check))
    assert "Amara Okonjo" not in browser(cast.hr).get(PAGE).content.decode()


def test_the_check_itself_leads_to_the_file(cast, teacher):
    assert f"{PAGE}?school=reydon" in browser(cast.hr).get(teacher.get_absolute_url()).content.decode()


def test_as_many_questions_of_the_database_for_one_as_for_three(cast, teacher):
    client = browser(cast.hr)
    client.get(PAGE)
    counts = []
    for names in ((), ("Oona Reed", "Bram Hale")):
        for name in names:
            someone = story.person(name, f"{name.split()[0].lower()}@example.org")
            file = teacher.clearance
            copy = type(file).open(
                by=cast.hr,
                school=cast.school,
                person=someone,
                post_title="Teacher",
                role_facts=file.role_facts,
                person_facts=file.person_facts,
                starts_on=file.starts_on,
            )
            copy.derive(by=cast.hr)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).content.decode().count('-trn"') >= 1 + len(names)
        counts.append(len(captured))
    assert counts[0] == counts[1]
