"""Starting before the certificate: what it needs, what it is while it lasts, and how it ends."""

import datetime as dt

import pytest

from checks.models import Check, Clearance, EarlyStart
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Membership, User
from tests import story
from tests.checks.dbs import early as tell
from vacancies.models import Appointment
from workflows.blockers import Blocked, NotAllowed

pytestmark = pytest.mark.django_db


def gate_of(early):
    return Clearance.objects.get(pk=early.clearance_id).gate()


def days(number):
    return clock.at(clock.now() + dt.timedelta(days=number))


def test_somebody_starts_before_the_certificate_amber_and_turns_green_when_it_comes(cast, ask_the_database):
    early = tell.at_work(cast)
    ask_the_database()
    gate = gate_of(early)
    assert (gate.is_open, gate.status, gate.title) == (True, "exception", "At work under 1 exception")
    assert [line.condition for line in gate.lines] == ["exception"]
    assert gate.chip["label"] == "1 exception"
    assert not Appointment.objects.get().is_unconditional
    tell.certificate_comes(early, cast)
    ask_the_database()
    gate = gate_of(early)
    assert (tell.afresh(early).state, gate.status, gate.title) == ("ended", "ready", "At work, every check is clear")
    assert not gate.lines
    assert Appointment.objects.get().is_unconditional
    left = set(early.clearance.checks.filter(state="let_go").values_list("code", flat=True))
    assert left == {"dbs_interim_risk_assessment"}


def test_propose_asks_for_the_separate_list_and_the_assessment(cast):
    appointment = tell.all_but_the_certificate(cast)
    before = set(appointment.clearance.checks.values_list("code", flat=True))
    early = tell.proposed(cast, appointment)
    after = set(early.clearance.checks.values_list("code", flat=True))
    assert after - before == {"barred_list_standalone", "dbs_interim_risk_assessment"}
    assert early.state == "proposed"
    assert not gate_of(early).is_open


def test_nobody_approves_what_they_wrote_themselves(cast):
    appointment = tell.all_but_the_certificate(cast)
    early = tell.proposed(cast, appointment, by=cast.head)
    tell.searched(early.clearance, cast)
    with pytest.raises(Blocked, match="You wrote this, so somebody else must approve it"):
        tell.afresh(early).approve(by=cast.head, reason="It is safe.")
    tell.afresh(early).approve(by=tell.another_head(cast), reason="It is safe.")
    assert tell.afresh(early).state == "approved"


@pytest.mark.parametrize(
    "who", ["hr", "hr_manager", "safeguarding_lead", "auditor", "stranger", "hr_elsewhere", "candidate"]
)
def test_only_a_head_of_the_school_approves(cast, who):
    early = tell.proposed(cast, tell.all_but_the_certificate(cast))
    tell.searched(early.clearance, cast)
    with pytest.raises(NotAllowed):
        tell.afresh(early).approve(by=getattr(cast, who), reason="It is safe.")


def test_approve_says_everything_that_is_missing(cast):
    appointment = story.accepted(cast)
    early = tell.proposed(cast, appointment)
    verdict = tell.afresh(early).approve.dry_run(by=cast.head)
    texts = " ".join(each.text for each in verdict.blockers)
    assert "No application for the certificate is on record as sent" in texts
    assert "Identity: not asked for yet." in texts
    assert "Separate children's barred list check" in texts
    assert "Risk assessment" not in texts


@pytest.mark.parametrize(
    "code", ["identity", "right_to_work", "medical_fitness", "references", "barred_list_standalone"]
)
def test_no_other_check_can_be_waited_for(cast, code):
    appointment = tell.all_but_the_certificate(cast)
    early = tell.proposed(cast, appointment)
    tell.searched(early.clearance, cast)
    check = tell.afresh(early.clearance.checks.filter(code=code).first())
    check.void(by=cast.head, reason="It was somebody else's.")
    with pytest.raises(Blocked, match=check.title):
        tell.afresh(early).approve(by=cast.head, reason="It is safe.")


