"""Once means once, and nobody overwrites what they have not read."""

import threading

import pytest
from django.db import connection

from hiring import clock
from tests import story
from tests.api.asking import Asking, problem_of
from vacancies.models import Vacancy
from workflows.models import Event, Idempotency

WHERE = "vacancies/REY-0142"
SEND = f"{WHERE}/transitions/send_for_approval"


@pytest.fixture
def hr(cast, vacancy):
    return Asking(cast.hr)


def test_demand_a_key(hr):
    problem_of(hr.call("POST", SEND, If_Match=hr.tag(WHERE)), "key-missing", 400)


@pytest.mark.parametrize("key", ["short", "with space in", "x" * 101, "ünïcode-key"])
def test_refuse_a_key_that_is_none(hr, key):
    problem_of(hr.post(SEND, Idempotency_Key=key), "invalid", 400)


def test_demand_the_version_that_was_read(hr):
    problem_of(hr.post(SEND), "version-missing", 428)
    problem_of(hr.post(SEND, If_Match="*"), "version-missing", 428)


def test_refuse_a_version_that_is_old(hr, vacancy, cast):
    old = hr.tag(WHERE)
    vacancy.send_for_approval(by=cast.hr)
    answer = hr.post(SEND, If_Match=old)
    problem_of(answer, "stale", 412)
    assert answer["ETag"] == hr.tag(WHERE)


def test_version_changes_with_the_set_up_too(hr, vacancy):
    old = hr.tag(WHERE)
    vacancy.criteria.filter(code="S1").update(weight=1)
    assert hr.tag(WHERE) != old
    new = hr.tag(WHERE)
    Vacancy.objects.filter(pk=vacancy.pk).update(title="Another title")
    assert hr.tag(WHERE) != new


def test_answer_the_same_to_the_same_key(hr):
    tag, events = hr.tag(WHERE), Event.objects.count()
    first = hr.post(SEND, If_Match=tag, Idempotency_Key="one-two-three")
    again = hr.post(SEND, If_Match=tag, Idempotency_Key="one-two-three")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first["ETag"] == again["ETag"]
    assert (again.headers.get("Idempotency-Replayed"), first.headers.get("Idempotency-Replayed")) == ("true", None)
    assert Event.objects.count() == events + 1


def test_refuse_a_key_used_for_something_else(hr):
    hr.post(SEND, If_Match=hr.tag(WHERE), Idempotency_Key="one-two-three")
    problem_of(
        hr.post(SEND, {"reason": "x"}, If_Match=hr.tag(WHERE), Idempotency_Key="one-two-three"), "key-reused", 422
    )
    problem_of(hr.post("vacancies", Idempotency_Key="one-two-three"), "key-reused", 422)


def test_keys_are_each_persons_own(hr, cast, vacancy):
    hr.post(SEND, If_Match=hr.tag(WHERE), Idempotency_Key="one-two-three")
    approver = Asking(cast.approver)
    approved = approver.post(
        f"{WHERE}/transitions/approve", If_Match=approver.tag(WHERE), Idempotency_Key="one-two-three"
    )
    assert approved.status_code == 200


def test_try_a_refused_move_again_with_the_same_key(hr, vacancy):
    vacancy.panel.all().delete()
    refused = hr.post(SEND, If_Match=hr.tag(WHERE), Idempotency_Key="one-two-three")
    problem_of(refused, "transition-blocked", 409)
    assert not Idempotency.objects.exists()


def test_forget_a_key_after_a_day(hr, cast):
    tag = hr.tag(WHERE)
    hr.post(SEND, If_Match=tag, Idempotency_Key="one-two-three")
    Idempotency.objects.update(made_at=clock.now() - Idempotency.KEPT * 1.01)
    problem_of(hr.post(SEND, If_Match=tag, Idempotency_Key="one-two-three"), "stale", 412)
    another = {"school": cast.school.pk, "reference": "REY-0199", "title": "Another post"}
    assert hr.post("vacancies", another, Idempotency_Key="four-five-six").status_code == 201
    assert Idempotency.objects.get().key == "four-five-six"


def test_dry_run_changes_nothing_and_needs_neither(hr):
    events = Event.objects.count()
    told = hr.call("POST", f"{SEND}?dry_run=true")
    assert told.status_code == 200
    assert told.json()["allowed"] is True
    assert told.json()["href"] == f"/api/v1/{SEND}"
    assert Event.objects.count() == events


def test_actions_list_allowed_and_blocked(hr, cast, vacancy):
    vacancy.panel.all().delete()
    told = {each["verb"]: each for each in hr.get(f"{WHERE}/actions").json()}
    assert told["send_for_approval"]["blockers"]
    assert not told["send_for_approval"]["allowed"]
    assert not told["cancel"]["permitted"]


@pytest.mark.django_db(transaction=True)
def test_make_the_move_once_however_many_ask_at_once(cast, vacancy, tally):
    tries, answers = 12, []
    hr = Asking(cast.hr)
    tag, events = hr.tag(WHERE), Event.objects.count()
    asking = [Asking(cast.hr) for _ in range(tries)]

    def ask(each):
        answers.append(each.post(SEND, If_Match=tag, Idempotency_Key="all-at-once"))
        connection.close()

    threads = [threading.Thread(target=ask, args=(each,)) for each in asking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = {answer.status_code for answer in answers}
    made = Event.objects.count() - events
    tally("the same key at once", tries, made - 1)
    assert (made, statuses <= {200, 409}, len(answers)) == (1, True, tries)
    waiting = [answer for answer in answers if answer.status_code == 409]
    assert all(answer.json()["type"] == "/problems/key-in-progress" for answer in waiting)


@pytest.mark.django_db(transaction=True)
def test_begin_one_application_however_many_ask_at_once(cast, open_vacancy, tally):
    asking, answers = [Asking(cast.candidate, "candidate") for _ in range(8)], []

    def ask(each):
        answers.append(each.post(f"{WHERE}/applications").status_code)
        connection.close()

    threads = [threading.Thread(target=ask, args=(each,)) for each in asking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally("beginning the same application at once", len(asking), open_vacancy.applications.count() - 1)
    assert sorted(answers) == [201] + [409] * 7


def test_walk_a_list_both_ways(cast, hr):
    for number in range(143, 148):
        story.draft(cast, reference=f"REY-0{number}")
    first = hr.get("vacancies?limit=2").json()
    second = hr.get(first["next"].removeprefix("/api/v1/"))
    assert 'rel="next"' in second["Link"]
    assert 'rel="prev"' in second["Link"]
    third = hr.get(second.json()["next"].removeprefix("/api/v1/")).json()
    seen = [each["reference"] for page in (first, second.json(), third) for each in page["items"]]
    assert seen == [f"REY-0{number}" for number in range(142, 148)]
    assert (first["previous"], third["next"]) == (None, None)
    assert hr.get(third["previous"].removeprefix("/api/v1/")).json()["items"] == second.json()["items"]


def test_list_only_what_happened_since(cast, hr):
    with clock.at(clock.now() - clock.dt.timedelta(hours=1)):
        story.draft(cast, reference="REY-0143")
    since = (clock.now() - clock.dt.timedelta(minutes=30)).isoformat().replace("+", "%2B")
    found = hr.get(f"vacancies?updated_since={since}").json()["items"]
    assert [each["reference"] for each in found] == ["REY-0142"]
