"""Each guard of the DBS Update Service: what it lets through, and what it says when it does not."""

import pytest

from checks import guards_subscription as guards
from checks.changes_agreed import no_status_is_typed
from checks.models import Clearance, FactsChange
from hiring import clock
from tests import story
from tests.checks.dbs.test_subscription import PAPER, say, status, the, use
from workflows.blockers import Blocked
from workflows.transitions import Move


def told(guard, subject, **details):
    return [each.text for each in guard(subject, Move(by=None, at=clock.now(), details=details))]


@pytest.fixture
def file(cast):
    return story.accepted(cast).clearance


def test_a_certificate_is_awaited(cast, file):
    assert told(guards.a_certificate_is_awaited, file) == []
    use(say(file), cast.hr)
    status(cast, "BLANK_NO_NEW_INFO")
    assert told(guards.a_certificate_is_awaited, file) == ["No DBS certificate is awaited for this post."]


def test_the_status_is_not_known_yet(file):
    assert told(guards.the_status_is_not_known_yet, file) == []
    file.person_facts["update_service"] = PAPER | {"status": None}
    assert told(guards.the_status_is_not_known_yet, file) == []
    file.person_facts["update_service"]["status"] = "NEW_INFO"
    assert told(guards.the_status_is_not_known_yet, file) == [
        "The status of your certificate has been looked at already."
    ]


def test_it_is_a_new_certificate(file):
    assert told(guards.it_is_a_new_certificate, the("dbs_enhanced")) == []
    assert told(guards.it_is_a_new_certificate, the("identity")) == ["Identity does not come from the Update Service."]


def test_they_agreed_in_writing(file):
    guard = guards.they_agreed_in_writing
    assert told(guard, the("dbs_enhanced")) == [
        "Amara Okonjo has not said yet whether they are on the Update Service. They are asked on their own page."
    ]
    assert told(guard, say(file, subscribed=False, consents=False)) == [
        "Amara Okonjo is not on the Update Service. Apply for a new certificate."
    ]
    assert told(guard, say(file, consents=False)) == [
        "Amara Okonjo did not agree to a look at their status. Apply for a new certificate."
    ]
    assert told(guard, say(file)) == []


def test_a_free_subscription_is_not_for_paid_work(cast, file):
    guard = guards.a_free_subscription_is_not_for_paid_work
    assert told(guard, the("dbs_enhanced")) == told(guard, say(file)) == []
    check = say(file, free_as_volunteer=True)
    assert told(guard, check) == [
        "Their subscription is a volunteer's free one, and this work is paid. Apply for a new certificate."
    ]
    with pytest.raises(Blocked, match="volunteer's free one"):
        use(check, cast.hr)
    check.clearance.role_facts["paid"] = False
    assert told(guard, check) == []


@pytest.mark.parametrize(
    ("misfit", "sentence"),
    [
        ({"level": "standard"}, "This post needs an enhanced certificate. Apply for one."),
        ({"workforce": "adult"}, "This post needs a certificate for the child workforce. Apply for one."),
        (
            {"children_barred_list": False},
            (
                "This post is regulated activity, and their certificate does not include the children's barred list. "
                "Apply for a new one."
            ),
        ),
    ],
)
def test_the_paper_fits_the_post(cast, file, misfit, sentence):
    guard, check = guards.the_paper_fits_the_post, say(file)
    assert told(guard, check, **PAPER) == []
    assert told(guard, check, **PAPER | misfit) == [sentence]
    with pytest.raises(Blocked):
        use(check, cast.hr, **misfit)
    check.clearance.regulated_activity = False
    assert told(guard, check, **PAPER | {"children_barred_list": False}) == []


def test_the_person_still_agrees(cast, file):
    guard = guards.the_person_still_agrees
    use(say(file), cast.hr)
    assert told(guard, the("dbs_update_status")) == []
    say(file, consents=False)
    assert told(guard, the("dbs_update_status")) == [
        "Amara Okonjo no longer agrees to a look at their status. Apply for a new certificate."
    ]
    assert told(guard, the("dbs_enhanced")) == []
    with pytest.raises(Blocked, match="no longer agrees"):
        status(cast, "BLANK_NO_NEW_INFO")


def test_no_status_is_typed(cast, file):
    typed = {"subscribed": True, "consent": True, "original_seen": True, **PAPER, "status": "BLANK_NO_NEW_INFO"}
    facts = {"role_facts": file.role_facts, "person_facts": file.person_facts | {"update_service": typed}}
    with pytest.raises(Blocked, match="A status is not typed"):
        FactsChange.propose(by=cast.hr, clearance=file, reason="They told me.", **facts)
    change = FactsChange(clearance=Clearance.objects.get(pk=file.pk), **facts)
    assert told(no_status_is_typed, change) == [
        "A status is not typed. Look at the Update Service, or record what it said, on the page of the check."
    ]
    change.clearance.person_facts = facts["person_facts"]
    assert told(no_status_is_typed, change) == []
