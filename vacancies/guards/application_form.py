"""What must be true of an application before it is begun, and before it is sent."""

from checks.referees import why_not
from vacancies.application_form import too_long
from vacancies.employment_history import most_recent_employer, must_be_spoken_for, speaks_from, unexplained_gaps
from vacancies.guards.words import KCSIE, moment
from workflows.blockers import Blocker


def the_vacancy_is_open(application, move):
    """Applications come in between publication and the closing instant, by the server's clock (I12)."""
    vacancy = application.vacancy
    if vacancy.state != "published" or vacancy.closes_at <= move.at:
        when = f" at {moment(vacancy.closes_at)}" if vacancy.closes_at and vacancy.published_at else ""
        kept = " Your draft is saved." if application.pk else ""
        yield Blocker(
            code="vacancy.closed",
            text=f"This job closed{when}.{kept}",
            owner="HR",
            since=vacancy.closed_at or vacancy.closes_at,
        )


def not_applied_already(application, move):
    live = application.vacancy.applications.filter(candidate=application.candidate_id).exclude(
        state__in=["withdrawn", "not_progressing"]
    )
    state = live.values_list("state", flat=True).first()
    if state:
        done = "begun to apply" if state == "draft" else "applied"
        text = f"You have already {done} for this job. Go to your application instead."
        yield Blocker(code="application.already", text=text, owner="you", fix=f"/my/{application.vacancy.reference}/")


def every_section_is_complete(application, move):
    """The form asks for what KCSIE Part three lists: history with every gap explained, referees, a signed declaration."""
    base = f"/apply/{application.vacancy.reference}/"
    plain = {
        "full_name": ("details", "Enter your full name."),
        "phone": ("details", "Enter a phone number we can call, like 01632 960142."),
        "address": ("details", "Enter your address."),
        "right_to_work": ("right-to-work", "Say whether you have the right to work in the UK."),
        "signed_name": ("declarations", "Sign the declaration with your full name."),
    }
    for name, (task, text) in plain.items():
        if not getattr(application, name).strip():
            yield Blocker(code=f"application.{name}", text=text, owner="you", fix=f"{base}{task}/")
    yield from _history(application, base)
    yield from _answers(application, base)
    yield from _referees(application, base)


def _history(application, base):
    if not application.history_is_complete:
        text = "Add your work and education, then say that is everything."
        yield Blocker(code="application.history", text=text, owner="you", fix=f"{base}history/")
        return
    for gap in unexplained_gaps(application):
        yield Blocker(
            code="application.gap",
            text=f"Explain the gap from {gap.words}.",
            owner="you",
            fix=f"{base}history/",
            rule=KCSIE,
        )


def _answers(application, base):
    answered = dict(application.answers.exclude(text="").values_list("criterion_id", "text"))
    asked = [each for each in application.vacancy.scored_criteria if each.question]
    left = [each for each in asked if each.pk not in answered]
    if left:
        text = f"Complete “How you meet the role”: {len(left)} of {len(asked)} questions left."
        yield Blocker(code="application.answers", text=text, owner="you", fix=f"{base}questions/{left[0].code}/")
    for each in asked:
        words = too_long(answered.get(each.pk, ""))
        if words:
            text = f"“{each.question}” {words}"
            code = "application.answer_too_long"
            yield Blocker(code=code, text=text, owner="you", fix=f"{base}questions/{each.code}/")


def _referees(application, base):
    needed = application.vacancy.trust.references_min
    referees = list(application.referees.all())
    have = len({referee.email.lower() for referee in referees})
    if have < needed:
        text = (
            f"Add {needed - have} more referee{'' if needed - have == 1 else 's'}. We ask {needed} different people."
        )
        yield Blocker(code="application.referees", text=text, owner="you", fix=f"{base}referees/", rule=KCSIE)
    recent = most_recent_employer(application)
    for job in must_be_spoken_for(application):
        if not any(speaks_from(referee, job) for referee in referees):
            which = "your most recent employer" if job == recent else "where you last worked with children"
            text = f"Add a referee from {job.organisation}, {which}."
            code = "application.employer_referee" if job == recent else "application.children_referee"
            yield Blocker(code=code, text=text, owner="you", fix=f"{base}referees/", rule=KCSIE)
    for referee in referees:
        whose = {"name": referee.name, "email": referee.email, "relationship": referee.relationship}
        for code, text in why_not(application.candidate, **whose):
            fix = f"{base}referees/{referee.pk}/"
            yield Blocker(code=f"application.referee_{code}", text=text, owner="you", fix=fix, rule=KCSIE)
