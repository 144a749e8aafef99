"""Scoring: both views keep the same scores, nothing is lost, nothing locks by surprise, and what is sealed stays sealed."""

import datetime as dt

import pytest

from hiring import clock
from tests import story
from tests.vacancies.pages import candidates, questions, statements
from vacancies.models import Conflict, Score, Scorecard, Vacancy
from vacancies.views.panel.desk import Desk


@pytest.fixture
def vacancy(cast):
    return story.scoring(cast, cast.candidate, cast.other_candidate)


@pytest.fixture
def place(vacancy, cast):
    member = vacancy.panel.select_related("vacancy__school__trust", "scorecard").get(user=cast.panel[1])
    member.declare()
    return member


@pytest.fixture
def member(place, client):
    client.force_login(place.user)
    return client


@pytest.fixture
def code(vacancy, cast):
    return vacancy.applications.get(candidate=cast.candidate).code


def address(code, number=1):
    return f"/panel/REY-0142/score/{number}/{code}/"


def test_save_keeps_the_score_and_goes_to_the_next(member, place, code):
    answer = member.post(address(code), {"value": "2", "written": "Said how it ended"})
    score = Score.objects.get()
    assert (score.value, score.reason, score.scorecard.panel_member) == (2, "Said how it ended", place)
    assert answer.status_code == 302
    assert answer.url != address(code)
    assert member.get(answer.url).status_code == 200


def test_save_asks_for_a_reason_only_where_it_is_needed_and_keeps_the_score_meanwhile(member, code):
    refused = member.post(address(code), {"value": "0"})
    assert refused.status_code == 422
    assert "Give a short reason for a score of 0." in refused.content.decode()
    assert Score.objects.get().value == 0
    assert "below what an essential needs" in member.post(address(code), {"value": "1"}).content.decode()
    assert member.post(address(code, 6), {"value": "1"}).status_code == 302
    assert member.post(address(code), {"value": "3", "ready": ["Clear result"]}).status_code == 302
    assert Score.objects.get(criterion__code="S1").reason == "Clear result"


def test_ready_and_written_reasons_come_back_as_they_were(member, code):
    member.post(address(code), {"value": "3", "ready": ["Clear result", "Clear example"], "written": "And; kind"})
    page = member.get(address(code)).content.decode()
    assert page.count("checked") == 3
    assert "And; kind</textarea>" in page


def test_save_without_a_score_asks_for_one(member, code):
    answer = member.post(address(code), {"written": "Not sure yet"})
    assert answer.status_code == 422
    assert "Select a score from 0 to 3." in answer.content.decode()
    assert Score.objects.get().reason == "Not sure yet"


@pytest.mark.parametrize("value", ["4", "-1", "x", "2.5"])
def test_a_score_off_the_scale_is_refused(member, code, value):
    assert member.post(address(code), {"value": value}).status_code == 422
    assert not Score.objects.exists()


def test_autosave_answers_204_or_422_and_never_a_page(member, code, place, cast):
    quiet = {"HTTP_X_AUTOSAVE": "1"}
    assert member.post(address(code), {"value": "0"}, **quiet).status_code == 204
    assert member.post(address(code), {"value": "7"}, **quiet).status_code == 422
    assert Score.objects.get().value == 0
    Vacancy.objects.get(pk=place.vacancy_id).stand_down(by=cast.hr, seat=place.pk, reason="Away")
    assert member.post(address(code), {"value": "2"}, **quiet).status_code == 404


def test_come_back_later_puts_it_at_the_end(member, place, code):
    answer = member.post(address(code), {"later": "1"})
    assert answer.url != address(code)
    assert Score.objects.get().come_back
    desk = Desk(place)
    for judgement in desk.judgements:
        if judgement != (desk.criteria[0], code):
            desk.keep(judgement, value=2, reason="")
    assert desk.start() == address(code)
    member.post(address(code), {"value": "2"})
    assert not Score.objects.get(criterion__code="S1", application__code=code).come_back


