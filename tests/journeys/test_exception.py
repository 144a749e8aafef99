"""Somebody starts before their certificate: refused, proposed, approved by another, amber, and green when it comes."""

import datetime as dt

import pytest

from checks.models import EarlyStart
from hiring import clock
from hiring.models import Membership, Role, User
from tests import story
from tests.checks.dbs import early as tell
from tests.journeys.people import staff, work
from vacancies.models import Appointment
from workflows.history import first_fault

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db):
    return story.people()


@pytest.fixture
def person(cast):
    """Five days ago everything was clear but the certificate, which had been applied for."""
    with clock.at(clock.now() - dt.timedelta(days=5)):
        return tell.all_but_the_certificate(cast).get_absolute_url()


def test_an_early_start_is_amber_until_the_certificate_comes(browser, live_server, cast, person, tally):
    base = live_server.url
    Membership.objects.create(user=cast.hr, trust=cast.trust, school=cast.school, role=Role.HEAD)
    hr, head = staff(browser, base, User.objects.get(pk=cast.hr.pk)), staff(browser, base, cast.head)
    is_refused(head, person)
    early = proposes(hr, person)
    the_author_does_not_approve(hr, early)
    looks_up_the_list(hr, early)
    approves(head, early)
    starts(head, hr, person)
    phone = staff(browser, base, cast.hr_manager, width=390)
    is_amber_everywhere(phone, head, person, early)
    the_certificate_comes(phone, early)
    is_green_and_the_trail_stays(phone, hr, person, early)
    assert first_fault(type(early.clearance), early.clearance_id) is None
    tally("the exception in Chromium, pages tried by axe", sum(each.looked_at for each in (hr, head, phone)))


def is_refused(head, person):
    head.goes(person).reads("Start blocked by 1 check", "Enhanced DBS certificate")
    head.goes(f"{person}confirm-start/").reads("Confirm the start blocked by 1 thing", "Enhanced DBS certificate")
    assert Appointment.objects.get().state == "accepted"


def proposes(hr, person):
    """Nothing typed is lost when the supervisor is forgotten."""
    hr.goes(person).follows("Starting before the DBS certificate arrives")
    hr.dates("First day", clock.today()).dates("Day to look at the safeguards", clock.today() + dt.timedelta(days=10))
    hr.types("What will they do", tell.WRITTEN["duties"]).types("What could go wrong", tell.WRITTEN["risks"])
    hr.types("How are they supervised", tell.WRITTEN["safeguards"]).picks("Yes").presses("Send to the headteacher")
    hr.reads("Choose who supervises them.")
    assert hr.page.get_by_label("What could go wrong").input_value() == tell.WRITTEN["risks"]
    hr.page.get_by_label("Who supervises them?").select_option(label="Sunil Bhatt")
    hr.presses("Send to the headteacher").reads("Proposed", tell.WRITTEN["safeguards"], "Approved by", "Nobody yet")
    return EarlyStart.objects.select_related(*EarlyStart.locked_with).get()


def the_author_does_not_approve(hr, early):
    """Even somebody who is a headteacher too."""
    hr.goes(f"{early.get_absolute_url()}approve/").reads("You wrote this, so somebody else must approve it")
    assert tell.afresh(early).state == "proposed"


def looks_up_the_list(hr, early):
    check = early.clearance.checks.get(code="barred_list_standalone")
    hr.goes(f"{early.get_absolute_url()}").reads("Separate children's barred list check")
    hr.goes(check.get_absolute_url()).types("Where you looked", "Check the children’s barred list")
    hr.types("What you searched for", "Okonjo, date of birth, no former names").picks("No match")
    group = hr.page.get_by_role("group", name="every name")
    if group.count():
        group.first.get_by_label("Yes").check()
    hr.dates("Date of birth searched for", dt.date(1991, 5, 4))
    hr.dates("Date you searched", clock.today()).presses("Save this receipt").reads(
        "They start before the certificate comes"
    )
    assert tell.afresh(check).state == "clear"


def approves(head, early):
    work()
    head.goes("/home/").reads("Decide whether Amara Okonjo may start before their certificate")
    head.goes(f"{early.get_absolute_url()}approve/").types("Why are you content", "I have walked through the day.")
    head.presses("Approve the early start").reads("Amber until the certificate is seen")
    assert tell.afresh(early).state == "approved"


def starts(head, hr, person):
    head.goes(person).reads("Ready to start with 1 exception").goes(f"{person}confirm-start/")
    head.dates("First day", clock.today()).presses("Confirm the start")
    hr.goes(f"{person}start/").presses("Record the start")
    assert Appointment.objects.get().state == "started"


def is_amber_everywhere(phone, head, person, early):
    phone.goes(person).reads("At work under 1 exception", "Sunil Bhatt supervises")
    assert phone.page.locator(".gate--exception").count() == 1
    assert phone.page.locator(".gate--ready, .chip--ready").count() == 0
    phone.goes("/people/").reads("1 exception")
    phone.goes(early.get_absolute_url()).reads("Amber until the certificate is seen")
    phone.goes(early.certificate.get_absolute_url()).reads("Record the certificate")
    head.goes("/home/").reads("Look again at the safeguards for Amara Okonjo").goes(person)


def the_certificate_comes(phone, early):
    """The wrong level first, and then as it is; seen by a colleague who is trained to, and written down by another."""
    phone.goes(early.certificate.get_absolute_url()).picks("Original seen, nothing on it")
    phone.dates("Date you applied or saw it", clock.today()).types("Certificate number", "001234567890")
    phone.dates("Date printed on the certificate", clock.today() - dt.timedelta(days=1))
    phone.picks("Standard", group="Level").picks("Child workforce", group="Workforce")
    phone.picks("Yes", group="Are the name and date of birth").picks("No match", group="The line for the children")
    phone.types("Who looked, if it was not you", "Jo Marlowe")
    phone.presses("Save this receipt").reads("This post needs an enhanced certificate")
    phone.picks("Enhanced", group="Level").presses("Save this receipt").reads(
        "Saw the original of certificate 001234567890"
    )
    assert tell.afresh(early).state == "ended"


def is_green_and_the_trail_stays(phone, hr, person, early):
    phone.goes(person).reads("At work, every check is clear")
    assert phone.page.locator(".gate--exception, .chip--exception").count() == 0
    hr.goes(early.get_absolute_url()).reads(
        "Ended: the certificate is awaited no longer",
        tell.WRITTEN["safeguards"],
        "Proposed",
        "Approved",
        "Ruth Calloway",
    )
    hr.goes(f"{person}exception/").reads("written by Jo Marlowe")
