"""A referee declines, and the candidate names another: by page and by program, found out and accepted by HR, or turned down."""

import pytest

from checks.models import Check, RefereeRequest
from tests.api.asking import Asking
from tests.checks import writing_references as wrote
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message
from workflows.outbox import carry_out_all

NAMED = {
    "name": "Bea Lund", "email": "bea.lund@hillview.example", "phone": "", "organisation": "Hill View Nursery",
    "position": "Deputy manager", "relationship": "She managed me from 2019", "may_contact": "any_time",
}  # fmt: skip


@pytest.fixture
def check(cast):
    """The first referee of an accepted candidate has declined."""
    check = wrote.reference_of(cast)
    guest = wrote.ask(check, cast)
    wrote.fresh(check).decline(by=guest)
    carry_out_all()
    return wrote.fresh(check)


def page_of(check):
    return f"/my/{check.clearance.reference}/referees/replace/"


def name(check, cast, **changed):
    check.name_another(by=cast.candidate, **NAMED | changed)
    return wrote.fresh(check)


def test_the_candidate_is_led_to_the_page_names_another_and_hr_finds_out_who_that_is(check, cast):
    me, hr = wrote.browser(cast.candidate), wrote.browser(cast.hr)
    assert "Name another referee: http" in Message.objects.get(kind="check.decline.candidate").body
    tracker = me.get(f"/my/{check.clearance.reference}/").content.decode()
    assert "It is your turn: name another referee in the place of Sam Okafor." in tracker
    assert "It is your turn" in me.get("/my/").content.decode()
    assert f'href="{page_of(check)}"' in tracker
    asked = me.get(page_of(check)).content.decode()
    assert "Tell me first" in asked
    assert "If I am shortlisted" not in asked  # there is an offer
    assert "Only after an offer" not in asked
    assert "Sam Okafor cannot give a reference. Name somebody else." in tracker
    answer = me.post(page_of(check), NAMED)
    assert (answer.status_code, answer["Location"]) == (302, f"/my/{check.clearance.reference}/")
    assert "It is your turn" not in me.get(answer["Location"]).content.decode()
    carry_out_all()
    assert Message.objects.get(kind="check.name_another").to_email == cast.hr.email
    assert "Bea Lund" not in Message.objects.get(kind="check.name_another").body
    page = hr.get(check.get_absolute_url()).content.decode()
    for words in (
        "The candidate names somebody else",
        "Amara Okonjo names Bea Lund instead.",
        "HR finds out who that is",
    ):
        assert words in page
    assert "bea.lund@hillview.example" in page
    assert wrote.fresh(check).referee.name == "Sam Okafor"
    taken = hr.post(
        f"{check.get_absolute_url()}take-named/",
        wrote.FOUND | {"in_post": "yes", "version": wrote.fresh(check).version},
    )
    assert taken.status_code == 303, taken.content.decode()
    check = wrote.fresh(check)
    assert (check.referee.name, check.referee.contact_confirmed_by, check.referee.named_at) == (
        "Bea Lund",
        cast.hr,
        None,
    )
    check.ask(by=cast.hr)
    assert Message.objects.filter(kind="check.ask.referee").exclude(to_email="bea.lund@hillview.example").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": ""}, "Enter an e-mail address like name@example.org."),
        ({"email": "amara.okonjo@example.org"}, "This is your own e-mail address. Enter your referee’s."),
        ({"may_contact": ""}, "Choose when we may contact them."),
        ({"relationship": "My aunt"}, "Family and friends cannot be referees."),
        ({"email": "amara.okonjo+bea@example.org"}, "reaches Amara Okonjo’s own mailbox"),
        ({"name": "sam okafor"}, "You have given Sam Okafor already. Name somebody else."),
        ({"email": "Sam.Okafor@hillview.example"}, "You have given Sam Okafor already. Name somebody else."),
    ],
)
def test_what_will_not_do_comes_back_with_what_was_typed(check, cast, typed, said):
    answer = wrote.browser(cast.candidate).post(page_of(check), NAMED | typed)
    page = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert said in page
    assert "Deputy manager" in page
    assert wrote.fresh(check).referee.named_at is None


