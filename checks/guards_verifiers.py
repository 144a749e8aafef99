"""What must be true of an entry in the register of verifiers: `(verifier, move) -> blockers`."""

from checks.kinds.authority import IN_THE_REGISTER
from checks.kinds.repeats import months_after
from checks.kinds.words import day
from workflows.blockers import Blocker


def _of(code, text, verifier):
    source = IN_THE_REGISTER[verifier.authority].source
    return Blocker(code=f"verifier.{code}", text=text, owner="the HR manager", fix="/settings/verifiers/", rule=source)


def it_runs_forward(verifier, move):
    """The grounds come first, then the first day, then the last."""
    if verifier.grounds_on > verifier.from_on:
        text = (
            f"They cannot verify before {day(verifier.grounds_on)}, the day of what it rests on. Change the first day."
        )
        yield _of("before_its_grounds", text, verifier)
    if verifier.until_on and verifier.until_on < verifier.from_on:
        yield _of("backward", "The last day cannot be before the first.", verifier)


def it_lasts_as_long_as_its_terms(verifier, move):
    """Terms that are accepted yearly hold for a year."""
    months = IN_THE_REGISTER[verifier.authority].most_months
    last_on = months_after(verifier.grounds_on, months) if months else None
    if last_on and (verifier.until_on is None or verifier.until_on > last_on):
        text = f"The terms are accepted each year, so this lasts until {day(last_on)} at the latest. Enter that day or an earlier one."
        yield _of("terms_are_yearly", text, verifier)


def it_ends_before_its_time(verifier, move):
    """What has run out by itself has nothing to end."""
    if verifier.until_on and move.details.get("ended_on") and move.details["ended_on"] >= verifier.until_on:
        yield _of("ended_already", f"It ends by itself on {day(verifier.until_on)}. Enter an earlier day.", verifier)
