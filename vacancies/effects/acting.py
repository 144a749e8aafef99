"""What must move by itself when something below has changed."""

from hiring.actors import SYSTEM
from vacancies.models import Appointment
from workflows.blockers import Refused
from workflows.occasion import Occasion
from workflows.registry import effect, foretells


@effect(
    "check.record",
    "check.answer",
    "check.clear",
    "check.raise_concern",
    "check.report_change",
    "check.see_again",
    "check.void",
    "clearance.derive",
    "clearance.tell",
    acts=True,
)
def hold_the_start(occasion):
    """A confirmed start is confirmed no longer once a required check has come open."""
    clearance = getattr(occasion.record, "clearance", occasion.record)
    hold_if_open(Appointment.objects.filter(clearance=clearance))


@effect("earlystart.revoke", acts=True)
def they_are_stood_down(occasion):
    """Whoever is at work under an early start that was revoked is at work no longer."""
    stop_work_on(occasion.record.clearance, occasion.record)


@effect("concern.stand_down", acts=True)
def they_are_taken_off_work(occasion):
    """Whoever is stood down in a concern is at work no longer; nothing happens where that is how they were stood down."""
    if occasion.record.state == "stood_down":
        stop_work_on(occasion.record.clearance, occasion.record)


def stop_work_on(clearance, why):
    """Stand somebody down in the system's name; where no vacancy brought them, the file itself is relied on no more."""
    if clearance.state != "relied_on":
        return False
    appointment = Appointment.objects.filter(clearance=clearance).select_related(*Appointment.locked_with).first()
    verb = clearance.stop_relying if appointment is None else appointment.stand_down
    return moved_by_itself(verb, reason=f"{why}: {why.state_words.lower()}.")


def hold_if_open(appointments):
    """Reopen those confirmed starts whose gate is shut now, or whose first day is another; how many."""
    held = 0
    confirmed = appointments.filter(state=Appointment.State.CONFIRMED)
    for appointment in confirmed.select_related(*Appointment.locked_with):
        if appointment.must_be_confirmed_anew:
            held += moved_by_itself(appointment.reopen)
    return held


def moved_by_itself(verb, **details):
    """Make a move in the system's name; False when somebody has meanwhile made it needless."""
    try:
        verb(by=SYSTEM, **details)
    except Refused:
        return False
    return True


@foretells("application.withdraw")
@foretells("application.do_not_progress")
@foretells("appointment.decline")
@foretells("appointment.lapse")
@foretells("appointment.withdraw")
def the_file_is_closed(occasion):
    """Those who were asked about somebody are told that it is needed no more."""
    clearance = occasion.record.clearance
    if clearance is None or clearance.state != "open":
        return []
    return [Occasion.supposed("clearance.close", clearance, SYSTEM)]
