"""REY-0142, Pastoral Support Worker at Reydon Primary: the main story, chapter by chapter."""

import datetime as dt

from hiring import clock
from vacancies.demo import applying, evidence, posts, tell, when
from vacancies.demo.applicants import APPLICANTS, SHORTLISTED
from vacancies.models import Application, Vacancy

RECOMMENDED = {"K7": "appoint", "P3": "reserve"}


def tell_until(chapter, schools, staff):
    """Tell the main vacancy's story up to and including this chapter."""
    stages = [_open, _score, _finish_scores, _interview, _check, _start]
    vacancy = None
    for stage in stages[: list(when.READ_ON).index(chapter) + 1]:
        vacancy = stage(vacancy, schools, staff)
    return vacancy


def _open(_, schools, staff):
    """Written, approved, advertised; fourteen people apply and one withdraws."""
    jo, ruth = staff["Jo Marlowe"], staff["Ruth Calloway"]
    with when.on(6, 1, 10):
        vacancy = tell.draft(
            jo,
            schools["Reydon Primary"],
            "REY-0142",
            posts.SCORED,
            posts.ELSEWHERE,
            **posts.PASTORAL,
            **posts.STATEMENTS,
            starts_on=when.day(9, 1),
            closes_at=when.at(6, 26, 12),
            scores_due_on=when.day(7, 3),
            shortlist_by=when.at(7, 7, 17),
            interviews_on=when.day(7, 14),
            decision_by=when.at(7, 16, 17),
            interview_places=5,
            tie_order=["S2", "S1"],
        )
        tell.seat(vacancy, ruth, staff["Sunil Bhatt"], staff["Patience Adeyemi"])
    with when.on(6, 5, 9):
        vacancy = tell.publish(vacancy, jo, staff["Colm Ferris"])
    for applicant in APPLICANTS:
        _apply(vacancy, applicant, jo)
    with when.on(6, 22, 18):
        gone = vacancy.applications.get(code="F2")
        gone.withdraw(by=gone.candidate, reason="I have taken another post.")
    for name, email in (("Tobias Wren", "tobias.wren@example.org"), ("Lucia Fenwick", "lucia.fenwick@example.org")):
        with when.on(6, 24, 20):
            candidate = applying.person(name, email)
            Application.start(by=candidate, vacancy=vacancy, candidate=candidate)
    return vacancy


def _apply(vacancy, applicant, hr):
    month, day, hour, minute = applicant.sent
    with when.on(month, day, hour, minute):
        by_hand = hr if applicant.traits.get("from_paper") else None
        applying.send(applying.fill_in(vacancy, applicant, by=by_hand), by=by_hand)


def _score(vacancy, schools, staff):
    """Closed; two members have submitted and the third has six judgements to go."""
    with when.on(6, 26, 12, 1):
        vacancy = tell.close_and_score(vacancy, staff["Jo Marlowe"])
    panel = list(vacancy.panel.order_by("pk"))
    in_hand = [(each, vacancy.applications.get(code=each.code)) for each in APPLICANTS if each.scores]
    for place, member in enumerate(panel):
        with when.on(7, 1 + place, 16, 20):
            member.declare()
            for applicant, application in in_hand:
                tell.score(
                    member, application, applicant.scores[place], only=1 if _left_for_later(place, applicant) else None
                )
    for place, member in enumerate(panel[:2]):
        with when.on(7, 1 + place, 16, 30):
            tell.seal(member)
    return tell.again(vacancy)


def _left_for_later(place, applicant):
    return place == 2 and applicant.code == "C4"


def _finish_scores(vacancy, schools, staff):
    """The last six scores are in, the seal opens, the panel talks and the shortlist is confirmed."""
    jo, ruth = staff["Jo Marlowe"], staff["Ruth Calloway"]
    last = vacancy.panel.get(user=staff["Patience Adeyemi"])
    application = vacancy.applications.get(code="C4")
    with when.on(7, 6, 8, 30):
        application_scores = next(each for each in APPLICANTS if each.code == "C4").scores[2]
        last.scorecard.scores.filter(application=application).delete()
        tell.score(last, application, application_scores)
        tell.seal(last)
    with when.on(7, 6, 8, 45):
        for applicant in APPLICANTS:
            if applicant.scores:
                tell.agree(vacancy.applications.get(code=applicant.code), applicant.agreed, ruth)
        return tell.decide_shortlist(tell.again(vacancy), SHORTLISTED, jo)


def _interview(vacancy, schools, staff):
    """The six are invited; online searches, declarations and the timeline are looked at. References are not asked for yet."""
    jo = staff["Jo Marlowe"]
    with when.on(7, 7, 9):
        vacancy = tell.again(vacancy).begin_interviews(by=jo)
        for place, application in enumerate(vacancy.applications.filter(state="shortlisted").order_by("code")):
            slot = when.at(7, 14, 9) + dt.timedelta(minutes=50 * place)
            tell.interview(application, jo, "The library, Reydon Primary", slot)
            _before_interview(tell.again(application), jo)
    return vacancy


def _before_interview(application, hr):
    for check in application.clearance.checks.all():
        if check.code in {"online_search", "self_declaration", "employment_history"}:
            evidence.look(check, hr)


def _check(vacancy, schools, staff):
    """Amara Okonjo is offered the post and accepts, and says she is on the Update Service; some checks are clear, some are not."""
    jo, ruth = staff["Jo Marlowe"], staff["Ruth Calloway"]
    with when.on(7, 14, 15):
        for application in vacancy.applications.filter(state="invited").order_by("code"):
            application.record_interview(
                by=ruth,
                held_on=clock.today(),
                recommendation=RECOMMENDED.get(application.code, "not_appoint"),
                safeguarding="Clear about listening, telling the lead the same day and keeping to the facts.",
                gaps="Went through the whole timeline; nothing left open.",
                without_references="The panel met in the week before the end of term.",
            )
    with when.on(7, 15, 11):
        application = vacancy.applications.get(code="K7")
        appointment = tell.offer(application, ruth, "22454.09", when.day(9, 1))
    with when.on(7, 16, 18):
        appointment.accept(by=application.candidate)
        tell.before_they_begin(appointment, subscribed=True)
    with when.on(7, 17, 10):
        for check in appointment.clearance.checks.filter(code__in=["identity", "right_to_work"]):
            evidence.settle(check, jo, ruth)
        for check in appointment.clearance.checks.filter(code__in=["references", "dbs_enhanced"]):
            check.ask(by=jo)
    return Vacancy.objects.get(pk=vacancy.pk)


def _start(vacancy, schools, staff):
    """Every check is clear, the start is confirmed, and she is at work."""
    jo, ruth = staff["Jo Marlowe"], staff["Ruth Calloway"]
    appointment = vacancy.appointments.get()
    with when.on(8, 4, 10):
        for check in appointment.clearance.checks.exclude(state="clear"):
            evidence.settle(check, jo, ruth)
        appointment = tell.again(appointment)
        appointment.confirm_start(by=ruth)
        for application in vacancy.applications.filter(state__in=["interviewed", "invited"]):
            application.do_not_progress(by=jo, reason="Another candidate was appointed.")
    with when.on(9, 1, 8, 30):
        appointment.start(by=jo)
    with when.on(9, 4, 15):
        tell.met(
            appointment, jo, "Sunil Bhatt, line manager", "A good first week. Shadow two home visits by half term."
        )
    return Vacancy.objects.get(pk=vacancy.pk)
