"""People with no vacancy by JSON: added by the pages' own questions, refused until clear, changed, told of honestly."""

import pytest

from checks.models import Clearance
from hiring import clock
from tests import story
from tests.api.asking import Asking, problem_of
from tests.checks.people.telling import NO_CHILDCARE, WORK, as_if_committed

CHILDCARE = NO_CHILDCARE | {"later_years_childcare": "yes"}


def volunteer(cast, **who):
    today = clock.today().isoformat()
    said = {
        "name": "Nell Ashby",
        "email": "nell.ashby@example.org",
        "school": cast.school.pk,
        "post_title": "Reading volunteer",
        "engagement": "volunteer",
        "setting": "academy",
        "here_already": "no",
        "starts_on": today,
        "offered_on": today,
    }
    pages = {"work": WORK, "terms": {"paid": "no"}, "childcare": NO_CHILDCARE, "about": {"age": "18"}}
    return {"who": said | who, **pages}


@pytest.fixture
def hr(cast):
    return Asking(cast.hr)


@pytest.fixture
def person(hr, cast):
    answer = hr.post("people", volunteer(cast))
    assert answer.status_code == 201, answer.content
    return f"people/{answer.json()['id']}"


def test_somebody_is_added_and_every_required_check_says_why(hr, person):
    told = hr.get(person).json()
    assert (told["name"], told["state"], told["began_on"]) == ("Nell Ashby", "open", None)
    assert told["role"]["engagement"] == "volunteer"
    answer = hr.get(f"{person}/required-checks").json()
    assert [each["code"] for each in answer["required"]] == [
        "volunteer_risk_assessment", "identity", "dbs_enhanced", "barred_list",
    ]  # fmt: skip
    assert answer["required"][2]["because"] == [{"label": "Regulated activity with children", "value": "Yes"}]
    assert {"code": "references", "rule": "V"} in answer["excluded"]


def test_what_is_not_right_is_told_by_place(hr, cast):
    missing = {name: page for name, page in volunteer(cast).items() if name != "work"}
    told = problem_of(hr.post("people", missing), "invalid", 400)
    assert {"pointer": "/work", "detail": "Answer “What will they do?”."} in told["errors"]
    wrong = volunteer(cast, engagement="pirate") | {"duties": {}, "ship": {}}
    places = {each["pointer"] for each in problem_of(hr.post("people", wrong), "invalid", 400)["errors"]}
    assert {"/who/engagement", "/duties", "/ship"} <= places
    assert not Clearance.objects.exists()


def test_work_begins_only_when_clear_and_ends_with_a_day(hr, cast, person):
    refused = hr.post(f"{person}/transitions/rely_on", If_Match=hr.tag(person))
    assert len(problem_of(refused, "transition-blocked", 409)["blockers"]) == 3
    file = Clearance.objects.get()
    for check in file.checks.all():
        story.clear(check, cast)
    assert hr.post(f"{person}/transitions/rely_on", If_Match=hr.tag(person)).json()["state"] == "relied_on"
    as_if_committed()
    changed = hr.post(
        f"{person}/changes", {"childcare": CHILDCARE, "reason": "Breakfast club."}, If_Match=hr.tag(person)
    )
    assert changed.status_code == 201
    assert changed.json()["added"] == [{"code": "childcare_disqualification", "rule": "V.8"}]
    assert hr.get(f"{person}/gate").json()["title"] == "At work with 1 check missing, since today"
    left = {"left_on": clock.today().isoformat(), "reason": "Moved."}
    assert hr.post(f"{person}/transitions/leave", left, If_Match=hr.tag(person)).json()["state"] == "left"


def test_less_waits_for_a_second_person(hr, cast, person):
    less = {"work": WORK | {"frequency": "one_off"}, "reason": "Once only."}
    made = hr.post(f"{person}/changes", less, If_Match=hr.tag(person)).json()
    assert (made["state"], made["asks_for_less"]) == ("proposed", True)
    change = f"changes/{made['id']}"
    assert hr.post(f"{change}/transitions/make", If_Match=hr.tag(change)).status_code == 409
    head = Asking(cast.head)
    assert head.post(f"{change}/transitions/make", If_Match=head.tag(change)).json()["state"] == "made"
    assert "dbs_enhanced" in {each["code"] for each in hr.get(change).json()["let_go"]}


def test_work_without_clearance_is_told_and_closed_by_those_who_may(hr, cast, person):
    today = clock.today().isoformat()
    said = dict.fromkeys(["how_found", "what_was_done", "who_was_told"], "Said plainly.")
    made = hr.post(f"{person}/incidents", {"began_on": today, "found_on": today, **said})
    assert made.status_code == 201
    assert len(made.json()["missing"]) == 3
    incident, learnt = f"incidents/{made.json()['id']}", {"learnt": "The office looks at the list."}
    assert hr.post(f"{incident}/transitions/close", learnt, If_Match=hr.tag(incident)).status_code == 403
    lead = Asking(cast.safeguarding_lead)
    closed = lead.post(f"{incident}/transitions/close", learnt, If_Match=lead.tag(incident))
    assert closed.json()["state"] == "closed"


def test_the_checks_that_apply_to_a_post_are_told_with_their_reasons(cast):
    vacancy, hr = story.draft(cast), Asking(cast.hr)
    answer = hr.get(f"vacancies/{vacancy.reference}/required-checks").json()
    assert answer["regulated_activity_rule"] == "R6"
    childcare = next(each for each in answer["required"] if each["code"] == "childcare_disqualification")
    assert (childcare["rule"], childcare["strength"]) == ("E11", "must")
    assert {"code": "volunteer_risk_assessment", "rule": "E"} in answer["excluded"]
    bare = story.draft(cast, reference="REY-0199", role_facts={})
    assert hr.get(f"vacancies/{bare.reference}/required-checks").status_code == 409