def test_both_views_keep_the_same_scores(member, code):
    member.post(address(code, 2), {"value": "2"})
    page = member.get(f"/panel/REY-0142/applicant/{code}/").content.decode()
    assert page.count("checked") == 1
    answer = member.post(
        f"/panel/REY-0142/applicant/{code}/",
        {"S1-value": "3", "S1-written": "Strong", "S2-value": "2", "S6-value": "1"},
    )
    assert answer.status_code == 302
    assert answer.url.startswith("/panel/REY-0142/applicant/")
    assert code not in answer.url
    assert dict(Score.objects.values_list("criterion__code", "value")) == {"S1": 3, "S2": 2, "S6": 1}
    assert "Strong</textarea>" in member.get(address(code)).content.decode()


def test_whole_application_asks_for_the_reason_it_lacks(member, code):
    answer = member.post(f"/panel/REY-0142/applicant/{code}/", {"S1-value": "0", "S2-value": "2"})
    assert answer.status_code == 422
    assert "S1: give a short reason" in answer.content.decode()
    assert Score.objects.count() == 2


def test_i_think_i_know_this_person_takes_them_out_with_what_was_given(member, place, code, vacancy):
    member.post(address(code), {"value": "2"})
    member.post(f"/panel/REY-0142/know/{code}/")
    assert Conflict.objects.get().member == place
    assert not Score.objects.exists()
    for path in (f"score/1/{code}/", f"applicant/{code}/", f"know/{code}/"):
        assert member.get(f"/panel/REY-0142/{path}").status_code == 404
    assert f">{code}<" not in member.get("/panel/REY-0142/review/").content.decode()
    assert "of 7 scored" in member.get("/panel/REY-0142/").content.decode()


def test_progress_says_how_many_and_about_how_long(member, code):
    assert "0 of 14 scored · about 6 minutes left" in member.get(address(code)).content.decode()
    member.post(address(code), {"value": "2"})
    assert "1 of 14 scored · about 5 minutes left" in member.get(address(code)).content.decode()


def test_late_scoring_is_said_and_not_stopped(member, code, vacancy):
    Vacancy.objects.filter(pk=vacancy.pk).update(scores_due_on=clock.today() - dt.timedelta(days=2))
    for path in (address(code), "/panel/REY-0142/"):
        assert "You can still submit." in member.get(path).content.decode()
    assert member.post(address(code), {"value": "2"}).status_code == 302


def test_review_lists_what_is_missing_first_and_submit_says_every_reason(member, place, code):
    member.post(address(code), {"value": "0"})
    page = member.get("/panel/REY-0142/review/").content.decode()
    assert "Still to score: 13" in page
    assert "Still to give a reason for: 1" in page
    refused = member.post("/panel/REY-0142/review/")
    assert refused.status_code == 409
    words = refused.content.decode()
    assert "Score 13 more before you submit." in words
    assert "Give a short reason for 1 score" in words
    assert Scorecard.objects.get(panel_member=place).state == "open"


def fill(place):
    desk = Desk(place)
    for judgement in desk.judgements:
        desk.keep(judgement, value=2, reason="")


def test_submit_seals_and_leaves_own_scores_to_read_and_others_as_counts(member, place, code):
    fill(place)
    assert member.post("/panel/REY-0142/review/").url == "/panel/REY-0142/"
    assert "1 of 3 panel members have submitted" in member.get("/panel/REY-0142/").content.decode()
    page = member.get("/panel/REY-0142/review/").content.decode()
    assert "You submitted these." in page
    assert "<form method" not in page.split("<main")[1]
    refused = member.post(address(code), {"value": "3", "written": "Later thought"}, follow=True)
    assert "they can no longer change" in refused.content.decode()
    assert member.post(address(code), {"value": "3"}, HTTP_X_AUTOSAVE="1").status_code == 422
    assert set(Score.objects.values_list("value", flat=True)) == {2}


