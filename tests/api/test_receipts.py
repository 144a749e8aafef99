"""Receipts by program: the same forms, the same refusals, and nothing sealed is ever given out."""

import datetime as dt

import pytest

from checks.models import Check
from hiring import clock
from tests import story
from tests.checks.evidence import good_evidence

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "CANARY-sealed-for-programs"


def the(code):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(code=code)


def as_json(evidence):
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in evidence.items() if value
    }


@pytest.fixture
def hr(cast, client_of):
    story.accepted(cast)
    return client_of(cast.hr)


def test_a_permission_to_work_is_recorded_like_on_the_page(hr):
    check = the("right_to_work")
    ends = {"outcome": "limited_until", "permission_ends_on": (clock.today() + dt.timedelta(days=200)).isoformat()}
    told = hr.move(f"checks/{check.pk}", "record", as_json(good_evidence(check)) | ends)
    assert told["state"] == "clear"
    assert the("rtw_follow_up").state == "clear"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"document": "residence_card_settled"}, "document"),
        ({"copy_kept": "no"}, "copy_kept"),
        ({"evidence_on": "2020-01-01"}, "evidence_on"),
    ],
)
def test_what_the_page_refuses_a_program_is_refused_too(hr, changed, field):
    check = the("right_to_work")
    answer = hr.try_move(f"checks/{check.pk}", "record", as_json(good_evidence(check)) | changed)
    assert answer.status_code == 400
    assert field in answer.text
    assert the("right_to_work").state == "not_started"


def test_a_program_opens_nothing_and_reads_nothing_that_is_sealed(cast, hr):
    check = the("online_search")
    check.record(by=cast.hr, evidence=good_evidence(check, outcome="item_to_explore"))
    check.seal_finding(by=cast.hr, found=CANARY, where=CANARY, bears_on="safeguarding")
    assert hr.post(f"checks/{check.pk}/transitions/open_sealed", {"reason": "To see."}).status_code == 404
    for path in (f"checks/{check.pk}", f"checks/{check.pk}/actions", f"people/{check.clearance_id}/gate"):
        assert CANARY not in hr.get(path).text
