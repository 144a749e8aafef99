"""The referee's link and form: nothing is spent by looking, nothing is shown too soon, nothing is asked that must not be."""

import datetime as dt
import json
import re
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import escape

from checks.forms.reference import STEPS
from checks.models import Check, RefereeRequest
from hiring import clock, links
from hiring.models import Link
from tests import story
from workflows.models import Effect, Event, Message
from workflows.outbox import carry_out_all

ANSWERS = {
    "you": {
        "name": "Sam Okafor",
        "position": "Manager",
        "organisation": "Hill View Nursery",
        "capacity": "line_manager",
        "known_since": "Sept 2015",
    },
    "employment": {
        "agrees": "no",
        "job_title": "Family support worker",
        "from_month": "9 2016",
        "to_month": "3/2022",
        "duties": "Worked with families every day.",
        "leaving": "A new job.",
        "again": "yes",
    },
    "suitability": {"satisfied": "yes"},
    "conduct": {"disciplinary": "no", "allegations": "no", "referred": "no"},
    "role": {"rating_S1": "strong", "rating_S2": "good", "rating_S3": "some", "rating_S4": "cannot_say"},
    "concerns": {"concern": "no"},
}
HEALTH = re.compile(r"sick|illness|absen|disab|medical|health|pregnan|union", re.IGNORECASE)


@pytest.fixture
def asked(cast):
    """The first referee of an accepted candidate, asked, with the link that went to them."""
    clearance = story.accepted(cast).clearance
    check = clearance.checks.get(code="references", number=1)
    check.ask(by=cast.hr)
    carry_out_all()
    letter = Message.objects.filter(kind="check.ask.referee", to_email=check.referee.email).get()
    token = re.search(r"/r/([\w-]+)/", letter.body).group(1)
    return SimpleNamespace(check=check, request=check.referee, token=token, url=f"/r/{token}/")


def fresh(asked):
    return Check.objects.select_related("clearance__school__trust", "referee").get(pk=asked.check.pk)


def opened(asked, client=None):
    """A browser in which the referee pressed Continue."""
    client = client or Client()
    answer = client.post(asked.url)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/reference/"
    return client


def answered(asked, client=None, **changed):
    client = client or opened(asked)
    for page, fields in ANSWERS.items():
        answer = client.post(f"/reference/{page}/", fields | changed.get(page, {}))
        assert answer.status_code == 302, answer.content.decode()
    answer = client.post("/reference/check/", {"declared": "on", "signed": "Sam Okafor"})
    assert answer["Location"] == "/reference/sent/"
    return client


