"""What is happening with one application: in the candidate's own words, for the page and for programs alike.

It never says who sits on the panel, what anybody scored, or that a check found something.
"""

from hiring import clock
from hiring.templatetags.dates import fullday, fullmoment
from vacancies.replacing_referees import standing_still
from vacancies.tracker_chapters import CANDIDATE, CHAPTERS, NOTHING_TO_DO, here
from vacancies.tracker_steps import steps_of
from workflows.models import Promise

HEAR = {"decision": "You will hear our decision by"}
UNKEPT = {
    "shortlist": "We have not decided yet",
    "decision": "We have not decided yet",
    "start": "You have not started yet",
}


def track(application):
    """The tracker of one application, read with its vacancy, school, trust, appointment and interview (four queries)."""
    vacancy = application.vacancy
    sent = vacancy.applications.sent().count()
    panel = vacancy.panel.sitting().count()
    told = build(application, promises_to([application])[application.pk], sent=sent, panel=panel)
    ask_for_a_referee(told, application, standing_still([application]))
    return told


def ask_for_a_referee(tracker, application, still):
    """It is the candidate's turn while a reference stands still until they name somebody else."""
    wanted = None if tracker.has_ended else still.get(application.clearance_id)
    if wanted is None:
        return
    already = [] if tracker.turn == NOTHING_TO_DO else [tracker.turn]
    tracker.also = f"It is your turn: name another referee in the place of {wanted.referee.name}."
    own = tracker.whose_turn == CANDIDATE  # then what they were to do anyway is said first, whole
    tracker.turn = " ".join([*already, tracker.also] if own else [tracker.also, *already])
    tracker.whose_turn = CANDIDATE
    tracker.action = tracker.action or {"url": here(application, "referees/replace/"), "label": "Name another referee"}


def track_all(applications):
    """The trackers of several applications, without the numbers of others (two queries)."""
    promises, still = promises_to(applications), standing_still(applications)
    told = [(application, build(application, promises[application.pk])) for application in applications]
    for application, tracker in told:
        ask_for_a_referee(tracker, application, still)
    return told


def promises_to(applications):
    """Every promise made about these applications, oldest first, by application."""
    made = {application.pk: [] for application in applications}
    for promise in Promise.objects.filter(subject_type="application", subject_id__in=made).order_by("made_at", "pk"):
        made[promise.subject_id].append(promise)
    return made


def build(application, promises, *, sent=None, panel=None):
    """Put the card and the steps together from rows already read; asks the database nothing."""
    tracker, topic = CHAPTERS[chapter_of(application)](application)
    if topic:
        keep_honest(tracker, application, [promise for promise in promises if promise.topic == topic])
    tracker.steps = steps_of(application, tracker, promises, sent=sent, panel=panel)
    return tracker


def chapter_of(application):
    """Where in the story this application is."""
    state = application.state
    if state == "draft":
        return "draft" if is_open(application.vacancy) else "not_sent"
    if state == "offered":
        return f"offer_{application.appointment.state}"
    if state == "submitted":
        return "waiting" if application.vacancy.state == "published" else "choosing"
    return state


def is_open(vacancy):
    return vacancy.state == "published" and vacancy.closes_at > clock.now()


def keep_honest(tracker, application, promises):
    """Say the date that was promised; when one went by, say both dates and whose fault it is."""
    missed = [promise for promise in promises if went_by(promise)]
    current = next((promise for promise in promises if is_live(promise)), None)
    tracker.missed_dates = [promise.due_at for promise in missed]
    if current is None or current in missed:
        tracker.promise = ""
    else:
        tracker.next_date = current.due_at
        tracker.next_date_basis = basis_of(current)
        tracker.promise = f"{HEAR.get(current.topic, 'You will hear by')} {fullmoment(current.due_at)}."
    earlier = missed or [promise for promise in promises if promise.moved_at]
    if missed:
        said = " and ".join(fullmoment(promise.due_at) for promise in missed)
        then = f"New date: {fullmoment(tracker.next_date)}." if tracker.next_date else "We will give you a new date."
        tracker.late_line = f"We said {said}. {UNKEPT[missed[-1].topic]}, and that is our fault. {then}"
    elif earlier and current:
        tracker.late_line = (
            f"We said {fullmoment(earlier[-1].due_at)}. We need longer. New date: {fullmoment(current.due_at)}."
        )
    if len(missed) >= 2:
        tracker.contact = contact_of(application.vacancy)


def is_live(promise):
    return not promise.is_kept and promise.moved_at is None and promise.dropped_at is None


def went_by(promise):
    """Whether the date passed before anybody kept it or gave another."""
    settled = promise.moved_at or (clock.now() if is_live(promise) else None)
    return promise.missed_at is not None or (settled is not None and settled > promise.due_at)


def basis_of(promise):
    if promise.replaces_id:
        return f"The new date we gave you on {fullday(promise.made_at)}."
    return "The date in the advert."


def contact_of(vacancy):
    """A named person and a number, as the advert gives them."""
    name, _, phone = vacancy.contact.partition(",")
    return {"name": name.strip() or "the trust", "phone": phone.strip() or vacancy.school.trust.phone}
