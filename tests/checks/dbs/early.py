"""The story of somebody who starts before their certificate, told through the door as far as a test wants it."""

import datetime as dt
from types import SimpleNamespace

from django.db import connection

from checks.models import Check, Clearance, EarlyStart
from checks.models.content_decision import FACTORS
from hiring import clock
from hiring.models import Membership, Role
from tests import story
from tests.checks.evidence import good_evidence
from vacancies.models import Appointment

WRITTEN = {
    "duties": "Works with small groups in the hall. No trips, no intimate care.",
    "risks": "Unknown history with children until the certificate is seen.",
    "safeguards": "Always in sight of the supervisor, who signs the log each day.",
    "never_alone": True,
}


def certificate_of(clearance):
    return afresh(clearance.checks.get(code="dbs_enhanced"))


def afresh(record):
    model = type(record)
    return model.objects.select_related(*model.locked_with).get(pk=record.pk)


def apply_for(certificate, cast):
    """The application goes to the DBS, and we say so."""
    for identity in certificate.clearance.checks.filter(code="identity").exclude(state="clear"):
        story.clear(identity, cast)
    today = clock.today()
    evidence = {"source": "The application service", "terms": "", "outcome": "applied", "evidence_on": today}
    evidence |= {"application_ref": "E0042", "applied_on": today, "certificate_number": "", "issued_on": None}
    evidence |= {"position": "Child Workforce", "consent": "yes"}
    certificate.record(by=cast.hr, evidence=evidence)
    return certificate


def all_but_the_certificate(cast, **fields):
    """Accepted, the application sent, everything else that was asked for clear."""
    appointment = story.accepted(cast, **fields)
    for check in appointment.clearance.checks.exclude(code="dbs_enhanced"):
        story.clear(check, cast)
    apply_for(certificate_of(appointment.clearance), cast)
    return Appointment.objects.get(pk=appointment.pk)


def proposed(cast, appointment, by=None, **changed):
    """HR writes the safeguards, with a panel member who works at the school to supervise."""
    today = clock.today()
    terms = {"starts_on": today, "review_on": today + dt.timedelta(days=10), "supervisor": cast.panel[0], **WRITTEN}
    clearance = Clearance.objects.select_related(*Clearance.locked_with).get(pk=appointment.clearance_id)
    return EarlyStart.propose(by=by or cast.hr, clearance=clearance, **(terms | changed))


def searched(clearance, cast):
    """The list, looked up by itself, with nobody found."""
    check = afresh(clearance.checks.get(code="barred_list_standalone"))
    check.record(by=cast.hr, evidence=good_evidence(check))
    return check


def approved(cast, appointment=None, **changed):
    """Everything else clear, the list looked up, and the head content."""
    appointment = appointment or all_but_the_certificate(cast)
    early = proposed(cast, appointment, **changed)
    searched(early.clearance, cast)
    return afresh(early).approve(by=cast.head, reason="I have read it and walked through the day.")


def as_at_a_commit():
    """The database's deferred rules are asked now, so that what follows is another day's work."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def at_work(cast, **changed):
    """Begun under the exception."""
    early = approved(cast, **changed)
    appointment = Appointment.objects.get(clearance=early.clearance)
    appointment.confirm_start(by=cast.head)
    Appointment.objects.get(pk=appointment.pk).start(by=cast.hr)
    as_at_a_commit()
    return afresh(early)


def at_work_again(early, cast):
    """The same person under a new exception."""
    appointment = Appointment.objects.get(clearance=early.clearance)
    again = afresh(proposed(cast, appointment)).approve(by=cast.head, reason="I have read it.")
    appointment.confirm_start(by=cast.head)
    Appointment.objects.get(pk=appointment.pk).start(by=cast.hr)
    as_at_a_commit()
    return again


def certificate_comes(early, cast, **changed):
    """Somebody here holds the original, a day after it was printed."""
    check = Check.objects.select_related(*Check.locked_with).get(pk=early.certificate_id)
    with clock.at(clock.now() + dt.timedelta(days=2)):
        check.record(by=cast.hr, evidence=good_evidence(check, **changed))
    return check


def another_head(cast):
    user = story.person("Hilda Brand", trust=cast.trust)
    Membership.objects.create(user=user, trust=cast.trust, school=cast.school, role=Role.HEAD)
    return user


def weighed(check, cast, decision, by=None):
    """The head talks with the person and writes the decision down."""
    check = afresh(check)
    factors = [code for code, _ in FACTORS]
    check.decide_content(
        by=by or cast.head, decision=decision, factors=factors, heard_on=clock.today(), reasons="CANARY-reasons"
    )
    return check


def another(cast):
    """Somebody else at the same point, on a vacancy of their own."""
    return all_but_the_certificate(with_another_candidate(cast), reference="REY-0777")


def with_another_candidate(cast):
    return SimpleNamespace(**{**vars(cast), "candidate": cast.other_candidate})
