"""What HR can do for the panel while scoring is open: see counts, remind, take out, stand down, reopen, hide words."""

import pytest

from tests import story
from tests.vacancies.judged import reydon
from vacancies.models import Answer, Conflict, PanelMember, Scorecard, Vacancy
from workflows.blockers import Blocked, NotAllowed
from workflows.history import first_fault
from workflows.models import Event, Message

PAGE = "/vacancies/REY-0142/scoring/"


@pytest.fixture
def vacancy(cast):
    return story.scoring(cast, cast.candidate, cast.other_candidate)


@pytest.fixture
def hr(client, cast, vacancy):
    client.force_login(cast.hr)
    return client


@pytest.fixture
def place(vacancy, cast):
    return vacancy.panel.get(user=cast.panel[1])


def test_scoring_page_says_how_many_and_never_what(hr, vacancy, place):
    story.score(place, vacancy.applications.first(), "3333333", reason="Zebra crossing")
    page = hr.get(PAGE).content.decode()
    assert "7 of 14 scored" in page
    assert "0 of 3 submitted" in page
    assert "Zebra" not in page


def test_remind_writes_with_a_link_of_their_own(hr, place):
    hr.post(f"{PAGE}{place.pk}/remind/")
    message = Message.objects.get(kind="panel.remind")
    assert message.to_email == place.user.email
    assert "14 scores left" in message.subject
    assert "/panel/in/" in message.body


def test_remind_sends_the_head_to_their_own_door(hr, vacancy, cast):
    hr.post(f"{PAGE}{vacancy.panel.get(user=cast.head).pk}/remind/")
    assert "/panel/in/" not in Message.objects.get(kind="panel.remind").body


def test_standing_down_the_last_one_waited_for_opens_the_seal(hr, vacancy, place, cast):
    for member in vacancy.panel.exclude(pk=place.pk):
        member.declare()
        for application in vacancy.applications.all():
            story.score(member, application, "2222222")
        member.scorecard.seal(by=member.user)
    assert hr.post(f"{PAGE}{place.pk}/stand-down/", {}).status_code == 422
    hr.post(f"{PAGE}{place.pk}/stand-down/", {"why": "Away for the summer"})
    gone = PanelMember.objects.get(pk=place.pk)
    assert (gone.stood_down_why, gone.stood_down_by) == ("Away for the summer", cast.hr)
    assert Vacancy.objects.get(pk=vacancy.pk).state == "moderating"
    assert "Away for the summer" in hr.get(PAGE).content.decode()


def test_two_always_stay_on_the_panel_and_submitted_scores_stay_counted(hr, vacancy, place, cast):
    first = vacancy.panel.get(user=cast.panel[0])
    Vacancy.objects.get(pk=vacancy.pk).stand_down(by=cast.hr, seat=first.pk, reason="Ill")
    page = hr.post(f"{PAGE}{place.pk}/stand-down/", {"why": "Also ill"}).content.decode()
    assert "only two sit on this panel" in page
    assert PanelMember.objects.get(pk=place.pk).stood_down_at is None


def test_a_member_who_has_submitted_is_not_stood_down(hr, vacancy, place):
    place.declare()
    for application in vacancy.applications.all():
        story.score(place, application, "2222222")
    place.scorecard.seal(by=place.user)
    assert "has submitted" in hr.post(f"{PAGE}{place.pk}/stand-down/", {"why": "No"}).content.decode()
    assert PanelMember.objects.get(pk=place.pk).stood_down_at is None


def test_hr_takes_out_whom_a_member_may_know(hr, vacancy, place):
    place.declare("The person from the nursery")
    assert "The person from the nursery" in hr.get(PAGE).content.decode()
    code = vacancy.applications.first().code
    hr.post(f"{PAGE}{place.pk}/set-aside/", {"code": code})
    assert Conflict.objects.get().application.code == code
    assert f"Does not score {code}." in hr.get(PAGE).content.decode()


def test_leaving_the_panel_and_an_applicant_set_apart_are_in_the_signed_history(hr, vacancy, place, cast, client):
    code = vacancy.applications.first().code
    hr.post(f"{PAGE}{place.pk}/set-aside/", {"code": code})
    hr.post(f"{PAGE}{place.pk}/stand-down/", {"why": "Away for the summer"})
    told = Event.objects.filter(root_type="vacancy", root_id=vacancy.pk).order_by("-number")[:2]
    assert [(each.verb, each.details.get("seat")) for each in told] == [
        ("vacancy.stand_down", place.pk),
        ("vacancy.set_apart", place.pk),
    ]
    assert first_fault(Vacancy, vacancy.pk) is None
    page = hr.get(f"{vacancy.get_absolute_url()}history/").content.decode()
    assert "Stood a panel member down" in page
    assert "Set an application apart" in page
    client.force_login(cast.head)
    assert "Set an application apart" not in client.get(f"{vacancy.get_absolute_url()}history/").content.decode()


