"""The story that tests start from, told only through the door. Each step builds on the one before."""

import datetime as dt
from types import SimpleNamespace

from checks.kinds.authority import IN_THE_REGISTER
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Membership, Role, School, Trust, User
from vacancies.demo.verifiers import entered, entry
from vacancies.models import (
    Answer,
    Application,
    Criterion,
    HistoryEntry,
    PanelMember,
    Referee,
    Score,
    Scorecard,
    Vacancy,
)

TODAY = dt.date(2026, 7, 6)
TRAINED = dt.date(2025, 9, 1)

PASTORAL = {
    "setting": "academy",
    "phase": "primary",
    "engagement": "employee",
    "governance_role": None,
    "activities": ["care_supervise", "advice_guidance_wellbeing"],
    "contact": "direct",
    "frequency": "frequent",
    "overnight": False,
    "supervised": False,
    "paid": True,
    "temporary_or_occasional_service": False,
    "teaching_work": "no",
    "qts_required": False,
    "qualification_required": False,
    "management": False,
    "early_years": True,
    "later_years_childcare": False,
    "manages_childcare": False,
    "competitive_process": True,
    "starts_before_dbs": False,
}

CRITERIA = [
    ("S1", "Experience of giving wellbeing support to children", True, 3),
    ("S2", "Knows how safeguarding works in a school", True, 3),
    ("S3", "Turns information into a plan", True, 2),
    ("S4", "Shows empathy with pupils and families", True, 2),
    ("S5", "Keeps records and uses IT", True, 1),
    ("S6", "Has worked in a school", False, 1),
    ("S7", "Has worked with SEND", False, 1),
]


def person(name, email=None, *, trust=None, school=None, role=None, trained_on=None):
    """Somebody, with a role if one is named."""
    user = User.objects.create_user(email or f"{name.lower().replace(' ', '.')}@aldercoast.example", name=name)
    if role:
        Membership.objects.create(user=user, trust=trust, school=school, role=role, trained_on=trained_on)
    return user


def people():
    """The cast of one trust with two schools, and a stranger at another trust."""
    trust = Trust.objects.create(name="Alder Coast Learning Trust", slug="alder-coast", phone="01632 960142")
    school = a_school(trust, "Reydon Primary", "reydon", "900001")
    other_school = a_school(trust, "Kittiwake Academy", "kittiwake", "900002")
    other_trust = Trust.objects.create(name="Fen Edge Trust", slug="fen-edge", phone="01632 960200")
    far_school = a_school(other_trust, "Far Fen Primary", "far-fen", "900003")
    here = {"trust": trust, "school": school}
    cast = SimpleNamespace(
        trust=trust,
        school=school,
        other_school=other_school,
        far_school=far_school,
        hr=person("Jo Marlowe", role=Role.HR_OFFICER, **here),
        hr_manager=person("Dev Khatri", role=Role.HR_MANAGER, trust=trust),
        head=person("Ruth Calloway", role=Role.HEAD, trained_on=TRAINED, **here),
        safeguarding_lead=person("Maeve Lindqvist", role=Role.SAFEGUARDING_LEAD, trust=trust),
        approver=person("Colm Ferris", role=Role.APPROVER, trust=trust),
        auditor=person("Winifred Osei", role=Role.AUDITOR, trust=trust),
        panel=[
            person("Sunil Bhatt", role=Role.PANEL_MEMBER, trained_on=TRAINED, **here),
            person("Patience Adeyemi", "patience.adeyemi@example.org", role=Role.PANEL_MEMBER, **here),
        ],
        candidate=person("Amara Okonjo", "amara.okonjo@example.org"),
        other_candidate=person("Farida Noor", "farida.noor@example.org"),
        hr_elsewhere=person("Una Whitlock", role=Role.HR_OFFICER, trust=trust, school=other_school),
        stranger=person("Piers Nightingale", "piers@fenedge.example", role=Role.HR_MANAGER, trust=other_trust),
    )
    verifying(cast)
    return cast


def verifying(cast):
    """HR and the head may verify everything, and have for years, as somebody entered who has since left the trust."""
    one_who_left = person("Sefton Ames", role=Role.ADMINISTRATOR, trust=cast.trust)
    since = {code: dt.date(2020, 1, 1) for code in IN_THE_REGISTER} | {
        "barred_list": clock.today() - dt.timedelta(days=90)
    }
    entries = [entry(each, code, on) for each in (cast.hr, cast.head) for code, on in since.items()]
    entered(cast.trust, one_who_left, entries)
    one_who_left.memberships.all().delete()


