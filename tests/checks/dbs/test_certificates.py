"""Certificates that are not what they seem, content that is weighed in writing, and a list looked up only when it may be."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from checks.kinds import kind
from checks.models import Check, ContentDecision, Receipt
from checks.rules.decision import Requirement
from hiring import clock
from hiring.models import Membership, Role
from tests import story
from tests.checks.dbs import early as tell
from tests.checks.evidence import good_evidence
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message

pytestmark = pytest.mark.django_db
NUMBER = "001234567890"


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def certificate(cast):
    """Somebody whose application has gone to the DBS, two days ago."""
    check = tell.certificate_of(story.accepted(cast).clearance)
    tell.apply_for(check, cast)
    with clock.at(clock.now() + dt.timedelta(days=2)):
        yield tell.afresh(check)


def paper(**changed):
    """What is typed of a certificate that is as it should be; a trick changes one thing."""
    today = clock.today()
    return {
        "certificate_number": NUMBER,
        "issued_on": (today - dt.timedelta(days=1)).isoformat(),
        "evidence_on": today.isoformat(),
        "level": "enhanced",
        "workforce": "child",
        "is_theirs": "yes",
        "barred_list_result": "no_match",
        "outcome": "seen_no_content",
    } | changed


def ago(days):
    return (clock.today() - dt.timedelta(days=days)).isoformat()


TRICKS = {
    "a basic certificate": (lambda: paper(level="basic"), "This post needs an enhanced certificate"),
    "a standard certificate": (lambda: paper(level="standard"), "This post needs an enhanced certificate"),
    "the adult workforce": (lambda: paper(workforce="adult"), "This post needs a certificate for the child workforce"),
    "another workforce": (lambda: paper(workforce="other"), "This post needs a certificate for the child workforce"),
    "printed for an earlier post": (lambda: paper(issued_on=ago(10)), "before we asked for it"),
    "years old": (lambda: paper(issued_on=ago(900), applied_on=ago(920)), "from long before the offer"),
    "printed tomorrow": (lambda: paper(issued_on=ago(-1)), "The date must be in the past"),
    "seen the day it was printed": (lambda: paper(issued_on=ago(0)), "cannot have been seen on the day it was issued"),
    "seen before it was printed": (lambda: paper(issued_on=ago(1), evidence_on=ago(2)), "cannot have been seen"),
    "in another name or with another birth": (lambda: paper(is_theirs="no"), "Stop, and tell the safeguarding lead"),
    "nobody compared the name": (lambda: paper(is_theirs=""), "Select whether the name and date of birth are theirs"),
    "without the list's line": (lambda: paper(barred_list_result=""), "what the certificate says of the children's barred"),
    "barred, and called clear": (lambda: paper(barred_list_result="barred"), "Select that the person is barred, and stop"),
    "eleven figures": (lambda: paper(certificate_number="00123456789"), "Enter the certificate number, 12 figures"),
    "letters for figures": (lambda: paper(certificate_number="OO1234567890"), "Enter the certificate number, 12 figures"),
    "no number": (lambda: paper(certificate_number=""), "Enter the certificate number, 12 figures"),
    "no printed date": (lambda: paper(issued_on=""), "Enter the date printed on the certificate"),
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_a_certificate_trick_is_refused_in_a_sentence(certificate, trick):
    typed, sentence = TRICKS[trick]
    form = certificate.kind.Evidence(typed(), check=certificate)
    assert not form.is_valid()
    assert sentence in " ".join(str(each) for errors in form.errors.values() for each in errors)


def test_the_same_paper_without_a_trick_is_taken(certificate):
    form = certificate.kind.Evidence(paper(), check=certificate)
    assert form.errors == {}


def test_an_unasked_certificate_says_which_application_it_answers(cast):
    check = tell.certificate_of(story.accepted(cast).clearance)
    form = check.kind.Evidence(paper(), check=check)
    assert "applied_on" in form.errors


@pytest.mark.parametrize("outcome", ["applied", "issued", "withdrawn"])
def test_a_status_page_or_a_photo_clears_nothing(certificate, cast, outcome):
    applied = {"application_ref": "E1", "applied_on": ago(2), "position": "Child Workforce", "consent": "yes"}
    certificate.record(by=cast.hr, evidence=good_evidence(certificate, outcome=outcome, **applied))
    assert certificate.state == "waiting"


def test_nobody_sees_their_own_certificate(certificate, cast):
    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.HR_OFFICER)
    with pytest.raises(NotAllowed):
        certificate.record(
            by=type(cast.candidate).objects.get(pk=cast.candidate.pk), evidence=good_evidence(certificate)
        )


def test_more_than_fourteen_tricks_are_tried():
    assert len(TRICKS) + 3 >= 14


@pytest.fixture
def borrowed(certificate, cast):
    """The same number is on record for somebody else in the trust already."""
    other = tell.certificate_of(story.accepted(tell.with_another_candidate(cast), reference="REY-0777").clearance)
    other.record(by=cast.hr, evidence=good_evidence(other, certificate_number=NUMBER))
    return certificate


def test_one_certificate_one_person(borrowed, cast):
    with pytest.raises(Blocked, match="This certificate number is recorded for Farida Noor"):
        borrowed.record(by=cast.hr, evidence=good_evidence(borrowed, certificate_number=NUMBER))


def test_the_refusal_names_nobody_whom_the_reader_may_not_know_of(borrowed, cast):
    Membership.objects.filter(user=cast.hr).delete()
    hr = story.person("Odd Hand", role=Role.HR_OFFICER, trust=cast.trust, school=cast.school)
    from checks.models import Clearance

    Clearance.objects.filter(reference="REY-0777").update(school=cast.other_school)
    with pytest.raises(Blocked, match="recorded for somebody else in this trust") as refused:
        borrowed.record(by=hr, evidence=good_evidence(borrowed, certificate_number=NUMBER))
    assert "Farida" not in str(refused.value)


def test_the_page_refuses_the_number_and_the_safeguarding_lead_is_told(borrowed, cast):
    typed = paper(version=borrowed.version)
    answer = browser(cast.hr).post(borrowed.get_absolute_url(), typed)
    assert answer.status_code == 409
    letters = Message.objects.filter(kind="certificate.clash")
    assert set(letters.values_list("to_email", flat=True)) == {cast.safeguarding_lead.email, cast.hr_manager.email}
    assert "Farida" not in letters.first().body
    assert tell.afresh(borrowed).state == "waiting"


def test_the_database_refuses_the_number_whoever_writes_it(borrowed, cast):
    with pytest.raises(IntegrityError, match="A certificate belongs to one person"), transaction.atomic():
        Receipt.write(borrowed, good_evidence(borrowed, certificate_number=NUMBER), cast.hr)


def test_what_was_voided_frees_the_number_for_whom_it_belongs_to(borrowed, cast):
    other = Check.objects.select_related(*Check.locked_with).get(clearance__reference="REY-0777", code="dbs_enhanced")
    other.void(by=cast.head, reason="The number was typed from the wrong paper.")
    borrowed.record(by=cast.hr, evidence=good_evidence(borrowed, certificate_number=NUMBER))
    assert borrowed.state == "clear"


CERTIFICATES = ("dbs_enhanced", "dbs_update_status", "dbs_interim_risk_assessment", "barred_list")


def test_no_box_takes_what_a_certificate_says():
    free = {"source", "application_ref", "certificate_number", "supervisor"}
    free |= {"seen_by_name"}  # the door takes the name of somebody in the register, and no other words
    for code in CERTIFICATES:
        fields = kind(code).Evidence().fields
        assert {name for name, field in fields.items() if type(field).__name__ == "CharField"} <= free


def test_free_words_beside_a_certificate_are_not_kept(certificate, cast):
    form = certificate.kind.Evidence(
        paper(source="CANARY theft 2009", notes="CANARY", content="CANARY"), check=certificate
    )
    assert form.is_valid()
    certificate.record(by=cast.hr, evidence=form.cleaned_data)
    receipt = certificate.receipts.last()
    assert "CANARY" not in f"{receipt.source}{receipt.facts}{receipt.sentence}"


@pytest.fixture
def with_content(certificate, cast):
    certificate.record(by=cast.hr, evidence=good_evidence(certificate, outcome="seen_content"))
    return certificate


def test_content_is_weighed_by_the_head_in_writing_and_sealed(with_content, cast):
    assert with_content.state == "to_decide"
    with pytest.raises(Blocked, match="decides on it in writing"):
        with_content.clear(by=cast.head, reason="It is nothing.")
    for who in (cast.hr, cast.safeguarding_lead, cast.hr_manager):
        with pytest.raises(NotAllowed):
            tell.weighed(with_content, cast, "suitable", by=who)
    tell.weighed(with_content, cast, "suitable")
    assert tell.afresh(with_content).state == "clear"
    page = with_content.get_absolute_url()
    for who, reads in [("head", True), ("safeguarding_lead", True), ("hr", False)]:
        text = browser(getattr(cast, who)).get(page).content.decode()
        assert ("CANARY-reasons" in text) is reads
        assert "decided in writing" in text


def test_not_suitable_is_a_concern_that_only_another_written_decision_lifts(with_content, cast):
    tell.weighed(with_content, cast, "unsuitable")
    assert tell.afresh(with_content).state == "concern"
    with pytest.raises(Blocked, match="decides on it in writing"):
        tell.afresh(with_content).clear(by=cast.head, reason="I changed my mind.")


def test_a_decision_names_every_factor_and_a_talk_that_was_had(with_content, cast):
    address = f"{with_content.get_absolute_url()}decide-content/"
    tomorrow = clock.today() + dt.timedelta(days=1)
    sent = {"decision": "suitable", "factors": ["seriousness"], "reasons": "CANARY", "version": with_content.version}
    sent |= {"heard_on_day": tomorrow.day, "heard_on_month": tomorrow.month, "heard_on_year": tomorrow.year}
    answer = browser(cast.head).post(address, sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Weigh all of these before you decide." in text
    assert "Talk with the person first." in text
    assert browser(cast.hr).get(address).status_code == 403
    assert browser(cast.stranger).get(address).status_code == 404


def test_a_decision_is_kept_encrypted_and_never_changed(with_content, cast):
    from django.db import connection

    tell.weighed(with_content, cast, "suitable")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reasons FROM checks_contentdecision")
        assert "CANARY" not in cursor.fetchone()[0]
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ContentDecision.objects.update(decision="unsuitable")
    assert "CANARY" not in str(list(with_content.events().values_list("body", "note__text")))


def test_nobody_who_is_barred_is_decided_upon(certificate, cast):
    certificate.record(by=cast.hr, evidence=good_evidence(certificate, outcome="barred", barred_list_result="barred"))
    assert certificate.state == "concern"
    with pytest.raises(Blocked):
        tell.weighed(certificate, cast, "suitable")


class TestSeparateList:
    """The list by itself: for somebody who starts before the certificate, or left a school within three months."""

    def asked(self, clearance, cast, rule):
        need = Requirement("barred_list_standalone", "must", rule, "A rule", "V")
        return Check.require(by=cast.hr, clearance=clearance, requirements=[need])

    @pytest.mark.parametrize("rule", ["E1.1", "V.4", "G.10", ""])
    def test_it_is_not_required_for_any_other_reason(self, certificate, cast, rule):
        with pytest.raises(Blocked, match="two reasons only"):
            self.asked(certificate.clearance, cast, rule)

    @pytest.mark.parametrize(("rule", "reason"), [("E4.1", "three_month_rule"), ("E7.1", "before_certificate")])
    def test_its_two_reasons_follow_from_the_rule_that_asks(self, certificate, cast, rule, reason):
        [check] = self.asked(certificate.clearance, cast, rule)
        check.record(by=cast.hr, evidence=good_evidence(check))
        assert check.receipts.get().facts["reason"] == reason

    def test_nobody_looks_up_somebody_who_is_not_in_regulated_activity(self, certificate, cast):
        clearance = certificate.clearance
        clearance.regulated_activity = False
        clearance.save(update_fields=["regulated_activity"])
        with pytest.raises(Blocked, match="not regulated activity"):
            self.asked(clearance, cast, "E7.1")

    def test_page_api_and_verb_refuse_what_has_lost_its_reason(self, certificate, cast):
        from hiring.models import Token

        [check] = self.asked(certificate.clearance, cast, "E7.1")
        evidence = good_evidence(check)
        Check.objects.filter(pk=check.pk).update(required_by="E6.2")
        check = tell.afresh(check)
        typed = {
            "source": "The list",
            "terms": "Okonjo",
            "outcome": "no_record",
            "evidence_on": clock.today().isoformat(),
        }
        answer = browser(cast.hr).post(check.get_absolute_url(), typed | {"version": check.version})
        assert answer.status_code in {409, 422}
        assert "two reasons only" in answer.content.decode()
        with pytest.raises(Blocked, match="two reasons only"):
            check.record(by=cast.hr, evidence=evidence)
        _token, key = Token.objects.for_staff(cast.hr, "Test")
        headers = {
            "Authorization": f"Bearer {key}",
            "Idempotency-Key": "list-by-itself-1",
            "If-Match": f'"{check.version}"',
        }
        told = Client().post(
            f"/api/v1/checks/{check.pk}/transitions/record", typed, content_type="application/json", headers=headers
        )
        assert told.status_code in {409, 412, 422}
        assert not check.receipts.exists()
