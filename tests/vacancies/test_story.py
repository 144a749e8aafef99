"""The whole story through the door, without a browser."""

import pytest

from hiring import clock
from tests import story
from vacancies.models import Application, Vacancy
from workflows.blockers import Blocked, NotAllowed
from workflows.history import first_fault
from workflows.models import Event, Promise


def test_start_is_refused_with_every_reason_and_then_allowed(cast):
    appointment = story.accepted(cast)
    with pytest.raises(Blocked) as refused:
        appointment.confirm_start(by=cast.head)
    assert len(refused.value.blockers) == appointment.clearance.checks.count() >= 9
    assert all(blocker.text and blocker.owner and blocker.fix and blocker.since for blocker in refused.value.blockers)
    for check in appointment.clearance.checks.all():
        story.clear(check, cast)
    appointment = type(appointment).objects.get(pk=appointment.pk)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    assert appointment.state == "started"
    assert appointment.started_on == clock.today()
    assert first_fault(Vacancy, appointment.vacancy_id) is None
    assert first_fault(type(appointment.clearance), appointment.clearance_id) is None


def test_submit_makes_a_promise_that_shortlist_keeps(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    promise = Promise.objects.about(application).get()
    assert (promise.topic, promise.due_at, promise.kept_at) == ("shortlist", vacancy.shortlist_by, None)
    application.shortlist(by=cast.hr)
    promise.refresh_from_db()
    assert promise.kept_at is not None


def test_seal_opens_only_when_the_last_member_submits(cast):
    vacancy = story.scoring(cast)
    members = list(vacancy.panel.all())
    for member in members:
        member.declare()
        story.score(member, vacancy.applications.get(), "2222222")
    for member in members[:-1]:
        member.scorecard.seal(by=member.user)
        assert Vacancy.objects.get(pk=vacancy.pk).seal_opened_at is None
    with pytest.raises(Blocked) as refused:
        vacancy.applications.get().shortlist(by=cast.hr)
    assert "Patience Adeyemi" in str(refused.value)
    members[-1].scorecard.seal(by=members[-1].user)
    assert Vacancy.objects.get(pk=vacancy.pk).state == "moderating"


def test_a_stranger_may_do_nothing_and_sees_nothing(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    assert not Vacancy.objects.visible_to(cast.stranger).exists()
    assert not Application.objects.visible_to(cast.stranger).exists()
    assert not Application.objects.visible_to(cast.panel[0]).exists()
    with pytest.raises(NotAllowed):
        application.shortlist(by=cast.stranger)
    assert not Event.objects.filter(verb="application.shortlist").exists()
