"""Each guard of an early start and of a DBS check: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest

from checks import early_starts, guards_dbs
from checks.models import EarlyStart, Receipt
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from tests.checks.dbs import early as tell
from tests.checks.evidence import good_evidence
from workflows.transitions import Move

pytestmark = pytest.mark.django_db


def told(guard, subject, by=SYSTEM, **details):
    return [blocker.text for blocker in guard(subject, Move(by=by, at=clock.now(), details=details))]


@pytest.fixture
def early(cast):
    """Written, and everything it needs is there but the head's word."""
    early = tell.proposed(cast, tell.all_but_the_certificate(cast))
    tell.searched(early.clearance, cast)
    return tell.afresh(early)


@pytest.fixture
def certificate(cast):
    check = tell.certificate_of(story.accepted(cast).clearance)
    tell.apply_for(check, cast)
    with clock.at(clock.now() + dt.timedelta(days=2)):
        yield tell.afresh(check)


def test_only_the_certificate_is_awaited(early):
    guard = early_starts.only_the_certificate_is_awaited
    assert told(guard, early) == []
    early.clearance.offer_made_at = None
    assert told(guard, early) == ["There is no conditional offer yet. The DBS can be asked only after one."]
    early.clearance.offer_made_at = clock.now()
    early.certificate.state = "to_decide"
    assert told(guard, early) == ["The certificate is at “To decide”. Only one that has not come can be waited for."]
    early.certificate = None
    assert len(told(guard, early)) == 1


def test_everything_else_is_clear(early, cast):
    guard = early_starts.everything_else_is_clear
    assert told(guard, early) == []
    tell.afresh(early.clearance.checks.get(code="identity")).void(by=cast.head, reason="Another person's.")
    (text,) = told(guard, tell.afresh(early))
    assert text.startswith("Identity: voided by Ruth Calloway on ")


def test_the_supervisor_is_at_the_school(early, cast):
    guard = early_starts.the_supervisor_is_at_the_school
    assert told(guard, early) == []
    early.supervisor = cast.safeguarding_lead
    assert told(guard, early) == [
        "Maeve Lindqvist is not at work at Reydon Primary, or waits for a certificate themselves. Name somebody else."
    ]
    early.supervisor = cast.candidate
    assert told(guard, early) == ["Nobody supervises themselves. Name somebody else."]


def test_the_review_comes_soon(early):
    guard = early_starts.the_review_comes_soon
    assert told(guard, early) == []
    assert told(guard, early, review_on=clock.today() + dt.timedelta(days=14)) == []
    assert len(told(guard, early, review_on=clock.today() + dt.timedelta(days=15))) == 1
    early.clearance.trust.early_start_review_days = 28
    assert told(guard, early, review_on=clock.today() + dt.timedelta(days=28)) == []
    assert len(told(guard, early, review_on=clock.today() + dt.timedelta(days=29))) == 1


def test_it_has_not_lapsed(cast):
    early, guard = tell.approved(cast), early_starts.it_has_not_lapsed
    after = early.review_on + dt.timedelta(days=1)
    with clock.at(clock.london(early.review_on, 23)):
        assert told(guard, tell.afresh(early)) == []
    with clock.at(clock.london(after, 0, 1)):
        (text,) = told(guard, tell.afresh(early))
        assert text.endswith("It has failed and is being revoked. Write a new one.")
        assert not tell.afresh(early).renew.dry_run(by=cast.head, review_on=after).allowed


def test_somebody_else_wrote_it(early, cast):
    assert told(early_starts.somebody_else_wrote_it, early, cast.head) == []
    assert told(early_starts.somebody_else_wrote_it, early, cast.hr) == [
        "You wrote this, so somebody else must approve it: another headteacher of this school."
    ]


def test_nothing_is_proposed_already(early):
    guard = early_starts.nothing_is_proposed_already
    assert told(guard, early) == []
    early.pk = None
    assert told(guard, early) == ["There is one already, proposed. Withdraw it before you write another."]


def test_nothing_is_proposed_for_somebody_at_work(early):
    guard = early_starts.nothing_is_proposed_already
    early.clearance.state = "relied_on"
    assert told(guard, early) == ["Amara Okonjo is at work already, so there is no start to bring forward."]
    early.pk = None
    assert told(guard, early) == ["There is one already, proposed. Revoke it before you write another."]


def test_what_the_proposal_itself_adds_leads_nowhere(certificate):
    prospect = EarlyStart(clearance=certificate.clearance, certificate=certificate)
    asked = Move(by=SYSTEM, at=clock.now())
    (lacks,) = [e for e in early_starts.everything_else_is_clear(prospect, asked) if e.code == "early_start.list"]
    assert lacks.text.endswith("That check is added when you propose the start.")
    assert lacks.fix == ""


