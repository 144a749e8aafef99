"""After the seal: the few judgements to talk about, what was agreed and why, the rest at a press, originals untouched."""

import re

import pytest

from tests import story
from tests.vacancies.judged import codes, reydon
from tests.vacancies.pages import questions
from vacancies.models import AgreedScore, Score, Vacancy


@pytest.fixture
def vacancy(cast):
    return reydon(cast)


@pytest.fixture
def code(vacancy):
    return codes(vacancy)["Ewan Thackray"]


@pytest.fixture
def hr(client, cast):
    client.force_login(cast.hr)
    return client


PAGE = "/vacancies/REY-0142/moderation/"


def test_discussion_opens_with_the_seal_and_not_before(cast, client):
    story.scoring(cast, cast.candidate)
    for user in (cast.hr, cast.head):
        client.force_login(user)
        page = client.get(PAGE).content.decode()
        assert "Scores are sealed until Ruth Calloway and Sunil Bhatt and Patience Adeyemi submit." in page


def test_only_what_needs_a_conversation_is_listed(hr, vacancy):
    page = hr.get(PAGE).content.decode()
    assert "7 of 91 need a conversation" in page
    assert "Accept 84 agreed scores" in page
    assert "Panel A" in page
    assert page.count("Sunil Bhatt") == 1  # only among who submitted when


def test_names_of_the_panel_are_shown_when_hr_or_the_chair_ask(hr, vacancy, cast, client):
    assert hr.get(f"{PAGE}?names=1").content.decode().count("Sunil Bhatt") > 1
    client.force_login(cast.panel[0])
    assert client.get(f"{PAGE}?names=1").content.decode().count("Sunil Bhatt") <= 2


def test_agreeing_keeps_the_score_the_reason_and_who_and_changes_nothing_given(hr, vacancy, code, cast):
    before = list(Score.objects.order_by("pk").values_list("pk", "value", "reason"))
    page = hr.get(f"{PAGE}{code}/S1/").content.decode()
    assert "What the panel gave" in page
    assert "My answer on S1, from [name] at [employer]." in page
    answer = hr.post(f"{PAGE}{code}/S1/", {"value": "3", "reason": "The example was specific."})
    assert answer.status_code == 302
    assert answer.url != PAGE
    agreed = AgreedScore.objects.get()
    assert (agreed.value, agreed.reason, agreed.agreed_by) == (3, "The example was specific.", cast.hr)
    assert list(Score.objects.order_by("pk").values_list("pk", "value", "reason")) == before
    assert "6 of 91 need a conversation" in hr.get(PAGE).content.decode()


def test_agreeing_again_keeps_what_was_agreed_before(hr, vacancy, code, cast):
    for value in ("3", "2"):
        hr.post(f"{PAGE}{code}/S1/", {"value": value, "reason": f"We settled on {value}."})
    before, now = AgreedScore.objects.order_by("pk")
    assert (before.value, before.replaced_at is None, now.value, now.replaced_at) == (3, False, 2, None)
    assert f"Agreed 2 by {cast.hr.name}" in hr.get(f"{PAGE}{code}/S1/").content.decode()
    event = vacancy.last_event()
    assert (event.verb, event.actor, event.note.text) == ("vacancy.agree_score", cast.hr, "We settled on 2.")
    assert event.details.keys() == {"applicant", "criterion", "reason_digest"}


def test_agreeing_needs_a_score_and_a_reason(hr, vacancy, code):
    answer = hr.post(f"{PAGE}{code}/S1/", {"value": "2"})
    assert answer.status_code == 422
    assert "Say in a few words why the panel agreed this." in answer.content.decode()
    assert not AgreedScore.objects.exists()


def test_accepting_takes_the_middle_score_of_the_rest_only(hr, vacancy):
    hr.post(f"{PAGE}accept/")
    assert AgreedScore.objects.count() == 84
    page = hr.get(PAGE).content.decode()
    assert "7 of 91 need a conversation" in page
    assert "Accept" not in page


def test_panel_members_follow_but_only_hr_and_the_chair_write(vacancy, code, cast, client):
    client.force_login(cast.panel[0])
    page = client.get(f"{PAGE}{code}/S1/")
    assert page.status_code == 200
    assert "<form method" not in page.content.decode().split("<main")[1]
    client.post(f"{PAGE}{code}/S1/", {"value": "2", "reason": "Mine"})
    assert client.post(f"{PAGE}accept/").status_code == 404
    assert not AgreedScore.objects.exists()
    client.force_login(cast.head)
    client.post(f"{PAGE}{code}/S1/", {"value": "2", "reason": "We agreed"})
    assert AgreedScore.objects.get().agreed_by == cast.head


