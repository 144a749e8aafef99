"""What a trust asks of referees, and the open files behind its choices, by JSON as by the page."""

import pytest

from checks.models import ReferencePolicy
from tests.api.asking import Asking, problem_of
from tests.checks.people.telling import volunteer
from tests.checks.test_rules_page import settle

POLICY, FILES = "reference-policy", "rules/files"
REASON = {"reason": "Agreed by the trustees on 2 July."}


def settle_references(asking, body, **headers):
    headers.setdefault("If_Match", asking.tag(POLICY))
    return asking.post(POLICY, REASON | body, **headers)


def test_the_hr_manager_settles_how_referees_are_asked_and_what_is_not_sent_stays(cast):
    manager = Asking(cast.hr_manager)
    first = settle_references(manager, {"remind_after": [2, 4, 9], "opens": 9})
    assert first.status_code == 201
    assert (first.json()["remind_after"], first.json()["opens"], first.json()["shuts"]) == ([2, 4, 9], 9, 18)
    second = settle_references(manager, {"shuts": 17})
    assert (second.json()["remind_after"], second.json()["shuts"]) == ([2, 4, 9], 17)
    assert first["ETag"] != second["ETag"] == manager.tag(POLICY)
    assert (
        ReferencePolicy.of(cast.trust).choices.items() >= {"opens": 9, "shuts": 17, "remind_after": [2, 4, 9]}.items()
    )


def test_settle_says_what_is_wrong_and_changes_nothing(cast):
    manager = Asking(cast.hr_manager)
    tag = manager.tag(POLICY)
    for body, says in [
        ({"remind_after": "3 and 6"}, "Send a list of whole numbers"),
        ({"remind_after": [True]}, "Send a list of whole numbers"),
        ({"opens": "nine"}, "Send a whole number."),
        ({"instead_of": 0}, "There is no “instead_of” here."),
        ({"reason": ""}, "reason"),
    ]:
        answer = settle_references(manager, body)
        assert says in str(problem_of(answer, "invalid", 400)["errors"])
    assert "No link works for more than twelve weeks." in str(
        problem_of(settle_references(manager, {"link_days": 85}), "transition-blocked", 409)["blockers"]
    )
    assert manager.post(POLICY, REASON | {"opens": 9}).status_code == 428
    assert settle_references(manager, {"opens": 9}).status_code == 201
    assert settle_references(manager, {"opens": 10}, If_Match=tag).status_code == 412
    assert ReferencePolicy.objects.get().opens == 9


@pytest.mark.parametrize(("who", "status"), [("hr", 403), ("head", 403), ("auditor", 403), ("hr_elsewhere", 403)])
def test_settle_is_for_the_trusts_hr_manager_alone(cast, who, status):
    other = Asking(getattr(cast, who))
    answer = settle_references(other, {"opens": 9})
    assert "Only the HR manager of the trust can change this" in problem_of(answer, "not-allowed", status)["detail"]
    assert Asking(cast.panel[0]).get(POLICY).status_code == 404
    assert not ReferencePolicy.objects.exists()


def test_open_files_behind_a_choice_are_told_and_derived_again(cast):
    stay = {"months": 2, "years_since_end": 1, "aged_18_or_over": True, "taught": False}
    file = volunteer(cast, role={"engagement": "employee", "paid": True}, person={"abroad": stay})
    hr = Asking(cast.hr)
    assert hr.get(FILES).json() == {"items": []}
    settle(cast, overseas_months=1)
    [item] = hr.get(FILES).json()["items"]
    assert (item["person"], item["name"], [each["code"] for each in item["added"]]) == (
        file.pk, "Nell Ashby", ["overseas_criminal_record"],
    )  # fmt: skip
    assert item["added"][0]["rule"] == "E12"
    assert Asking(cast.hr_elsewhere).get(FILES).json() == {"items": []}
    for who in (cast.auditor, cast.safeguarding_lead):
        assert [each["person"] for each in Asking(who).get(FILES).json()["items"]] == [file.pk]
        assert "Only HR or the headteacher" in problem_of(Asking(who).post(FILES), "not-allowed", 403)["detail"]
    assert Asking(cast.panel[0]).get(FILES).status_code == 404
    assert hr.post(FILES, {"all": True}).status_code == 400
    answer = hr.post(FILES, Idempotency_Key="derive-them-once")
    assert (answer.status_code, answer.json()) == (200, {"derived": 1})
    again = hr.post(FILES, Idempotency_Key="derive-them-once")
    assert (again.json(), again["Idempotency-Replayed"]) == ({"derived": 1}, "true")
    assert file.checks.filter(code="overseas_criminal_record").exists()
    assert hr.get(FILES).json() == {"items": []}
