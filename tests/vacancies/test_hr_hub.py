"""One vacancy's overview and its applicants: the gate, the counts, the lines, and who may see which."""

import pytest

from tests import story
from tests.vacancies.pages import candidates, questions, words
from vacancies.models import Application, Scorecard, Vacancy
from vacancies.pipeline import in_sight


def again(vacancy):
    return Vacancy.objects.get(pk=vacancy.pk)


def test_show_names_what_blocks_the_next_step(cast, client):
    vacancy = story.scoring(cast)
    client.force_login(cast.hr)
    page = words(client.get(vacancy.get_absolute_url()))
    assert "Opening the scores blocked by 3" in page
    assert "Scores are sealed until Patience Adeyemi submits." in page
    assert "This happens by itself once nothing above is left." in page
    assert "Scores: 0 of 3 submitted" in page
    assert "0 of 7 scored" in page


def test_show_has_a_button_only_when_nothing_blocks(cast, client):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.candidate)
    url = vacancy.get_absolute_url()
    client.force_login(cast.hr)
    assert "Closing blocked by 1" in words(client.get(url))
    story.closed(vacancy)
    page = words(client.get(url))
    assert "Next: open scoring" in page
    assert f'<a class="govuk-button" href="{url}open-scoring/">Open scoring</a>' in page
    client.force_login(cast.head)
    page = words(client.get(url))
    assert "This is for HR to do." in page
    assert "open-scoring/" not in page


def test_other_moves_of_a_vacancy_are_in_its_menu_for_those_who_may(cast, client):
    vacancy = story.published(cast, may_close_early=True)
    url = vacancy.get_absolute_url()
    for person, may, may_not in ((cast.hr, "close/", "cancel/"), (cast.hr_manager, "cancel/", "approve/")):
        client.force_login(person)
        page = words(client.get(url))
        assert f'href="{url}{may}"' in page
        assert f'href="{url}{may_not}"' not in page
    client.force_login(cast.auditor)
    assert f'href="{url}cancel/"' not in words(client.get(url))


def test_show_scores_to_nobody_while_sealed(cast, client):
    vacancy = story.scoring(cast)
    member = vacancy.panel.first()
    member.declare()
    story.score(member, vacancy.applications.get(), "1010101", reason="A telling reason")
    for person in (cast.hr, cast.head, cast.hr_manager):
        client.force_login(person)
        page = words(client.get(vacancy.get_absolute_url()))
        assert "7 of 7 scored" in page
        assert "A telling reason" not in page


@pytest.mark.parametrize("view", ["", "?view=board"])
def test_list_shows_codes_until_the_shortlist_and_names_from_then_on(cast, client, view):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    client.force_login(cast.hr)
    page = words(client.get(vacancy.get_absolute_url() + view))
    assert application.code in page
    assert "Amara Okonjo" not in page
    application.shortlist(by=cast.hr)
    assert f"{application.code} Amara Okonjo" in words(client.get(vacancy.get_absolute_url() + view))


def test_head_and_panel_see_counts_and_no_applicant_before_the_shortlist(cast, client):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    first, second = vacancy.applications.order_by("pk")
    for person in (cast.head, cast.panel[0]):
        client.force_login(person)
        for url in (vacancy.get_absolute_url(), f"{vacancy.get_absolute_url()}applicants/"):
            page = words(client.get(url))
            assert "Heads and the panel see them from the shortlist on" in page
            assert 'Scoring <span class="count">2</span>' in page
            assert first.get_absolute_url() not in page
            assert "Amara Okonjo" not in page
            assert "Amara Okonjo" not in words(client.get(f"{url}?q=Okonjo"))
    first.shortlist(by=cast.hr)
    client.force_login(cast.head)
    page = words(client.get(vacancy.get_absolute_url()))
    assert f"{first.code} Amara Okonjo" in page
    assert second.get_absolute_url() not in page


def test_safeguarding_lead_on_the_panel_is_as_blind_as_the_rest(cast, client):
    vacancy = story.draft(cast)
    lead = story.person("Wren Ainsley", role="safeguarding_lead", trust=cast.trust)
    story.seat(vacancy, lead)
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    vacancy.publish(by=cast.hr)
    application = story.submitted(vacancy, cast.candidate)
    assert not Application.objects.visible_to(lead).exists()
    assert Application.objects.visible_to(cast.safeguarding_lead).exists()
    client.force_login(lead)
    assert client.get(application.get_absolute_url()).status_code == 404


def test_in_sight_is_what_may_be_seen_whoever_asks(cast):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    vacancy.applications.order_by("pk").first().shortlist(by=cast.hr)
    for person in (
        cast.hr,
        cast.hr_manager,
        cast.head,
        cast.panel[0],
        cast.safeguarding_lead,
        cast.auditor,
        cast.stranger,
    ):
        seen = set(in_sight(again(vacancy), person))
        assert seen == set(Application.objects.visible_to(person).filter(vacancy=vacancy))
    assert len(set(in_sight(again(vacancy), cast.hr))) == 2


def test_nobody_sees_their_own_application_among_the_others(cast, client):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.hr)
    client.force_login(cast.hr)
    page = words(client.get(vacancy.get_absolute_url()))
    own = vacancy.applications.get()
    assert own.get_absolute_url() not in page
    assert client.get(own.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "hr_elsewhere", "candidate"])
