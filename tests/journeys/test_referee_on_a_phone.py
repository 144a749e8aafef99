"""Referees on a phone: one corrects the dates and sends, another declines; HR makes sure, compares, and the head accepts."""

import re

import pytest

from checks.models import Check, RefereeRequest
from hiring import links
from hiring.actors import Guest
from tests import story
from tests.journeys.people import Person, letter_to, staff, way_in, work

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = 390
SMALL = """nodes => nodes.filter(node => node.offsetParent && node.getBoundingClientRect().height < 44)
    .map(node => node.outerHTML.slice(0, 120))"""


@pytest.fixture
def told(transactional_db):
    """An accepted candidate, with both referees asked."""
    cast = story.people()
    cast.clearance = story.accepted(cast).clearance
    for check in cast.clearance.checks.filter(code="references"):
        check.ask(by=cast.hr)
    work()
    return cast


def reference(told, number):
    return Check.objects.select_related(*Check.locked_with).get(
        clearance=told.clearance, code="references", number=number
    )


def comes_in(browser, base, address):
    """By the link in the letter, pressing Continue; nothing on the way is too small for a thumb."""
    person = Person(browser, base, width=PHONE)
    person.goes(way_in(letter_to(address))).reads("A reference for Amara O.").does_not_read("Okonjo")
    person.presses("Continue")
    return thumbs(person)


def thumbs(person):
    controls = person.page.locator(
        "main .govuk-button, main input:not([type=hidden]):not([type=radio]):not([type=checkbox])"
    )
    assert controls.evaluate_all(SMALL) == [], person.page.url
    return person


def group(person, question):
    return person.page.get_by_role("group", name=re.compile(question))


def test_referee_corrects_the_dates_and_sends_and_hr_verifies_and_compares(browser, live_server, told, tally):
    sam = comes_in(browser, live_server.url, "sam.okafor@hillview.example")
    corrects_and_sends(sam, told)
    check = reference(told, 1)
    assert (check.state, check.referee.said["employment"]["to_month"]) == ("to_decide", "2022-03")
    hr = staff(browser, live_server.url, told.hr)
    compares(hr, check)
    makes_sure(hr, check)
    settles(hr, check)
    head = staff(browser, live_server.url, told.head)
    head.goes(f"{check.get_absolute_url()}clear/").types(
        "Why are you content", "Called back, and the dates are explained."
    )
    head.presses("Decide it is clear")
    assert reference(told, 1).state == "clear"
    tally("a referee on a phone, pages tried by axe", sam.looked_at + hr.looked_at + head.looked_at)


def corrects_and_sends(sam, told):
    """The dates are wrong, so they are put right; half-way the phone is put away, and the same link carries on."""
    sam.reads("It takes about 8 minutes", "We do not ask about health, sickness or disability")
    sam.follows("Start")
    sam.types("Your full name", "Sam Okafor").types("Your job title", "Manager").types(
        "Your school", "Hill View Nursery"
    )
    sam.presses("Save").reads("There is a problem")
    sam.picks("Line manager").types("Since when", "9 2015").presses("Save")
    group(sam, "Is this right").get_by_label("No").check()
    sam.types("Their job title", "Family support worker").types("They started in", "7 2015").types(
        "They left in", "3/2022"
    )
    sam.types("What did they do", "Ran sessions for families and small children every day.")
    sam.types("Why did they leave", "Her contract came to an end.")
    group(sam, "employ them again").get_by_label("Yes").check()
    sam.presses("Save")
    thumbs(sam)
    sam.goes("/reference/").reads("Carry on").follows("Carry on")
    sam.picks("Yes").presses("Save")
    for question in ("disciplinary sanction", "allegation or concern", "referred to the DBS"):
        group(sam, question).get_by_label("No").check()
    sam.presses("Save")
    for line in sam.page.get_by_role("group").all():
        line.get_by_label(re.compile("^Good")).check()
    sam.presses("Save")
    sam.picks("No").presses("Save")
    sam.reads("March 2022", "Her contract came to an end.")
    sam.picks("What I have written").types("Type your full name", "Sam Okafor").presses("Send")
    sam.reads("Thank you. The reference has been sent")
    sam.goes("/reference/you/").reads("This link has ended")


def compares(hr, check):
    hr.goes(check.get_absolute_url()).reads("The job, as each of them says", "Differs", "March 2022", "To settle")
    hr.reads("Left: the referee says March 2022; the application says now.")
    hr.reads("Nobody has yet confirmed this address")


def makes_sure(hr, check):
    hr.goes(f"{check.get_absolute_url()}confirm-contact/").picks("The organisation").types(
        "Exactly where", "hillview.example/contact"
    ).types("The e-mail address or domain", "hillview.example").picks("Yes").presses("Confirm the address")
    hr.follows("Record how you made sure").picks("Called back").types("Where did you find", "Their own website")
    hr.types("Number you called", "01632 960777").types("Whom you spoke to", "Ada Finch, office manager")
    hr.presses("Record how you made sure").reads("There is a problem", "Select what they confirmed")
    hr.picks("They gave this reference themselves").picks("The candidate’s job and dates")
    hr.presses("Record how you made sure").reads("Ada Finch, office manager")