def test_members_who_only_follow_are_led_on_to_the_next_and_told_who_writes(vacancy, code, cast, client):
    client.force_login(cast.panel[0])
    seen, path = [], f"{PAGE}{code}/S1/"
    for _ in range(7):
        page = client.get(path).content.decode()
        assert "The panel’s chair or HR writes down what you all agree." in page
        path = re.search(r'href="([^"]+)">Next to discuss', page)[1]
        seen.append(path)
    assert len(set(seen)) == 7
    assert seen[-1] == f"{PAGE}{code}/S1/"  # round again


def test_strangers_and_other_staff_see_no_discussion(vacancy, code, cast, client):
    for user in (
        cast.stranger,
        cast.candidate,
        cast.approver,
        cast.auditor,
        cast.safeguarding_lead,
        cast.hr_elsewhere,
    ):
        client.force_login(user)
        for path in (PAGE, f"{PAGE}matrix/", f"{PAGE}{code}/S1/"):
            assert client.get(path).status_code == 404


def test_matrix_marks_what_to_discuss_in_words(hr, vacancy):
    page = hr.get(f"{PAGE}matrix/").content.decode()
    assert page.count("Discuss</span>") == 7


@pytest.mark.parametrize("path", ["", "matrix/"])
def test_discussion_asks_the_same_of_one_and_of_three(client, cast, path):
    """One score agreed, one still to discuss, and many alike, whoever reads it: HR, the chair or a member."""
    counts = {}
    for number in (1, 3):
        people = [f"Applicant {place} of {number}" for place in range(number)]
        told = dict.fromkeys(people, ("0033333", "3333333", "3333333"))
        vacancy = reydon(cast, scores=told, reference=f"REY-020{number}")
        for application in vacancy.applications.all():
            story.agree(vacancy, application, vacancy.scored_criteria[0], 2, cast.hr)
        for reader in (cast.hr, cast.head, cast.panel[0]):
            client.force_login(reader)
            asked = questions(client, f"{vacancy.get_absolute_url()}moderation/{path}")
            counts.setdefault(reader.pk, []).append(asked)
    assert all(one == three <= 9 for one, three in counts.values()), counts


def test_only_the_first_of_many_are_listed_until_all_are_asked_for(hr, vacancy, monkeypatch):
    monkeypatch.setattr("vacancies.views.hr.moderation.LISTED", 5)
    page = hr.get(PAGE).content.decode()
    assert "7 of 91 need a conversation" in page
    assert "The first 5 of each kind are listed." in page
    assert "See the first 5" in page
    assert page.count("data-row") == 5
    everything = hr.get(f"{PAGE}?all=1").content.decode()
    assert everything.count("data-row") == 7
    assert "See the 84" in everything
    assert "are listed" not in everything


def test_a_confirmed_shortlist_is_no_longer_agreed_about(hr, cast, client):
    vacancy = story.interviewing(cast, cast.candidate)
    code = vacancy.applications.get().code
    hr.post(f"{PAGE}{code}/S1/", {"value": "1", "reason": "Second thoughts"})
    assert not AgreedScore.objects.exists()
    assert hr.post(f"{PAGE}accept/").status_code == 404
    assert Vacancy.objects.get(pk=vacancy.pk).state == "interviewing"


def test_matrix_is_read_fifty_at_a_time(hr, vacancy, monkeypatch):
    monkeypatch.setattr("vacancies.fifty.PAGE", 5)
    everybody, read = sorted(vacancy.applications.values_list("code", flat=True)), []
    url, before = f"{vacancy.get_absolute_url()}moderation/matrix/", None
    while url:
        shown = hr.get(url).context
        read += [row["label"] for row in shown["matrix"]["rows"]]
        assert shown["pager"].get("previous_url") == before
        before, url = url, shown["pager"].get("next_url")
    assert read == everybody
    assert (
        hr.get(f"{vacancy.get_absolute_url()}moderation/matrix/?after=gone").context["pager"]["text"] == "1 to 5 of 13"
    )
