"""From publish to first day, by everybody who takes part, in a real browser, refused along the way with the right sentences."""

import datetime as dt
import re

import pytest

from hiring import clock
from tests import story
from tests.journeys.people import Person, letter_to, staff, tomorrow, way_in, work
from vacancies.models import Application, Appointment, Vacancy
from workflows.history import first_fault

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

REFEREES = [("Sam Okafor", "sam.okafor@hillview.example"), ("Lena Holt", "lena.holt@brightside.example")]


@pytest.fixture
def cast(transactional_db):
    return story.people()


@pytest.fixture
def vacancy(cast):
    """Approved, scored on three criteria, and still without one sentence that every advert must carry."""
    vacancy = story.draft(cast, offenders_statement="", interview_places=2)
    vacancy.criteria.exclude(code__in=["S1", "S2", "S6"]).delete()
    vacancy.send_for_approval(by=cast.hr)
    return vacancy.approve(by=cast.approver)


def test_everybody_takes_one_vacancy_from_publish_to_start(browser, live_server, cast, vacancy, tally):
    base = live_server.url
    hr = staff(browser, base, cast.hr)
    publishes(hr, vacancy)
    applicant = applies(browser, base, vacancy)
    story.submitted(Vacancy.objects.get(pk=vacancy.pk), cast.other_candidate)
    closes_and_opens_scoring(hr, vacancy)
    panel = scores(browser, base, cast, hr, vacancy)
    shortlists(hr, vacancy)
    interviews(hr, vacancy)
    head = staff(browser, base, cast.head)
    offers(head, vacancy)
    accepts(applicant, vacancy)
    person = f"/people/{Appointment.objects.get().clearance_id}/"
    is_refused(head, person)
    referee = gives_a_reference(browser, base, hr, person)
    clears_everything(hr, head, person)
    starts(head, hr, person)
    applicant.goes(f"/my/{vacancy.reference}/").reads("You started on")
    assert Appointment.objects.get().state == "started"
    assert first_fault(Vacancy, vacancy.pk) is None
    assert first_fault(type(Appointment.objects.get().clearance), Appointment.objects.get().clearance_id) is None
    everybody = [hr, applicant, *panel, head, referee]
    tally("whole story in Chromium, pages tried by axe", sum(each.looked_at for each in everybody))


def checks():
    """The checks on the one person who was offered the post."""
    return Appointment.objects.get().clearance.checks


def publishes(hr, vacancy):
    """Refused for the one sentence that is missing; then public."""
    hr.goes(f"{vacancy.get_absolute_url()}publish/")
    hr.reads(
        "Publish blocked by 1 thing", "Say that the post is exempt from the Rehabilitation of Offenders Act 1974."
    )
    hr.follows("Put it right")
    hr.types(
        "Rehabilitation of Offenders Act 1974", "This post is exempt from the Rehabilitation of Offenders Act 1974."
    )
    hr.presses("Save")
    hr.goes(f"{vacancy.get_absolute_url()}publish/").presses("Publish")
    assert Vacancy.objects.get(pk=vacancy.pk).state == "published"


def applies(browser, base, vacancy):
    """On a phone, by an e-mailed link: a gap is asked about before the form may go, and then it goes once."""
    her = Person(browser, base, width=390)
    her.goes("/jobs/").follows("Pastoral Support Worker").follows("Apply for this job").reads("We do not take CVs")
    comes_in(her)
    her.goes(f"/apply/{vacancy.reference}/before-you-start/").presses("Start your application")
    apply = f"/apply/{vacancy.reference}/"
    her.goes(f"{apply}details/").types("Full name", "Amara Okonjo").types("Phone number", "01632 960555")
    her.types("Address", "4 Harbour Row, Southwold").presses("Save")
    her.goes(f"{apply}right-to-work/").picks("I am a British or Irish citizen").presses("Save")
    her.goes(f"{apply}history/").months("When did you leave full-time education", 6, 2015).presses("Save")
    her.goes(f"{apply}history/add/").picks("Paid work").types("Job, course", "Family support worker")
    her.types("Employer, college", "Hill View Nursery").months("From", 1, 2016).picks("I am still here").presses(
        "Save"
    )
    her.goes(f"{apply}history/").presses("That is everything")
    answers(her, vacancy)
    for name, email in REFEREES:
        names_a_referee(her, apply, name, email)
    her.goes(f"{apply}declarations/").picks("No").types("Type your full name", "Amara Okonjo").presses("Sign")
    her.goes(f"{apply}check/").reads("Explain the gap from July to December 2015")
    her.goes(f"{apply}history/").follows("Explain this gap").picks("Travelling").presses("Save")
    her.goes(f"{apply}check/").presses("Send application")
    her.reads("You will hear by")
    assert Application.objects.get(candidate__email="amara.okonjo@example.org").state == "submitted"
    return her


