"""Tell the story of one vacancy through the door, stage by stage. Used by every vacancy of the demo."""

import datetime as dt

from hiring import clock
from hiring.actors import SYSTEM
from vacancies.demo.answers import REASONS
from vacancies.demo.evidence import BORN
from vacancies.models import (
    Criterion,
    PanelMember,
    Score,
    Scorecard,
    Vacancy,
)


def again(record):
    """The record as it is now, as another person would load it."""
    return type(record).objects.get(pk=record.pk)


def draft(by, school, reference, criteria, elsewhere=(), **facts):
    """HR writes the post and its person specification."""
    vacancy = Vacancy.draft(by=by, school=school, reference=reference, **facts)
    for code, text, is_essential, weight, question, hint in criteria:
        Criterion.objects.create(
            vacancy=vacancy,
            code=code,
            position=vacancy.criteria.count() + 1,
            text=text,
            is_essential=is_essential,
            weight=weight,
            question=question,
            hint=hint,
        )
    for code, text, is_essential, assessed_by, is_trainable in elsewhere:
        Criterion.objects.create(
            vacancy=vacancy,
            code=code,
            position=vacancy.criteria.count() + 1,
            text=text,
            is_essential=is_essential,
            assessed_by=assessed_by,
            is_trainable=is_trainable,
        )
    return vacancy


def seat(vacancy, *users):
    """The panel, chair first; all but the last have safer recruitment training on record."""
    for place, user in enumerate(users):
        trained_on = user.memberships.first().trained_on if place < len(users) - 1 or len(users) == 1 else None
        PanelMember.objects.create(
            vacancy=vacancy, user=user, is_chair=place == 0, trained_on=trained_on, seed=f"{vacancy.reference}-{place}"
        )


def publish(vacancy, author, approver):
    """Approved by the budget holder and advertised."""
    vacancy = again(vacancy)
    vacancy.send_for_approval(by=author)
    vacancy.approve(by=approver)
    return vacancy.publish(by=author)


def close_and_score(vacancy, by):
    """Closing time passes and the panel may begin."""
    vacancy = again(vacancy)
    vacancy.close(by=SYSTEM)
    return vacancy.open_scoring(by=by)


def score(member, application, values, only=None):
    """One member's scores for one application; `only` stops after so many judgements."""
    criteria = application.vacancy.scored_criteria
    Score.objects.bulk_create(
        Score(
            scorecard=Scorecard.objects.get(panel_member=member),
            application=application,
            criterion=criterion,
            value=int(value),
            reason=REASONS[int(value)]
            or ("Not enough for an essential." if criterion.is_essential and int(value) < 2 else ""),
            saved_at=clock.now(),
        )
        for criterion, value in list(zip(criteria, values, strict=True))[:only]
    )


def seal(member):
    Scorecard.objects.get(panel_member=member).seal(by=member.user)


def agree(application, values, by):
    """The panel talks, and settles each judgement on which it differed."""
    from vacancies.queries import matrix

    row = next(row for row in matrix(again(application.vacancy)) if row.application.pk == application.pk)
    for judgement, value in zip(row.judgements, values, strict=True):
        if judgement.needs_talk:
            again(application.vacancy).agree_score(
                by=by,
                applicant=application.pk,
                criterion=judgement.criterion.pk,
                value=int(value),
                reason="We read the answer again together and agreed on the middle score.",
            )


def decide_shortlist(vacancy, codes, by):
    """Everybody gets an answer, and the shortlist is confirmed."""
    for application in vacancy.applications.filter(state="submitted").order_by("code"):
        if application.code in codes:
            application.shortlist(by=by)
        else:
            application.do_not_progress(by=by, reason="Scored below the shortlist on the criteria for this post.")
    return again(vacancy).confirm_shortlist(by=by)


def interview(application, by, place, at, recommendation="appoint", held_on=None):
    """Invite, meet, and write down what the panel found."""
    application.invite(by=by, interview_at=at, place=place)
    if held_on:
        application.record_interview(
            by=by,
            held_on=held_on,
            recommendation=recommendation,
            safeguarding="Clear about listening, telling the lead the same day and keeping to the facts.",
            gaps="Went through the whole timeline; nothing left open.",
            without_references=""
            if _references_in(application)
            else "One referee was away until after the interview day.",
        )
    return application


def _references_in(application):
    return not application.clearance.checks.filter(code="references", state__in=["not_started", "waiting"]).exists()


def offer(application, by, salary, starts_on):
    """The head offers the post, on condition that every check is clear."""
    application.offer(by=by, starts_on=starts_on, salary=salary, reply_by=clock.today() + dt.timedelta(days=7))
    return again(application).appointment


def before_they_begin(appointment, *, subscribed):
    """Whoever accepted tells what is asked only after an offer: when they were born, and whether they are on the Update Service."""
    who = appointment.application.candidate
    file = again(appointment.clearance)
    file.tell(by=who, born_on=dt.date.fromisoformat(BORN))
    signed = {"signed_name": who.name, "consents": subscribed}
    again(file).tell_subscription(by=who, subscribed=subscribed, **signed)


def met(appointment, by, who, agreed, week=None):
    """Somebody met them in their first months, today."""
    said = {"held_on": clock.today(), "met_by": who, "agreed": agreed}
    again(appointment).probation.record_review(by=by, week=week, **said)