@pytest.mark.parametrize("last", [-1, 15, 28, 60])
def test_the_review_comes_within_the_trusts_own_limit(cast, last):
    appointment = tell.all_but_the_certificate(cast)
    with pytest.raises(Blocked, match="Look again within 14 days"):
        tell.proposed(cast, appointment, review_on=clock.today() + dt.timedelta(days=last))


def test_the_supervisor_works_at_the_school_and_is_not_the_person(cast):
    appointment = tell.all_but_the_certificate(cast)
    with pytest.raises(Blocked, match="is not at work at Reydon Primary"):
        tell.proposed(cast, appointment, supervisor=cast.hr_elsewhere)
    with pytest.raises(Blocked, match="Nobody supervises themselves"):
        tell.proposed(cast, appointment, supervisor=cast.candidate)


def test_volunteers_and_governors_have_no_early_start(cast):
    from tests.checks.test_gate import PERSON

    clearance = Clearance.open(
        by=cast.hr, school=cast.school, person=cast.other_candidate, post_title="Reading volunteer",
        role_facts=story.PASTORAL | {"engagement": "volunteer", "paid": False, "title": "Reader", "start_date": "2026-09-01"},
        person_facts=PERSON, offer_made_at=clock.now(),
    )  # fmt: skip
    clearance.derive(by=cast.hr)
    terms = {"starts_on": clock.today(), "review_on": clock.today(), "supervisor": cast.panel[0], **tell.WRITTEN}
    with pytest.raises(Blocked, match="only for somebody who joins the staff"):
        EarlyStart.propose(by=cast.hr, clearance=clearance, **terms)


def test_only_one_at_a_time(cast):
    appointment = tell.all_but_the_certificate(cast)
    tell.proposed(cast, appointment)
    with pytest.raises(Blocked, match="There is one already, proposed"):
        tell.proposed(cast, appointment)


def test_a_day_past_the_review_the_gate_is_shut_and_the_clock_revokes(cast):
    early = tell.at_work(cast)
    with clock.at(clock.london(early.review_on, 23, 59)):
        assert gate_of(early).status == "exception"
        with pytest.raises(Blocked, match="still holds"):
            tell.afresh(early).revoke(by=SYSTEM, reason="The day came.")
    with clock.at(clock.london(early.review_on + dt.timedelta(days=1))):
        gate = gate_of(early)
        assert (gate.status, gate.title) == ("blocked", "At work and must stop: 2 checks not clear")
        assert "were to be looked at again" in " ".join(line.detail for line in gate.lines)
        from checks.dbs_tasks import stop_early_starts

        assert stop_early_starts() == 1
        assert tell.afresh(early).state == "revoked"
        assert tell.afresh(early).fault == "review"


def test_renew_names_the_next_day_to_look(cast):
    early = tell.at_work(cast)
    with clock.at(clock.london(early.review_on, 12)):
        again = clock.today() + dt.timedelta(days=14)
        with pytest.raises(Blocked, match="Look again within 14 days"):
            tell.afresh(early).renew(by=cast.head, review_on=again + dt.timedelta(days=1), reason="All well.")
        tell.afresh(early).renew(by=cast.head, review_on=again, reason="All well.")
        with pytest.raises(NotAllowed):
            tell.afresh(early).renew(by=cast.hr, review_on=again, reason="All well.")
    with clock.at(clock.london(again, 12)):
        assert gate_of(early).status == "exception"


def test_a_supervisor_who_leaves_ends_it(cast):
    early = tell.at_work(cast)
    Membership.objects.filter(user=early.supervisor).delete()
    assert "is not at work at Reydon Primary" in gate_of(early).lines[0].detail
    from checks.dbs_tasks import stop_early_starts

    assert stop_early_starts() == 1
    assert tell.afresh(early).fault == "supervisor"


def test_a_supervisor_who_may_not_sign_in_any_more_ends_it(cast):
    early = tell.at_work(cast)
    User.objects.filter(pk=early.supervisor_id).update(is_active=False)
    assert gate_of(early).status == "blocked"


def test_another_check_that_runs_out_ends_it(cast):
    early = tell.at_work(cast)
    Check.objects.filter(clearance=early.clearance, code="right_to_work").update(expires_on=clock.today())
    with days(1):
        assert [line.condition for line in gate_of(early).lines] == ["expired", "waiting"]