def comes_in(her):
    her.goes("/in/").page.get_by_label(re.compile("E-?mail", re.IGNORECASE)).first.fill("amara.okonjo@example.org")
    her.presses("Send me a link")
    her.goes(way_in(letter_to("amara.okonjo@example.org"))).presses("Continue")


def answers(her, vacancy):
    for criterion in vacancy.criteria.all():
        her.goes(f"/apply/{vacancy.reference}/questions/{criterion.code}/")
        her.page.locator("textarea").fill(f"At Hill View Nursery I, Amara, did this well: {criterion.text}.")
        her.presses("Save")


def names_a_referee(her, apply, name, email):
    her.goes(f"{apply}referees/add/")
    if her.page.get_by_role("group", name=re.compile("^Where did you know them")).count():
        her.picks("Family support worker")
    her.types("Their name", name).types("Their organisation", "Hill View Nursery").types("Their job", "Manager")
    her.types("How they know you", "They managed me for three years").types("Their e-mail", email).picks("Any time")
    her.presses("Save")


def closes_and_opens_scoring(hr, vacancy):
    """Not before the hour that was advertised; then the clock closes it."""
    hr.goes(f"{vacancy.get_absolute_url()}close/").reads("The advert says applications close at")
    story.closed(vacancy)
    hr.goes(f"{vacancy.get_absolute_url()}open-scoring/").presses("Open scoring")
    hr.reads("Scoring")


def scores(browser, base, cast, hr, vacancy):
    """Three people score, each alone and blind; nobody is shortlisted while one of them is still at it."""
    work()
    chair, deputy = staff(browser, base, cast.head, 390), staff(browser, base, cast.panel[0], 390)
    governor = Person(browser, base, width=390)
    governor.goes(way_in(letter_to(cast.panel[1].email))).presses("Continue")
    names = ("Amara", "Okonjo", "Farida", "Noor", "Hill View", "hillview", "example.org", "01632 960555")
    for member, values in ((chair, "3 3 2"), (deputy, "3 2 2"), (governor, "1 3 2")):
        scores_all(member, vacancy, values.split(), names)
    for member in (chair, deputy):
        seals(member, vacancy)
    first = vacancy.applications.order_by("code").first()
    hr.goes(f"{first.get_absolute_url()}shortlist/").reads("Scores are sealed until Patience Adeyemi submits.")
    chair.goes(f"{vacancy.get_absolute_url()}").does_not_read(*names[:4])
    seals(governor, vacancy)
    assert Vacancy.objects.get(pk=vacancy.pk).seal_is_open
    return [chair, deputy, governor]


def scores_all(member, vacancy, values, names):
    declare = f"/panel/{vacancy.reference}/declare/"
    member.goes(f"/panel/{vacancy.reference}/score/1/{vacancy.applications.first().code}/")
    member.goes(declare).picks("No").presses("Save and go on")
    for number, value in enumerate(values, start=1):
        for code in vacancy.applications.filter(state="submitted").values_list("code", flat=True):
            member.goes(f"/panel/{vacancy.reference}/score/{number}/{code}/").does_not_read(*names)
            member.page.get_by_label(re.compile(rf"^{value}\b")).first.check()
            member.page.locator("[name=written]").fill("A clear example for this")
            member.presses("Save")


def seals(member, vacancy):
    member.goes(f"/panel/{vacancy.reference}/review/").presses("Submit and seal")


