"""What a vacancy needs next and from whom, read from its state and its counts. Asks the database nothing."""

import datetime as dt
from dataclasses import dataclass, field

from hiring import clock
from hiring.models import Role
from hiring.permissions import HR
from hiring.templatetags.dates import as_date, day, moment
from vacancies.turns import several

APPROVERS = frozenset({Role.APPROVER, Role.HEAD})
HEADS = frozenset({Role.HEAD})
HR_ROLES = frozenset(HR)


@dataclass(frozen=True)
class Step:
    """One decision somebody has to make: who may, in a sentence, and where."""

    roles: frozenset
    sentence: str
    path: str
    label: str
    detail: str = ""
    due_on: dt.date | None = None
    since: dt.datetime | None = None
    chair_too: bool = False


@dataclass
class Facts:
    """What is known of a vacancy beside its own row."""

    tally: dict = field(default_factory=dict)
    to_discuss: int = 0
    panel_left: list = field(default_factory=list)
    interviews_over: int | None = None

    def at(self, state):
        """How many applications are at this state."""
        return sum(number for (each, _), number in self.tally.items() if each == state)

    def offers(self, *states):
        return sum(number for (_, offer), number in self.tally.items() if offer in states)


def steps(vacancy, facts):
    """The decisions this vacancy waits for now; none when it waits for the clock or for somebody outside."""
    return [step for step in TELLERS.get(vacancy.state, _nothing)(vacancy, facts) if step]


def _nothing(vacancy, facts):
    return []


def _draft(vacancy, facts):
    return [Step(HR_ROLES, "Finish the draft and send it for approval", "setup/", "Carry on")]


def _awaiting_approval(vacancy, facts):
    return [Step(APPROVERS, "Approve the post, or send it back", "approve/", "Look at it")]


def _approved(vacancy, facts):
    return [Step(HR_ROLES, "Publish the advert", "publish/", "Publish")]


def _published(vacancy, facts):
    if vacancy.closes_at > clock.now():
        return []
    sent = several_people(facts.at("submitted"), "application")
    detail = f"It closed {moment(vacancy.closes_at)}."
    return [Step(HR_ROLES, f"Close it and prepare {sent}", "close/", "Close", detail, since=vacancy.closes_at)]


def _closed(vacancy, facts):
    sent = facts.at("submitted")
    if not sent:
        return [Step(HR_ROLES, "Nobody applied: advertise again or cancel", "", "Open", since=vacancy.closed_at)]
    detail = f"Closed {day(vacancy.closed_at)}, {several_people(sent, 'application')} to prepare."
    return [Step(HR_ROLES, "Open scoring", "open-scoring/", "Open scoring", detail, since=vacancy.closed_at)]


def _scoring(vacancy, facts):
    due = vacancy.scores_due_on
    if not due or due >= clock.today() or not facts.panel_left:
        return []
    detail = f"Scores were due {day(due)}."
    return [
        Step(HR_ROLES, f"Ask {several(facts.panel_left)} for their scores", "scoring/", "See scoring", detail, due)
    ]


def _moderating(vacancy, facts):
    due = as_date(vacancy.shortlist_by)
    if facts.to_discuss:
        scores = several_people(facts.to_discuss, "score")
        return [
            Step(HR_ROLES, f"Agree {scores} with the panel", "moderation/", "Agree scores", due_on=due, chair_too=True)
        ]
    if facts.at("submitted"):
        who = several_people(facts.at("submitted"), "application")
        return [Step(HR_ROLES, f"Decide {who}", "shortlist/", "Decide", due_on=due, chair_too=True)]
    return [Step(HR_ROLES, "Confirm the shortlist", "confirm-shortlist/", "Confirm", due_on=due, chair_too=True)]


def _shortlisted(vacancy, facts):
    who = several_people(facts.at("shortlisted"), "person", "people")
    return [Step(HR_ROLES, f"Begin interviews with {who}", "begin-interviews/", "Begin", due_on=vacancy.interviews_on)]


def _interviewing(vacancy, facts):
    invite, over, met = facts.at("shortlisted"), facts.interviews_over, facts.at("interviewed")
    if over is None:  # the page did not read each interview's hour, so the planned day has to do
        over = facts.at("invited") if vacancy.interviews_on and vacancy.interviews_on <= clock.today() else 0
    decide = as_date(vacancy.decision_by)
    yield invite and Step(
        HR_ROLES,
        f"Invite {several_people(invite, 'person', 'people')} to interview",
        "interviews/",
        "Invite",
        due_on=vacancy.interviews_on,
    )
    yield over and Step(
        HR_ROLES,
        f"Record {several_people(over, 'interview')}",
        "interviews/",
        "Record",
        due_on=vacancy.interviews_on,
        chair_too=True,
    )
    taken = facts.offers("offered", "accepted", "confirmed", "started", "stood_down")
    if met and taken < vacancy.posts:
        who = several_people(met, "person", "people")
        yield Step(HEADS, f"Make an offer: {who} interviewed", "?stage=interview", "Decide", due_on=decide)
    elif met:
        who = several_people(met, "person", "people")
        yield Step(HR_ROLES, f"Answer {who} who came to interview", "?stage=interview", "Answer", due_on=decide)
    waiting = facts.at("submitted") + invite + facts.at("invited") + met
    if facts.offers("started") >= vacancy.posts and not waiting:
        yield Step(HR_ROLES, "Mark the vacancy as filled", "fill/", "Mark as filled")


def several_people(number, one, many=""):
    """1 score, 7 scores, 3 people."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


TELLERS = {
    "draft": _draft,
    "awaiting_approval": _awaiting_approval,
    "approved": _approved,
    "published": _published,
    "closed": _closed,
    "scoring": _scoring,
    "moderating": _moderating,
    "shortlisted": _shortlisted,
    "interviewing": _interviewing,
}