def test_stranger_finds_nothing(cast, client, who):
    vacancy = story.scoring(cast)
    client.force_login(getattr(cast, who))
    for path in ("", "applicants/", "applicants/bulk/?move=shortlist&code=K7", "history/", "publish/"):
        assert client.get(f"{vacancy.get_absolute_url()}{path}").status_code == 404


def test_one_not_signed_in_is_asked_to(cast, client):
    vacancy = story.scoring(cast)
    answer = client.get(vacancy.get_absolute_url())
    assert answer.status_code == 302
    assert "next=/vacancies/REY-0142/" in answer.url


def test_filter_by_stage_and_by_search_keeps_only_those(cast, client):
    vacancy = story.moderating(cast, cast.candidate, cast.other_candidate)
    first, second = vacancy.applications.order_by("pk")
    first.shortlist(by=cast.hr)
    client.force_login(cast.hr)
    url = f"{vacancy.get_absolute_url()}applicants/"
    shortlist = words(client.get(f"{url}?stage=shortlist"))
    assert first.get_absolute_url() in shortlist
    assert second.get_absolute_url() not in shortlist
    for q in (second.code.lower(), "noor"):
        found = words(client.get(f"{url}?q={q}"))
        assert second.get_absolute_url() in found
        assert first.get_absolute_url() not in found
    assert "Nobody here matches." in words(client.get(f"{url}?q=nobody"))


def test_move_menu_lists_what_is_open_and_what_is_not_yet(cast, client):
    vacancy = story.scoring(cast)
    client.force_login(cast.hr)
    page = words(client.get(vacancy.get_absolute_url()))
    assert "Not yet" in page
    assert "Scores are sealed until Ruth Calloway and 2 others submit." in page
    assert "/shortlist/?next=" not in page
    for member in vacancy.panel.all():
        member.declare()
        story.score(member, vacancy.applications.get(), "3333333")
        Scorecard.objects.get(panel_member=member).seal(by=member.user)
    page = words(client.get(vacancy.get_absolute_url()))
    assert f"{vacancy.applications.get().get_absolute_url()}shortlist/?next=/vacancies/REY-0142/%3Fmoved%3D" in page


def test_flags_say_what_to_ask_about(cast, client):
    vacancy = story.published(cast)
    application = story.filled_in(vacancy, cast.candidate, education_ended="2012-06")
    application.history.create(title="Au pair", country="Portugal", from_month="2012-07", to_month="2014-12")
    application.gaps.create(from_month="2015-01", to_month="2015-06", why="in_person")
    application.submit(by=cast.candidate)
    Application.objects.filter(pk=application.pk).update(from_paper=True)
    client.force_login(cast.hr)
    assert "Gap to explain in person, From paper, Has lived abroad" in words(client.get(vacancy.get_absolute_url()))


def test_empty_vacancy_says_why_and_where_to_look(cast, client, open_vacancy):
    client.force_login(cast.hr)
    page = words(client.get(open_vacancy.get_absolute_url()))
    assert "No applications yet." in page
    assert "/jobs/REY-0142/" in page


@pytest.mark.parametrize("view", ["", "?view=board"])
def test_hub_asks_as_much_at_one_row_as_at_three(cast, client, view):
    few = story.moderating(cast, cast.candidate)
    many = story.moderating(cast, *candidates(3), reference="REY-0150")
    client.force_login(cast.hr)
    one, three = (questions(client, each.get_absolute_url() + view) for each in (few, many))
    assert one == three
    assert three <= 12


@pytest.mark.parametrize("reach", [story.scoring, story.interviewing, story.interviewed])
def test_hub_stays_within_its_budget_at_every_stage(cast, client, reach):
    vacancy = reach(cast, *candidates(3))
    for person in (cast.hr, cast.head):
        client.force_login(person)
        assert questions(client, vacancy.get_absolute_url()) <= 12


@pytest.mark.slow
def test_full_page_weighs_less_than_a_hundred_kilobytes(cast, client):
    vacancy = story.scoring(cast, *candidates(52))
    client.force_login(cast.hr)
    for view in ("", "?view=board"):
        page = client.get(vacancy.get_absolute_url() + view)
        assert len(page.content) < 100_000
        assert "1 to 50 of 52" in words(page)
    rest = client.get(f"{vacancy.get_absolute_url()}?page=2")
    assert words(rest).count("data-row") == 2


def test_only_moves_that_somebody_could_make_are_offered_for_several(cast, client):
    sealed = story.scoring(cast)
    scored = story.moderating(cast, cast.other_candidate, reference="REY-0150")
    client.force_login(cast.hr)
    assert 'name="move"' not in words(client.get(sealed.get_absolute_url()))
    page = words(client.get(scored.get_absolute_url()))
    assert '<option value="shortlist">Shortlist</option>' in page
    scored.applications.get().shortlist(by=cast.hr)
    page = words(client.get(scored.get_absolute_url()))
    assert '<option value="do-not-progress">Not progressing</option>' in page
    assert '<option value="shortlist">' not in page
    client.force_login(cast.head)
    assert 'name="move"' not in words(client.get(scored.get_absolute_url()))