def test_a_score_sent_while_submitting_is_refused_by_the_database_and_said(place, member):
    fill(place)
    desk = Desk(place)
    Scorecard.objects.get(panel_member=place).seal(by=place.user)
    assert desk.keep(desk.judgements[0], value=3, reason="Too late") is False


def test_guest_seals_with_their_own_link_and_the_last_opens_the_seal(vacancy, cast):
    from tests.vacancies.test_panel_entry import let_in

    told = []
    for place in vacancy.panel.select_related("vacancy__school__trust", "scorecard", "user"):
        place.declare()
        fill(place)
        guest = let_in(place)
        assert "You have scored everybody." in guest.get("/panel/REY-0142/review/").content.decode()
        told.append(guest.post("/panel/REY-0142/review/", follow=True).content.decode())
    assert Vacancy.objects.get(pk=vacancy.pk).state == "moderating"
    assert ["They are sealed." in page for page in told] == [True, True, False]
    assert "You were the last, so the panel’s scores are now open." in told[-1]
    assert "If you recognise somebody while scoring" not in told[-1]
    locked = guest.get("/panel/REY-0142/review/").content.decode()
    assert "You have scored everybody." not in locked


def test_nobody_is_told_to_ask_for_reopening_once_the_scores_are_open(vacancy, cast, client):
    for place in vacancy.panel.select_related("vacancy__school__trust", "scorecard", "user"):
        place.declare()
        fill(place)
        client.force_login(place.user)
        client.post("/panel/REY-0142/review/")
        page = client.get(address(next(iter(Desk(place).applications))), follow=True).content.decode()
        seal_is_open = Vacancy.objects.get(pk=vacancy.pk).seal_is_open
        assert "they can no longer change" in page
        assert ("HR can reopen them" in page) is not seal_is_open
    assert seal_is_open


def test_names_of_the_shortlisted_appear_only_after_it_is_confirmed_and_only_to_those_signed_in(cast, client):
    from tests.vacancies.test_panel_entry import let_in

    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    chosen, other = vacancy.applications.order_by("pk")
    client.force_login(cast.panel[0])
    chosen.shortlist(by=cast.hr)
    assert chosen.candidate.name not in client.get("/panel/REY-0142/").content.decode()
    other.do_not_progress(by=cast.hr, reason="Below the line")
    Vacancy.objects.get(pk=vacancy.pk).confirm_shortlist(by=cast.hr)
    page = client.get("/panel/REY-0142/").content.decode()
    assert chosen.candidate.name in page
    assert other.candidate.name not in page
    guest = let_in(vacancy.panel.get(user=cast.panel[0]))
    assert chosen.candidate.name not in guest.get("/panel/REY-0142/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_a_scoring_step_takes_as_many_statements_whoever_many_applied(cast, client, number):
    """A score that is new, the same score changed, and the page shown again for want of a reason."""
    vacancy = story.scoring(cast, *candidates(number))
    vacancy.panel.get(user=cast.panel[1]).declare()
    client.force_login(cast.panel[1])
    step = address(vacancy.applications.first().code)
    taken = [
        statements(client, step, typed)[1]
        for typed in ({"value": "2"}, {"value": "2", "written": "Yes"}, {"value": "0"})
    ]
    assert taken == [7, 7, 8]
    assert questions(client, step) <= 7


@pytest.mark.parametrize("path", ["score/1/{code}/", "applicant/{code}/", "review/", ""])
def test_scoring_pages_ask_a_fixed_number_of_questions(cast, client, path, django_assert_max_num_queries):
    candidates = [cast.candidate, cast.other_candidate, *(story.person(f"Extra {n}") for n in range(6))]
    vacancy = story.scoring(cast, *candidates)
    place = vacancy.panel.select_related("vacancy__school__trust", "scorecard").get(user=cast.panel[1])
    place.declare()
    client.force_login(place.user)
    code = vacancy.applications.first().code
    with django_assert_max_num_queries(10):
        answer = client.get(f"/panel/REY-0142/{path.format(code=code)}")
    assert answer.status_code == 200
    assert len(answer.content) < 30_000
