"""People at work, and bad news about them, told through the door."""

import datetime as dt

from django.test import Client

from checks.models import Concern
from hiring import clock
from tests import story
from tests.checks.dbs.early import as_at_a_commit
from tests.checks.evidence import good_evidence
from vacancies.models import Appointment

MEASURES = "CANARY-measures: always with the class teacher."


def at_work(cast, **fields):
    """Somebody appointed, every check clear, and at work today."""
    appointment = story.ready(cast, **fields)
    appointment.confirm_start(by=cast.head)
    Appointment.objects.get(pk=appointment.pk).start(by=cast.hr)
    as_at_a_commit()
    return afresh(Appointment.objects.get(pk=appointment.pk).clearance)


def afresh(record):
    model = type(record)
    return model.objects.select_related(*model.locked_with).get(pk=record.pk)


def check_of(file, code):
    return afresh(file.checks.filter(code=code).first())


def in_question(file, cast, code="identity", by=None):
    """A check of theirs is voided; the concern about it."""
    check_of(file, code).void(by=by or cast.hr_manager, reason="CANARY-news")
    return concern_about(file)


def concern_about(file):
    as_at_a_commit()
    return afresh(Concern.objects.get(clearance=file))


def kept(concern, cast, days=14, by=None):
    review_on = clock.today() + dt.timedelta(days=days)
    concern.keep_at_work(by=by or cast.head, measures=MEASURES, review_on=review_on)
    return concern


def record(check, by, **changed):
    check = afresh(check)
    check.record(by=by, evidence=good_evidence(check, **changed))
    return check


def appointment_of(file):
    return Appointment.objects.select_related(*Appointment.locked_with).get(clearance=file)


def browser(user):
    client = Client()
    client.force_login(user)
    return client
