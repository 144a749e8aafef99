"""A decision waits ten minutes with its letter: until then it can be undone, and nobody outside knows of it."""

import datetime as dt

import pytest

from hiring import clock
from tests import story
from tests.api.asking import Asking, problem_of
from tests.checks.test_effects import check_of
from tests.vacancies.pages import words
from vacancies.models import Application
from vacancies.tracker import track
from vacancies.views.candidates.finding import own_application
from workflows import delivery, outbox
from workflows.blockers import Blocked
from workflows.models import Effect, Event, Message, Promise

NOON = clock.london(dt.date(2026, 7, 6), 10, 41)
DAY = 24 * 60
KIND = "application.do_not_progress.not_shortlisted"


@pytest.fixture(autouse=True)
def at_ten_forty_one(settings):
    settings.EMAIL_BACKEND = "workflows.emails.KeptBackend"
    with clock.at(NOON):
        yield


@pytest.fixture
def vacancy(cast):
    return story.moderating(cast, cast.candidate, cast.other_candidate)


@pytest.fixture
def turned_down(cast, vacancy):
    application = vacancy.applications.get(candidate=cast.candidate)
    return application.do_not_progress(by=cast.hr, reason="Others showed more of it.")


def later(minutes):
    return clock.at(NOON + dt.timedelta(minutes=minutes))


def letter(kind=KIND):
    return Message.objects.get(kind=kind)


def work():
    outbox.carry_out_all()
    delivery.deliver_all()


def afresh(application):
    return Application.objects.select_related(*Application.locked_with).get(pk=application.pk)


def test_do_not_progress_is_told_ten_minutes_later(turned_down, cast):
    work()
    with later(9):
        work()
        assert (letter().status, letter().not_before) == ("waiting", NOON + dt.timedelta(minutes=10))
        mine = own_application(cast.candidate, "REY-0142")
        tracker = track(mine)
        assert (mine.state, tracker.headline) == ("submitted", "We are choosing who to interview")
        assert tracker.promise.startswith("You will hear by")
        me = Asking(cast.candidate, "candidate")
        assert me.get(f"me/applications/{mine.pk}").json()["status"] == "choosing"
        assert "ended" not in me.get(f"me/applications/{mine.pk}/timeline").content.decode()
    with later(10):
        work()
        assert letter().status == "kept"
        assert track(own_application(cast.candidate, "REY-0142")).status == "unsuccessful"


@pytest.mark.parametrize("written", [True, False])
def test_undo_decision_leaves_everything_as_it_was(turned_down, cast, written):
    before = Promise.objects.about(turned_down).get()
    assert before.kept_at == NOON + dt.timedelta(minutes=10)
    if written:
        work()
    with later(5):
        turned_down.undo_decision(by=cast.hr)
    with later(20):
        work()
    assert [each.status for each in Message.objects.filter(kind=KIND)] == (["stopped"] if written else [])
    row = afresh(turned_down)
    assert (row.state, row.ended_at, row.decided_from, row.outcome_goes_at) == ("submitted", None, "", None)
    assert Promise.objects.about(row).get().kept_at is None
    told = list(row.events().values_list("verb", "from_state", "to_state")[:2])
    assert told == [
        ("application.undo_decision", "not_progressing", "submitted"),
        ("application.do_not_progress", "submitted", "not_progressing"),
    ]
    assert (
        "ended" not in Asking(cast.candidate, "candidate").get(f"me/applications/{row.pk}/timeline").content.decode()
    )


def test_undo_decision_is_too_late_once_the_letter_has_gone(turned_down, cast):
    with later(10):
        work()
    with later(11), pytest.raises(Blocked) as refused:
        turned_down.undo_decision(by=cast.hr)
    code = turned_down.code
    assert str(refused.value) == (
        f"The letter to {code} was sent at 10:51 on Mon 6 July and cannot be undone. You can send a correction."
    )
    assert afresh(turned_down).state == "not_progressing"