def shortlists(hr, vacancy):
    """One judgement divides the panel; it is talked through, and both go on the shortlist."""
    base = vacancy.get_absolute_url()
    hr.goes(f"{vacancy.applications.order_by('code').first().get_absolute_url()}shortlist/").reads(
        "The panel has yet to agree"
    )
    for application in vacancy.applications.order_by("code"):
        hr.goes(f"{base}moderation/{application.code}/S1/")
        hr.page.get_by_label(re.compile(r"^2\b")).first.check()
        hr.types("Why the panel agreed", "We read the answer again.").presses("Save and next")
    hr.goes(f"{base}shortlist/").presses("Confirm the shortlist")
    assert Vacancy.objects.get(pk=vacancy.pk).state == "shortlisted"
    hr.goes(f"{base}begin-interviews/").presses("Begin interviews")


def interviews(hr, vacancy):
    """References are not in, and the record says why the interview went ahead."""
    application = Application.objects.get(candidate__email="amara.okonjo@example.org")
    hr.goes(f"{vacancy.get_absolute_url()}interviews/").reads("Amara Okonjo")
    hr.goes(f"{application.get_absolute_url()}invite/").dates("Day of the interview", tomorrow())
    hr.types("Time", "2pm").types("Place", "The library").types("If the school is closed", "An open day.")
    hr.presses("Invite to interview")
    hr.goes(f"{application.get_absolute_url()}record-interview/").dates("Day the interview was held", clock.today())
    hr.types("What was asked about safeguarding", "Listening, telling the lead the same day.").picks("Appoint")
    hr.presses("Record the interview").reads("Reference 1 is not in.", "Reference 2 is not in.")
    hr.types("If references were not in", "Both referees were on a school trip.").presses("Check again")
    assert Application.objects.get(pk=application.pk).state == "interviewed"


def offers(head, vacancy):
    application = Application.objects.get(candidate__email="amara.okonjo@example.org")
    head.goes(f"{application.get_absolute_url()}offer/").dates("First day", clock.today())
    head.types("Actual salary", "22454.09").presses("Make a conditional offer")
    assert Appointment.objects.get().state == "offered"
    letter = letter_to("amara.okonjo@example.org", "22,454.09")
    assert "Enhanced DBS certificate" in letter.body


def accepts(her, vacancy):
    her.goes(f"/my/{vacancy.reference}/offer/").reads("22,454.09").presses("Accept the offer")
    assert Appointment.objects.get().state == "accepted"


def is_refused(head, person):
    """The gate says no with a number and every reason; so does the address of the verb itself."""
    head.goes(person).reads(
        "Start blocked by 10 checks", "Identity", "Enhanced DBS certificate with the children's barred list"
    )
    head.goes(f"{person}confirm-start/").reads(
        "Confirm the start blocked by 10 things", "Right to work", "Medical fitness"
    )
    assert Appointment.objects.get().state == "accepted"


def gives_a_reference(browser, base, hr, person):
    """By a link on a phone, correcting nothing, refused once for an empty answer."""
    for number in (1, 2):
        check = checks().get(code="references", number=number)
        hr.goes(f"{check.get_absolute_url()}ask/").presses("Ask for it")
    sam = Person(browser, base, width=390)
    sam.goes(way_in(letter_to("sam.okafor@hillview.example"))).presses("Continue")
    sam.goes("/reference/you/").presses("Save").reads("Select how you know them")
    sam.types("Your full name", "Sam Okafor").types("Your job title", "Manager").types(
        "Your school", "Hill View Nursery"
    )
    sam.picks("Line manager").types("Since when", "1 2016").presses("Save")
    sam.goes("/reference/employment/")
    if sam.page.get_by_role("group", name=re.compile("Is this right")).count():
        sam.page.get_by_role("group", name=re.compile("Is this right")).get_by_label("Yes").check()
    else:
        sam.types("Their job title", "Family support worker").types("They started in", "1 2016")
    sam.types("What did they do", "Ran family sessions with children every day.").types(
        "Why did they leave", "They have not left."
    )
    sam.page.get_by_role("group", name=re.compile("Would you employ them again")).get_by_label("Yes").check()
    sam.presses("Save")
    sam.goes("/reference/suitability/").picks("Yes").presses("Save")
    sam.goes("/reference/conduct/")
    for question in ("Is any disciplinary", "Has any allegation", "referred to the DBS"):
        sam.page.get_by_role("group", name=re.compile(question)).get_by_label("No").check()
    sam.presses("Save")
    sam.goes("/reference/role/")
    for group in sam.page.get_by_role("group").all():
        group.get_by_label(re.compile("^Good")).check()
    sam.presses("Save")
    sam.goes("/reference/concerns/").picks("No").presses("Save")
    sam.goes("/reference/check/").picks("What I have written").types("Type your full name", "Sam Okafor").presses(
        "Send"
    )
    check = checks().get(code="references", referee__email="sam.okafor@hillview.example")
    assert check.state == "to_decide"
    return sam


