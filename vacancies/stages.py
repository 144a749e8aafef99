"""The stages people think in, over the states of an application and of its offer. Handed states; imports no models."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One column of the board: the application states in it and, once there is an offer, the offer's states."""

    key: str
    label: str
    states: tuple
    offers: tuple = ()
    ended: bool = False


CHECKED = ("accepted", "confirmed")
AT_WORK = ("started", "stood_down")
FELL_THROUGH = ("declined", "lapsed", "withdrawn")
BEFORE_SCORING = {"draft", "awaiting_approval", "approved", "published", "closed"}

RECEIVED = Stage("received", "Received", ("submitted",))
SCORING = Stage("scoring", "Scoring", ("submitted",))
LATER = (
    Stage("shortlist", "Shortlist", ("shortlisted",)),
    Stage("interview", "Interview", ("invited", "interviewed")),
    Stage("offer", "Offer", ("offered",), ("offered",)),
    Stage("checks", "Checks", ("offered",), CHECKED),
    Stage("started", "Started", ("offered",), AT_WORK),
    Stage("not-progressing", "Not progressing", ("not_progressing",), ended=True),
    Stage("withdrew", "Withdrew", ("withdrawn",), ended=True),
    Stage("offer-ended", "Offer ended", ("offered",), FELL_THROUGH, ended=True),
)


def stages_of(vacancy):
    """The columns of this vacancy's board: what was sent waits as received until scoring opens."""
    return (RECEIVED if vacancy.state in BEFORE_SCORING else SCORING, *LATER)


def counted(vacancy, tally):
    """How many are in each stage: stage -> people. `tally` maps (application state, offer state or None) to a number."""
    return {
        stage: sum(
            number
            for (state, offer), number in tally.items()
            if state in stage.states and (not stage.offers or offer in stage.offers)
        )
        for stage in stages_of(vacancy)
    }