def a_school(trust, name, slug, urn):
    return School.objects.create(
        trust=trust,
        name=name,
        slug=slug,
        urn=urn,
        hub="Waveney",
        phase="primary",
        age_from=4,
        age_to=11,
        has_reception=True,
    )


def draft(cast, reference="REY-0142", **fields):
    """The Reydon post as HR first writes it, complete enough to be approved and advertised."""
    now = clock.now()
    facts = {
        "summary": "Help every child to feel safe, understood and ready to learn.",
        "grade": "Grade G",
        "point_from": 20,
        "point_to": 24,
        "salary_from": "21726.62",
        "salary_to": "24115.83",
        "hours": "30",
        "weeks": "38",
        "starts_on": clock.today() + dt.timedelta(days=57),
        "closes_at": now + dt.timedelta(days=14),
        "scores_due_on": clock.today() + dt.timedelta(days=21),
        "shortlist_by": now + dt.timedelta(days=25),
        "interviews_on": clock.today() + dt.timedelta(days=32),
        "decision_by": now + dt.timedelta(days=34),
        "tie_order": ["S2", "S1"],
        "safeguarding_statement": "Keeping children safe comes first here.",
        "offenders_statement": "This post is exempt from the Rehabilitation of Offenders Act 1974.",
        "online_search_notice": "We search online for people we shortlist.",
        "childcare_notice": "The Childcare (Disqualification) Regulations 2018 apply to this post.",
        "role_facts": PASTORAL,
        "contact": "Jo Marlowe, 01632 960142",
    }
    vacancy = Vacancy.draft(
        by=cast.hr, school=cast.school, reference=reference, title="Pastoral Support Worker", **(facts | fields)
    )
    for position, (code, text, is_essential, weight) in enumerate(CRITERIA, start=1):
        Criterion.objects.create(
            vacancy=vacancy,
            code=code,
            position=position,
            text=text,
            is_essential=is_essential,
            weight=weight,
            question=f"Tell us about a time that shows this: {text.lower()}.",
        )
    seat(vacancy, cast.head, is_chair=True, trained_on=TRAINED)
    for member in cast.panel:
        seat(vacancy, member)
    return vacancy


def seat(vacancy, user, **fields):
    return PanelMember.objects.create(vacancy=vacancy, user=user, seed=f"seed-{user.pk}", **fields)


def published(cast, **fields):
    """Approved by somebody else, and open to applications."""
    vacancy = draft(cast, **fields)
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    return vacancy.publish(by=cast.hr)


def filled_in(vacancy, candidate, **fields):
    """A draft application with every section complete."""
    application = Application.start(by=candidate, vacancy=vacancy, candidate=candidate)
    facts = {
        "phone": "01632 960555",
        "address": "4 Harbour Row, Southwold",
        "right_to_work": "british_or_irish",
        "education_ended": "2015-06",
        "history_is_complete": True,
        "signed_name": candidate.name,
        "signed_at": clock.now(),
    } | fields
    Application.objects.filter(pk=application.pk).update(**facts)
    job = HistoryEntry.objects.create(
        application=application,
        title="Family support worker",
        organisation="Hill View Nursery",
        from_month="2015-07",
        with_children=True,
    )
    for criterion in vacancy.scored_criteria:
        Answer.objects.create(
            application=application,
            criterion=criterion,
            text=f"My answer on {criterion.code}, from {candidate.name} at Hill View Nursery.",
        )
    referee(application, "Sam Okafor", "sam.okafor@hillview.example", history=job)
    referee(application, "Lena Holt", "lena.holt@brightside.example")
    return Application.objects.get(pk=application.pk)


def referee(application, name, email, **fields):
    return Referee.objects.create(
        application=application,
        name=name,
        email=email,
        organisation="Hill View Nursery",
        position="Manager",
        relationship="Line manager",
        **fields,
    )


def submitted(vacancy, candidate, **fields):
    return filled_in(vacancy, candidate, **fields).submit(by=candidate)


