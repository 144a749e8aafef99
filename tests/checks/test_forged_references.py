"""Forged references: each arrives, and none counts until somebody here knows whose it is (T13, T14, I14)."""

import datetime as dt

import pytest
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.test import Client

from checks.models import RefereeRequest
from hiring import clock, links
from hiring.actors import Guest
from tests import story
from tests.checks import writing_references as wrote
from workflows.blockers import Blocked, NotAllowed

OTHER_WORDS = {"duties": "Ran a stay and play group for parents and babies twice a week."}


@pytest.fixture
def check(cast):
    return wrote.reference_of(cast)


def pretends(check, **fields):
    """The candidate named this address, or this person, as a referee."""
    RefereeRequest.objects.filter(check_row=check).update(**fields)
    return wrote.fresh(check)


def never_counts(check, cast, flag=None):
    """It is in, everything but knowing whose it is has been done, and the head still cannot accept it."""
    if flag:
        assert flag in wrote.codes(check)
        with pytest.raises(Blocked):
            wrote.fresh(check).clear(by=cast.head, reason="Reads well.")
    check = wrote.settle_all(wrote.fresh(check), cast.head)
    with pytest.raises(Blocked) as refused:
        check.clear(by=cast.head, reason="Reads well.")
    assert {"references.not_verified", "references.address_unconfirmed"} <= {
        each.code for each in refused.value.blockers
    }
    assert wrote.fresh(check).state == "to_decide"
    assert not check.clearance.gate().is_open


def test_second_mailbox_at_a_free_mail_provider(check, cast):
    check = pretends(check, email="s.okafor.nursery@gmail.com")
    never_counts(wrote.answer(check, wrote.ask(check, cast)), cast, "free_mail")


def test_own_mailbox_by_another_name_is_not_even_asked(check, cast):
    check = pretends(check, email="amara.okonjo+sam@example.org")
    with pytest.raises(Blocked, match="reaches Amara Okonjo’s own mailbox"):
        check.ask(by=cast.hr)
    assert wrote.fresh(check).state == "not_started"


def test_same_domain_as_the_candidate(check, cast):
    check = pretends(check, email="manager@example.org")
    never_counts(wrote.answer(check, wrote.ask(check, cast)), cast, "same_domain")


def test_new_domain_made_to_look_like_the_employers(check, cast):
    check = pretends(check, email="sam.okafor@hillview-nursery.example")
    never_counts(wrote.answer(check, wrote.ask(check, cast)), cast, "new_domain")
    page = f"{check.get_absolute_url()}confirm-contact/"
    typed = wrote.FOUND | {"in_post": "yes", "version": wrote.fresh(check).version}
    refused = wrote.browser(cast.hr).post(page, typed)
    assert refused.status_code == 422
    assert "That is not sam.okafor@hillview-nursery.example" in refused.content.decode()
    assert "references.address_unconfirmed" in wrote.why_not_clear(check, cast)


def test_same_device_as_the_candidate_is_refused_at_the_door(check, cast):
    wrote.ask(check, cast)
    links.mint("candidate", cast.candidate.email, user=cast.candidate, device="their-phone")
    _link, token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    client = Client()
    client.cookies["device"] = signing.get_cookie_signer(salt="device").sign("their-phone")
    assert client.post(f"/r/{token}/").status_code == 403
    assert wrote.fresh(check).referee.answered_at is None
    assert wrote.fresh(check).referee.refused_at is not None


def test_same_device_found_out_afterwards(check, cast):
    guest = wrote.ask(check, cast)
    links.mint("candidate", cast.candidate.email, user=cast.candidate, device="their-phone")
    never_counts(wrote.answer(check, guest, device=links.digest("their-phone")), cast, "same_device")


def test_same_network_as_the_candidate(check, cast, rf):
    guest, here = wrote.ask(check, cast), rf.get("/", REMOTE_ADDR="192.0.2.7")
    link, _token = links.mint("candidate", cast.candidate.email, user=cast.candidate)
    type(link).objects.filter(pk=link.pk).update(network_digest=links.network_of(here))
    never_counts(wrote.answer(check, guest, network=links.network_of(here)), cast, "same_network")


def test_answered_within_minutes(check, cast):
    never_counts(wrote.answer(check, wrote.ask(check, cast), after=dt.timedelta(seconds=70)), cast, "in_minutes")


def test_same_phrasing_as_the_other_reference(check, cast):
    other = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    wrote.answer(other, wrote.ask(other, cast))
    never_counts(wrote.answer(check, wrote.ask(check, cast)), cast, "same_words")


def test_other_words_are_not_the_same_phrasing(check, cast):
    other = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    changed = wrote.answers(employment=OTHER_WORDS | {"leaving": "Her contract came to its end in July."})
    wrote.answer(other, wrote.ask(other, cast), changed)
    assert "same_words" not in wrote.codes(wrote.answer(check, wrote.ask(check, cast)))


