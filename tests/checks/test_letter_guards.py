"""Each guard of an agency's word and of its copy of a certificate: what it lets through, and what it says when it does not."""

import pytest

from checks import guards_dbs, guards_letters
from hiring import clock
from tests.checks.test_letters_asked import decide, the
from tests.checks.test_traps import SUPPLY, somebody
from workflows.transitions import Move


def told(guard, check):
    return [each.text for each in guard(check, Move(by=None, at=clock.now(), details={}))]


@pytest.fixture(autouse=True)
def file(cast):
    """Somebody an agency sends, who it says has something on their certificate."""
    return somebody(cast, person={"agency_dbs_has_disclosure": True}, **SUPPLY)


def test_it_is_somebody_elses_letter():
    assert told(guards_letters.it_is_somebody_elses_letter, the("agency_written_confirmation")) == []
    assert told(guards_letters.it_is_somebody_elses_letter, the("identity_on_arrival")) == [
        "Identity on arrival is not somebody else’s letter."
    ]


def test_the_copy_is_destroyed():
    assert told(guards_dbs.the_copy_is_destroyed, the("identity_on_arrival")) == []
    assert told(guards_dbs.the_copy_is_destroyed, the("agency_certificate_copy")) == [
        "The copy is still here. Destroy it and record the day, once the headteacher has decided in writing."
    ]


def test_it_is_decided_in_writing(cast):
    guard, check = guards_dbs.it_is_decided_in_writing, the("agency_certificate_copy")
    undecided = ["The headteacher has not decided in writing yet. The copy is destroyed after that."]
    assert told(guard, the("identity_on_arrival")) == [
        "Identity on arrival comes with no agency’s copy to destroy.",
    ]
    assert told(guard, check) == undecided
    came = {"source": "Harbour Supply", "terms": "", "outcome": "received", "evidence_on": clock.today()}
    check = check.record(by=cast.hr, evidence=came)
    assert told(guard, the(check.code)) == undecided
    check = decide(check, cast, "suitable")
    assert told(guard, check) == []
    check.record(by=cast.hr, evidence=came)
    assert told(guard, the(check.code)) == undecided, "the decision was on another copy"