def closed(vacancy):
    """Closing time comes."""
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=clock.now() - dt.timedelta(minutes=1))
    return Vacancy.objects.get(pk=vacancy.pk).close(by=SYSTEM)


def scoring(cast, *candidates, **fields):
    """Closed with these candidates' applications in, and handed to the panel."""
    vacancy = published(cast, **fields)
    for candidate in candidates or [cast.candidate]:
        submitted(vacancy, candidate)
    vacancy = closed(vacancy)
    vacancy.open_scoring(by=cast.hr)
    return vacancy


def score(member, application, values, reason="Clear example"):
    """One member's scores for one application, a digit a criterion."""
    for criterion, value in zip(application.vacancy.scored_criteria, values, strict=True):
        Score.objects.update_or_create(
            scorecard=member.scorecard,
            application=application,
            criterion=criterion,
            defaults={"value": int(value), "reason": reason, "saved_at": clock.now()},
        )


def moderating(cast, *candidates, scores="3333333", **fields):
    """Scored alike by everybody, and the seal opened by the last to submit."""
    vacancy = scoring(cast, *candidates, **fields)
    for member in vacancy.panel.all():
        member.declare()
        card = Scorecard.objects.get(panel_member=member)
        for application in vacancy.applications.all():
            score(member, application, scores)
        card.seal(by=member.user)
    return Vacancy.objects.get(pk=vacancy.pk)


def interviewing(cast, *candidates, **fields):
    """Everybody shortlisted and interviews begun."""
    vacancy = moderating(cast, *candidates, **fields)
    for application in vacancy.applications.all():
        application.shortlist(by=cast.hr)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    vacancy.confirm_shortlist(by=cast.hr)
    return vacancy.begin_interviews(by=cast.hr)


def interviewed(cast, *candidates, recommendation="appoint", **fields):
    """Everybody interviewed and recommended."""
    vacancy = interviewing(cast, *candidates, **fields)
    for application in vacancy.applications.all():
        application.invite(by=cast.hr, interview_at=clock.now() + dt.timedelta(days=5), place="The library")
        application.record_interview(
            by=cast.hr,
            held_on=clock.today(),
            recommendation=recommendation,
            safeguarding="Spoke well about boundaries.",
            without_references="The referees were away.",
        )
    return vacancy


def accepted(cast, **fields):
    """The candidate's offer accepted, with every check still to do."""
    vacancy = interviewed(cast, cast.candidate, **fields)
    application = vacancy.applications.get()
    application.offer(
        by=cast.head, starts_on=clock.today(), salary="22454.09", reply_by=clock.today() + dt.timedelta(days=7)
    )
    return application.appointment.accept(by=cast.candidate)


def evidence_for(check):
    """A kind's evidence form filled in so that the check comes out clear, as its cleaned data."""
    from tests.checks.evidence import good_evidence

    return good_evidence(check)


def clear(check, cast):
    """Record good evidence, and decide it where a decision is asked for."""
    check = type(check).objects.select_related("clearance__school__trust", "referee").get(pk=check.pk)
    check.record(by=cast.hr, evidence=evidence_for(check))
    for flag in check.referee.red_flags.filter(settled_at=None) if check.code == "references" else ():
        check.settle_red_flag(by=cast.head, flag=flag, reason="Asked about it, and it is explained.")
    if check.state == "to_decide":
        check.clear(by=cast.head, reason="Content with what was seen.")
    return check


def ready(cast, **fields):
    """Accepted, and every check clear."""
    appointment = accepted(cast, **fields)
    for check in appointment.clearance.checks.all():
        clear(check, cast)
    return type(appointment).objects.get(pk=appointment.pk)


def started(cast, **fields):
    """At work since today, and so on probation."""
    appointment = ready(cast, **fields)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    return type(appointment).objects.get(pk=appointment.pk)


def met(probation, cast, week=6, **said):
    """A review of these first months, held today."""
    told = {"held_on": clock.today(), "met_by": "Sunil Bhatt", "agreed": "Settling in well; shadow a home visit."}
    return type(probation).objects.get(pk=probation.pk).record_review(by=cast.hr, week=week, **(told | said))


def agree(vacancy, application, criterion, value, by):
    said = {"applicant": application.pk, "criterion": criterion.pk, "value": value, "reason": "We talked it through."}
    return Vacancy.objects.get(pk=vacancy.pk).agree_score(by=by, **said)
