"""The signed history of a vacancy, in words."""

import datetime as dt
import re

import pytest
from django.db import connection

from hiring import clock
from tests import story
from tests.vacancies.pages import questions, words
from workflows.history import first_fault


def url(vacancy):
    return f"{vacancy.get_absolute_url()}history/"


def test_history_says_the_chain_is_intact_and_names_candidates_by_code(cast, client):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    client.force_login(cast.hr)
    page = words(client.get(url(vacancy)))
    assert f"Chain intact: {vacancy.history_length} entries" in page
    assert f'Sent application: {application.code}</strong> <span class="quiet">by the candidate' in page
    assert 'Approved the post</strong> <span class="quiet">by Colm Ferris' in page
    assert 'Opened the seal</strong> <span class="quiet">by Gatepost' in page
    assert "Amara Okonjo" not in page


def test_history_changed_behind_our_back_is_found_and_said(cast, client):
    vacancy = story.published(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE workflows_event SET to_state = 'draft' WHERE verb = 'vacancy.approve'")
        cursor.execute("SET session_replication_role = DEFAULT")
    client.force_login(cast.hr)
    page = words(client.get(url(vacancy)))
    assert "This history has been tampered with at entry 3" in page
    assert "Chain intact" not in page


def test_auditor_reads_all_of_it_and_head_only_the_vacancys_own(cast, client):
    vacancy = story.moderating(cast)
    code = vacancy.applications.get().code
    client.force_login(cast.auditor)
    assert f"Sent application: {code}" in words(client.get(url(vacancy)))
    client.force_login(cast.head)
    page = words(client.get(url(vacancy)))
    assert "Opened scoring" in page
    assert "Sent application" not in page
    assert not re.search(rf"\b{code}\b", re.sub(r"<[^>]*>", " ", page))  # a drawn line may be called M6 as well


@pytest.mark.parametrize("who", ["stranger", "hr_elsewhere", "candidate", "approver"])
def test_history_is_not_for_everybody(cast, client, who):
    vacancy = story.published(cast)
    client.force_login(getattr(cast, who))
    assert client.get(url(vacancy)).status_code == 404


def test_history_asks_as_much_for_one_applicant_as_for_three(cast, client):
    one = story.moderating(cast, cast.candidate)
    three = story.moderating(
        cast,
        cast.other_candidate,
        *(story.person(f"P{n}", f"p{n}@example.org") for n in range(2)),
        reference="REY-0150",
    )
    client.force_login(cast.hr)
    assert questions(client, url(one)) == questions(client, url(three)) <= 11


def test_history_is_verified_once_for_each_head_and_again_when_asked(cast, client, monkeypatch):
    vacancy = story.published(cast)
    walked = []
    monkeypatch.setattr(
        "workflows.verified.first_fault", lambda model, pk: walked.append(pk) or first_fault(model, pk)
    )
    client.force_login(cast.hr)
    for _ in range(2):
        assert "Verified just now" in words(client.get(url(vacancy)))
    assert len(walked) == 1
    with clock.at(clock.now() + dt.timedelta(minutes=5)):
        assert "Verified 5 minutes ago" in words(client.get(url(vacancy)))
        assert "Verified just now" in words(client.get(f"{url(vacancy)}?afresh=1"))
    assert len(walked) == 2
    vacancy.cancel(by=cast.head, reason="No budget.")
    client.get(url(vacancy))
    assert len(walked) == 3


def test_fault_is_never_believed_away(cast, client):
    """What was whole a moment ago is verified in full when asked, and a fault found is found each time."""
    vacancy = story.published(cast)
    client.force_login(cast.hr)
    assert "Chain intact" in words(client.get(url(vacancy)))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE workflows_event SET to_state = 'draft' WHERE verb = 'vacancy.approve'")
        cursor.execute("SET session_replication_role = DEFAULT")
    for _ in range(2):
        assert "tampered with at entry 3" in words(client.get(f"{url(vacancy)}?afresh=1"))
