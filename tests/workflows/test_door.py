"""The door, step by step: what it asks, in what order, and that a refusal leaves nothing behind."""

import datetime as dt

import pytest
from django.db import connection

from hiring import clock
from hiring.actors import NOBODY, SYSTEM
from tests import story
from vacancies.models import Application, Appointment, Scorecard, Vacancy
from workflows.blockers import Blocked, NotAllowed, Stale
from workflows.history import first_fault
from workflows.models import Effect, Event, Note, Promise


def everything_kept():
    """All that a move may write, as it stands."""
    counted = [model.objects.count() for model in (Event, Effect, Note, Promise, Vacancy, Application, Appointment)]
    moved = [list(model.objects.order_by("pk").values()) for model in (Vacancy, Application)]
    return counted, moved


def reread(record):
    return type(record).objects.get(pk=record.pk)


def test_a_stale_copy_is_told_who_moved_it_when_and_to_what(vacancy, cast):
    yesterday = reread(vacancy)
    with clock.at(clock.london(dt.date(2026, 7, 6), 9, 41)):
        vacancy.send_for_approval(by=cast.hr)
    before = everything_kept()
    with pytest.raises(Stale) as refused:
        yesterday.send_for_approval(by=cast.hr_manager)
    assert str(refused.value) == (
        "Jo Marlowe moved Pastoral Support Worker, Reydon Primary to Awaiting approval at 09:41 on 6 July. "
        "Your change was not made. Check it, then try again."
    )
    assert refused.value.event == vacancy.last_event()
    assert refused.value.blockers[0].owner == "Jo Marlowe"
    assert everything_kept() == before


def test_a_page_is_stale_by_the_version_it_was_drawn_with(vacancy, cast):
    drawn_with = vacancy.version
    vacancy.send_for_approval(by=cast.hr)
    vacancy.send_back(by=cast.approver, reason="Say why the hours went up.")
    with pytest.raises(Stale, match=r"Colm Ferris moved .* to Draft"):
        reread(vacancy).send_for_approval(by=cast.hr, version=drawn_with)
    assert not vacancy.send_for_approval.dry_run(by=cast.hr, version=drawn_with).allowed
    assert vacancy.send_for_approval(by=cast.hr, version=vacancy.version).state == "awaiting_approval"


def test_there_and_back_again_is_still_stale(vacancy, cast):
    """The state is what it was, and yet it is not the record that was read."""
    read_before = reread(vacancy)
    vacancy.send_for_approval(by=cast.hr)
    vacancy.send_back(by=cast.approver, reason="Not yet.")
    assert (read_before.state, vacancy.state) == ("draft", "draft")
    with pytest.raises(Stale):
        read_before.cancel(by=cast.head, reason="No longer needed.")


def test_a_wrong_state_says_where_it_is_and_from_where_it_could_be_done(vacancy, cast):
    with pytest.raises(Blocked) as refused:
        vacancy.publish(by=cast.hr)
    assert str(refused.value) == (
        "Pastoral Support Worker, Reydon Primary is at “Draft”; this can be done only from “Approved”."
    )
    assert refused.value.blockers[0].owner == "Jo Marlowe"
    assert refused.value.blockers[0].since == vacancy.last_event().at


def test_permission_is_asked_before_anything_is_told(vacancy, cast):
    """Somebody who may not do it does not learn what stands in the way."""
    for nobody_who_may in (cast.candidate, cast.approver, cast.hr_elsewhere, cast.stranger, SYSTEM, NOBODY):
        with pytest.raises(NotAllowed) as refused:
            vacancy.publish(by=nobody_who_may)
        assert str(refused.value) == "Only HR can do this: publish."
        assert [blocker.code for blocker in refused.value.blockers] == ["permission"]


def test_every_blocker_is_told_at_once(cast):
    vacancy = story.draft(cast, hours=None, weeks=None, salary_from=None, summary="", role_facts={})
    vacancy.panel.update(stood_down_at=clock.now())
    vacancy.criteria.filter(code__in=["S1", "S4"]).update(question="")
    with pytest.raises(Blocked) as refused:
        vacancy.send_for_approval(by=cast.hr)
    assert [blocker.code.removeprefix("vacancy.") for blocker in refused.value.blockers] == [
        "hours", "weeks", "salary_from", "summary", "role_facts", "question", "question", "panel",
    ]  # fmt: skip
    assert all(blocker.text.endswith(".") and blocker.owner == "HR" for blocker in refused.value.blockers)
    assert all(blocker.fix.startswith("/vacancies/REY-0142/setup/") for blocker in refused.value.blockers)


