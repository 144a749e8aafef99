"""Two people at the same moment, on two connections: never a rule broken, and the second is told about the first."""

import datetime as dt

import pytest
from django.db import transaction

from checks.models import Check, Clearance, Concern, EarlyStart
from hiring import clock
from tests import story
from tests.checks.at_work import telling as working
from tests.checks.dbs import early as early_start
from tests.proofs.rounds import Rounds, count
from vacancies import setting_up
from vacancies.models import Application, Appointment, Probation, Vacancy
from workflows import delivery, outbox
from workflows.blockers import Blocked, Stale
from workflows.history import first_fault
from workflows.models import Message

ROUNDS = 200
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STARTED_UNCLEAR = """
    SELECT count(*) FROM vacancies_appointment a JOIN checks_check c ON c.clearance_id = a.clearance_id
    WHERE a.state = 'started' AND (c.state <> 'clear' OR NOT EXISTS (
        SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL))
    AND NOT EXISTS (SELECT 1 FROM checks_concern n WHERE n.check_row_id = c.id AND n.state = 'raised')
"""
BEGUN_ON_WHAT_WAS_VOIDED = """
    SELECT count(*) FROM workflows_event begun JOIN workflows_event void
        ON void.root_type = begun.root_type AND void.root_id = begun.root_id
    WHERE begun.root_type = 'clearance' AND begun.root_id = %s AND begun.verb = 'clearance.rely_on'
        AND void.verb = 'check.void' AND void.number < begun.number
"""
KEPT_THOUGH_BARRED = """
    SELECT count(*) FROM checks_concern n JOIN checks_receipt r ON r.check_row_id = n.check_row_id
    WHERE n.state <> 'stood_down' AND r.voided_at IS NULL AND r.outcome = 'disqualified'
"""
BEGUN_AFTER_IT_WAS_REVOKED = """
    SELECT count(*) FROM workflows_event begun JOIN workflows_event revoked
        ON revoked.root_type = begun.root_type AND revoked.root_id = begun.root_id
    WHERE begun.root_type = 'clearance' AND begun.root_id = %s AND begun.verb = 'clearance.rely_on'
        AND revoked.verb = 'earlystart.revoke' AND revoked.number < begun.number
"""
TOO_MANY_OFFERS = """
    SELECT count(*) FROM vacancies_vacancy v WHERE posts < (SELECT count(*) FROM vacancies_appointment a
        WHERE a.vacancy_id = v.id AND a.state IN ('offered', 'accepted', 'confirmed', 'started', 'stood_down'))
"""


def read(model, pk):
    return model.objects.select_related(*model.locked_with).get(pk=pk)


def whole(*roots):
    return [first_fault(model, pk) for model, pk in roots] == [None] * len(roots)


def test_start_against_a_check_that_gives_way(tally):
    """Either the start is first, and a concern is open about somebody at work, or the check is first and nobody starts.

    Whoever would have started is then told who was first, and when.
    """
    cast = story.people()
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    checks = list(appointment.clearance.checks.select_related("clearance"))
    violations = starts = 0

    def starting():
        mine = read(Appointment, appointment.pk)
        return lambda: mine.start(by=cast.hr)

    def voiding(check):
        def read_it():
            mine = read(Check, check.pk)
            return lambda: mine.void(by=cast.head, reason="It belongs to somebody else.")

        return read_it

    with Rounds() as rounds:
        for number in range(ROUNDS):
            check = checks[number % len(checks)]
            start, void = rounds.race(starting, voiding(check))
            starts += start.won
            wrongly = count(STARTED_UNCLEAR) + count(BEGUN_ON_WHAT_WAS_VOIDED, appointment.clearance_id)
            violations += not void.won or wrongly > 0
            if not start.won:
                assert isinstance(start.refusal, (Blocked, Stale))
                assert check.title in str(start.refusal)
                assert "oided by Ruth Calloway on " in str(start.refusal)
            assert number % 10 or whole((Vacancy, appointment.vacancy_id), (Clearance, appointment.clearance_id))
        tally(
            "start against a check voided",
            rounds.rounds,
            violations,
            f"{len(checks)} checks in turn; {rounds.overlapped} rounds overlapped; {starts} started and are in question, "
            f"{rounds.rounds - starts} refused for the check",
        )
    assert violations == 0


CONFIRMED_WHILE_AWAY = """
    SELECT count(*) FROM vacancies_probation p JOIN vacancies_appointment a ON a.id = p.appointment_id
    WHERE p.state = 'confirmed' AND a.state = 'stood_down'
        AND (SELECT max(number) FROM workflows_event WHERE subject_type = 'probation' AND subject_id = p.id AND root_id = a.clearance_id)
            > (SELECT max(number) FROM workflows_event WHERE verb = 'clearance.stop_relying' AND root_id = a.clearance_id)
"""