def test_the_candidates_consent_for_this_referee_holds(check, cast):
    check = name(check, cast, may_contact="tell_me_first")
    check.take_named(by=cast.hr, **wrote.FOUND)
    with pytest.raises(Blocked, match="Tell them, then wait a day"):
        wrote.fresh(check).ask(by=cast.hr)


def test_turned_down_tells_the_candidate_why_and_it_is_their_turn_again(check, cast):
    check = name(check, cast)
    check.turn_down_named(by=cast.hr, reason="They worked beside you and never managed you.")
    carry_out_all()
    assert "never managed you" in Message.objects.get(kind="check.turn_down_named").body
    page = wrote.browser(cast.candidate).get(f"/my/{check.clearance.reference}/").content.decode()
    assert "It is your turn" in page
    assert "never managed you" in page
    with pytest.raises(Blocked, match="has not named another referee"):
        wrote.fresh(check).take_named(by=cast.hr, **wrote.FOUND)


def test_a_letter_that_came_back_takes_the_same_person_at_another_address(cast):
    check = wrote.reference_of(cast)
    wrote.ask(check, cast)
    wrote.fresh(check).come_back(by=cast.hr)
    check = name(wrote.fresh(check), cast, name="Sam Okafor", email="s.okafor@hillview.example")
    assert check.clearance.gate().lines[0].check.clearance_id == check.clearance_id
    assert check.referee.named["email"] == "s.okafor@hillview.example"


def test_nobody_is_named_in_the_place_of_somebody_who_is_asked_and_not_late(cast):
    check = wrote.reference_of(cast)
    wrote.ask(check, cast)
    with pytest.raises(Blocked, match="Nobody else is wanted"):
        wrote.fresh(check).name_another(by=cast.candidate, **NAMED)
    assert wrote.browser(cast.candidate).get(page_of(check)).status_code == 302


@pytest.mark.parametrize("who", ["hr", "head", "other_candidate", "stranger"])
def test_only_the_candidate_names_and_only_hr_accepts(check, cast, who):
    with pytest.raises(NotAllowed):
        check.name_another(by=getattr(cast, who), **NAMED)
    check = name(check, cast)
    if who != "hr":
        for verb, facts in (("take_named", wrote.FOUND), ("turn_down_named", {"reason": "No."})):
            with pytest.raises(NotAllowed):
                getattr(check, verb)(by=getattr(cast, who), **facts)
    assert wrote.browser(cast.other_candidate).get(page_of(check)).status_code == 404


def test_what_was_named_is_not_readable_in_the_database_and_goes_with_the_file(check, cast):
    from django.db import connection

    from checks.models.erasing import empty_reference

    name(check, cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT named_instead FROM checks_refereerequest WHERE check_row_id = %s", [check.pk])
        assert "Bea" not in cursor.fetchone()[0]
    request = RefereeRequest.objects.get(check_row=check)
    empty_reference(request)
    assert RefereeRequest.objects.get(pk=request.pk).named == {}


def test_a_program_names_another(check, cast):
    me = Asking(cast.candidate, "candidate")
    application = check.clearance.appointment.application_id
    where = f"me/applications/{application}"
    [first, *_] = me.get(f"{where}/referees").json()
    assert first == {
        "name": "Sam Okafor",
        "words": "They cannot give a reference. Name somebody else.",
        "wants_another": True,
    }
    assert me.get(where).json()["turn"] == "candidate"
    answer = me.post(f"{where}/referees/transitions/name_another", NAMED, If_Match=me.tag(where))
    assert answer.json()["turn"] == "school"
    assert Check.objects.get(pk=check.pk).referee.named["name"] == "Bea Lund"
