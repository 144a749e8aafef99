"""The list of vacancies: what is in hand, the filters in its address, and nothing of anybody else's."""

import datetime as dt

from hiring import clock
from tests import story
from tests.vacancies.pages import questions, words
from vacancies.models import Vacancy
from workflows.models import Promise


def test_list_shows_what_is_in_hand_with_counts_and_next_date(cast, client):
    story.scoring(cast, cast.candidate, cast.other_candidate)
    client.force_login(cast.hr)
    page = words(client.get("/vacancies/"))
    assert "REY-0142" in page
    assert "1 vacancy in hand" in page
    assert 'data-label="Applicants">2</td>' in page
    assert "Scores due" in page


def next_date(client):
    date = client.get("/vacancies/").context["rows"][0]["date"]
    return date and (date["label"], date["on"])


def test_next_date_is_never_one_that_has_gone_by_or_was_kept(cast, client):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    first, second = vacancy.applications.order_by("pk")
    client.force_login(cast.hr)
    assert next_date(client) == ("Shortlist promised", vacancy.shortlist_by)
    first.do_not_progress(by=cast.hr, reason="Essentials not met.")
    assert next_date(client) == ("Shortlist promised", vacancy.shortlist_by)
    second.shortlist(by=cast.hr)
    assert next_date(client) == ("Interviews", vacancy.interviews_on)
    Vacancy.objects.update(interviews_on=clock.today() - dt.timedelta(days=1))
    assert next_date(client) == ("Decision promised", vacancy.decision_by)
    Promise.objects.open().update(due_at=clock.now() - dt.timedelta(minutes=1))
    assert next_date(client) == ("Start", vacancy.starts_on)
    Vacancy.objects.update(starts_on=clock.today() - dt.timedelta(days=1))
    assert next_date(client) is None


def test_next_date_is_the_new_one_when_a_promise_was_moved(cast, client):
    story.moderating(cast)
    client.force_login(cast.hr)
    new = clock.now() + dt.timedelta(days=29)
    Promise.objects.get().move_to(new)
    assert next_date(client) == ("Shortlist promised", new)


def test_ended_vacancies_are_shown_when_asked_for(cast, client, open_vacancy):
    open_vacancy.cancel(by=cast.head, reason="No longer needed.")
    client.force_login(cast.hr)
    assert "No vacancies in hand." in words(client.get("/vacancies/"))
    for state in ("all", "cancelled"):
        assert "REY-0142" in words(client.get(f"/vacancies/?state={state}"))


def test_filters_narrow_and_can_be_taken_away(cast, client, open_vacancy):
    client.force_login(cast.hr_manager)
    story.draft(cast, reference="KIT-0139")
    Vacancy.objects.filter(reference="KIT-0139").update(school=cast.other_school, title="Science Technician")
    for asked in ("q=technician", "q=kit-0139", "school=kittiwake", "state=draft"):
        page = words(client.get(f"/vacancies/?{asked}"))
        assert "KIT-0139" in page
        assert "REY-0142" not in page
        assert "Remove filter" in page
    assert "No vacancy matches." in words(client.get("/vacancies/?q=nothing"))


def test_stranger_and_other_school_see_none_of_it(cast, client, open_vacancy):
    for person in (cast.stranger, cast.hr_elsewhere):
        client.force_login(person)
        assert "REY-0142" not in words(client.get("/vacancies/?state=all"))
    client.force_login(cast.candidate)
    assert client.get("/vacancies/").status_code == 404


def test_list_asks_as_much_at_one_row_as_at_three(cast, client, open_vacancy):
    client.force_login(cast.hr)
    one = questions(client, "/vacancies/")
    for reference in ("REY-0150", "REY-0151"):
        story.published(cast, reference=reference)
    assert questions(client, "/vacancies/") == one <= 8


def test_pages_hold_fifty(cast, client, open_vacancy):
    for number in range(51):
        story.Vacancy.draft(by=cast.hr, school=cast.school, reference=f"REY-1{number:03}", title="Teaching Assistant")
    client.force_login(cast.hr)
    page = client.get("/vacancies/")
    assert "1 to 50 of 52" in words(page)
    assert len(page.content) < 100_000
    assert "REY-0142" in words(client.get("/vacancies/?page=2"))