def test_nobody_relies_on_it_yet(early):
    assert told(early_starts.nobody_relies_on_it_yet, early) == []
    early.state = "approved"
    early.clearance.state = "relied_on"
    assert told(early_starts.nobody_relies_on_it_yet, early) == [
        "Amara Okonjo is at work under this. Revoke it: they must stop at once."
    ]


def test_the_certificate_is_clear(early):
    assert told(early_starts.the_certificate_is_clear, early) == ["The certificate is still awaited."]
    early.certificate.state = "clear"
    assert told(early_starts.the_certificate_is_clear, early) == []


def test_it_no_longer_holds(cast):
    early = tell.approved(cast)
    assert told(early_starts.it_no_longer_holds, tell.afresh(early)) == ["Every condition of it still holds."]
    assert told(early_starts.it_no_longer_holds, tell.afresh(early), cast.head) == []
    with clock.at(clock.london(early.review_on + dt.timedelta(days=1))):
        assert told(early_starts.it_no_longer_holds, tell.afresh(early)) == []


def test_the_list_may_be_looked_up(certificate):
    guard = guards_dbs.the_list_may_be_looked_up
    assert told(guard, certificate) == []
    certificate.code = "barred_list_standalone"
    assert "two reasons only" in told(guard, certificate)[0]
    certificate.required_by = "E7.1"
    assert told(guard, certificate) == []
    certificate.clearance.regulated_activity = False
    assert "not regulated activity" in told(guard, certificate)[0]


def test_the_certificate_is_theirs_alone(certificate, cast):
    guard, mine = guards_dbs.the_certificate_is_theirs_alone, good_evidence(certificate)
    assert told(guard, certificate, cast.hr, evidence=mine) == []
    other = tell.certificate_of(story.accepted(tell.with_another_candidate(cast), reference="REY-0777").clearance)
    other.record(by=cast.hr, evidence=good_evidence(other, certificate_number=mine["certificate_number"]))
    assert told(guard, certificate, cast.hr, evidence=mine)[0].startswith(
        "This certificate number is recorded for Farida"
    )


def test_consent_and_identity_come_first(cast):
    check = tell.certificate_of(story.accepted(cast).clearance)
    applied = {"evidence": {"outcome": "applied", "consent": "no"}}
    said = told(guards_dbs.consent_and_identity_come_first, check, **applied)
    assert [text.partition(".")[0] for text in said] == [
        "Nobody is applied for without their agreement",
        "Identity is not clear yet",
    ]
    story.clear(check.clearance.checks.get(code="identity"), cast)
    applied["evidence"]["consent"] = "yes"
    assert told(guards_dbs.consent_and_identity_come_first, check, **applied) == []


def test_the_certificate_shows_the_directions(certificate, cast):
    guard, section_128 = guards_dbs.the_certificate_shows_the_directions, type(certificate)(code="section_128")
    section_128.clearance = certificate.clearance
    read = {"evidence": {"read_on": "certificate"}}
    assert told(guard, section_128, evidence={"read_on": "dfe_list"}) == []
    assert "whose position says Child Workforce Independent School" in told(guard, section_128, **read)[0]
    facts = {"position": "Child Workforce Independent School", "barred_list_asked": True}
    seen = {"source": "the original", "terms": "", "outcome": "seen_no_content", "evidence_on": clock.today()}
    receipt = Receipt.write(certificate, seen | facts, cast.hr)
    assert told(guard, section_128, **read) == []
    Receipt.objects.filter(pk=receipt.pk).update(voided_at=clock.now(), void_reason="Another’s.")
    assert told(guard, section_128, **read) != []


def test_the_status_can_stand(certificate):
    assert told(guards_dbs.the_status_can_stand, certificate) == []
    certificate.code = "dbs_update_status"
    assert len(told(guards_dbs.the_status_can_stand, certificate)) == 1


def test_a_written_decision_supports_it(certificate, cast):
    guard = guards_dbs.a_written_decision_supports_it
    assert told(guard, certificate) == []
    certificate.record(by=cast.hr, evidence=good_evidence(certificate, outcome="seen_content"))
    assert told(guard, certificate) == [
        "There is something on the certificate. The headteacher decides on it in writing."
    ]
    tell.weighed(certificate, cast, "suitable")
    assert told(guard, tell.afresh(certificate)) == []


def test_there_is_content_to_weigh(certificate, cast):
    assert len(told(guards_dbs.there_is_content_to_weigh, certificate)) == 1
    certificate.record(by=cast.hr, evidence=good_evidence(certificate, outcome="seen_content"))
    assert told(guards_dbs.there_is_content_to_weigh, certificate) == []


def test_something_else_stands_in_its_place(early, cast):
    guard = guards_dbs.something_else_stands_in_its_place
    assessment = tell.afresh(early.clearance.checks.get(code="dbs_interim_risk_assessment"))
    assert told(guard, assessment) == ["Risk assessment until the certificate is seen is still needed."]
    tell.certificate_comes(early, cast)
    assert told(guard, tell.afresh(assessment)) == []
