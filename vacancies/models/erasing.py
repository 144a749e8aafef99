from checks.models import Hold
from checks.models.erasing import ERASED, forget_what_was_said, it_is_not_erased_yet
from hiring import clock
from hiring.permissions import is_system
from workflows.blockers import Blocker
from workflows.transitions import STAYS, transition


def nothing_holds_the_candidate(application, move):
    """A legal hold keeps everything on a person until two people have let it go."""
    yield from Hold.blockers_on(application.candidate_id, application.school)


def its_checks_are_not_kept(application, move):
    """Whoever was appointed keeps a file, and their application stays as long as that does."""
    clearance = application.clearance
    if clearance is not None and clearance.state in {"open", "relied_on"}:
        yield Blocker(code="application.in_use", text="The file of checks on this person is still in use.")


def empty(application):
    """Answers, history, referees, interview, scores with their reasons, letters and what was typed beside events."""
    interview = getattr(application, "interview", None)
    if interview is not None:
        interview.delete()
    application.referees.all().delete()
    for parts in ("answers", "history", "gaps", "qualifications", "scores", "agreed"):
        getattr(application, parts).all().delete()
    application.line_exceptions.update(reason=ERASED)
    forget_what_was_said("application", [application.pk])
    appointment = getattr(application, "appointment", None)
    if appointment is not None:
        forget_what_was_said("appointment", [appointment.pk])
        empty_probation(getattr(appointment, "probation", None))


def empty_probation(probation):
    """What was agreed when they met, and why it was extended or ended; its days and that it was decided stay."""
    if probation is not None:
        probation.reviews.all().delete()
        forget_what_was_said("probation", [probation.pk])


class ErasedInTime:
    """How an application ends once its time is up: what the person wrote goes, that somebody applied stays."""

    @transition(
        source=["draft", "not_progressing", "withdrawn", "offered"],
        target=STAYS,
        permission=is_system,
        guards=[it_is_not_erased_yet, nothing_holds_the_candidate, its_checks_are_not_kept],
        records=["rule"],
        label="Erase",
        then=empty,
    )
    def erase(self, *, by, rule):
        """The time for which it may be kept is over; the blind code, the dates and the signed history stay."""
        Hold.settle_with(self.candidate_id)
        self.erased_at = clock.now()
        self.full_name = self.signed_name = ERASED
        self.former_names = self.phone = self.address = self.right_to_work = self.adjustments = ""
        self.related_to = self.education_ended = self.outcome_reason = self.equality_asked = ""
        self.disability_confident = False