def world():
    """Everything that looking could change."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Link, RefereeRequest, Check, Event, Effect, Message)
    ]


def test_looking_a_hundred_times_changes_nothing(asked, tally):
    before = world()
    for turn in range(100):
        client = Client()
        assert (client.head if turn % 2 else client.get)(asked.url).status_code == 200
    assert world() == before
    assert links.find(asked.token).opened_at is None
    tally("looks at a referee's link", 100)


def test_link_alone_shows_a_first_name_an_initial_and_the_school(asked, cast):
    page = Client().get(asked.url).content.decode()
    assert "Amara O." in page
    assert "Reydon Primary" in page
    application = asked.check.clearance.application
    for secret in (
        "Okonjo",
        cast.candidate.email,
        application.phone,
        application.address,
        "Pastoral Support Worker",
        "REY-0142",
        "Sam Okafor",
        "Family support worker",
    ):
        assert secret not in page


def test_form_is_shut_without_the_link(asked):
    for path in ("", "you/", "check/", "decline/", "not-me/", "later/"):
        assert Client().get(f"/reference/{path}").status_code == 410
        assert Client().post(f"/reference/{path}").status_code == 410


def test_what_a_referee_typed_after_the_session_ended_is_shown_and_the_link_asked_for_again(asked):
    for typed in (ANSWERS["employment"]["duties"], "She left <us>"):
        page = Client().post("/reference/employment/", {"duties": typed})
        assert page.status_code == 410
        assert "open the link in our letter again" in page.content.decode()
        assert escape(typed) in page.content.decode()
    by_itself = Client().post("/reference/employment/", {"duties": "She left"}, headers={"X-Autosave": "1"})
    assert (by_itself.status_code, by_itself["Content-Type"]) == (403, "text/plain; charset=utf-8")


def test_a_link_cut_short_is_not_told_that_the_reference_has_been_sent(asked):
    page = Client().get(asked.url[:-6] + "/")
    assert page.status_code == 410
    assert "Check that you copied all of it" in page.content.decode()
    assert "has been sent" not in page.content.decode()


def test_whole_form_is_sent_and_waits_for_the_head(asked, cast):
    client = answered(asked)
    check = fresh(asked)
    assert (check.state, check.holder) == ("to_decide", "HR")
    assert check.last_event().actor_kind == "guest"
    assert check.last_event().who == "Sam Okafor"
    assert check.referee.said["employment"]["to_month"] == "2022-03"
    assert check.referee.draft == ""
    ended = client.get("/reference/you/")
    assert ended.status_code == 410
    assert "What you sent has reached the school." in ended.content.decode()
    assert "carry on" not in ended.content.decode()
    assert Client().get(asked.url).status_code == 410
    assert "Thank you" in client.get("/reference/sent/").content.decode()
    carry_out_all()
    assert Message.objects.filter(kind="check.answer", to_email=cast.hr.email).exists()
    kept = json.dumps([event.body for event in check.events()])
    assert "Worked with families" not in kept


def test_differences_are_marked_beside_what_the_candidate_wrote(asked, cast):
    answered(asked)
    client = Client()
    client.force_login(cast.hr)
    page = client.get(asked.check.get_absolute_url()).content.decode()
    row = page[page.index(">Left<") :].partition("</tr>")[0]
    assert "now" in row
    assert "March 2022" in row
    assert "Differs" in row


def test_facts_of_a_concern_reach_only_those_who_decide(asked, cast):
    canary = "CANARY-what-was-seen"
    answered(asked, concerns={"concern": "yes", "concern_facts": canary})
    shown = {}
    for who in (cast.hr, cast.head, cast.safeguarding_lead):
        client = Client()
        client.force_login(who)
        shown[who.name] = client.get(asked.check.get_absolute_url()).content.decode()
    assert canary not in shown[cast.hr.name]
    assert "There is an answer here" in shown[cast.hr.name]
    assert canary in shown[cast.head.name]
    assert canary in shown[cast.safeguarding_lead.name]


def test_every_page_is_saved_right_or_wrong_and_can_be_carried_on(asked):
    client = opened(asked)
    answer = client.post("/reference/you/", {"name": "Sam Okafor", "position": ""})
    assert answer.status_code == 422
    assert "Enter your job title" in answer.content.decode()
    assert "Sam Okafor" in client.get("/reference/you/").content.decode()
    quiet = client.post(
        "/reference/suitability/", {"satisfied": "no", "satisfied_why": "Half a sen"}, headers={"X-Autosave": "1"}
    )
    assert quiet.status_code == 204
    assert "Half a sen" in client.get("/reference/suitability/").content.decode()
    assert "Carry on" in client.get("/reference/").content.decode()
    stored = (
        RefereeRequest.objects.filter(pk=asked.request.pk).extra(select={"raw": "draft"}).values_list("raw", flat=True)
    )
    assert "Half a sen" in RefereeRequest.objects.get(pk=asked.request.pk).draft
    assert stored is not None


def test_draft_is_not_readable_in_the_database(asked):
    from django.db import connection

    opened(asked).post("/reference/concerns/", {"concern": "yes", "concern_facts": "CANARY-at-rest"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT draft FROM checks_refereerequest WHERE id = %s", [asked.request.pk])
        assert "CANARY-at-rest" not in cursor.fetchone()[0]


def test_unfinished_reference_cannot_be_sent(asked):
    client = opened(asked)
    client.post("/reference/you/", ANSWERS["you"])
    answer = client.post("/reference/check/", {"declared": "on", "signed": "Sam Okafor"})
    assert answer.status_code == 422
    assert "5 pages are not finished" in answer.content.decode()
    assert fresh(asked).state == "waiting"


def test_nothing_about_health_is_asked(asked):
    client = opened(asked)
    for name in STEPS:
        page = client.get(f"/reference/{name}/").content.decode().partition("<main")[2].partition("</main")[0]
        assert not HEALTH.search(page), name


def test_another_device_must_show_the_code_sent_to_the_same_mailbox(asked):
    opened(asked)
    second = Client()
    page = second.post(asked.url)
    assert page.status_code == 200
    assert "Enter the code we sent you" in page.content.decode()
    assert second.get("/reference/").status_code == 410
    letter = Message.objects.get(kind="reference.code")
    assert letter.to_email == asked.request.email
    code = re.search(r"\b\d{6}\b", letter.body).group()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert second.post(asked.url, {"code": wrong}).status_code == 422
    assert second.get("/reference/").status_code == 410
    assert second.post(asked.url, {"code": code})["Location"] == "/reference/"
    assert second.get("/reference/").status_code == 200


def test_guessing_the_code_stops_after_five_tries(asked):
    opened(asked)
    second = Client()
    second.post(asked.url)
    code = re.search(r"\b\d{6}\b", Message.objects.get(kind="reference.code").body).group()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(5):
        answer = second.post(asked.url, {"code": wrong})
    assert "Wait 10 minutes" in answer.content.decode()
    assert second.post(asked.url, {"code": code}).status_code == 422
    assert second.get("/reference/").status_code == 410


def test_candidates_own_session_is_refused_and_hr_is_shown_it(asked, cast):
    client = Client()
    client.force_login(cast.candidate)
    assert client.get(asked.url).status_code == 403
    assert fresh(asked).referee.refused_at is None
    assert client.post(asked.url).status_code == 403
    assert client.get("/reference/").status_code == 410
    assert fresh(asked).referee.refused_at is not None
    hr = Client()
    hr.force_login(cast.hr)
    assert "candidate’s own browser" in hr.get(asked.check.get_absolute_url()).content.decode()


def test_candidates_own_device_is_refused_even_signed_out(asked, cast):
    from django.core import signing

    links.mint("candidate", cast.candidate.email, user=cast.candidate, device="their-phone")
    client = Client()
    client.cookies["device"] = signing.get_cookie_signer(salt="device").sign("their-phone")
    assert client.post(asked.url).status_code == 403
    assert client.get("/reference/").status_code == 410


def test_candidate_who_signs_in_after_the_link_was_opened_is_refused(asked, cast):
    client = opened(asked)
    session = client.session[links.GUEST_KEY]
    client.force_login(cast.candidate)
    kept = client.session
    kept[links.GUEST_KEY] = session
    kept.save()
    assert client.get("/reference/you/").status_code == 403


def test_referee_who_works_here_answers_as_the_referee(asked, cast):
    client = Client()
    client.force_login(cast.approver)
    opened(asked, client)
    assert client.get("/reference/you/").status_code == 200


def test_ended_link_sends_a_new_one_to_the_same_address_only(asked):
    Link.objects.filter(subject_id=asked.request.pk).update(expires_at=clock.now() - dt.timedelta(days=1))
    page = Client().get(asked.url)
    assert page.status_code == 410
    assert "This link has ended" in page.content.decode()
    before = Message.objects.count()
    answer = Client().post(f"{asked.url}again/", {"email": "somebody.else@example.org"})
    assert answer["Location"] == "/r/sent/"
    letter = Message.objects.order_by("-id").first()
    assert Message.objects.count() == before + 1
    assert (letter.kind, letter.to_email) == ("reference.again", asked.request.email)
    token = re.search(r"/r/([\w-]+)/", letter.body).group(1)
    assert Client().get(f"/r/{token}/").status_code == 200


def test_link_to_a_corrected_address_is_not_sent_to_the_old_one(asked, cast):
    fields = {"name": "Lee Park", "email": "lee.park@example.org", "organisation": "B", "position": "C"}
    fresh(asked).correct_referee(by=cast.hr, reason="Sam has left.", relationship="Head", **fields)
    carry_out_all()
    before = Message.objects.count()
    Client().post(f"{asked.url}again/")
    assert Message.objects.count() == before
    assert Client().get(asked.url).status_code == 410


def test_unknown_link_offers_nothing_and_says_nothing(db):
    page = Client().get("/r/not-a-link-we-ever-made/")
    assert page.status_code == 410
    assert "again/" not in page.content.decode()
    assert Client().post("/r/not-a-link-we-ever-made/again/")["Location"] == "/r/sent/"


def test_decline_ends_the_link_and_hands_it_back_to_hr(asked, cast):
    client = opened(asked)
    client.get("/reference/decline/")
    assert fresh(asked).state == "waiting"
    client.post("/reference/decline/", {"why": "I hardly knew her."})
    check = fresh(asked)
    assert (check.state, check.holder) == ("not_started", "HR")
    assert Client().get(asked.url).status_code == 410
    line = next(each for each in check.clearance.gate().lines if each.check.pk == check.pk)
    assert line.detail == "Sam Okafor would rather not write a reference. Amara Okonjo is asked for another."
    assert "The school" not in client.get("/reference/sent/").content.decode()


def test_not_the_right_person_names_a_colleague_for_hr_to_approve(asked, cast):
    client = opened(asked)
    colleague = {"colleague_name": "Lee Park", "colleague_email": "lee.park@hillview.example"}
    client.post("/reference/not-me/", colleague)
    check = fresh(asked)
    assert check.state == "not_started"
    assert not Message.objects.filter(to_email="lee.park@hillview.example").exists()
    hr = Client()
    hr.force_login(cast.hr)
    assert "Lee Park" in hr.get(check.get_absolute_url()).content.decode()


def test_later_sends_the_link_again_on_the_day_chosen(asked):
    client = opened(asked)
    page = client.get("/reference/later/").content.decode()
    day = re.findall(r'value="(\d{4}-\d\d-\d\d)"', page)[2]
    client.post("/reference/later/", {"remind_on": day})
    carry_out_all()
    asks = Message.objects.filter(kind="check.ask.referee", to_email=asked.request.email)
    assert asks.count() == 1
    with clock.at(clock.london(dt.date.fromisoformat(day), 9)):
        carry_out_all()
    assert asks.count() == 2
    assert client.get("/reference/you/").status_code == 200


def test_sent_answers_are_never_changed(asked):
    answered(asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefereeRequest.objects.filter(pk=asked.request.pk).update(answers="{}")
    with pytest.raises(IntegrityError), transaction.atomic():
        RefereeRequest.objects.filter(pk=asked.request.pk).update(email="other@example.org")


def test_voided_reference_is_set_aside_and_another_can_be_asked(asked, cast):
    answered(asked)
    fresh(asked).void(by=cast.head, reason="It came from somebody else.")
    check = fresh(asked)
    assert check.past_referees.get().pk == asked.request.pk
    assert check.referee.answered_at is None
    check.ask(by=cast.hr)
    hr = Client()
    hr.force_login(cast.hr)
    page = hr.get(check.get_absolute_url()).content.decode()
    assert "Reference set aside: Sam Okafor" in page


def test_withdrawn_candidate_ends_the_link(asked, cast):
    asked.check.clearance.close(by=cast.head, reason="They withdrew.")
    assert Client().get(asked.url).status_code == 410
    assert Client().post(asked.url).status_code == 410
