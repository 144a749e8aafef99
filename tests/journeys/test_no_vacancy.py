"""A volunteer and a governor are added and checked with no vacancy: refused, then allowed, at a desk and on a phone."""

import pytest

from checks.models import Clearance
from hiring import clock
from tests import story
from tests.journeys.people import records, staff
from workflows.history import first_fault

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
SAVE = "Save and continue"


@pytest.fixture
def cast(transactional_db):
    return story.people()


def says_who(hr, name, email, post, comes_as):
    """The first page: refused while the day is missing, then filled in whole."""
    hr.goes("/people/").follows("Add a person with no vacancy")
    hr.types("Full name", name).types("E-mail address", email).types("Post or office", post)
    hr.page.get_by_label("School", exact=True).select_option(label="Reydon Primary")
    hr.picks(comes_as, group="They come as").picks("No, they are still to begin")
    hr.presses(SAVE).reads("Enter the date for “First day”.")
    hr.dates("First day", clock.today()).dates("Day the place was offered", clock.today()).presses(SAVE)


def none_of(hr):
    """Every question on the page is answered with no."""
    for answer in hr.page.get_by_label("No", exact=True).all():
        answer.check()
    return hr.presses(SAVE)


def is_refused(person, file, number, *names):
    """The first day cannot be recorded, and every reason is there."""
    person.goes(f"{file}rely-on/").reads(f"blocked by {number} thing", *names)
    person.goes(file).reads(f"Start blocked by {number} check")


def begins(person, file):
    person.goes(file).reads("Ready to start").follows("Record that work begins")
    person.presses("Begin work on these checks")
    person.goes(file).reads("At work, every check is clear")


@WIDTHS
def test_a_volunteer_is_added_and_checked_with_no_vacancy(browser, live_server, cast, width, tally):
    hr = staff(browser, live_server.url, cast.hr, width)
    says_who(hr, "Nell Ashby", "nell.ashby@example.org", "Reading volunteer", "Volunteer")
    hr.reads("What will they do?").picks("Teaches, trains or instructs pupils")
    hr.picks("Works with them directly").picks("Every week").picks("No", group="Are they there")
    hr.presses(SAVE)
    none_of(hr.reads("On what terms do they come?"))
    none_of(hr.reads("Do they work in childcare?"))
    hr.picks("18 or over").presses(SAVE)
    hr.reads("Check before adding Nell Ashby", "Checks that apply, and why", "is regulated activity", "V.3")
    assert not Clearance.objects.exists()
    hr.follows("Change How often").picks("Once").presses(SAVE).reads("is not regulated activity", "V.7")
    hr.follows("Change How often").picks("Every week").presses(SAVE)
    hr.presses("Add Nell Ashby and open these checks").reads("Nell Ashby is added.")
    file = Clearance.objects.get()
    page = file.get_absolute_url()
    is_refused(hr, page, 3, "Identity", "Enhanced DBS certificate with the children's barred list")
    hr.goes(page).follows("Checks that apply, and why").reads("Regulated activity with children: Yes")
    records(hr, file.checks.get(code="identity"))
    is_refused(hr, page, 2)
    for check in file.checks.exclude(state="clear"):
        story.clear(check, cast)
    begins(hr, page)
    hr.follows("Something has changed about them").reads("The same checks apply.")
    hr.follows("Change In breakfast or after-school care").picks("Yes", group="In breakfast").presses(SAVE)
    hr.reads("Would be asked for", "V.8").types("What has changed", "She helps at breakfast club from today.")
    hr.presses("Save this change").reads("At work with 1 check missing")
    hr.goes("/home/").reads("Nell Ashby is at work with 1 check missing")
    hr.goes(page).page.get_by_text("More", exact=False).first.click()
    hr.goes(f"{page}leave/").dates("Their last day", clock.today()).types("Reason", "Moved away.")
    hr.presses("Record that they left").goes(page).reads("They have left.")
    assert first_fault(Clearance, file.pk) is None
    tally(f"a volunteer with no vacancy at {width} px, pages tried by axe", hr.looked_at)


@WIDTHS
def test_a_governor_is_added_and_checked_with_no_vacancy(browser, live_server, cast, width, tally):
    head = staff(browser, live_server.url, cast.head, width)
    says_who(head, "Ivo Penrose", "", "Local governor", "Governor, trustee or member")
    head.picks("Local governor, with delegated functions").picks("No", group="On the company").presses(SAVE)
    head.picks("None", group="Contact with pupils").picks("Now and then").picks("No", group="Are they there")
    head.presses(SAVE)
    none_of(head)
    head.picks("18 or over").presses(SAVE).reads("is not regulated activity", "G.5")
    head.presses("Add Ivo Penrose and open these checks")
    file = Clearance.objects.get()
    page = file.get_absolute_url()
    is_refused(head, page, 4, "Section 128 direction", "Eligibility to govern")
    for check in file.checks.exclude(code="section_128"):
        story.clear(check, cast)
    is_refused(head, page, 1, "Section 128 direction")
    records(head, file.checks.get(code="section_128"))
    begins(head, page)
    tells_of_work_without_clearance(browser, live_server, cast, head, page, width)
    assert first_fault(Clearance, file.pk) is None
    tally(f"a governor with no vacancy at {width} px, pages tried by axe", head.looked_at)


def tells_of_work_without_clearance(browser, live_server, cast, head, page, width):
    """He sat in on lessons the week before; the head says so, and the safeguarding lead closes it."""
    head.follows("They began work without clearance").presses("Record it").reads(
        "Enter the date for “First day they worked”."
    )
    head.dates("First day they worked", clock.today()).dates("Day it was found", clock.today())
    head.types("How was it found", "The signing-in sheet.").types("What was done", "He was asked to wait.")
    head.types("Who was told", "The chair, today.").presses("Record it").reads("The incident is recorded.")
    head.goes(page).reads("Began work without clearance", "Incident open").does_not_read("chip--ready")
    lead = staff(browser, live_server.url, cast.safeguarding_lead, width)
    lead.goes("/home/").follows("Look into it and close it: Ivo Penrose").follows("Close the incident")
    lead.types("What was learnt", "The office looks at the list first.").presses("Close the incident")
    lead.goes(page).reads("Incident, closed", "At work, every check is clear")