def test_a_member_changes_nobody_elses_list_and_nobody_who_is_not_on_the_panel(vacancy, place, cast):
    other, application = vacancy.panel.exclude(pk=place.pk).first(), vacancy.applications.first()
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    with pytest.raises(Blocked, match="Only HR changes somebody else’s list"):
        fresh.set_apart(by=other.user, seat=place.pk, applicant=application.pk)
    with pytest.raises(NotAllowed):
        fresh.set_apart(by=cast.approver, seat=place.pk, applicant=application.pk)
    with pytest.raises(Blocked, match="Nobody sits in that place"):
        fresh.stand_down(by=cast.hr, seat=0, reason="Nobody")
    with pytest.raises(Blocked, match="Choose an applicant"):
        fresh.set_apart(by=cast.hr, seat=place.pk, applicant=-1)
    assert not Conflict.objects.exists()


def test_a_reason_for_standing_down_is_short_and_what_was_typed_comes_back(hr, vacancy, place):
    version = Vacancy.objects.get(pk=vacancy.pk).version
    told = {"seat": place.pk, "reason": "x" * 301, "version": version}
    answer = hr.post(f"{vacancy.get_absolute_url()}stand-down/", told)
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()
    assert hr.post(f"{vacancy.get_absolute_url()}stand-down/", told | {"reason": "x" * 300}).status_code == 303
    assert PanelMember.objects.get(pk=place.pk).stood_down_why == "x" * 300


def test_reopen_goes_through_the_door_with_a_reason(hr, vacancy, place):
    place.declare()
    for application in vacancy.applications.all():
        story.score(place, application, "2222222")
    place.scorecard.seal(by=place.user)
    address = f"{PAGE}{place.pk}/reopen/?next={PAGE}"
    page = hr.get(address)
    assert page.status_code == 200
    version = Scorecard.objects.get(panel_member=place).version
    answer = hr.post(address, {"reason": "Scored the wrong person", "version": version, "next": PAGE})
    assert answer.status_code == 303
    assert answer.url == PAGE
    assert Scorecard.objects.get(panel_member=place).state == "open"


def test_member_who_joins_late_is_handed_a_scorecard(hr, vacancy, cast):
    late = story.seat(vacancy, story.person("Late Joiner"))
    assert "joined after scoring opened" in hr.get(PAGE).content.decode()
    hr.post(f"{PAGE}deal/")
    assert Scorecard.objects.get(panel_member=late).state == "open"


def test_masking_hides_words_and_shows_what_the_panel_sees(hr, vacancy):
    Answer.objects.filter(criterion__code="S1").update(text="I ran the Lighthouse Project with Amara.")
    page = hr.get("/vacancies/REY-0142/masking/").content.decode()
    assert 'value="Lighthouse Project"' in page
    hr.post("/vacancies/REY-0142/masking/", {"words": "crow\n\ncrow\n", "also": ["Lighthouse Project"]})
    assert Vacancy.objects.get(pk=vacancy.pk).masked_words == ["crow", "Lighthouse Project"]
    page = hr.get("/vacancies/REY-0142/masking/").content.decode()
    assert "I ran the [hidden] with" in page


def test_only_hr_opens_these_pages(vacancy, place, cast, client):
    for user in (cast.head, cast.panel[0], cast.approver, cast.auditor, cast.stranger, cast.candidate):
        client.force_login(user)
        for path in (PAGE, f"{PAGE}{place.pk}/stand-down/", "/vacancies/REY-0142/masking/"):
            assert client.get(path).status_code == 404
        for path in ("remind/", "set-aside/"):
            assert client.post(f"{PAGE}{place.pk}/{path}").status_code == 404


def test_another_vacancy_s_member_is_not_found(hr, cast):
    other = story.draft(cast, reference="REY-0200")
    assert hr.post(f"{PAGE}{other.panel.first().pk}/remind/").status_code == 404


def test_scoring_page_asks_a_fixed_number_of_questions(cast, client, django_assert_max_num_queries):
    reydon(cast, sealed=False)
    client.force_login(cast.hr)
    with django_assert_max_num_queries(16):
        client.get(PAGE)