def test_confirming_in_post_against_standing_down(tally):
    """Either they are confirmed first, or they are stood down first and nobody is confirmed from there."""
    cast = story.people()
    appointment = story.started(cast)
    probation = story.met(appointment.probation, cast)
    violations = firsts = 0

    def confirming():
        mine = read(Probation, probation.pk)
        return lambda: mine.confirm(by=cast.head)

    def standing_down():
        mine = read(Appointment, appointment.pk)
        return lambda: mine.stand_down(by=cast.head, reason="Looked into.")

    with Rounds() as rounds:
        for number in range(ROUNDS):
            confirm, stand_down = rounds.race(confirming, standing_down)
            firsts += confirm.won
            violations += not stand_down.won or count(CONFIRMED_WHILE_AWAY) > 0
            if not confirm.won:
                assert "They return to work before they are confirmed" in str(confirm.refusal)
            assert number % 10 or whole((Vacancy, appointment.vacancy_id), (Clearance, appointment.clearance_id))
        tally(
            "confirming in post against standing down",
            rounds.rounds,
            violations,
            f"{rounds.overlapped} rounds overlapped; {firsts} were confirmed first",
        )
    assert violations == 0


def test_keeping_somebody_at_work_against_a_bar(tally):
    """Either the bar is first and nobody is kept, or the head is, and what was agreed falls with the bar."""
    cast = story.people()
    file = working.at_work(cast)
    concern = working.in_question(file, cast, "childcare_disqualification")
    check = concern.check_row
    violations = firsts = 0

    def keeping():
        mine = read(Concern, concern.pk)
        return lambda: working.kept(mine, cast)

    def barring():
        return lambda: working.record(check, cast.hr, outcome="disqualified")

    with Rounds() as rounds:
        for number in range(ROUNDS):
            keep, bar = rounds.race(keeping, barring)
            firsts += keep.won
            violations += not bar.won or count(KEPT_THOUGH_BARRED) > 0
            assert number % 10 or whole((Clearance, file.pk))
        tally(
            "kept at work against a bar", rounds.rounds, violations,
            f"{rounds.overlapped} rounds overlapped; {firsts} kept and stood down, {rounds.rounds - firsts} never kept",
        )  # fmt: skip
    assert violations == 0
    assert 0 < firsts < ROUNDS


def test_start_against_an_early_start_revoked(tally):
    """Either the start is first, and the revocation stops somebody at work, or the revocation is, and nobody starts."""
    cast = story.people()
    early = early_start.approved(cast)
    appointment = Appointment.objects.get(clearance=early.clearance)
    appointment.confirm_start(by=cast.head)
    appointment = Appointment.objects.get(pk=appointment.pk)
    violations = starts = 0

    def starting():
        mine = read(Appointment, appointment.pk)
        return lambda: mine.start(by=cast.hr)

    def revoking():
        mine = read(EarlyStart, early.pk)
        return lambda: mine.revoke(by=cast.safeguarding_lead, reason="The supervisor is away.")

    with Rounds() as rounds:
        for number in range(ROUNDS):
            start, revoke = rounds.race(starting, revoking)
            starts += start.won
            violations += not revoke.won or count(BEGUN_AFTER_IT_WAS_REVOKED, early.clearance_id) > 0
            if not start.won:
                assert "Enhanced DBS certificate" in str(start.refusal)
            assert number % 10 or whole((Vacancy, appointment.vacancy_id), (Clearance, appointment.clearance_id))
        tally(
            "start against an early start revoked",
            rounds.rounds,
            violations,
            f"{rounds.overlapped} rounds overlapped; {starts} started and were stopped, "
            f"{rounds.rounds - starts} refused for the certificate",
        )
    assert violations == 0
    assert 0 < starts < ROUNDS


def test_offer_against_offer_on_one_post(tally):
    cast = story.people()
    vacancy = story.interviewed(cast, cast.candidate, cast.other_candidate)
    applications = list(vacancy.applications.order_by("pk"))
    terms = {"starts_on": clock.today(), "salary": "22454.09", "reply_by": clock.today()}
    violations, firsts = 0, 0

    def offering(application, by):
        def read_it():
            mine = read(Application, application.pk)
            return lambda: mine.offer(by=by, **terms)

        return read_it

    with Rounds() as rounds:
        for number in range(ROUNDS):
            one, other = rounds.race(*(offering(each, cast.head) for each in applications))
            firsts += one.won
            violations += one.won == other.won or count(TOO_MANY_OFFERS) > 0
            winner = applications[0] if one.won else applications[1]
            refusal = (other if one.won else one).refusal
            assert str(refusal) == f"The only post is taken: {winner.candidate.name} has an offer."
            assert count("SELECT count(*) FROM vacancies_appointment") == 1
            assert number % 10 or whole((Vacancy, vacancy.pk))
        tally(
            "offer against offer on one post", rounds.rounds, violations,
            f"{rounds.overlapped} rounds overlapped; {firsts} to the first, {rounds.rounds - firsts} to the second",
        )  # fmt: skip
    assert violations == 0


