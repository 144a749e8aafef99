"""No decision stands in for evidence that has not come, or makes good what is bad: by verb, page, API or SQL."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from checks.kinds import KINDS
from checks.models import Check, Clearance
from hiring import clock
from tests import story
from tests.checks.dbs import early
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import volunteer
from workflows.blockers import Blocked

pytestmark = pytest.mark.django_db


def the(file, code):
    return Check.objects.select_related(*Check.locked_with).get(clearance=file, code=code)


@pytest.fixture
def applied_for(cast):
    """A certificate that was applied for and has not come, and a concern raised meanwhile."""
    with clock.at(clock.now() - dt.timedelta(days=7)):
        file = story.accepted(cast).clearance
        early.apply_for(the(file, "dbs_enhanced"), cast)
        the(file, "dbs_enhanced").raise_concern(by=cast.head, reason="A former colleague rang.")
    return the(file, "dbs_enhanced")


def test_a_certificate_only_applied_for_is_never_decided_clear(cast, applied_for):
    with pytest.raises(Blocked) as why:
        applied_for.clear(by=cast.head, reason="I am content.")
    assert [each.code for each in why.value.blockers] == ["dbs_enhanced.not_come"]
    assert "application sent. No decision stands in for what has not come" in str(why.value.blockers[0].text)


def test_nor_by_its_page(cast, applied_for):
    client = Client()
    client.force_login(cast.head)
    answer = client.post(
        f"{applied_for.get_absolute_url()}clear/", {"reason": "I am content.", "version": applied_for.version}
    )
    assert answer.status_code == 409
    assert "No decision stands in for what has not come" in answer.content.decode()
    assert the(applied_for.clearance, "dbs_enhanced").state == "concern"


def test_nor_by_sql(cast, applied_for):
    now = "UPDATE checks_check SET state = 'clear' WHERE id = %s; SET CONSTRAINTS checks_check_clear_has_receipt IMMEDIATE"
    with connection.cursor() as sql, pytest.raises(IntegrityError, match="says that it has not come"):
        sql.execute(now, [applied_for.pk])


def test_a_concern_raised_meanwhile_is_settled_and_the_certificate_still_waited_for(cast, applied_for):
    assert not applied_for.go_on_waiting.dry_run(by=cast.hr, reason="x").allowed
    applied_for.go_on_waiting(by=cast.head, reason="They had mistaken somebody else for them.")
    check = the(applied_for.clearance, "dbs_enhanced")
    assert (check.state, check.holder) == ("waiting", "the DBS")
    check.record(by=cast.hr, evidence=good_evidence(check))
    assert the(applied_for.clearance, "dbs_enhanced").state == "clear"


def test_what_has_come_is_decided_and_not_waited_for_again(cast):
    file = story.accepted(cast).clearance
    story.clear(the(file, "identity"), cast)
    the(file, "identity").raise_concern(by=cast.head, reason="A former colleague rang.")
    with pytest.raises(Blocked, match="has come"):
        the(file, "identity").go_on_waiting(by=cast.head, reason="It is nothing.")
    the(file, "identity").clear(by=cast.head, reason="I rang them back.")


LETTERS = [
    ("agency_supply", "agency_written_confirmation"),
    ("trainee_fee_funded", "itt_provider_confirmation"),
    ("contractor_staff", "employer_assurance"),
]


@pytest.mark.parametrize(("engagement", "code"), LETTERS)
def test_a_letter_that_leaves_something_out_is_completed_and_never_decided(cast, engagement, code):
    """The written confirmation is never waived (KCSIE Part three, agency and third-party staff)."""
    file = volunteer(cast, role={"engagement": engagement, "paid": True, "teaching_work": "yes"})
    typed = {"source": "Supply Ltd", "outcome": "received_incomplete", "evidence_on": clock.today().isoformat()}
    form = the(file, code).kind.Evidence(typed | {"names_this_person": "no"}, check=the(file, code))
    assert form.is_valid(), form.errors
    the(file, code).record(by=cast.hr, evidence=form.cleaned_data)
    check = the(file, code)
    assert check.state == "waiting"
    assert not check.clear.dry_run(by=cast.hr, reason="They said it is fine on the phone.").allowed
    assert not check.clear.dry_run(by=cast.head, reason="They said it is fine on the phone.").allowed
    assert Clearance.objects.get(pk=file.pk).gate().blockers


def test_an_identity_that_does_not_agree_is_seen_again_and_never_decided(cast):
    file = volunteer(cast)
    check = the(file, "identity")
    check.record(by=cast.hr, evidence=good_evidence(check) | {"outcome": "discrepancy", "photo_matches": "no"})
    for actor in (cast.hr, cast.head, cast.safeguarding_lead):
        assert not the(file, "identity").clear.dry_run(by=actor, reason="Looks fine.").allowed
    check = the(file, "identity")
    check.record(by=cast.hr, evidence=good_evidence(check))
    assert the(file, "identity").state == "clear"


TEACHER = {
    "engagement": "employee",
    "paid": True,
    "teaching_work": "yes",
    "qts_required": True,
    "qualification_required": True,
}


@pytest.mark.parametrize(
    ("code", "outcome", "better"),
    [
        ("medical_fitness", "not_fit", "fit"),
        ("qts_status", "not_held", "held"),
        ("qualifications", "doubtful", "verified_at_source"),
        ("qualifications", "not_held", "seen"),
    ],
)
def test_what_is_bad_is_made_good_by_newer_evidence_alone(cast, code, outcome, better):
    file = volunteer(cast, role=TEACHER)
    check = the(file, code)
    check.record(by=cast.hr, evidence=good_evidence(check, outcome=outcome))
    assert not the(file, code).clear.dry_run(by=cast.head, reason="We need somebody on Monday.").allowed
    check = the(file, code)
    check.record(
        by=cast.hr, evidence=good_evidence(check, outcome=better, confirmed_by="The awarding body, by letter")
    )
    assert the(file, code).state == "clear"


def test_newer_evidence_does_not_do_away_with_a_concern_that_somebody_raised(cast):
    file = volunteer(cast, role=TEACHER)
    story.clear(the(file, "medical_fitness"), cast)
    the(file, "medical_fitness").raise_concern(by=cast.head, reason="They were unwell on the stairs.")
    check = the(file, "medical_fitness")
    with pytest.raises(Blocked, match="There is a concern about"):
        check.record(by=cast.hr, evidence=good_evidence(check))


def test_every_kind_has_something_a_decision_or_a_receipt_can_make_clear():
    """No kind is a dead end: from waiting and from bad news there is evidence that leads on."""
    for code, kind in KINDS.items():
        assert {each.result for each in kind.outcomes.values()} & {"clear", "to_decide"}, code


def test_the_head_settles_it_on_its_page_and_says_why(cast, applied_for):
    client, page = Client(), applied_for.get_absolute_url()
    client.force_login(cast.head)
    assert "Settle the concern and go on waiting" in client.get(page).content.decode()
    empty = client.post(f"{page}go-on-waiting/", {"reason": "", "version": applied_for.version})
    assert empty.status_code == 422
    assert "Say what settled it." in empty.content.decode()
    typed = {"reason": "They had mistaken somebody else for them.", "version": applied_for.version}
    assert client.post(f"{page}go-on-waiting/", typed).status_code in {302, 303}
    assert the(applied_for.clearance, "dbs_enhanced").state == "waiting"