def clears_everything(hr, head, person):
    """The reference is not accepted until somebody has called back; the DBS not without the list; then all is clear."""
    answered = checks().get(code="references", state="to_decide")
    head.goes(f"{answered.get_absolute_url()}clear/").reads(
        "Nobody has yet made sure that Sam Okafor is who they say."
    )
    hr.goes(f"{answered.get_absolute_url()}confirm-contact/").picks("The organisation").types(
        "Exactly where", "hillview.example/contact"
    ).types("The e-mail address or domain", "hillview.example").picks("Yes").presses("Confirm the address")
    hr.goes(f"{answered.get_absolute_url()}verify-referee/").picks("Called back").types(
        "Where did you find", "The nursery’s own website"
    ).types("Number you called", "01632 960777").types("Whom you spoke to", "Ada Finch, office manager")
    hr.picks("They gave this reference themselves").presses("Record how you made sure")
    settles_what_it_raised(hr, answered)
    head.goes(f"{answered.get_absolute_url()}clear/").types(
        "Why are you content", "Dates agree, nothing of concern."
    ).presses("Decide it is clear")
    assert checks().get(pk=answered.pk).state == "clear"
    records_identity(hr, checks().get(code="identity"))
    for check in checks().exclude(state="clear"):
        story.clear(check, _Cast(hr, head))
    head.goes(person).reads("Ready to start")


def settles_what_it_raised(hr, check):
    """One by one, each with a note."""
    for flag in check.referee.red_flags.filter(settled_at=None):
        hr.goes(f"{check.get_absolute_url()}settle-red-flag/").picks(flag.sentence[:40]).types(
            "What did you do", "Asked about it at interview, and it is explained."
        ).presses("Settle a red flag")
    assert not check.referee.red_flags.filter(settled_at=None).exists()


class _Cast:
    """HR and the head, as the story's own helper wants them."""

    def __init__(self, hr, head):
        from hiring.models import User

        self.hr = User.objects.get(name="Jo Marlowe")
        self.head = User.objects.get(name="Ruth Calloway")


def records_identity(hr, check):
    """The receipt form refuses a date to come and a photo of somebody else, and keeps what was typed."""
    hr.goes(check.get_absolute_url()).types("Where you saw the documents", "The school office")
    hr.picks("In person").picks("Passport").types("Full name on the documents", "Amara Okonjo")
    hr.dates("Date of birth", dt.date(1991, 5, 4))
    hr.dates("End date of the photo document", clock.today() + dt.timedelta(days=900))
    hr.page.get_by_role("group", name=re.compile("Is the photo")).get_by_label("Yes").check()
    hr.page.get_by_role("group", name=re.compile("Did you see their current address")).get_by_label("Yes").check()
    hr.picks("It is them").dates("Date you saw them", tomorrow()).presses("Save this receipt").reads(
        "The date must be in the past"
    )
    assert hr.page.get_by_label("Full name on the documents").input_value() == "Amara Okonjo"
    hr.dates("Date you saw them", clock.today()).presses("Save this receipt")
    assert type(check).objects.get(pk=check.pk).state == "clear"


def starts(head, hr, person):
    head.goes(f"{person}confirm-start/").presses("Confirm the start")
    hr.goes(f"{person}start/").presses("Record the start")
    hr.goes(person).reads("Started")
