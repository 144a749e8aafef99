"""Vacancies near their end, each stuck or settled in another way: nobody met the essentials, talk before a shortlist, an exception, two untold."""

from django.db import connection

from checks.models import EarlyStart
from hiring import clock
from vacancies.demo import evidence, posts, tell, when
from vacancies.demo.chapters import applied, post, scored, shortlisted

WRITTEN = {
    "duties": "Works with the class and its two assistants. No trips, no intimate care, no one to one.",
    "risks": "What is not known of their past with children until the certificate is seen.",
    "safeguards": "Always in sight of Nerys Holt, who signs the log each day. Doors open; no key to the side rooms.",
    "never_alone": True,
}


def tell_all(schools, staff):
    """Tell each whose day has come by the chapter being told."""
    for telling, by in TOLD.items():
        if when.day(*by) < clock.today():
            telling(schools, staff)


def _nobody_meets_essentials(schools, staff):
    """MAR-0136: closed and scored, and nobody met the essentials; it is to be advertised again."""
    with when.on(5, 18, 9):
        facts = {
            "title": "Teacher of Mathematics",
            "summary": "Teach mathematics to ages eleven to sixteen.",
            "hours": "32.5",
        }
        facts |= {
            "salary_from": "32916.00",
            "salary_to": "45352.00",
            "weeks": "39",
            "role_facts": posts.TEACHER | {"phase": "secondary"},
        }
        vacancy = post(schools, staff, "Marram High", "MAR-0136", ((6, 12), (6, 19), (6, 24), (7, 2), (7, 3)), **facts)
        vacancy = tell.publish(vacancy, staff["Jo Marlowe"], staff["Colm Ferris"])
    with when.on(6, 10, 20):
        applied(vacancy, ("D4", "Corin Vane"), ("P7", "Elspeth Rudd"))
    with when.on(6, 18, 9):
        vacancy = scored(vacancy, staff, "1111")
        for application in vacancy.applications.all():
            application.do_not_progress(by=staff["Jo Marlowe"], reason="Scored below two on essentials of this post.")


def _moderation(schools, staff):
    """DUN-0131: a headteacher; the panel has scored and has yet to talk. Section 128 will be looked up."""
    with when.on(6, 8, 9):
        facts = {
            "title": "Headteacher",
            "summary": "Lead a primary school of two hundred children.",
            "hours": "32.5",
            "weeks": "52",
        }
        facts |= {
            "salary_from": "58959.00",
            "salary_to": "68400.00",
            "role_facts": posts.TEACHER | {"management": True},
        }
        dates = ((6, 26), (7, 3), (7, 8), (7, 15), (7, 17))
        vacancy = post(schools, staff, "Dune Bank Primary", "DUN-0131", dates, **facts)
        vacancy = tell.publish(vacancy, staff["Jo Marlowe"], staff["Colm Ferris"])
    with when.on(6, 24, 21):
        applied(vacancy, ("A6", "Honor Quested"), ("M3", "Silas Thorne"), ("T9", "Winnie Abara"))
    with when.on(7, 2, 16):
        vacancy = tell.close_and_score(vacancy, staff["Jo Marlowe"])
        for member, values in zip(
            vacancy.panel.order_by("pk"), (("3232", "1322", "2233"), ("3132", "3322", "2233")), strict=True
        ):
            member.declare()
            for application, given in zip(vacancy.applications.order_by("code"), values, strict=True):
                tell.score(member, application, given)
            tell.seal(member)


def _at_work(schools, staff, school, reference, head, dates, people, chosen, **facts):
    """Advertised, scored, interviewed and offered to the one chosen; returns the offer, accepted."""
    jo, head, begins_on = staff["Jo Marlowe"], staff[head], facts["starts_on"]
    opens, sent, met, decided = dates
    closes, scores_due = (sent[0], sent[1] + 2), (sent[0], sent[1] + 4)
    with when.on(*opens, 9):
        window = (closes, scores_due, met, met, decided)
        vacancy = post(schools, staff, school, reference, window, panel=(head.name, "Sunil Bhatt"), **facts)
        vacancy = tell.publish(vacancy, jo, staff["Colm Ferris"])
    with when.on(*sent, 20):
        applied(vacancy, *people)
    with when.on(*scores_due, 9):
        vacancy = shortlisted(scored(vacancy, staff), staff, *[code for code, _ in people])
    with when.on(*met, 15):
        for application in vacancy.applications.order_by("code"):
            said = "appoint" if application.code == chosen else "not_appoint"
            tell.interview(application, jo, "The office", clock.now(), said, held_on=clock.today())
        appointment = tell.offer(
            tell.again(vacancy.applications.get(code=chosen)), head, facts["salary_from"], begins_on
        )
        appointment.accept(by=appointment.application.candidate)
    return appointment


