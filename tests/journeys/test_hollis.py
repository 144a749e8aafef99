"""Hollis Freeman of the demo story: the start is refused with three reasons, then two, then one, and then allowed."""

import datetime as dt

import pytest

from checks.models import Check, Clearance
from hiring import clock
from tests.journeys.everybody import Somebody, as_user
from tests.journeys.people import Person
from tests.journeys.test_referee_on_a_phone import answers_on_the_phone, settles
from vacancies.management.commands.demo import tell
from vacancies.models import Appointment
from workflows.history import first_fault

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REFERENCE, CERTIFICATE, ABROAD = "Reference 2", "Enhanced DBS certificate", "Overseas check: Portugal"


@pytest.fixture
def file(transactional_db):
    tell("checks")
    return Clearance.objects.get(person__name="Hollis Freeman")


def test_hollis_is_refused_with_three_reasons_then_fewer_then_starts(browser, live_server, file, tally):
    jo, gareth = (seated(browser, live_server.url, name) for name in ("Jo Marlowe", "Gareth Pask"))
    page = file.get_absolute_url()
    is_refused(gareth, page, REFERENCE, CERTIFICATE, ABROAD)
    hears_the_reference(jo, gareth, the_check(file, "references", number=2))
    is_refused(gareth, page, CERTIFICATE, ABROAD)
    sees_the_certificate(jo, the_check(file, "dbs_enhanced"))
    is_refused(gareth, page, ABROAD)
    decides(gareth, the_check(file, "overseas_criminal_record"))
    starts(gareth, jo, page)
    assert first_fault(Clearance, file.pk) is None
    tally("Hollis at the gate, pages tried by axe", jo.looked_at + gareth.looked_at)


def seated(browser, base, name):
    person = Person(browser, base)
    person.context.add_cookies(Somebody(name, as_user(name), []).cookies(base))
    return person


def the_check(file, code, **more):
    return Check.objects.get(clearance=file, code=code, **more)


def is_refused(head, page, *reasons):
    """By the page that moves them, by the gate, and each reason is named on both."""
    number = f"{len(reasons)} check{'s' if len(reasons) > 1 else ''}"
    head.goes(page).reads(f"Start blocked by {number}", *reasons)
    head.goes(f"{page}confirm-start/").reads("Confirm the start blocked by", *reasons)
    assert Appointment.objects.get(clearance__person__name="Hollis Freeman").state == "accepted"


def hears_the_reference(jo, gareth, check):
    """Jo phones, makes sure of whom she spoke to, settles what differs; the head is content."""
    page, name = check.get_absolute_url(), check.referee.name
    jo.goes(f"{page}take-by-phone/")
    answers_on_the_phone(jo, name, check.referee.organisation, job="Laboratory assistant")
    jo.presses("Take the reference by phone").reads("By phone, on our form, written down by Jo Marlowe")
    jo.goes(f"{page}confirm-contact/").picks("The organisation").types(
        "Exactly where", "Their own website, staff page"
    )
    jo.types("The e-mail address or domain", check.referee.email.rpartition("@")[2]).picks("Yes")
    jo.presses("Confirm the address").follows("Record how you made sure").picks("Called back")
    jo.types("Where did you find", "Their own website").types("Number you called", "01632 960778")
    jo.types("Whom you spoke to", "Ada Finch, office manager").picks("They gave this reference themselves")
    jo.picks("The candidate’s job and dates").presses("Record how you made sure").reads("Ada Finch, office manager")
    settles(jo, check)
    gareth.goes(f"{page}clear/").types("Why are you content", "Called back, and the dates are explained.")
    gareth.presses("Decide it is clear")


def sees_the_certificate(jo, check):
    jo.goes(check.get_absolute_url())
    jo.picks("Original seen, nothing on it").types("Certificate number", "001234567890")
    jo.dates("Date printed on the certificate", clock.today() - dt.timedelta(days=1))
    jo.picks("Yes", group="Are the name and date of birth on it").picks("Enhanced", group="Level")
    jo.picks("Child workforce", group="Workforce").picks("No match").presses("Save this receipt")
    jo.reads("Saw the original of certificate 001234567890")


def decides(gareth, check):
    """What came from Portugal waits for the head's own word."""
    gareth.goes(check.get_absolute_url()).reads("To decide").goes(f"{check.get_absolute_url()}clear/")
    gareth.types("Why are you content", "The certificate is genuine and there is nothing on it.")
    gareth.presses("Decide it is clear")


def starts(gareth, jo, page):
    """The gate opens by itself; the day is agreed, and on that day the start is recorded."""
    gareth.goes(page).reads("Ready to start").goes(f"{page}confirm-start/")
    gareth.dates("First day", clock.today()).presses("Confirm the start")
    jo.goes(f"{page}start/").presses("Record the start")
    jo.goes(page).reads("At work, every check is clear")
    assert Appointment.objects.get(clearance__person__name="Hollis Freeman").state == "started"
