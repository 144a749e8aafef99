"""The other vacancies of the trust, so that no page of the demo is empty."""

import datetime as dt

from hiring import clock
from vacancies.demo import applying, evidence, papers, posts, references, tell, when
from vacancies.demo.applicants import Applicant
from vacancies.demo.chapters import applied, post, scored, shortlisted

ASSISTANT = {
    "title": "Teaching Assistant",
    "summary": "Support children in class and in small groups.",
    "grade": "Grade C",
    "salary_from": "15480.00",
    "salary_to": "16120.00",
    "hours": "27.5",
    "weeks": "38",
    "role_facts": posts.ROLE,
}


def tell_all(schools, staff):
    """Tell every other vacancy as far as it has got."""
    for telling in (_science_technician, _class_teacher, _assistant, _supervisors, _senco, _draft, _lead, _cook):
        telling(schools, staff)


def _science_technician(schools, staff):
    """KIT-0139: Hollis Freeman has accepted, and three checks stand in the way."""
    jo, head = staff["Jo Marlowe"], staff["Gareth Pask"]
    with when.on(5, 18, 9):
        vacancy = post(
            schools,
            staff,
            "Kittiwake Academy",
            "KIT-0139",
            ((6, 5), (6, 10), (6, 12), (6, 22), (6, 23)),
            panel=("Gareth Pask", "Sunil Bhatt"),
            title="Science Technician",
            summary="Prepare practical lessons and keep the laboratories safe.",
            grade="Grade D",
            salary_from="18950.00",
            salary_to="19870.00",
            hours="37",
            weeks="39",
            role_facts=posts.TECHNICIAN,
        )
        vacancy = tell.publish(vacancy, jo, staff["Colm Ferris"])
    with when.on(6, 2, 19):
        hollis = Applicant(
            "F7", "Hollis Freeman", "Laboratory assistant", "Kestrel Lane School", abroad="Portugal", agreed="3323"
        )
        applying.send(applying.fill_in(vacancy, hollis))
        applied(vacancy, ("N4", "Owen Tarrant"))
    with when.on(6, 8, 9):
        vacancy = shortlisted(scored(vacancy, staff), staff, "F7")
    with when.on(6, 22, 15):
        application = vacancy.applications.get(code="F7")
        tell.interview(application, jo, "Room 4", clock.now(), held_on=clock.today())
        appointment = tell.offer(application, head, "19200.00", when.day(9, 1))
        appointment.accept(by=application.candidate)
    _hollis_checks(appointment, jo, head)


def _hollis_checks(appointment, jo, head):
    """All are clear but three lines: a reference that is late, the DBS, and the certificate from Portugal, to be decided."""
    checks = appointment.clearance.checks
    with when.on(6, 23, 19):
        tell.before_they_begin(appointment, subscribed=False)
    with when.on(6, 24, 11):
        for check in checks.filter(code="references"):
            check.ask(by=jo)
        for check in checks.filter(code="overseas_criminal_record"):
            check.ask(by=jo)
    with when.on(7, 2, 10):
        for check in checks.exclude(code__in=["references", "dbs_enhanced", "overseas_criminal_record"]):
            evidence.settle(check, jo, head)
        evidence.apply_to_the_dbs(checks.get(code="dbs_enhanced"), jo, "E0139-4471")
        references.heard_by_phone(checks.get(code="references", number=1), jo, head)
    with when.on(7, 2, 16):
        second = checks.get(code="references", number=2)
        second.chase(by=jo, reason="Left a message with the school office. They will ask the head to ring back.")
    with when.on(7, 3, 10):
        for check in checks.filter(code="overseas_criminal_record"):
            evidence.look(check, jo)
            papers.bring(check, check.clearance.person, "Certificado, one page", "Certificado do registo criminal")
        passport = "Passport, photo page"
        papers.bring(checks.get(code="right_to_work"), jo, passport, "Passport", "Hollis Freeman")


def _class_teacher(schools, staff):
    """KES-0140: interviews on Thursday for five, Lucia Fenwick among them, whose referees have been asked."""
    jo = staff["Jo Marlowe"]
    with when.on(6, 1, 9):
        vacancy = post(
            schools,
            staff,
            "Kessingmere Primary",
            "KES-0140",
            ((6, 19), (6, 26), (7, 3), (7, 9), (7, 10)),
            panel=("Ines Tolland", "Sunil Bhatt"),
            title="Class Teacher, Key Stage 2",
            summary="Teach a class of thirty children aged nine and ten.",
            grade="Main pay range",
            salary_from="32916.00",
            salary_to="45352.00",
            hours="32.5",
            weeks="39",
            role_facts=posts.TEACHER,
        )
        vacancy = tell.publish(vacancy, jo, staff["Colm Ferris"])
    with when.on(6, 17, 20):
        applied(
            vacancy,
            ("A3", "Marta Quayle"),
            ("L6", "Dominic Ashe"),
            ("T2", "Priscilla Onai"),
            ("W4", "Geraint Moss"),
            ("C9", "Leila Haddon"),
            ("J7", "Lucia Fenwick"),
        )
    with when.on(6, 29, 10):
        vacancy = shortlisted(scored(vacancy, staff), staff, "A3", "L6", "T2", "W4", "J7")
        for place, application in enumerate(vacancy.applications.filter(state="shortlisted").order_by("code")):
            slot = when.at(7, 9, 9, 30) + dt.timedelta(minutes=50 * place)
            tell.interview(application, jo, "Kessingmere Primary, main office", slot)
        for check in vacancy.applications.get(code="J7").clearance.checks.filter(code="references"):
            check.ask(by=jo)