def test_dry_run_changes_nothing_and_answers_alike(vacancy, cast):
    before = everything_kept()
    assert vacancy.send_for_approval.dry_run(by=cast.hr).allowed
    refused = vacancy.send_for_approval.dry_run(by=cast.candidate)
    assert (refused.allowed, refused.permitted, refused.blockers[0].code) == (False, False, "permission")
    assert vacancy.state == "draft"
    assert everything_kept() == before


def test_dry_run_reads_the_record_afresh(vacancy, cast):
    old = reread(vacancy)
    vacancy.send_for_approval(by=cast.hr)
    assert old.send_for_approval.dry_run(by=cast.hr).blockers[0].code == "state"


def test_dry_run_of_an_opening_undoes_what_its_body_wrote(cast):
    vacancy = story.interviewed(cast, cast.candidate)
    application = vacancy.applications.get()
    before = everything_kept()
    terms = {"starts_on": clock.today(), "salary": "22454.09", "reply_by": clock.today()}
    assert Appointment.offer.dry_run(by=cast.head, application=application, **terms).allowed
    assert not Appointment.offer.dry_run(by=cast.hr, application=application, **terms).permitted
    assert reread(application.clearance).offer_made_at is None
    assert everything_kept() == before


def test_dry_run_of_an_opening_of_several_answers_for_all(cast):
    vacancy = story.published(cast)
    verdict = Scorecard.deal.dry_run(by=cast.hr, vacancy=vacancy)
    assert [blocker.code for blocker in verdict.blockers] == ["vacancy.not_scoring"]
    vacancy.panel.update(stood_down_at=clock.now())
    assert Scorecard.deal.dry_run(by=cast.hr, vacancy=vacancy).allowed


def test_the_copy_in_hand_is_brought_up_to_date(vacancy, cast):
    Vacancy.objects.filter(pk=vacancy.pk).update(summary="Written on another page meanwhile.")
    assert vacancy.send_for_approval(by=cast.hr) is vacancy
    assert (vacancy.state, vacancy.version, vacancy.summary) == (
        "awaiting_approval", 2, "Written on another page meanwhile.",
    )  # fmt: skip
    assert reread(vacancy).summary == "Written on another page meanwhile."
    assert vacancy.latest_event == vacancy.last_event()


def test_an_opening_of_several_writes_an_event_for_each(cast):
    vacancy = story.scoring(cast)
    cards = list(Scorecard.objects.filter(panel_member__vacancy=vacancy))
    events = Event.objects.filter(verb="scorecard.deal").order_by("number")
    assert [event.subject_id for event in events] == [card.pk for card in cards]
    assert [event.number for event in events] == list(range(events[0].number, events[0].number + 3))
    assert {(card.state, card.version) for card in cards} == {("open", 1)}
    assert first_fault(Vacancy, vacancy.pk) is None


def test_an_opening_of_none_does_nothing(cast):
    vacancy = story.scoring(cast)
    before = everything_kept()
    assert Scorecard.deal(by=cast.hr, vacancy=vacancy) == []
    assert everything_kept() == before


