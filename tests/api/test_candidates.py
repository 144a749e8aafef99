"""What a candidate is told by the API, in how few questions, and what they are never told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring import clock
from tests import story
from tests.api.asking import Asking, problem_of
from workflows.models import Promise

MOST = 6


def queries_of(asking, path):
    asking.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert asking.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("step", [story.submitted, "ready"])
def test_status_takes_six_questions_at_most(cast, step, tally):
    if step == "ready":
        application = story.ready(cast).application
    else:
        application = story.submitted(story.published(cast), cast.candidate)
    asked = queries_of(Asking(cast.candidate, "candidate"), f"me/applications/{application.pk}")
    tally("questions for a candidate's status", asked, max(0, asked - MOST), "of the database, token included")
    assert asked <= MOST


def test_list_takes_as_many_for_three_as_for_one(cast):
    me = Asking(cast.candidate, "candidate")
    story.submitted(story.published(cast), cast.candidate)
    one = queries_of(me, "me/applications")
    for reference in ("REY-0150", "REY-0151"):
        story.submitted(story.published(cast, reference=reference), cast.candidate)
    assert queries_of(me, "me/applications") == one <= MOST


@pytest.mark.parametrize("path", ["vacancies", "applications", "scorecards"])
def test_staff_lists_take_as_many_for_three_as_for_one(cast, path):
    hr = Asking(cast.hr)
    story.moderating(cast)
    one = queries_of(hr, path)
    for reference in ("REY-0150", "REY-0151"):
        story.moderating(cast, cast.other_candidate, reference=reference)
    assert queries_of(hr, path) == one


def test_own_up_to_a_missed_date(cast):
    application = story.submitted(story.published(cast), cast.candidate)
    promise = Promise.objects.get(topic="shortlist")
    with clock.at(promise.due_at + clock.dt.timedelta(days=1)):
        told = Asking(cast.candidate, "candidate").get(f"me/applications/{application.pk}").json()
    assert told["missed_dates"]
    assert "our fault" in told["late"]


def test_never_name_anybody_else_or_what_was_found(cast, tally):
    """Everything a candidate can read, at every point of the story, holds no name but theirs and no bad news of checks."""
    me = Asking(cast.candidate, "candidate")
    names = [
        person.name for key, person in vars(cast).items() if hasattr(person, "email") and person != cast.candidate
    ]
    names += [member.name for member in cast.panel]
    appointment = story.accepted(cast)
    check = appointment.clearance.checks.get(code="online_search")
    check.ask(by=cast.hr)
    check.raise_concern(by=cast.hr, reason="Something grave was found online.")
    read, found = 0, []
    base = f"me/applications/{appointment.application_id}"
    for path in ("me/applications", base, f"{base}/timeline", f"{base}/actions", f"{base}/offer"):
        text = me.get(path).content.decode()
        read += len(text)
        found += [(path, word) for word in [*names, "concern", "grave", "G0", "KCSIE", "score", "K7"] if word in text]
    tally("what a candidate reads", read, len(found), "characters")
    assert found == []


def test_refusals_to_candidates_name_no_rule_and_nobody(cast):
    application = story.filled_in(story.published(cast), cast.candidate)
    application.referees.all().delete()
    me = Asking(cast.candidate, "candidate")
    where = f"me/applications/{application.pk}"
    told = problem_of(me.post(f"{where}/transitions/submit", If_Match=me.tag(where)), "transition-blocked", 409)
    assert told["blockers"][0] == {
        "code": "application.referees",
        "text": "Add 2 more referees. We ask 2 different people.",
        "fix_page": "/apply/REY-0142/referees/",
        "expected_by": None,
    }


def test_say_nothing_of_what_was_decided_when_a_move_is_too_late(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    application.do_not_progress(by=cast.hr, reason="Not this time.")
    me = Asking(cast.candidate, "candidate")
    where = f"me/applications/{application.pk}"
    told = problem_of(me.post(f"{where}/transitions/withdraw", If_Match=me.tag(where)), "transition-blocked", 409)
    assert told["blockers"][0]["text"] == "This cannot be done now. Read the status of your application."
    assert "Jo Marlowe" not in str(told)


def test_version_does_not_tell_what_the_school_does_in_secret(cast):
    vacancy = story.published(cast)
    application = story.submitted(vacancy, cast.candidate)
    me = Asking(cast.candidate, "candidate")
    before = me.tag(f"me/applications/{application.pk}")
    story.submitted(vacancy, cast.other_candidate)
    assert me.tag(f"me/applications/{application.pk}") == before


def test_change_no_form_that_was_sent(cast):
    application = story.submitted(story.published(cast), cast.candidate)
    me = Asking(cast.candidate, "candidate")
    where = f"me/applications/{application.pk}/form"
    answer = me.call("PATCH", where, {"details": {"full_name": "Somebody Else"}}, If_Match=me.tag(where))
    problem_of(answer, "transition-blocked", 409)
    application.refresh_from_db()
    assert application.full_name == "Amara Okonjo"


def test_save_all_of_a_change_or_none(cast):
    application = story.filled_in(story.published(cast), cast.candidate)
    me = Asking(cast.candidate, "candidate")
    where = f"me/applications/{application.pk}/form"
    sent = {"right_to_work": {"right_to_work": "settled"}, "history": [{"title": "x"}], "answers": {"S9": "x"}}
    told = problem_of(me.call("PATCH", where, sent, If_Match=me.tag(where)), "invalid", 400)
    assert {each["pointer"].split("/")[1] for each in told["errors"]} == {"history", "answers"}
    application.refresh_from_db()
    assert application.right_to_work == "british_or_irish"
    assert application.history.count() == 1


def test_keep_entries_named_by_id_and_drop_the_rest(cast):
    application = story.filled_in(story.published(cast), cast.candidate)
    me = Asking(cast.candidate, "candidate")
    where = f"me/applications/{application.pk}/form"
    kept, dropped = application.referees.all()
    about = {"organisation": "Hill View", "position": "Head", "relationship": "Managed me", "may_contact": "any_time"}
    sent = {"referees": [{"id": kept.pk, "name": "New Name", "email": kept.email, **about}]}
    assert me.call("PATCH", where, sent, If_Match=me.tag(where)).status_code == 200
    assert list(application.referees.values_list("pk", "name")) == [(kept.pk, "New Name")]
    sent["referees"][0]["id"] = dropped.pk
    told = problem_of(me.call("PATCH", where, sent, If_Match=me.tag(where)), "invalid", 400)
    assert told["errors"][0]["pointer"] == "/referees/0/id"


@pytest.mark.parametrize(
    "given",
    [{"history": "x"}, {"details": []}, {"gaps": [1]}, {"history_is_complete": "yes"}, {"answers": []}, {"state": "submitted"},
     {"education": 1}, {"gaps": [{"from_month": "1999-01", "to_month": None, "why": "unwell"}]}, {"answers": {"S1": 5}}],
)  # fmt: skip
def test_refuse_sections_of_the_wrong_shape(cast, given):
    application = story.filled_in(story.published(cast), cast.candidate)
    me = Asking(cast.candidate, "candidate")
    where = f"me/applications/{application.pk}/form"
    problem_of(me.call("PATCH", where, given, If_Match=me.tag(where)), "invalid", 400)
