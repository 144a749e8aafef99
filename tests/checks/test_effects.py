"""Who is written to about a check: the one who is asked, HR, and those who decide, who are told only that they must."""

import datetime as dt
import re

from checks.models import Check, RefereeRequest
from hiring import clock, links
from hiring.actors import Guest
from tests import story
from workflows import outbox
from workflows.models import Effect, Message


def told(kind):
    outbox.carry_out_all()
    return sorted(Message.objects.filter(kind=kind).values_list("to_email", flat=True))


def words(kind):
    outbox.carry_out_all()
    return Message.objects.filter(kind=kind).latest("id")


def check_of(appointment, code, number=1):
    return Check.objects.select_related("clearance__school__trust", "referee").get(
        clearance=appointment.clearance, code=code, number=number
    )


def asked(cast):
    """A reference asked for, and the guest who came by the link in the letter."""
    check = check_of(story.accepted(cast), "references")
    check.ask(by=cast.hr)
    key = re.search(r"/r/([\w-]+)/", words("check.ask.referee").body)[1]
    return check, Guest(links.find(key))


def test_ask_writes_to_the_referee_with_a_link_of_their_own_and_a_date(cast):
    check, guest = asked(cast)
    letter = words("check.ask.referee")
    referee = RefereeRequest.objects.get(check_row=check)
    assert letter.to_email == referee.email == guest.link.email
    assert guest.link.subject_id == referee.pk
    assert letter.subject.startswith("A reference for A.O., about 8 minutes, by ")
    assert cast.candidate.name not in letter.subject
    assert f"{referee.due_on:%-d %B}" in letter.subject
    assert referee.due_on > clock.today()


def test_ask_tells_the_candidate_exactly_what_is_needed(cast):
    check = check_of(story.accepted(cast), "identity")
    check.ask(by=cast.hr)
    assert told("check.ask") == [cast.candidate.email]
    assert check.kind.candidate_sentence in words("check.ask").body


def test_ask_writes_to_nobody_when_neither_candidate_nor_referee_holds_it(cast):
    check = check_of(story.accepted(cast), "dbs_enhanced")
    outbox.carry_out_all()
    before = Message.objects.count()
    check.ask(by=cast.hr)
    outbox.carry_out_all()
    assert Message.objects.count() == before


def test_answer_tells_hr_and_thanks_the_referee(cast):
    from tests.checks.evidence import good_evidence

    check, guest = asked(cast)
    check.answer(by=guest, evidence=good_evidence(check), answers="{}")
    assert told("check.answer") == [cast.hr.email]
    assert told("check.answer.referee") == ["sam.okafor@hillview.example"]
    assert "/r/" not in words("check.answer.referee").body


def test_put_off_writes_again_on_the_day_the_referee_chose(cast):
    import datetime as dt

    check, guest = asked(cast)
    check.put_off(by=guest, remind_on=clock.today() + dt.timedelta(days=3))
    assert len(told("check.ask.referee")) == 1
    Effect.objects.filter(event__verb="check.put_off").update(available_at=clock.now())
    assert len(told("check.ask.referee")) == 2


def test_decline_tells_hr_whom_to_ask_instead(cast):
    check, guest = asked(cast)
    check.decline(by=guest, why="I left.", colleague_name="Bea Lund", colleague_email="bea@hillview.example")
    assert told("check.decline") == [cast.hr.email]
    assert "Bea Lund" in words("check.decline").body
    assert told("check.decline.candidate") == [cast.candidate.email]
    assert "Bea Lund" in words("check.decline.candidate").body


def test_correcting_a_referee_who_was_asked_writes_to_the_new_address(cast):
    check, guest = asked(cast)
    kept = {name: getattr(check.referee, name) for name in ("name", "organisation", "position", "relationship")}
    check.correct_referee(by=cast.hr, reason="A slip.", email="s.okafor@hillview.example", **kept)
    assert told("check.ask.referee") == ["s.okafor@hillview.example", "sam.okafor@hillview.example"]
    assert not links.Link.objects.get(pk=guest.link.pk).is_live


def test_a_concern_tells_the_deciders_that_there_is_one_and_never_what(cast):
    check, _guest = asked(cast)
    check.raise_concern(by=cast.hr, reason="A warning about shouting.")
    assert told("check.raise_concern") == sorted([cast.head.email, cast.safeguarding_lead.email])
    letter = words("check.raise_concern")
    for secret in ("shouting", cast.candidate.name, check.title):
        assert secret not in letter.subject + letter.body


def test_closing_the_file_tells_referees_who_were_asked_that_it_is_over(cast):
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        check, _guest = asked(cast)
        check.clearance.appointment.decline(by=cast.candidate)
        assert told("clearance.close") == ["sam.okafor@hillview.example"]


def test_tell_the_candidate_first_writes_and_starts_the_day_of_notice(cast):
    appointment = story.accepted(cast)
    RefereeRequest.objects.update(may_contact="tell_me_first")
    check = check_of(appointment, "references")
    check.tell_first(by=cast.hr)
    referee, letter = check.referee, words("referee.tell_first")
    assert letter.to_email == cast.candidate.email
    assert referee.name in letter.body
    assert RefereeRequest.objects.get(pk=referee.pk).told_candidate_at is not None
