"""Several people, one move: what each gets is what they would have got alone, and the questions do not grow with them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring import clock
from tests import story
from tests.vacancies.pages import candidates
from vacancies.models import Application, Score, Scorecard, Vacancy
from workflows.blockers import Blocked, Blocker, NotAllowed, Stale
from workflows.history import first_fault
from workflows.models import Effect, Event, Note, Promise
from workflows.together import Try, ask_many, go_all_through, go_through_many

OUT, ON = Application.do_not_progress.rule, Application.shortlist.rule
REASON = "Essentials not met."


def judged(cast, number, everybody=None, **fields):
    """A post with this many applicants, scored alike by everybody and opened."""
    vacancy = story.scoring(cast, *(everybody or candidates(number)), **fields)
    for member in vacancy.panel.all():
        member.declare()
        card = Scorecard.objects.get(panel_member=member)
        Score.objects.bulk_create(
            Score(
                scorecard=card,
                application=application,
                criterion=criterion,
                value=3,
                reason="Clear",
                saved_at=clock.now(),
            )
            for application in vacancy.applications.all()
            for criterion in vacancy.scored_criteria
        )
        card.seal(by=member.user)
    return Vacancy.objects.get(pk=vacancy.pk)


def people(vacancy):
    return list(vacancy.applications.order_by("pk").select_related("vacancy"))


def out(applications):
    return [Try(each, {"reason": f"{REASON} {each.candidate.name}"}) for each in applications]


def told(vacancy):
    """Everything kept about the people of a vacancy, without what differs from one vacancy to the next."""
    kept = []
    for application in people(vacancy):
        events = list(application.events().order_by("subject_version"))
        promises = Promise.objects.about(application).order_by("pk")
        kept.append(
            {
                "state": (application.state, application.version, application.outcome_reason),
                "events": [(e.verb, e.from_state, e.to_state, e.actor_id, sorted(e.details)) for e in events],
                "effects": sorted(Effect.objects.filter(event__in=events).values_list("kind", "status")),
                "notes": list(Note.objects.filter(event__in=events).values_list("text", flat=True)),
                "promises": [(p.topic, p.kept_at is None, p.dropped_at, p.missed_at) for p in promises],
                "checks": application.clearance
                and sorted(application.clearance.checks.values_list("code", "number", "state")),
                "referees": application.clearance
                and sorted(
                    application.clearance.checks.exclude(referee=None).values_list("referee__email", flat=True)
                ),
            }
        )
    return kept


def test_all_at_once_is_what_one_by_one_is(cast):
    everybody = candidates(4)
    alone, beside = judged(cast, 4, everybody), judged(cast, 4, everybody, reference="REY-0150")
    for each in people(alone)[:2]:
        each.shortlist(by=cast.hr)
    for attempt in out(people(alone)[1:]):
        attempt.record.do_not_progress(by=cast.hr, **attempt.details)
    go_all_through([Try(each) for each in people(beside)[:2]], ON, by=cast.hr)
    outcome = go_through_many(out(people(beside)[1:]), OUT, by=cast.hr)
    assert told(beside) == told(alone)
    assert [(each.state, each.version) for each in outcome.moved] == [
        ("not_progressing", 4),
        ("not_progressing", 3),
        ("not_progressing", 3),
    ]
    assert first_fault(Vacancy, beside.pk) is None
    for each in people(beside)[:2]:
        assert first_fault(type(each.clearance), each.clearance_id) is None


def test_fifty_go_no_further_in_few_questions(cast, client):
    """Two of them cannot, and are named; forty-eight go, each with an event, a reason and a letter to come."""
    vacancy = judged(cast, 50)
    fifty = people(vacancy)
    fifty[7].withdraw(by=fifty[7].candidate)
    versions = {f"version-{each.code}": each.version for each in fifty} | {f"version-{fifty[9].code}": 1}
    form = {"move": "do-not-progress", "reason": REASON, "code": [each.code for each in fifty], **versions}
    url = f"{vacancy.get_absolute_url()}applicants/bulk/"
    client.force_login(cast.hr)
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get(url, form).context["can"]) == 49
    assert len(asked) <= 12
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, form)
    assert len(asked) <= 24
    said = [str(each) for each in answer.wsgi_request._messages]
    assert " moved to Not progressing. 48 letters go at " in said[0]
    assert said[1].startswith(f"{fifty[7].code} did not move.") or said[1].startswith(f"{fifty[9].code} did not move.")
    assert len(said) == 3
    events = Event.objects.filter(verb="application.do_not_progress")
    assert (events.count(), Note.objects.filter(event__in=events, text=REASON).count()) == (48, 48)
    assert Effect.objects.filter(event__in=events, kind__endswith="you_go_no_further").count() == 48
    assert len(set(Note.objects.values_list("salt", flat=True))) == Note.objects.count()
    assert first_fault(Vacancy, vacancy.pk) is None


@pytest.mark.parametrize("rule", [OUT, ON])
def test_questions_for_many_are_those_for_one(cast, rule):
    """Telling people that they go no further is one piece of work for all, and so is opening their files of checks."""
    vacancy = judged(cast, 6)
    six = people(vacancy)
    assert cast.hr.all_memberships
    costs = []
    for some in (six[:2], six[2:]):
        with CaptureQueriesContext(connection) as asked:
            go_through_many([Try(each, {"reason": REASON} if rule is OUT else {}) for each in some], rule, by=cast.hr)
        costs.append(len(asked))
    assert costs[1] == costs[0] <= 18


def test_asking_about_many_answers_as_asking_one_by_one(cast, django_assert_num_queries):
    vacancy = judged(cast, 3)
    first, second, third = people(vacancy)
    first.shortlist(by=cast.hr)
    alone = [each.shortlist.dry_run(by=cast.hr) for each in (first, second, third)]
    together = ask_many([Try(each) for each in people(vacancy)], ON, by=cast.hr)
    assert [each.blockers for each in together] == [each.blockers for each in alone]
    assert [each.allowed for each in together] == [False, True, True]
    stale = ask_many([Try(second, version=1)], ON, by=cast.hr)[0]
    assert stale.blockers[0].code == "stale"
    assert not ask_many([Try(second)], ON, by=cast.candidate)[0].permitted


def test_who_stays_is_told_why_and_the_rest_go(cast):
    vacancy = judged(cast, 4)
    gone, stale, third, fourth = people(vacancy)
    gone.withdraw(by=gone.candidate)
    type(stale).objects.get(pk=stale.pk).shortlist(by=cast.hr)
    outcome = go_through_many(out([gone, stale, third, fourth, third]), OUT, by=cast.hr)
    assert outcome.moved == [third, fourth]
    assert [(record, type(refusal)) for record, refusal in outcome.refused] == [(gone, Blocked), (stale, Stale)]
    assert str(outcome.refused[1][1]).startswith(f"Jo Marlowe moved {stale.code} to Shortlisted")
    assert {each.state for each in (third, fourth)} == {"not_progressing"}
    assert first_fault(Vacancy, vacancy.pk) is None


def test_nobody_moves_for_somebody_who_may_not(cast):
    vacancy = judged(cast, 2)
    outcome = go_through_many(out(people(vacancy)), OUT, by=cast.stranger)
    assert outcome.moved == []
    assert {type(refusal) for _, refusal in outcome.refused} == {NotAllowed}
    assert go_through_many([], OUT, by=cast.hr).moved == []


def test_deed_refused_to_one_is_done_for_the_others(cast, monkeypatch):
    vacancy = judged(cast, 3)
    second = people(vacancy)[1].pk
    body = OUT.body

    def refuse_the_second(application, **details):
        body(application, **details)
        if application.pk == second:
            raise Blocked(Blocker(code="test", text="Not this one."))

    monkeypatch.setattr(OUT, "body", refuse_the_second)
    outcome = go_through_many(out(people(vacancy)), OUT, by=cast.hr)
    assert [record.pk for record, _ in outcome.refused] == [second]
    assert str(outcome.refused[0][1]) == "Not this one."
    assert [each.state for each in people(vacancy)] == ["not_progressing", "submitted", "not_progressing"]
    assert Promise.objects.open().count() == 1
    assert first_fault(Vacancy, vacancy.pk) is None


def test_all_or_nobody_is_nobody_when_one_is_refused(cast):
    vacancy = judged(cast, 3)
    people(vacancy)[2].withdraw(by=people(vacancy)[2].candidate)
    with pytest.raises(Blocked):
        go_all_through(out(people(vacancy)), OUT, by=cast.hr)
    assert [each.state for each in people(vacancy)] == ["submitted", "submitted", "withdrawn"]
    assert first_fault(Vacancy, vacancy.pk) is None


def test_error_in_one_undoes_all(cast, monkeypatch):
    vacancy = judged(cast, 2)
    before = (Event.objects.count(), Promise.objects.open().count(), told(vacancy))
    monkeypatch.setattr(Application, "close_checks", lambda self: 1 / (self.pk - people(vacancy)[1].pk))
    with pytest.raises(ZeroDivisionError):
        go_through_many(out(people(vacancy)), OUT, by=cast.hr)
    assert (Event.objects.count(), Promise.objects.open().count(), told(vacancy)) == before


def test_moves_for_one_and_people_of_two_vacancies_do_not_go_together(cast):
    vacancy = judged(cast, 1)
    with pytest.raises(ValueError, match=r"application\.withdraw is a move for one at a time"):
        go_through_many([Try(people(vacancy)[0])], Application.withdraw.rule, by=cast.hr)
    other = story.submitted(story.published(cast, reference="REY-0150"), cast.candidate)
    with pytest.raises(ValueError, match="belong to one case"):
        go_through_many(out([people(vacancy)[0], other]), OUT, by=cast.hr)


def test_case_is_locked_first_and_the_people_in_one_order(cast):
    vacancy = judged(cast, 3)
    with CaptureQueriesContext(connection) as asked:
        go_through_many(out(reversed(people(vacancy))), OUT, by=cast.hr)
    locks = [each["sql"] for each in asked.captured_queries if "FOR NO KEY UPDATE" in each["sql"]]
    assert [sql.split(' FROM "')[1].split('"')[0] for sql in locks] == ["vacancies_vacancy", "vacancies_application"]
    assert 'ORDER BY "vacancies_application"."id" ASC' in locks[1]
