"""Several people, one decision: the check page names who cannot go, and the rest go each through the door."""

import pytest

from tests import story
from tests.vacancies.pages import words
from vacancies.models import Application


@pytest.fixture
def vacancy(cast):
    """Two people scored, the second of them already shortlisted."""
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    vacancy.applications.order_by("pk").last().shortlist(by=cast.hr)
    return vacancy


def form_for(vacancy, move, **more):
    people = vacancy.applications.order_by("pk")
    versions = {f"version-{each.code}": each.version for each in people}
    return {"move": move, "code": [each.code for each in people], **versions, **more}


def test_check_page_lists_who_can_and_who_cannot_and_why(cast, client, vacancy):
    can, cannot = vacancy.applications.order_by("pk")
    client.force_login(cast.hr)
    url = f"{vacancy.get_absolute_url()}applicants/bulk/"
    page = words(client.get(url, {"move": "shortlist", "code": [can.code, cannot.code]}))
    assert "<h1>Shortlist: 1 of 2 can go</h1>" in page
    assert f"{cannot.code} is at “Shortlisted”; this can be done only from “Received”." in page
    assert f'name="version-{can.code}"' in page
    assert f'name="version-{cannot.code}"' not in page
    assert Application.objects.filter(state="shortlisted").count() == 1


def test_going_ahead_moves_the_rest_and_names_who_stayed(cast, client, vacancy):
    can, cannot = vacancy.applications.order_by("pk")
    client.force_login(cast.hr)
    answer = client.post(f"{vacancy.get_absolute_url()}applicants/bulk/", form_for(vacancy, "shortlist"), follow=True)
    assert Application.objects.filter(state="shortlisted").count() == 2
    assert f"{can.code} moved to Shortlisted." in words(answer)
    assert f"{cannot.code} did not move." in words(answer)
    assert can.events().count() == 3


def test_not_progressing_needs_a_reason_and_keeps_it_with_each(cast, client, vacancy):
    client.force_login(cast.hr)
    url = f"{vacancy.get_absolute_url()}applicants/bulk/"
    refused = client.post(url, form_for(vacancy, "do-not-progress", reason=""))
    assert refused.status_code == 422
    assert "Give a reason." in words(refused)
    client.post(url, form_for(vacancy, "do-not-progress", reason="Essentials not met."))
    assert Application.objects.filter(state="not_progressing").count() == 2
    assert {each.last_event().note.text for each in vacancy.applications.all()} == {"Essentials not met."}


def test_stale_copy_of_one_does_not_stop_the_other(cast, client, vacancy):
    first, second = vacancy.applications.order_by("pk")
    sent = form_for(vacancy, "do-not-progress", reason="Essentials not met.") | {f"version-{second.code}": 1}
    client.force_login(cast.hr)
    page = words(client.post(f"{vacancy.get_absolute_url()}applicants/bulk/", sent, follow=True))
    assert f"{first.code} moved to Not progressing." in page
    assert f"{second.code} did not move. Jo Marlowe moved {second.code} to Shortlisted" in page


def test_nobody_selected_is_said(cast, client, vacancy):
    client.force_login(cast.hr)
    page = client.get(f"{vacancy.get_absolute_url()}applicants/bulk/?move=shortlist", follow=True)
    assert "Select at least one applicant." in words(page)


def test_only_the_two_moves_that_make_sense_together_exist(cast, client, vacancy):
    client.force_login(cast.hr)
    for move in ("offer", "withdraw", "vanish"):
        answer = client.get(f"{vacancy.get_absolute_url()}applicants/bulk/", {"move": move, "code": "K7"})
        assert answer.status_code == 404


def test_head_cannot_reach_people_by_guessing_codes(cast, client):
    vacancy = story.moderating(cast)
    code = vacancy.applications.get().code
    client.force_login(cast.head)
    page = client.get(
        f"{vacancy.get_absolute_url()}applicants/bulk/", {"move": "shortlist", "code": code}, follow=True
    )
    assert "Select at least one applicant." in words(page)