def test_two_people_moving_one_application(tally):
    """HR shortlists while the chair turns the same person down: one of them is told who did what, and when."""
    cast = story.people()
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    version = application.version
    violations, firsts = 0, 0

    def shortlisting():
        mine = read(Application, application.pk)
        return lambda: mine.shortlist(by=cast.hr)

    def turning_down():
        mine = read(Application, application.pk)
        return lambda: mine.do_not_progress(by=cast.head, reason="Others showed more experience.")

    with Rounds() as rounds:
        for number in range(ROUNDS):
            hr, chair = rounds.race(shortlisting, turning_down)
            firsts += hr.won
            now = Application.objects.get(pk=application.pk)
            violations += hr.won == chair.won or now.version != version + 1
            refusal = (chair if hr.won else hr).refusal
            who, where = ("Jo Marlowe", "Shortlisted") if hr.won else ("Ruth Calloway", "Not progressing")
            assert isinstance(refusal, Stale)
            assert str(refusal).startswith(f"{who} moved {application.code} to {where} at ")
            assert number % 10 or whole((Vacancy, vacancy.pk))
        tally(
            "two people moving one application", rounds.rounds, violations,
            f"{rounds.overlapped} rounds overlapped; {firsts} to HR, {rounds.rounds - firsts} to the chair",
        )  # fmt: skip
    assert violations == 0


def test_undoing_against_the_letter_going(tally):
    """Either the letter is stopped and the decision undone, or it goes and the decision stands."""
    cast = story.people()
    vacancy = story.moderating(cast)
    application = vacancy.applications.get().do_not_progress(by=cast.hr, reason="Others showed more.")
    outbox.carry_out_all()
    letters = Message.objects.filter(kind="application.do_not_progress.not_shortlisted")
    letters.update(not_before=clock.now())
    Message.objects.exclude(pk__in=letters).update(status="kept")
    violations = undone = 0

    def undoing():
        mine = read(Application, application.pk)
        return lambda: mine.undo_decision(by=cast.hr)

    with Rounds() as rounds:
        for number in range(ROUNDS // 2):
            hr, _ = rounds.race(undoing, lambda: delivery.claim)
            now = Application.objects.get(pk=application.pk).state, letters.get().status
            undone += hr.won
            violations += now != (("submitted", "stopped") if hr.won else ("not_progressing", "claimed"))
            assert number % 10 or whole((Vacancy, vacancy.pk))
        tally(
            "undoing against the letter going", rounds.rounds, violations,
            f"{rounds.overlapped} rounds overlapped; {undone} undone",
        )  # fmt: skip
    assert violations == 0


def test_changing_a_post_against_its_approval(tally):
    """Either it is changed before the approver reads it, or it is locked: nobody approves what they did not see."""
    cast = story.people()
    vacancy = story.draft(cast)
    seen, violations, changes = {}, 0, 0

    def changing():
        def act():
            with transaction.atomic():
                held = setting_up.hold(vacancy)
                seen["changed"] = setting_up.may_change(held, "post", cast.hr)
                if seen["changed"]:
                    held.hours = 31
                    held.save(update_fields=["hours"])
                    setting_up.changed(held, cast.hr)

        return act

    def approving():
        mine = read(Vacancy, vacancy.pk)

        def act():
            mine.send_for_approval(by=cast.hr)
            theirs = read(Vacancy, vacancy.pk)
            seen["hours"] = theirs.hours
            theirs.approve(by=cast.approver)

        return act

    with Rounds() as rounds:
        for number in range(ROUNDS // 2):
            rounds.race(changing, approving)
            now = Vacancy.objects.get(pk=vacancy.pk)
            changes += seen["changed"]
            violations += (now.state, now.hours) != ("approved", seen["hours"])
            violations += seen["changed"] != (now.hours == 31)
            assert number % 10 or whole((Vacancy, vacancy.pk))
        tally(
            "changing a post against its approval", rounds.rounds, violations,
            f"{rounds.overlapped} rounds overlapped; {changes} changed first",
        )  # fmt: skip
    assert violations == 0


def test_sending_against_closing(tally):
    """At the closing instant an application is either in before the door shuts, or it is not in (I12)."""
    cast = story.people()
    vacancy = story.published(cast)
    application = story.filled_in(vacancy, cast.candidate)
    violations = sent = 0

    def sending():
        mine = read(Application, application.pk)
        return lambda: mine.submit(by=cast.candidate)

    def closing():
        Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=clock.now() + dt.timedelta(milliseconds=40))
        mine = read(Vacancy, vacancy.pk)
        return lambda: mine.close(by=cast.hr)

    with Rounds() as rounds:
        for number in range(ROUNDS // 2):
            candidate, hr = rounds.race(sending, closing)
            now = Application.objects.select_related("vacancy").get(pk=application.pk)
            sent += candidate.won
            violations += candidate.won != (now.state == "submitted") or hr.won != (now.vacancy.state == "closed")
            if candidate.won:
                sending_it = application.events().get(verb="application.submit")
                closing_it = vacancy.events().filter(verb="vacancy.close").first()
                violations += sending_it.at >= now.vacancy.closes_at
                violations += closing_it is not None and closing_it.number < sending_it.number
            assert number % 10 or whole((Vacancy, vacancy.pk))
        tally(
            "sending against closing", rounds.rounds, violations,
            f"{rounds.overlapped} rounds overlapped; {sent} sent in time",
        )  # fmt: skip
    assert violations == 0
