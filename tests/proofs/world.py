"""One small world for attacks: everything told through the door and committed, its rows known by name."""

import datetime as dt
import json

from checks.models import Check
from hiring import clock
from tests import story
from tests.checks.dbs import early as early_start
from vacancies.models import AgreedScore, Appointment, Scorecard, Vacancy


def told():
    """Build it; return the names that attacks use, each with a primary key."""
    cast = story.people()
    names = {"school": cast.school.pk, "far_school": cast.far_school.pk, "stranger": cast.stranger.pk}
    return (
        names
        | _somebody_at_work(cast)
        | _a_full_vacancy(cast)
        | _scoring(cast)
        | _at_the_line(cast, "REY-0008")
        | _confirmed(cast)
        | _a_draft(cast)
        | _before_the_certificate(cast)
    )


def _somebody_at_work(cast):
    appointment = story.ready(cast, reference="REY-0001")
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    check = appointment.clearance.checks.get(code="identity")
    return {
        "filled": appointment.vacancy_id,
        "started": appointment.pk,
        "started_application": appointment.application_id,
        "relied_on": appointment.clearance_id,
        "clear": check.pk,
        "receipt": check.receipts.get().pk,
        **_on_probation(appointment, cast),
    }


def _on_probation(appointment, cast):
    """Met once, and nothing decided."""
    probation = appointment.probation
    story.met(probation, cast)
    return {"probation": probation.pk, "review": probation.reviews.get().pk}


def _a_full_vacancy(cast):
    """One post, two people interviewed, one of them offered it and accepted."""
    vacancy = story.interviewed(cast, cast.candidate, cast.other_candidate, reference="REY-0002")
    first, second = vacancy.applications.order_by("pk")
    terms = {"starts_on": clock.today(), "salary": "22454.09", "reply_by": clock.today() + dt.timedelta(days=7)}
    first.offer(by=cast.head, **terms)
    appointment = Appointment.objects.get(application=first)
    appointment.accept(by=cast.candidate)
    file = appointment.clearance
    return {
        "full": vacancy.pk,
        "accepted": appointment.pk,
        "accepted_application": first.pk,
        "open_file": file.pk,
        "unclear": file.checks.get(code="dbs_enhanced").pk,
        "voided_receipt": _voided(file.checks.get(code="identity"), cast),
        "interviewed": second.pk,
        "other_file": second.clearance_id,
        "answered": _answered(file, cast),
    }


def _voided(check, cast):
    check = story.clear(check, cast)
    check.void(by=cast.head, reason="Recorded for somebody else.")
    return check.receipts.get().pk


def _answered(file, cast):
    """The first referee has written."""
    check = Check.objects.select_related(*Check.locked_with).get(clearance=file, code="references", number=1)
    check.referee.seal(json.dumps({"suitable": "yes"}), "a browser")
    return check.referee.pk


def _scoring(cast):
    """One member has submitted, another is scoring still."""
    vacancy = story.scoring(cast, cast.candidate, reference="REY-0003")
    application = vacancy.applications.get()
    first, second, _ = vacancy.panel.all()
    for member in (first, second):
        member.declare()
        story.score(member, application, "2322222")
    first.scorecard.seal(by=first.user)
    second.scorecard.scores.filter(criterion__code="S7").delete()
    open_card = Scorecard.objects.get(panel_member=second)
    sealed_card = Scorecard.objects.get(panel_member=first)
    return {
        "scoring": vacancy.pk,
        "scored_application": application.pk,
        "sealed_card": sealed_card.pk,
        "open_card": open_card.pk,
        "sealed_score": sealed_card.scores.first().pk,
        "open_score": open_card.scores.first().pk,
        "unscored": vacancy.scored_criteria[-1].pk,
    }


def _at_the_line(cast, reference):
    """Scores opened: one agreed and agreed again, a tie settled, somebody out of order with a colleague's word."""
    people = [story.person(f"{name} {reference}", f"{name}.{reference}@example.org".lower()) for name in ("Di", "Ed")]
    vacancy = story.moderating(cast, *people, reference=reference, interview_places=1)
    first, second = vacancy.applications.order_by("pk")
    criterion = vacancy.scored_criteria[0]
    for value in (2, 3):
        vacancy = story.agree(vacancy, first, criterion, value, cast.hr)
    vacancy.settle_tie(by=cast.hr, how="everybody")
    said = {"applicant": second.pk, "criterion": criterion.pk, "reason": "Asked to stop."}
    vacancy.propose_exception(by=cast.hr, colleague=cast.head.pk, **said)
    vacancy.agree_exception(by=cast.head, applicant=second.pk)
    replaced, agreed = AgreedScore.objects.filter(application=first).order_by("pk")
    return {
        "replaced": replaced.pk,
        "agreed": agreed.pk,
        "tie": vacancy.tie_decisions.get().pk,
        "exception": second.line_exceptions.get().pk,
        "moderating": vacancy.pk,
    }


def _confirmed(cast):
    """The same, and the shortlist confirmed."""
    names = _at_the_line(cast, "REY-0009")
    vacancy = Vacancy.objects.get(pk=names["moderating"])
    first, second = vacancy.applications.order_by("pk")
    first.shortlist(by=cast.hr)
    second.do_not_progress(by=cast.hr, reason="Asked to stop.")
    Vacancy.objects.get(pk=vacancy.pk).confirm_shortlist(by=cast.hr)
    return {
        "agreed_then": names["agreed"],
        "tie_then": names["tie"],
        "exception_then": names["exception"],
        "confirmed": vacancy.pk,
    }


def _a_draft(cast):
    vacancy = story.draft(cast, reference="REY-0004")
    return {"draft": vacancy.pk, "draft_member": vacancy.panel.first().pk, "event": vacancy.last_event().pk}


def _before_the_certificate(cast):
    """Two people whose certificate is awaited: one may start under an exception, one has; and a proposal for a third."""
    may = _excepted(cast, "REY-0005", "Asa Lind", "may")
    early = _excepted(cast, "REY-0006", "Bo Marsh", "works")
    appointment = Appointment.objects.get(pk=early["works_appointment"])
    appointment.start(by=cast.hr)
    third = story.SimpleNamespace(**{**vars(cast), "candidate": story.person("Cy Noble", "cy@example.org")})
    proposal = early_start.proposed(third, early_start.all_but_the_certificate(third, reference="REY-0007"))
    early_start.searched(proposal.clearance, third)
    return may | early | {"proposal": proposal.pk, "proposal_file": proposal.clearance_id}


def _excepted(cast, reference, name, called):
    mine = story.SimpleNamespace(**{**vars(cast), "candidate": story.person(name, f"{called}@example.org")})
    early = early_start.approved(mine, early_start.all_but_the_certificate(mine, reference=reference))
    appointment = Appointment.objects.get(clearance=early.clearance)
    appointment.confirm_start(by=cast.head)
    file = early.clearance
    listed = file.checks.get(code="barred_list_standalone")
    return {
        f"{called}_file": file.pk,
        f"{called}_early": early.pk,
        f"{called}_appointment": appointment.pk,
        f"{called}_vacancy": appointment.vacancy_id,
        f"{called}_certificate": early.certificate_id,
        f"{called}_identity": file.checks.get(code="identity").pk,
        f"{called}_list": listed.pk,
        f"{called}_author": early.proposed_by_id,
        f"{called}_supervisor": early.supervisor_id,
        f"{called}_person": file.person_id,
    }