def settles(hr, check):
    """One by one, each with a note of its own."""
    for flag in check.referee.red_flags.filter(settled_at=None):
        hr.goes(check.get_absolute_url()).follows("Settle a red flag").picks(flag.sentence[:40])
        hr.types("What did you do", f"Asked at interview about it ({flag.code}), and it is explained.")
        hr.presses("Settle a red flag")
    assert not check.referee.red_flags.filter(settled_at=None).exists()
    hr.goes(check.get_absolute_url()).reads("Looked into").does_not_read("To settle")


def test_another_declines_on_a_phone_and_the_candidate_hears(browser, live_server, told, tally):
    lena = comes_in(browser, live_server.url, "lena.holt@brightside.example")
    lena.follows("I would rather not").types("Why?", "I hardly knew her.").presses("Tell the school")
    lena.reads("Thank you for telling us", "nothing you wrote was kept")
    assert (reference(told, 2).state, reference(told, 2).holder) == ("not_started", "HR")
    assert letter_to(told.candidate.email, "Lena Holt will not be writing a reference")
    hr = staff(browser, live_server.url, told.hr)
    hr.goes(reference(told, 2).get_absolute_url()).reads("would rather not write a reference", "I hardly knew her.")
    hr.follows("Enter or correct the referee")
    hr.types("Referee’s full name", "Odile Marsh").types("Work e-mail", "odile.marsh@hillview.example")
    hr.types("How they know", "Her aunt").picks("Any time").types("Why is this changed", "The candidate named her.")
    hr.presses("Enter or correct").reads("Family and friends cannot be referees")
    hr.types("How they know", "Deputy manager").presses("Check again")
    assert RefereeRequest.objects.get(check_row=reference(told, 2)).name == "Odile Marsh"
    tally("a referee who declines, pages tried by axe", lena.looked_at + hr.looked_at)


def answers_on_the_phone(person, name, organisation, job="as the candidate says"):
    """Every question of the form, read out and written down; the job itself too, where the candidate told nothing of it."""
    person.picks("We called them").types("Whom you spoke to", name).types("Number you called", "01632 960778")
    person.types("Where you found the number", "Their own website").picks("I read the answers back")
    person.types("Your full name", name).types("Your job title", "Manager").types("Your school", organisation)
    person.picks("Line manager").types("Since when", "9 2015")
    if job == "as the candidate says":
        group(person, "Is this right").get_by_label("Yes", exact=True).check()
    else:
        person.types("Their job title", job).types("They started in", "9 2019")
    answers = {"employ them again": "Yes", "completely satisfied": "Yes",
               "disciplinary sanction": "No", "allegation or concern": "No", "referred to the DBS": "No",
               "any concern about": "No"}  # fmt: skip
    for question, answer in answers.items():
        group(person, question).get_by_label(answer, exact=True).first.check()
    for line in person.page.get_by_role("group").filter(has_text="I cannot say").all():
        line.get_by_label("I cannot say").check()
    person.types("What did they do", "Ran sessions for families every day.").types(
        "Why did they leave", "She has not left."
    )


def test_hr_takes_a_reference_by_phone_on_a_phone(browser, live_server, told, tally):
    """The same form at 390 px, by somebody standing in a corridor."""
    check = reference(told, 1)
    hr = staff(browser, live_server.url, told.hr, width=PHONE)
    hr.goes(f"{check.get_absolute_url()}take-by-phone/").presses("Take the reference by phone").reads(
        "There is a problem"
    )
    answers_on_the_phone(hr, "Sam Okafor", "Hill View Nursery")
    hr.presses("Take the reference by phone").reads("By phone, on our form, written down by Jo Marlowe")
    assert reference(told, 1).state == "to_decide"
    tally("a reference by phone, pages tried by axe", hr.looked_at)


def test_question_is_answered_on_a_phone(browser, live_server, told, tally):
    from tests.checks import writing_references as wrote

    check = reference(told, 1)
    link, _token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    check = wrote.answer(check, Guest(link, name="Sam Okafor"))
    check.ask_more(by=told.hr, question="Which months did she work for you?")
    work()
    link, token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    sam = Person(browser, live_server.url, width=PHONE)
    sam.goes(f"/r/{token}/").presses("Continue").reads("One more question", "Which months did she work for you?")
    sam.presses("Send this answer").reads("Write your answer")
    thumbs(sam).types("Your answer", "July 2015 to March 2022.").presses("Send this answer").reads(
        "Your answer has been sent"
    )
    assert not type(link).objects.get(pk=link.pk).is_live
    assert reference(told, 1).state == "to_decide"
    tally("a question on a phone, pages tried by axe", sam.looked_at)