def test_undo_decision_opens_the_checks_again_and_referees_are_told_nothing(cast):
    with later(-5 * DAY):
        application = story.interviewing(cast).applications.get()
        check_of(application, "references").ask(by=cast.hr)
    work()
    check_of(application, "references", 2).ask(by=cast.hr)
    application.do_not_progress(by=cast.hr, reason="Another was stronger.")
    work()
    assert Message.objects.filter(kind="clearance.close", status="waiting").count() == 2
    application = afresh(application)
    assert application.clearance.state == "closed"
    application.undo_decision(by=cast.head)
    assert application.clearance.state == "open"
    assert afresh(application).state == "shortlisted"
    with later(20):
        work()
    assert set(Message.objects.filter(kind="clearance.close").values_list("status", flat=True)) == {"stopped"}
    assert set(Message.objects.filter(kind="check.ask.referee").values_list("status", flat=True)) == {"kept"}


def test_a_second_decision_is_told_once(turned_down, cast):
    turned_down.undo_decision(by=cast.hr)
    turned_down.do_not_progress(by=cast.hr, reason="It was right after all.")
    with later(20):
        work()
    assert [each.status for each in Message.objects.filter(kind=KIND)] == ["kept"]
    assert Effect.objects.filter(status="stopped").count() == 1


def test_the_page_says_when_it_goes_and_undoes_it(turned_down, vacancy, cast, client):
    client.force_login(cast.hr)
    other = vacancy.applications.get(candidate=cast.other_candidate)
    typed = {"reason": "Others showed more of it.", "version": other.version}
    page = client.post(f"{other.get_absolute_url()}do-not-progress/", typed, follow=True)
    link = f'Sends at 10:51. <a class="govuk-link" href="{other.get_absolute_url()}undo-decision/">Undo</a>'
    assert link in words(page)
    assert "The letter to Farida Noor goes at 10:51." in words(page)
    assert "Nobody: the letter goes at 10:51" in words(client.get(f"{vacancy.get_absolute_url()}applicants/"))
    shown = words(client.get(f"{other.get_absolute_url()}undo-decision/"))
    assert "Received" in shown
    client.post(f"{other.get_absolute_url()}undo-decision/", {"version": other.version + 1})
    assert afresh(other).state == "submitted"


def test_bulk_is_undone_in_bulk(vacancy, cast, client):
    client.force_login(cast.hr)
    people = list(vacancy.applications.order_by("code"))
    bulk = f"{vacancy.get_absolute_url()}applicants/bulk/"
    codes = [each.code for each in people]
    said = {"move": "do-not-progress", "code": codes, "reason": "Not enough of the essentials."}
    page = words(client.post(bulk, said | {f"version-{each.code}": each.version for each in people}, follow=True))
    assert "2 letters go at 10:51." in page
    undo = f"{bulk}?move=undo-decision&amp;code={codes[0]}&amp;code={codes[1]}"
    assert undo in page
    assert "Undo the decision: 2 people" in words(client.get(undo.replace("&amp;", "&")))
    versions = {f"version-{each.code}": each.version + 1 for each in people}
    page = words(client.post(bulk, {"move": "undo-decision", "code": codes} | versions, follow=True))
    assert f"Undid the decision: {', '.join(codes)}." in page
    assert {afresh(each).state for each in people} == {"submitted"}
    assert Event.objects.filter(verb="application.undo_decision").count() == 2


def test_undo_decision_by_api(turned_down, cast):
    hr = Asking(cast.hr)
    where = f"applications/{turned_down.pk}"
    answer = hr.post(f"{where}/transitions/undo_decision", If_Match=hr.tag(where))
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    turned_down = afresh(turned_down).do_not_progress(by=cast.hr, reason="Once more.")
    with later(10):
        work()
    refused = hr.post(f"{where}/transitions/undo_decision", If_Match=hr.tag(where))
    assert "cannot be undone" in problem_of(refused, "transition-blocked", 409)["blockers"][0]["text"]
