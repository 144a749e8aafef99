"""Applications end at the hour the advert says; an earlier one is announced a day ahead, and only if the advert said so."""

import datetime as dt

import pytest

from hiring import clock
from tests import story
from tests.api.asking import Asking, problem_of
from tests.vacancies.pages import words
from vacancies.models import Vacancy
from workflows import outbox
from workflows.blockers import Blocked
from workflows.models import Message

NOW = clock.london(dt.date(2026, 7, 6), 10)
WHY = "Two hundred have applied."


@pytest.fixture(autouse=True)
def now():
    with clock.at(NOW):
        yield


@pytest.fixture
def vacancy(cast):
    return story.published(cast, may_close_early=True, closes_at=clock.london(dt.date(2026, 7, 17), 12))


def test_close_waits_for_the_hour_whatever_the_advert_said(vacancy, cast):
    with pytest.raises(Blocked) as refused:
        vacancy.close(by=cast.hr)
    assert "announce an earlier closing time" in str(refused.value)
    with clock.at(vacancy.closes_at):
        vacancy.close(by=cast.hr)
    assert vacancy.state == "closed"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (23, "The earliest time is 10:00 on Tuesday 7 July 2026."),
        (24 * 12, "Choose a time before the present one, noon on Friday 17 July 2026."),
    ],
)
def test_announce_early_closing_gives_a_day_and_moves_it_earlier(vacancy, cast, hours, said):
    with pytest.raises(Blocked) as refused:
        vacancy.announce_early_closing(by=cast.hr, closes_at=NOW + dt.timedelta(hours=hours), reason=WHY)
    assert said in str(refused.value)


def test_announce_early_closing_only_if_the_advert_said_so(cast):
    vacancy = story.published(cast)
    with pytest.raises(Blocked) as refused:
        vacancy.announce_early_closing(by=cast.hr, closes_at=NOW + dt.timedelta(days=2), reason=WHY)
    assert "did not say it might close before" in str(refused.value)


def test_announce_early_closing_tells_those_still_writing_and_the_advert_says_it(vacancy, cast, client):
    draft = story.filled_in(vacancy, cast.candidate)
    story.submitted(vacancy, cast.other_candidate)
    client.force_login(cast.hr)
    page = f"{vacancy.get_absolute_url()}announce-early-closing/"
    typed = {"day": "2026-07-08", "hour": "noon", "reason": WHY, "version": vacancy.version}
    assert f"to application {draft.code}" in words(client.get(page))  # who writes a draft is nobody's to know yet
    assert client.post(page, typed).status_code == 303
    outbox.carry_out_all()
    (letter,) = Message.objects.filter(kind="vacancy.announce_early_closing")
    assert letter.to_email == cast.candidate.email
    assert "now closes on Wednesday 8 July, noon. The advert said Friday 17 July, noon" in letter.body
    assert WHY not in letter.body
    advert = words(client.get("/jobs/REY-0142/"))
    assert "<strong>Wednesday 8 July, noon</strong>, earlier than the Friday 17 July, noon we first said." in advert
    assert Vacancy.objects.get().events().get(verb="vacancy.announce_early_closing").details["closes_at"] == (
        "2026-07-08T12:00:00+01:00"
    )


def test_announce_early_closing_by_api(vacancy, cast):
    hr, where = Asking(cast.hr), "vacancies/REY-0142"
    move = f"{where}/transitions/announce_early_closing"
    soon = {"day": "2026-07-06", "hour": "17:00", "reason": WHY}
    refused = problem_of(hr.post(move, soon, If_Match=hr.tag(where)), "transition-blocked", 409)
    assert refused["blockers"][0]["code"] == "vacancy.short_notice"
    answer = hr.post(move, soon | {"day": "2026-07-08"}, If_Match=hr.tag(where))
    assert answer.status_code == 200
    assert Vacancy.objects.get().closes_at == clock.london(dt.date(2026, 7, 8), 17)
