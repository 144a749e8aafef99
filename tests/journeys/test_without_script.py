"""The everyday work with JavaScript off: each job is done by links and forms alone."""

import datetime as dt
import re

import pytest

from checks.models import Check, RefereeRequest
from hiring import clock
from tests.journeys.everybody import CANDIDATES, STAFF, Somebody, as_user, referee
from tests.journeys.people import Person
from vacancies.management.commands.demo import tell
from vacancies.models import Application, Score

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_everyday_work_needs_no_script(browser, live_server, tally):
    tell("scoring")
    desk = Desk(browser, live_server.url)
    jobs = [moves_an_applicant, scores_and_reviews, edits_the_form, answers_a_page, records_what_was_seen]
    for job in jobs:
        job(desk)
    tally("jobs done without script", len(jobs))


class Desk:
    """Seats people at browsers that run no script."""

    def __init__(self, browser, base):
        self.browser, self.base = browser, base

    def seat(self, somebody):
        person = Person(self.browser, self.base, java_script_enabled=False)
        person.context.add_cookies(somebody.cookies(self.base))
        return person

    def staff(self, part):
        return self.seat(Somebody(part, as_user(STAFF[part]), []))


def moves_an_applicant(desk):
    """HR, from the list of applicants by its menu, to the page that says what will be sent, and back."""
    hr = desk.staff("HR officer").goes("/vacancies/KES-0140/applicants/")
    row = hr.page.get_by_role("row").filter(has_text="W4")
    row.locator("summary").click()
    row.get_by_role("link", name="Not progressing").click()
    hr.reads("What is sent, and to whom", "Geraint Moss")
    hr.types("Reason", "The panel chose people with more time in a classroom.").presses("Not progressing")
    hr.reads("W4 moved to Not progressing")
    assert Application.objects.get(vacancy__reference="KES-0140", code="W4").state == "not_progressing"


def scores_and_reviews(desk):
    """A panel member gives the next judgement and reads what is left."""
    member = desk.staff("panel member").goes("/panel/REY-0142/").follows("Carry on scoring")
    member.picks("1 Some").types("or in your own words", "Says what to do, with no example of it.")
    member.presses("Save and next").follows("Review").reads("Still to score: 5")
    latest = Score.objects.get(
        scorecard__panel_member__user__name="Patience Adeyemi", application__code="C4", criterion__code="S2"
    )
    assert latest.value == 1


def edits_the_form(desk):
    """A candidate fills in a section, and finds it kept."""
    name = CANDIDATES["candidate with drafts"]
    him = desk.seat(Somebody("candidate", as_user(name), [])).goes("/my/").follows("Teaching Assistant")
    him.follows("Your details").types("Phone number", "01632 960321").types("Address", "9 Quay Lane, Southwold")
    him.presses("Save").goes("/apply/BLY-0141/details/")
    assert him.page.get_by_label("Phone number").input_value() == "01632 960321"
    him.goes("/apply/BLY-0141/check/").reads("5 things are missing")


def answers_a_page(desk):
    """A referee carries on with the form they had begun, and the next page comes."""
    sam = desk.seat(referee()).goes("/reference/").follows("Carry on")
    sam.goes("/reference/suitability/").picks("Yes").presses("Save and continue")
    asked = RefereeRequest.objects.get(check_row__clearance__person__name="Hollis Freeman", check_row__state="waiting")
    assert {"you", "suitability"} <= set(asked.begun)


def records_what_was_seen(desk):
    """HR looks at a certificate and writes the receipt; the gate has one check fewer."""
    check = Check.objects.get(code="dbs_enhanced", clearance__person__name="Hollis Freeman")
    hr = desk.staff("HR officer").goes(check.clearance.get_absolute_url()).reads("Start blocked by 3 checks")
    hr.page.get_by_role("link", name=re.compile("^Record the certificate")).click()
    hr.picks("Original seen, nothing on it")
    hr.types("Certificate number", "001234567890").dates(
        "Date printed on the certificate", clock.today() - dt.timedelta(days=1)
    )
    hr.picks("Yes", group="Are the name and date of birth on it")
    hr.picks("Enhanced", group="Level").picks("Child workforce", group="Workforce").picks("No match")
    hr.presses("Save this receipt").goes(check.clearance.get_absolute_url()).reads("Start blocked by 2 checks")