def test_a_nested_verb_joins_the_same_transaction_and_chain(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    application.shortlist(by=cast.hr)
    clearance = application.clearance
    told = Event.objects.filter(root_type="clearance", root_id=clearance.pk).order_by("number")
    opening, *requiring, deriving = [event.verb for event in told]
    assert (opening, deriving, set(requiring)) == ("clearance.open", "clearance.derive", {"check.require"})
    assert Event.objects.filter(root_type="vacancy", verb="application.shortlist").count() == 1
    assert first_fault(type(clearance), clearance.pk) is None
    assert first_fault(Vacancy, vacancy.pk) is None


def test_a_nested_refusal_refuses_the_whole(cast):
    """The offer needs an appointment; when that cannot be, there is no offer either."""
    appointment = story.accepted(cast)
    appointment.decline(by=cast.candidate)
    vacancy = reread(appointment.vacancy)
    application = vacancy.applications.get()
    before = everything_kept()
    with pytest.raises(Blocked):
        Appointment.offer(
            by=cast.head, application=application, starts_on=clock.today(), salary="1.00", reply_by=clock.today()
        )
    assert everything_kept() == before


def test_an_inner_refusal_that_is_swallowed_leaves_the_chain_whole(cast, monkeypatch):
    """The inner verb wrote an event before it fell; the next event takes the number it had."""
    vacancy = story.scoring(cast)
    member = vacancy.panel.first()
    member.declare()
    story.score(member, vacancy.applications.get(), "2222222")

    card = Scorecard.objects.get(panel_member=member)
    swallowed = []

    def swallow(scorecard):
        with pytest.raises(RuntimeError):
            reread(scorecard).reopen(by=cast.hr, reason="A slip.")
        swallowed.append(scorecard)

    def fall(scorecard):
        raise RuntimeError("after its event was written")

    monkeypatch.setattr(Scorecard.seal.rule, "then", swallow)
    monkeypatch.setattr(Scorecard.reopen.rule, "then", fall)
    card.seal(by=member.user)
    assert swallowed
    assert card.state == reread(card).state == "sealed"
    assert Event.objects.filter(verb="scorecard.reopen").count() == 0
    assert first_fault(Vacancy, vacancy.pk) is None
    monkeypatch.undo()
    card.reopen(by=cast.hr, reason="A slip.")
    assert first_fault(Vacancy, vacancy.pk) is None


def test_what_follows_at_once_is_in_the_same_transaction(cast, monkeypatch):
    """`then`: when it falls, the move that called for it was never made."""
    vacancy = story.moderating(cast)
    before = everything_kept()

    def fall(vacancy):
        raise RuntimeError("half way through telling everybody")

    monkeypatch.setattr(Vacancy.cancel.rule, "then", fall)
    with pytest.raises(RuntimeError):
        vacancy.cancel(by=cast.head, reason="No budget.")
    assert everything_kept() == before
    monkeypatch.undo()
    vacancy = reread(vacancy)
    vacancy.cancel(by=cast.head, reason="No budget.")
    assert vacancy.applications.get().state == "not_progressing"
    assert first_fault(Vacancy, vacancy.pk) is None


def test_a_body_that_falls_leaves_nothing(cast, monkeypatch):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    before = everything_kept()
    monkeypatch.setattr("vacancies.opening_files.name_referees", lambda *told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        application.shortlist(by=cast.hr)
    assert everything_kept() == before
    assert (application.state, application.version) == ("submitted", 2)


def test_a_verb_with_several_targets_must_choose_one_of_them(cast, monkeypatch):
    appointment = story.accepted(cast)
    check = appointment.clearance.checks.get(code="identity")
    monkeypatch.setattr(type(check).record.rule, "body", lambda self, *, by, evidence: "started")
    with pytest.raises(Exception, match=r"check\.record may not lead to started\."):
        check.record(by=cast.hr, evidence={})
    assert reread(check).state == "not_started"


@pytest.mark.django_db(transaction=True)
def test_what_only_the_database_refuses_is_told_in_words():
    """Nobody may leave somebody at work on a file that is not relied on, not even by another verb."""
    cast = story.people()
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    clearance = reread(appointment.clearance)
    with pytest.raises(Blocked) as refused:
        clearance.stop_relying(by=cast.hr, reason="I want to change a check.", post=clearance.reference)
    assert str(refused.value).startswith("Somebody is at work on the strength of these checks. Stand them down first")
    assert refused.value.blockers[0].code == "database"
    assert reread(clearance).state == "relied_on"
    assert first_fault(type(clearance), clearance.pk) is None


def test_the_case_is_locked_from_the_root_down_for_no_key_update(cast, django_assert_max_num_queries):
    appointment = story.accepted(cast)
    with django_assert_max_num_queries(40) as asked:
        appointment.decline(by=cast.candidate)
    locks = [query["sql"] for query in asked.captured_queries if "FOR NO KEY UPDATE" in query["sql"]]
    tables = [sql.split(' FOR NO KEY UPDATE OF "')[1].split('"')[0] for sql in locks]
    assert tables == ["vacancies_vacancy", "vacancies_application", "checks_clearance", "vacancies_appointment"]
    assert not [query for query in asked.captured_queries if query["sql"].rstrip().endswith("FOR UPDATE")]


def test_a_move_costs_few_queries(vacancy, cast):
    """Lock, save, event, head of the chain; the savepoint pair belongs to the test's own transaction."""
    vacancy.send_for_approval(by=cast.hr)
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    assert cast.approver.all_memberships
    with connection.execute_wrapper(note):
        vacancy.send_back(by=cast.approver, reason="")
    own = [sql for sql in asked if "SAVEPOINT" not in sql and "workflows_effect" not in sql]
    assert len(own) <= 4, own