@pytest.mark.parametrize(("outcome", "state"), [("seen_content", "to_decide"), ("barred", "concern")])
def test_a_certificate_with_something_on_it_stops_it_at_once(cast, outcome, state, ask_the_database):
    early = tell.at_work(cast)
    changed = {"barred_list_result": "barred"} if outcome == "barred" else {}
    check = tell.certificate_comes(early, cast, outcome=outcome, **changed)
    ask_the_database()
    assert (check.state, tell.afresh(early).state, tell.afresh(early).fault) == (state, "revoked", "certificate")
    assert gate_of(early).status == "blocked"


def test_an_application_that_is_withdrawn_stops_it_at_once(cast):
    early = tell.at_work(cast)
    tell.certificate_comes(
        early, cast, outcome="withdrawn", source="The application service", certificate_number="", issued_on="", level="",
        workforce="", barred_list_result="",
    )  # fmt: skip
    assert tell.afresh(early).state == "revoked"


def test_what_was_approved_and_not_used_is_withdrawn_quietly_and_otherwise_revoked(cast):
    early = tell.approved(cast)
    tell.afresh(early).withdraw(by=cast.hr, reason="The certificate is due on Monday.")
    assert not gate_of(early).is_open
    used = tell.at_work_again(early, cast)
    with pytest.raises(Blocked, match="Revoke it: they must stop at once"):
        tell.afresh(used).withdraw(by=cast.hr, reason="Not wanted.")


def test_safeguarding_lead_revokes_and_hr_does_not(cast):
    early = tell.at_work(cast)
    with pytest.raises(NotAllowed):
        tell.afresh(early).revoke(by=cast.hr, reason="I heard something.")
    tell.afresh(early).revoke(by=cast.safeguarding_lead, reason="The supervisor is away today.")
    assert gate_of(early).title == "At work and must stop: 1 check not clear"


def test_a_certificate_that_comes_before_the_list_was_searched_leaves_nothing_to_do(cast, ask_the_database):
    early = tell.proposed(cast, tell.all_but_the_certificate(cast))
    tell.certificate_comes(early, cast)
    ask_the_database()
    assert tell.afresh(early).state == "ended"
    assert gate_of(early).is_open
    assert gate_of(early).status == "ready"


def test_whoever_is_at_work_is_stood_down_and_three_people_are_told(cast):
    from workflows.models import Message
    from workflows.outbox import carry_out_all

    early = tell.at_work(cast)
    tell.afresh(early).revoke(by=cast.safeguarding_lead, reason="CANARY-why")
    carry_out_all()
    assert Appointment.objects.get().state == "stood_down"
    assert Clearance.objects.get(pk=early.clearance_id).state == "open"
    letters = Message.objects.filter(kind="earlystart.revoke")
    told = {cast.head.email, cast.safeguarding_lead.email, cast.hr.email, cast.panel[0].email}
    assert set(letters.values_list("to_email", flat=True)) == told
    assert not [each for each in letters if "CANARY" in each.body]


def test_work_stops_by_the_clock_when_the_worker_was_away(cast):
    from vacancies.tasks import stop_work

    early = tell.at_work(cast)
    tell.afresh(early).revoke(by=cast.head, reason="The log was not signed.")
    assert (stop_work(), stop_work()) == (1, 0)
    assert Appointment.objects.get().state == "stood_down"


def test_stood_down_they_return_when_the_content_was_weighed_in_writing(cast, ask_the_database):
    from vacancies.tasks import stop_work

    early = tell.at_work(cast)
    check = tell.certificate_comes(early, cast, outcome="seen_content")
    stop_work()
    ask_the_database()
    with pytest.raises(Blocked, match="Enhanced DBS certificate"):
        Appointment.objects.get().return_to_work(by=cast.head, reason="All well.")
    with days(3):
        with pytest.raises(Blocked, match="decides on it in writing"):
            tell.afresh(check).clear(by=cast.head, reason="It is nothing.")
        tell.weighed(check, cast, "suitable")
        Appointment.objects.get().return_to_work(by=cast.head, reason="Decided in writing.")
        ask_the_database()
    assert gate_of(early).status == "ready"
