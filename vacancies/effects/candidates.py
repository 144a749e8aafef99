"""Letters to the person who applied: outcome first, then the date, then what to do.

What only the words of a letter ask is asked when it is written, not when it is foretold.
"""

from dataclasses import replace

from django.utils.functional import SimpleLazyObject

from vacancies.effects.addressing import to_candidate
from workflows.holding_back import when_it_goes
from workflows.registry import effect, foretells

LETTER_READS = ("vacancy__school__trust", "candidate")


@effect("application.submit")
def it_has_arrived(occasion):
    return to_candidate(occasion.record, "application.submit")


@effect("application.withdraw")
def you_have_withdrawn(occasion):
    return to_candidate(occasion.record, "application.withdraw", was_sent=occasion.from_state != "draft")


@effect("application.shortlist")
def you_are_shortlisted(occasion):
    application = occasion.record
    return to_candidate(application, "application.shortlist", referees=application.referees.all())


@effect("application.do_not_progress")
def you_go_no_further(occasion):
    """Ten minutes later, so that it can be undone. Different words before the shortlist, after it, after an interview, and when the school gave up the post."""
    if occasion.is_made and occasion.record.state != "not_progressing":
        return None  # it was taken back before this was written
    goes_at = when_it_goes(occasion.at)
    if occasion.by_kind == "system":
        stage, goes_at = "cancelled", None
    else:
        stage = {"submitted": "not_shortlisted", "interviewed": "after_interview"}.get(
            occasion.from_state, "no_further"
        )
    return replace(to_candidate(occasion.record, f"application.do_not_progress.{stage}"), not_before=goes_at)


@effect("application.invite")
def come_and_meet_us(occasion):
    application = occasion.record
    interview = getattr(application, "interview", None)
    when = interview.starts_at if interview else occasion.details.get("interview_at")
    place = interview.place if interview else occasion.details.get("place")
    return to_candidate(application, "application.invite", interview_at=when, place=place)


@effect("application.offer")
def we_offer_you_the_post(occasion):
    """The terms, and every check the offer still depends on, each by name."""
    application = occasion.record
    offer = getattr(application, "appointment", None)
    terms = {
        name: getattr(offer, name) if offer else occasion.details.get(name)
        for name in ("starts_on", "salary", "reply_by")
    }
    conditions = SimpleLazyObject(lambda: sorted(line.name for line in application.clearance.gate().lines))
    return to_candidate(application, "application.offer", conditions=conditions, **terms)


@effect("appointment.confirm_start")
def your_start_is_confirmed(occasion):
    appointment = occasion.record
    starts_on = occasion.details.get("starts_on") if not occasion.is_made else None
    facts = {"starts_on": starts_on or appointment.starts_on, "gate": SimpleLazyObject(appointment.clearance.gate)}
    return to_candidate(appointment.application, "appointment.confirm_start", **facts)


@effect("appointment.lapse")
def our_offer_has_ended(occasion):
    return to_candidate(occasion.record.application, "appointment.lapse", reply_by=occasion.record.reply_by)


@effect("appointment.withdraw")
def we_take_back_our_offer(occasion):
    return to_candidate(occasion.record.application, "appointment.withdraw")


@effect("vacancy.announce_early_closing")
def it_closes_earlier(occasion):
    """To everybody who is still writing, at least a day before."""
    vacancy = occasion.record
    drafts = vacancy.applications.filter(state="draft").order_by("pk").select_related(*LETTER_READS)
    closes_at = vacancy.closes_at if occasion.is_made else occasion.details.get("closes_at")
    before = vacancy.first_closed_at or vacancy.closes_at
    return [
        to_candidate(each, "vacancy.announce_early_closing", closes_at=closes_at, before=before) for each in drafts
    ]


@foretells("vacancy.cancel")
def everybody_is_answered(occasion):
    """Each person who waits for an answer gets one when a vacancy is cancelled."""
    from hiring.actors import SYSTEM
    from workflows.occasion import Occasion

    vacancy = occasion.record
    undecided = vacancy.applications.filter(state__in=vacancy.UNDECIDED).order_by("pk")
    waiting = undecided.select_related(*LETTER_READS, "clearance")
    return [Occasion.supposed("application.do_not_progress", each, SYSTEM) for each in waiting]
