"""The chapters of one application, as its card tells each: what is happening, whose turn it is, and by when."""

import datetime as dt
from dataclasses import dataclass, field

from hiring import clock
from hiring.templatetags.dates import fullday, fullmoment

NOTHING_TO_DO = "You do not need to do anything."
CANDIDATE, SCHOOL, NOBODY = "candidate", "school", "nobody"


@dataclass
class Tracker:
    """One card and the steps under it. `whose_turn` is candidate, school or nobody; `next_date` a date or an instant; `also` what else is theirs to do."""

    status: str
    headline: str
    turn: str = NOTHING_TO_DO
    whose_turn: str = SCHOOL
    promise: str = ""
    next_date: dt.datetime | dt.date | None = None
    next_date_basis: str = ""
    missed_dates: list = field(default_factory=list)
    late_line: str = ""
    contact: dict | None = None
    action: dict | None = None
    also: str = ""
    reasons: str = ""
    steps: list = field(default_factory=list)

    @property
    def has_ended(self):
        return self.whose_turn == NOBODY

    def as_json(self):
        """What a program is told: the same, without the page's own links."""
        return {
            "status": self.status,
            "headline": self.headline,
            "turn": self.whose_turn,
            "next_date": self.next_date.isoformat() if self.next_date else None,
            "next_date_basis": self.next_date_basis,
            "missed_dates": [each.isoformat() for each in self.missed_dates],
            "late": self.late_line,
            "steps": [{name: step[name] for name in ("key", "label", "status", "when")} for step in self.steps],
        }


def here(application, page=""):
    return f"/my/{application.vacancy.reference}/{page}"


def _draft(application):
    closes = application.vacancy.closes_at
    return Tracker(
        status="draft",
        headline="You have not sent your application yet",
        promise=f"It is your turn: send it by {fullmoment(closes)}.",
        turn="We keep what you have written.",
        whose_turn=CANDIDATE,
        next_date=closes,
        next_date_basis="When the job closes.",
        action={"url": f"/apply/{application.vacancy.reference}/", "label": "Carry on with your application"},
    ), ""


def _ended(status, why, turn=NOTHING_TO_DO, **facts):
    return Tracker(status=status, headline=f"This has ended: {why}", turn=turn, whose_turn=NOBODY, **facts), ""


def _not_sent(application):
    return _ended(
        "not_sent", f"the job closed on {fullmoment(application.vacancy.closes_at)}, and you had not sent it"
    )


def _waiting(application):
    return Tracker(status="received", headline="We have your application"), "shortlist"


def _choosing(application):
    return Tracker(status="choosing", headline="We are choosing who to interview"), "shortlist"


def _shortlisted(application):
    planned = application.vacancy.interviews_on
    when = f" Interviews are planned for {fullday(planned)}." if planned else ""
    turn = f"We will write to you with a time and a place to meet.{when} You do not need to do anything yet."
    return Tracker(status="shortlisted", headline="You are on the shortlist", turn=turn), "decision"


def _invited(application):
    starts_at = application.interview.starts_at
    if starts_at <= clock.now():
        return _interviewed(application)
    return Tracker(
        status="invited",
        headline="You are invited to an interview",
        promise=f"It is your turn: come on {fullmoment(starts_at)}.",
        turn=f"Place: {application.interview.place}. Bring photo identity. If you cannot come, or need anything to be "
        f"different, phone {application.vacancy.school.trust.phone}.",
        whose_turn=CANDIDATE,
        next_date=starts_at,
        next_date_basis="The time of your interview.",
    ), ""


def _interviewed(application):
    return Tracker(status="interviewed", headline="We are deciding who to appoint"), "decision"


def _offered(application):
    reply_by = application.appointment.reply_by
    return Tracker(
        status="offered",
        headline="We have offered you the job",
        promise=f"It is your turn: answer by {fullday(reply_by)}.",
        turn="Read what the offer depends on first.",
        whose_turn=CANDIDATE,
        next_date=reply_by,
        next_date_basis="The date in your offer.",
        action={"url": here(application, "offer/"), "label": "Read the offer and answer"},
    ), ""


WHEN_CLEAR = "You will hear as soon as the last check is clear."


def _accepted(application):
    planned = application.appointment.starts_on
    told = {
        "promise": f"{WHEN_CLEAR} We plan for you to start on {fullday(planned)}.",
        "next_date": planned,
        "next_date_basis": "The planned start. It is not certain until every check is clear.",
    }
    if planned < clock.today():
        gone = f"We planned {fullday(planned)}, which has gone by. We will agree a new day with you."
        told = {"promise": f"{WHEN_CLEAR} {gone}"}
    headline = "You accepted. We are doing your checks"
    return Tracker(status="checks", headline=headline, **told, **to_tell(application)), ""


def to_tell(application):
    """The few questions that may be asked only once there is an offer, until they are answered."""
    left = "Your checks say what is left, and who has it."
    if application.clearance.told_at is not None:
        return {"turn": left}
    action = {"url": here(application, "before-you-begin/"), "label": "Before you begin: tell us a few things"}
    return {"turn": f"We need a few facts that only you know. {left}", "action": action}


def _confirmed(application):
    starts_on = application.appointment.starts_on
    return Tracker(
        status="confirmed",
        headline="Your start is confirmed",
        promise=f"It is your turn: come to work on {fullday(starts_on)}.",
        turn="Every check is clear.",
        whose_turn=CANDIDATE,
        next_date=starts_on,
        next_date_basis="Confirmed, with every check clear.",
    ), ""


def _started(application):
    on = application.appointment.started_on
    headline = f"You started on {fullday(on)}" if on else "You have started"
    return Tracker(status="started", headline=headline, whose_turn=NOBODY), ""


def _left(application):
    on = application.appointment.left_on
    return _ended("left", f"your last day here was {fullday(on)}" if on else "you have left")


def _declined(application):
    return _ended("declined", "you declined the offer")


def _lapsed(application):
    return _ended("lapsed", f"the offer was open until {fullday(application.appointment.reply_by)} and had no answer")


def _offer_withdrawn(application):
    return _ended("offer_withdrawn", "we withdrew our offer", "We have written to you about it. You may ask us why.")


def _not_progressing(application):
    met = getattr(application, "interview", None)
    why = "you were not shortlisted this time"
    if application.vacancy.state == "cancelled":
        why = "the school is no longer filling this job"
    elif met and met.held_on:
        why = "we chose somebody else after the interviews"
    elif application.clearance_id:
        why = "your application goes no further"
    return _ended("unsuccessful", why, reasons=application.outcome_reason)


def _withdrawn(application):
    return _ended("withdrawn", "you withdrew your application")


CHAPTERS = {
    "draft": _draft,
    "not_sent": _not_sent,
    "waiting": _waiting,
    "choosing": _choosing,
    "shortlisted": _shortlisted,
    "invited": _invited,
    "interviewed": _interviewed,
    "offer_offered": _offered,
    "offer_accepted": _accepted,
    "offer_confirmed": _confirmed,
    "offer_started": _started,
    "offer_stood_down": _started,
    "offer_left": _left,
    "offer_declined": _declined,
    "offer_lapsed": _lapsed,
    "offer_withdrawn": _offer_withdrawn,
    "not_progressing": _not_progressing,
    "withdrawn": _withdrawn,
}
