"""How one person's answers join the totals: once at each stage, and nothing but that it was put stays with the application."""

from vacancies.models import Application, EqualityTally

STAGES = EqualityTally.Stage.values
STAGE_OF = {
    "submitted": "applied",
    "shortlisted": "shortlisted",
    "invited": "shortlisted",
    "interviewed": "shortlisted",
    "offered": "offered",
}


def stage_to_answer(application):
    """The stage for which this person may still answer, as they know their application; empty when there is none."""
    stage = STAGE_OF.get(application.state, "")
    return stage if stage and not _was_put(application.equality_asked, stage) else ""


def _was_put(latest, stage):
    return latest in STAGES and STAGES.index(latest) >= STAGES.index(stage)


def answer(application, answers):
    """Add the answers to the trust's totals, in a write apart from the application's; without any, they were skipped.

    False where the questions had been dealt with at this stage already: then nothing is added.
    """
    stage = stage_to_answer(application)
    if not stage:
        return False
    later = STAGES[STAGES.index(stage) :]
    unasked = Application.objects.filter(pk=application.pk).exclude(equality_asked__in=later)
    if not unasked.update(equality_asked=stage):
        return False
    if any(answers.values()):
        EqualityTally.add(application.vacancy.trust, stage, answers)
    return True