def _exception(schools, staff):
    """TER-0128: at work since the end of June before the certificate came, under safeguards that are looked at again on 9 July."""
    jo, head = staff["Jo Marlowe"], staff["Edie Marsh"]
    facts = {
        "title": "Higher Level Teaching Assistant",
        "summary": "Teach small groups and cover lessons.",
        "hours": "32.5",
        "weeks": "39",
    }
    facts |= {
        "salary_from": "24790.00",
        "salary_to": "26403.00",
        "starts_on": when.day(6, 29),
        "role_facts": posts.ROLE | {"phase": "special", "early_years": False},
    }
    dates = ((4, 20), (5, 5), (5, 20), (5, 22))
    appointment = _at_work(
        schools,
        staff,
        "Tern Bay Special School",
        "TER-0128",
        "Edie Marsh",
        dates,
        [("H4", "Rowan Castell")],
        "H4",
        **facts,
    )
    checks = appointment.clearance.checks
    with when.on(6, 22, 10):
        for check in checks.exclude(code="dbs_enhanced"):
            evidence.settle(check, jo, head)
        evidence.apply_to_the_dbs(checks.get(code="dbs_enhanced"), jo, "E0128-2210")
    with when.on(6, 25, 11):
        clearance = _afresh(appointment.clearance)
        days = {"starts_on": when.day(6, 29), "review_on": when.day(7, 9)}
        early = EarlyStart.propose(by=jo, clearance=clearance, supervisor=staff["Nerys Holt"], **days, **WRITTEN)
        for check in checks.filter(code="barred_list_standalone"):
            evidence.settle(check, jo, head)
        for check in checks.filter(code="dbs_interim_risk_assessment"):
            evidence.settle(check, jo, head)
        _afresh(early).approve(by=head, reason="I have read it and walked through the day with Nerys.")
        tell.again(appointment).confirm_start(by=head)
    with when.on(6, 29, 8, 30):
        tell.again(appointment).start(by=jo)
        _as_at_a_commit()
    if clock.today() > when.day(7, 9):
        with when.on(7, 9, 12):
            evidence.settle(checks.get(code="dbs_enhanced"), jo, head)


def _two_untold(schools, staff):
    """THU-0127: the caretaker is at work, and two people were never told the outcome, so the vacancy cannot end."""
    jo, head = staff["Jo Marlowe"], staff["Bram Lode"]
    facts = {"title": "Caretaker", "summary": "Keep the buildings safe, warm and open.", "hours": "37", "weeks": "52"}
    facts |= {
        "salary_from": "23656.00",
        "salary_to": "24404.00",
        "starts_on": when.day(6, 8),
        "role_facts": posts.TECHNICIAN | {"phase": "primary"},
    }
    people = [("C6", "Dermot Pike"), ("L3", "Una Beck"), ("X9", "Jory Trewin")]
    dates = ((4, 13), (4, 21), (5, 12), (5, 14))
    appointment = _at_work(schools, staff, "Thorn Mere Junior", "THU-0127", "Bram Lode", dates, people, "L3", **facts)
    with when.on(6, 1, 10):
        for check in appointment.clearance.checks.all():
            evidence.settle(check, jo, head)
        tell.again(appointment).confirm_start(by=head)
    with when.on(6, 8, 8):
        tell.again(appointment).start(by=jo)
    with when.on(6, 19, 15):
        tell.met(
            appointment, jo, "Bram Lode, headteacher", "Keys, alarms and the boiler are clear. Next: the fire log."
        )


def _afresh(record):
    return type(record).objects.select_related(*type(record).locked_with).get(pk=record.pk)


def _as_at_a_commit():
    """The story is one transaction; what the database asks at each commit it is asked here too."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


# Each ending, and the day in the story by which it has happened
TOLD = {_nobody_meets_essentials: (6, 18), _moderation: (7, 2), _exception: (6, 29), _two_untold: (6, 19)}