def _assistant(schools, staff):
    """BLY-0141: closes tomorrow at noon."""
    with when.on(6, 15, 9):
        vacancy = post(
            schools,
            staff,
            "Blyth View Primary",
            "BLY-0141",
            ((7, 7), (7, 13), (7, 15), (7, 17), (7, 20)),
            panel=("Moira Sedge", "Sunil Bhatt"),
            **ASSISTANT,
        )
        vacancy = tell.publish(vacancy, staff["Jo Marlowe"], staff["Colm Ferris"])
    with when.on(7, 3, 18):
        applied(
            vacancy, ("D3", "Hetty Larkspur"), ("K4", "Ivo Brandt"), ("R9", "Cerys Maddock"), ("X7", "Nadia Feroze")
        )
    with when.on(7, 5, 21):
        candidate = applying.person("Tobias Wren", "tobias.wren@example.org")
        from vacancies.models import Application

        Application.start(by=candidate, vacancy=vacancy, candidate=candidate)


def _supervisors(schools, staff):
    """WHE-0143: two posts in one vacancy, still open."""
    with when.on(6, 22, 9):
        vacancy = post(
            schools,
            staff,
            "Wherry Lane Infant",
            "WHE-0143",
            ((7, 17), (7, 22), (7, 24), (7, 28), (7, 30)),
            panel=("Aled Brook", "Sunil Bhatt"),
            posts=2,
            **(
                ASSISTANT
                | {
                    "title": "Midday Supervisor",
                    "summary": "Look after children at lunch and at play.",
                    "hours": "6.25",
                }
            ),
        )
        vacancy = tell.publish(vacancy, staff["Jo Marlowe"], staff["Colm Ferris"])
    with when.on(7, 2, 12):
        applied(vacancy, ("E6", "Joyce Tindall"), ("M7", "Arun Sethi"))


def _senco(schools, staff):
    """HOL-0145: with the budget holder for two days."""
    with when.on(7, 3, 14):
        facts = posts.TEACHER | {"management": True}
        vacancy = post(
            schools,
            staff,
            "Holm Heath Primary",
            "HOL-0145",
            ((7, 24), (7, 29), (7, 31), (8, 4), (8, 6)),
            title="SENDCo",
            summary="Lead our provision for pupils with special educational needs and disabilities.",
            salary_from="46525.00",
            salary_to="51048.00",
            hours="32.5",
            weeks="39",
            role_facts=facts,
        )
        tell.again(vacancy).send_for_approval(by=staff["Jo Marlowe"])


def _draft(schools, staff):
    """OAK-0144: begun, with most of it still to write."""
    with when.on(7, 6, 8):
        tell.draft(staff["Jo Marlowe"], schools["Oakmere Primary"], "OAK-0144", (), title="Pastoral Support Worker")


# Rosalind Peck in her first months; the second is due on the day on which the story is mostly read
LEADS_REVIEWS = [
    (
        6,
        (5, 22),
        "Knows every family on her list. By half term: write up home visits the same day. Ruth reads two with her.",
    ),
    (
        12,
        (7, 8),
        "Visits are written up the same day. From September she leads the breakfast club; training is booked.",
    ),
    (18, (8, 14), "The club is planned and staffed. Nothing stands in the way of confirming her."),
]


def _lead(schools, staff):
    """REY-0120: filled in the spring; somebody is at work and everybody was answered."""
    jo, ruth = staff["Jo Marlowe"], staff["Ruth Calloway"]
    with when.on(3, 2, 9):
        facts = posts.PASTORAL | {"title": "Pastoral Lead", "starts_on": when.day(4, 13)}
        vacancy = post(
            schools, staff, "Reydon Primary", "REY-0120", ((3, 13), (3, 18), (3, 20), (3, 24), (3, 25)), **facts
        )
        vacancy = tell.publish(vacancy, jo, staff["Colm Ferris"])
    with when.on(3, 10, 20):
        applied(vacancy, ("G2", "Rosalind Peck"), ("P9", "Viktor Lane"))
    with when.on(3, 16, 9):
        vacancy = shortlisted(scored(vacancy, staff), staff, "G2")
    with when.on(3, 24, 15):
        application = vacancy.applications.get(code="G2")
        tell.interview(application, jo, "The library", clock.now(), held_on=clock.today())
        appointment = tell.offer(application, ruth, "23601.24", when.day(4, 13))
        appointment.accept(by=application.candidate)
    with when.on(4, 8, 11):
        for check in appointment.clearance.checks.all():
            evidence.settle(check, jo, ruth)
        tell.again(appointment).confirm_start(by=ruth)
    with when.on(4, 13, 9):
        tell.again(appointment).start(by=jo)
        tell.again(vacancy).fill(by=jo)
    for week, on, agreed in LEADS_REVIEWS:
        if when.day(*on) < clock.today():
            with when.on(*on, 15):
                tell.met(appointment, jo, "Ruth Calloway, headteacher", agreed, week)


def _cook(schools, staff):
    """REY-0118: the school no longer needs the post; everybody was told."""
    with when.on(6, 8, 9):
        facts = ASSISTANT | {
            "title": "Lunchtime Cook",
            "summary": "Cook for two hundred children.",
            "role_facts": posts.TECHNICIAN,
        }
        vacancy = post(
            schools, staff, "Reydon Primary", "REY-0118", ((7, 3), (7, 8), (7, 10), (7, 14), (7, 16)), **facts
        )
        vacancy = tell.publish(vacancy, staff["Jo Marlowe"], staff["Colm Ferris"])
        applied(vacancy, ("H6", "Bruno Sallow"))
    with when.on(6, 15, 9):
        tell.again(vacancy).cancel(
            by=staff["Dev Khatri"], reason="The kitchen is shared with the school next door from September."
        )
