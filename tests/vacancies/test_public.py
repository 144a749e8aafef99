"""What anybody may read: adverts, and nothing that was never published."""

import datetime as dt
import json
import re

import pytest

from hiring import clock
from tests import story
from vacancies.models import Vacancy

POSTING = re.compile(r'<script type="application/ld\+json">(.+?)</script>', re.DOTALL)


def posting_in(answer):
    return [json.loads(found) for found in POSTING.findall(answer.content.decode())]


def test_front_page_says_where_to_go(client, open_vacancy):
    answer = client.get("/")
    assert b"1 job is open to applications now" in answer.content
    for way in ("/jobs/", "/my/", "/sign-in/"):
        assert f'href="{way}"' in answer.content.decode()


def test_jobs_lists_open_jobs_only(client, cast, open_vacancy):
    story.draft(cast, "REY-0199")
    listed = client.get("/jobs/").content.decode()
    assert "REY-0142" in listed
    assert "REY-0199" not in listed


def test_an_advert_says_the_facts_the_dates_and_the_statements(client, open_vacancy):
    advert = client.get("/jobs/REY-0142/").content.decode()
    said = ["30 a week", "38 a year", "£21,726.62 to £24,115.83", "points 20 to 24", "Rehabilitation of Offenders Act"]
    for words in said:
        assert words in advert
    assert "3 people score each application without seeing names" in advert


def test_an_advert_names_nobody_on_the_panel(client, cast, open_vacancy):
    advert = client.get("/jobs/REY-0142/").content.decode()
    assert not any(member.name in advert for member in [cast.head, *cast.panel])


def test_machines_read_in_an_open_advert_what_the_row_says(client, cast):
    vacancy = story.published(cast, summary='Help "every" child </script><script>alert(1)</script>')
    [posting] = posting_in(client.get("/jobs/REY-0142/"))
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == vacancy.title
    assert posting["description"] == vacancy.summary
    assert posting["identifier"]["value"] == "REY-0142"
    assert dt.datetime.fromisoformat(posting["validThrough"]) == vacancy.closes_at
    assert posting["baseSalary"]["value"]["minValue"] == 21726.62
    assert posting["jobLocation"]["address"]["addressCountry"] == "GB"


def test_a_closed_advert_says_so_and_is_no_longer_read_by_machines(client, open_vacancy):
    story.closed(open_vacancy)
    answer = client.get("/jobs/REY-0142/")
    assert b"It takes no more applications" in answer.content
    assert posting_in(answer) == []


def test_an_advert_closes_at_the_instant_it_said(client, open_vacancy):
    with clock.at(open_vacancy.closes_at):
        assert b"This job closed on" in client.get("/jobs/REY-0142/").content
        assert b"REY-0142" not in client.get("/jobs/").content


def test_what_was_never_published_is_not_there(client, vacancy):
    assert client.get("/jobs/REY-0142/").status_code == 404
    assert client.get("/apply/REY-0142/before-you-start/").status_code == 404


@pytest.mark.parametrize("others", [1, 3])
def test_jobs_are_listed_in_one_question_however_many(client, cast, others, django_assert_num_queries):
    for number in range(others):
        story.published(cast, reference=f"REY-020{number}")
    with django_assert_num_queries(1):
        client.get("/jobs/")


def test_one_advert_is_read_in_three_questions(client, open_vacancy, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/jobs/REY-0142/")
    assert Vacancy.objects.count() == 1