def test_candidates_session_and_the_referees_link_in_one_browser(check, cast):
    wrote.ask(check, cast)
    _link, token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    client = wrote.browser(cast.candidate)
    assert client.post(f"/r/{token}/").status_code == 403
    assert client.post("/reference/you/", wrote.ANSWERS["you"]).status_code == 410
    guest = Guest(links.find(token), name="Sam Okafor")
    never_counts(wrote.answer(check, guest), cast, "candidates_browser")


def test_forwarded_link_opened_on_a_second_device_with_the_code(check, cast):
    import re

    from workflows.models import Message

    guest = wrote.ask(check, cast)
    _link, token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    Client().post(f"/r/{token}/")
    second = Client()
    second.post(f"/r/{token}/")
    code = re.search(r"\b\d{6}\b", Message.objects.get(kind="reference.code").body).group()
    assert second.get("/reference/").status_code == 410
    assert second.post(f"/r/{token}/", {"code": code})["Location"] == "/reference/"
    page = wrote.browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "opened on a second device" in page
    never_counts(wrote.answer(check, guest), cast, "other_device")


def test_open_letter_that_the_candidate_brings(check, cast):
    wrote.ask(check, cast)
    check = wrote.fresh(check)
    typed = typed_on_paper(check)
    for addressed, sentence in (
        ("open", "An open reference does not count"),
        ("candidate", "What the candidate brings"),
    ):
        answer = wrote.browser(cast.hr).post(
            f"{check.get_absolute_url()}take-on-paper/", typed | {"addressed_to": addressed}
        )
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert wrote.fresh(check).state == "waiting"


def typed_on_paper(check):
    pages = {
        f"{page}_{name}": text
        for page, given in wrote.ANSWERS.items()
        if isinstance(given, dict)
        for name, text in given.items()
    }
    day = {
        "received_on_day": clock.today().day,
        "received_on_month": clock.today().month,
        "received_on_year": clock.today().year,
    }
    given = {name: value for name, value in wrote.ON_PAPER.items() if name != "received_on"}
    return pages | given | day | {"version": check.version}


def test_paper_that_nobody_asked_for(check, cast):
    with pytest.raises(Blocked):
        check.take_on_paper(by=cast.hr, answers=wrote.answers(), provenance=wrote.ON_PAPER)


def test_paper_without_the_paper(check, cast):
    wrote.ask(check, cast)
    check = wrote.fresh(check)
    check.take_on_paper(by=cast.hr, answers=wrote.answers(), provenance=wrote.ON_PAPER)
    check = wrote.settle_all(wrote.make_sure(wrote.fresh(check), cast), cast.head)
    assert wrote.why_not_clear(check, cast) == ["references.no_paper"]


def test_somebody_rings_up_and_says_they_are_the_referee(check, cast):
    said = wrote.ON_THE_PHONE | {"caller": "they_called", "number": "", "number_from": ""}
    check.take_by_phone(by=cast.hr, answers=wrote.answers(), provenance=said)
    never_counts(check, cast, "they_called")


def test_number_that_the_candidate_gave_is_not_called_back(check, cast):
    check = pretends(check, phone="01632 960555")
    check = wrote.answer(check, wrote.ask(check, cast))
    typed = wrote.CALLED | {"number": "+44 1632 960555", "version": check.version}
    refused = wrote.browser(cast.hr).post(f"{check.get_absolute_url()}verify-referee/", typed)
    assert refused.status_code == 422
    assert "That is the number the candidate gave" in refused.content.decode()
    never_counts(check, cast)


THEIR_OWN = {
    "name": "Bea Lund", "email": "bea.lund@hillview-nursery.example", "organisation": "Hill View Nursery",
    "position": "Deputy manager", "relationship": "She managed me", "may_contact": "any_time",
}  # fmt: skip


def test_mailbox_of_their_own_named_in_the_place_of_a_referee_who_declined(check, cast):
    """The first referee says no; the candidate names an invented colleague at a domain they bought."""
    guest = wrote.ask(check, cast)
    wrote.fresh(check).decline(by=guest)
    check = wrote.fresh(check)
    with pytest.raises(Blocked, match="own mailbox"):
        check.name_another(by=cast.candidate, **THEIR_OWN | {"email": "amara.okonjo+bea@example.org"})
    check.name_another(by=cast.candidate, **THEIR_OWN)
    with pytest.raises(Blocked, match="would rather not write"):
        wrote.fresh(check).ask(by=cast.hr)
    typed = wrote.FOUND | {"in_post": "yes", "version": wrote.fresh(check).version}
    refused = wrote.browser(cast.hr).post(f"{check.get_absolute_url()}take-named/", typed)
    assert refused.status_code == 422
    assert "That is not bea.lund@hillview-nursery.example" in refused.content.decode()
    wrote.fresh(check).correct_referee(by=cast.hr, reason="She asked me to hurry.", **THEIR_OWN)
    check = wrote.fresh(check)
    never_counts(wrote.answer(check, wrote.ask(check, cast), signed_by("Bea Lund")), cast, "new_domain")


