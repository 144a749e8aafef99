"""The home page asks as much where there is one of everything as where there are three, and no more than it may."""

import datetime as dt

from checks.documents import attaching, inspecting
from checks.models import Clearance, Document, EarlyStart
from hiring import clock
from hiring.models import User
from tests import story
from tests.checks.dbs.early import WRITTEN
from tests.checks.documents import files
from tests.checks.people.telling import name_a_referee, volunteer
from tests.checks.people.test_facts import change
from tests.checks.people.test_leaving_and_incidents import incident
from tests.checks.people.test_rescreening import fresh, supervised
from tests.vacancies.pages import candidates, questions
from vacancies.home import home_of
from workflows.models import Effect, Message, Promise

EVERY_KIND = [
    "Agree or not: fewer checks for",
    "Ask for what the law now asks of",
    "Check the address and send again",
    "Decide whether Helper",
    "Decide whether Invented Person",
    "Look into it and close it",
    "Make sure of what Invented Person",
    "Record Newcomer",
    "See why ",
    "Agree 1 score with the panel",
    "Clear or move Invented Person",
    "Find out why no virus scanner answers for a paper",
]


def a_vacancy(cast, number):
    """Members saw one score differently, and the candidate was told a date that has passed."""
    vacancy = story.scoring(cast, *candidates(1, start=10 * number), reference=f"REY-02{number:02}")
    for member, scores in zip(vacancy.panel.all(), ("0333333", "3333333", "3333333"), strict=True):
        member.declare()
        story.score(member, vacancy.applications.get(), scores)
        member.scorecard.seal(by=member.user)


def at_work(cast, number):
    """The law has moved under them, and one of their checks is in question."""
    file = supervised(cast, number)
    check = file.checks.get(code="identity")
    type(check).objects.select_related(*type(check).locked_with).get(pk=check.pk).void(
        by=cast.hr_manager, reason="Not theirs."
    )


def to_come(cast, number):
    """Something of every kind about one newcomer, whose rules were read yesterday."""
    [cast.candidate] = candidates(1, start=10 * number + 5)
    file = story.accepted(cast, reference=f"REY-03{number:02}").clearance
    incident(cast, file)
    change(file, cast.hr, role={"frequency": "one_off", "contact": "opportunity", "activities": ["other_school_work"]})
    terms = {"starts_on": clock.today(), "review_on": clock.today() + dt.timedelta(days=9), **WRITTEN}
    EarlyStart.propose(by=cast.hr, clearance=fresh(file), supervisor=cast.panel[0], **terms)
    looked = inspecting.inspect(files.jpeg(), "passport.jpg")
    told = {"title": "Passport", "data": files.jpeg(), "name": "passport.jpg", "looked": looked}
    attaching.attach(file.checks.get(code="identity"), by=cast.hr, **told)
    Document.objects.update(uploaded_at=clock.now() - dt.timedelta(days=1), scan_fault="Nobody answered")
    yesterday = clock.today() - dt.timedelta(days=1)
    Clearance.objects.filter(pk=file.pk).update(
        edition_on=yesterday, told={"works_here_as": "a cleaner"}, told_at=clock.now() + dt.timedelta(minutes=1)
    )


def first_day(cast, number):
    """Somebody with no vacancy whose first day it is, with every check clear."""
    file = volunteer(cast, name=f"Newcomer {number}", email=f"newcomer{number}@example.org")
    for check in file.checks.all():
        if check.code == "references":
            name_a_referee(check, cast)
        story.clear(check, cast)


def a_letter(cast, number):
    facts = {"school": cast.school, "kind": "x", "to_name": "Sam Okafor", "subject": "A reference", "body": "…"}
    Message.objects.create(status="failed", to_email=f"sam{number}@example.org", **facts)
    effect = Effect.objects.filter(status="waiting").first()
    Effect.objects.filter(pk=effect.pk).update(status="failed")


def everything(cast, *numbers):
    for number in numbers:
        a_vacancy(cast, number)
        at_work(cast, number)
        to_come(cast, number)
        first_day(cast, number)
        a_letter(cast, number)
    Promise.objects.update(due_at=clock.now() - dt.timedelta(minutes=1))


def test_one_of_everything_and_three_ask_the_same(cast, client):
    everything(cast, 1)
    people = (cast.hr, cast.head, cast.safeguarding_lead)
    few = [asked(client, person) for person in people]
    shown = {task.sentence for person in people for task in home_of(User.objects.get(pk=person.pk))["now"]["tasks"]}
    assert [start for start in EVERY_KIND if not any(each.startswith(start) for each in shown)] == []
    everything(cast, 2, 3)
    assert [asked(client, person) for person in people] == few
    assert max(few) <= 14


def asked(client, person):
    client.force_login(person)
    return questions(client, "/home/")
