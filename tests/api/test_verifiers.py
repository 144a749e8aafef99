"""Who may verify, by program: read, entered, ended, and the same refusals as on the page."""

import pytest

from checks.models import Check, Verifier
from hiring import clock
from tests import story
from tests.api.test_receipts import as_json
from tests.checks.evidence import good_evidence

pytestmark = pytest.mark.django_db(transaction=True)


def told(**changed):
    today = clock.today().isoformat()
    who = {"name": "Hana Pryce", "email": "hana.pryce@aldercoast.example", "authority": "reception"}
    return who | {"grounds": "Named by the headteacher", "grounds_on": today, "from_on": today} | changed


def test_the_register_is_read_entered_and_ended(cast, client_of):
    manager = client_of(cast.hr_manager)
    answer = manager.post("verifiers", told())
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["name"], made["entered_by"], made["school"], made["last_on"]) == (
        "Hana Pryce",
        "Dev Khatri",
        None,
        None,
    )
    ended = manager.move(f"verifiers/{made['id']}", "end", {"ended_on": clock.today().isoformat(), "reason": "Left."})
    assert ended["state"] == "ended"
    assert Verifier.objects.get(pk=made["id"]).last_on == clock.today()


def test_what_the_page_refuses_a_program_is_refused_too(cast, client_of):
    manager = client_of(cast.hr_manager)
    assert manager.post("verifiers", told(authority="barred_list")).status_code == 409
    assert manager.post("verifiers", told(grounds="")).status_code == 400
    assert manager.post("verifiers", told(email=cast.hr_manager.email)).status_code == 403
    assert client_of(cast.hr).post("verifiers", told()).status_code == 403


def test_a_look_by_somebody_who_might_not_is_refused_by_program(cast, client_of):
    story.accepted(cast)
    check = Check.objects.select_related("clearance__school__trust", "clearance__person").get(code="identity")
    new = story.person("Tilda Wren", role="hr_officer", trust=cast.trust, school=cast.school)
    evidence = as_json(good_evidence(check))
    answer = client_of(new).try_move(f"checks/{check.pk}", "record", evidence)
    assert answer.status_code == 409
    (blocker,) = answer.json()["blockers"]
    assert blocker["code"] == "identity.may_not_verify"
    done = client_of(new).move(f"checks/{check.pk}", "record", evidence | {"seen_by_name": "Jo Marlowe"})
    assert done["state"] == "clear"