def signed_by(name):
    return wrote.answers(you={"name": name})


def test_family_and_friends_never_count_whatever_else_is_done(check, cast):
    said = wrote.answers(you={"capacity": "family_or_friend"})
    check = wrote.make_sure(wrote.answer(check, wrote.ask(check, cast), said), cast)
    flag = check.referee.red_flags.get(code="family")
    with pytest.raises(Blocked, match="a relative or friend is not a referee"):
        check.settle_red_flag(by=cast.head, flag=flag, reason="She is very nice.")
    assert "references.flag.family" in wrote.why_not_clear(check, cast)


@pytest.mark.parametrize("relationship", ["Mother", "A good friend", "My uncle", "Neighbour"])
def test_family_and_friends_are_not_asked(check, cast, relationship):
    with pytest.raises(Blocked, match="Family and friends cannot be referees"):
        pretends(check, relationship=relationship).ask(by=cast.hr)


def test_signed_by_somebody_else(check, cast):
    said = wrote.answers(you={"name": "Amara Okonjo"})
    never_counts(wrote.answer(check, wrote.ask(check, cast), said), cast, "signed_by_another")


def test_candidate_who_works_here_neither_confirms_nor_verifies_their_own(check, cast):
    from hiring.models import Membership, Role

    check = wrote.answer(check, wrote.ask(check, cast))
    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.HR_OFFICER)
    himself = type(cast.candidate).objects.get(pk=cast.candidate.pk)
    for verb, words in (("confirm_contact", wrote.FOUND), ("verify_referee", wrote.CALLED)):
        with pytest.raises(NotAllowed):
            getattr(check, verb)(by=himself, **words)


RAW = {
    "clear without knowing whose it is": "UPDATE checks_check SET state = 'clear' WHERE id = %(check)s",
    "verified by the candidate": "UPDATE checks_refereerequest SET verified_at = now(), verified_by_id = %(person)s,"
    " verified_how = 'call_back', verified_source = 'x', contact_confirmed_at = now(),"
    " contact_confirmed_by_id = %(person)s WHERE check_row_id = %(check)s;"
    "UPDATE checks_check SET state = 'clear' WHERE id = %(check)s",
    "what was said, put better": "UPDATE checks_refereerequest SET answers = 'better' WHERE check_row_id = %(check)s",
    "where it came from, put better": "UPDATE checks_refereerequest SET provenance = '{}', route = 'by_phone'"
    " WHERE check_row_id = %(check)s",
    "a red flag taken away": "DELETE FROM checks_redflag WHERE referee_id = %(referee)s",
    "a red flag reworded": "UPDATE checks_redflag SET sentence = 'All is well' WHERE referee_id = %(referee)s",
}


def attack_with(sql, facts):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(sql, facts)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("attack", RAW)
def test_raw_sql_does_not_make_it_count_either(check, cast, attack):
    check = wrote.answer(check, wrote.ask(check, cast))
    assert wrote.codes(check)
    facts = {"check": check.pk, "referee": check.referee.pk, "person": cast.candidate.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        attack_with(RAW[attack], facts)


def test_genuine_reference_counts_once_all_is_done(check, cast):
    check = wrote.answer(check, wrote.ask(check, cast))
    assert check.holder == "HR"
    check = wrote.settle_all(wrote.make_sure(check, cast), cast.head)
    assert check.holder == "the headteacher"
    check.clear(by=cast.head, reason="Dates agree, and the manager was called back.")
    assert wrote.fresh(check).state == "clear"
    for column in ("verified_at", "verified_by_id", "contact_confirmed_at", "contact_confirmed_by_id"):
        with pytest.raises(IntegrityError, match="A reference counts only when"), transaction.atomic():
            attack_with(
                f"UPDATE checks_refereerequest SET {column} = NULL WHERE check_row_id = %(check)s", {"check": check.pk}
            )


def test_receipt_that_says_it_is_satisfactory_does_not_stand_for_a_call_back(check, cast):
    check = wrote.answer(check, wrote.ask(check, cast))
    check.record(by=cast.hr, evidence=story.evidence_for(check))
    never_counts(check, cast)


def test_start_stays_shut_for_a_forged_reference_alone(cast):
    """Every other check is clear; the one forged reference keeps them from starting."""
    appointment = story.accepted(cast)
    forged = appointment.clearance.checks.get(code="references", number=1)
    for check in appointment.clearance.checks.exclude(pk=forged.pk):
        story.clear(check, cast)
    forged = wrote.fresh(forged)
    wrote.settle_all(wrote.answer(forged, wrote.ask(forged, cast)), cast.head)
    with pytest.raises(Blocked) as refused:
        type(appointment).objects.get(pk=appointment.pk).confirm_start(by=cast.head)
    assert [each.code for each in refused.value.blockers] == ["references.1.to_decide"]
