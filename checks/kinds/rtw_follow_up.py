import datetime as dt

from checks.kinds import words
from checks.kinds.base import CLEAR, START, Outcome
from checks.kinds.right_to_work import RightToWork
from hiring.calendars import is_working_day


class RightToWorkFollowUp(RightToWork):
    """The same check again, before a permission with an end date runs out."""

    code = "rtw_follow_up"
    title = "Right to work, checked again"
    why = "Their permission has an end date, and our defence in law ends with it."
    good_evidence = (
        "The same Home Office method, done again before the day permission ends.",
        "The new end date, or that there is none.",
    )
    ask_label = "Ask for their documents or share code again"
    record_label = "Record the follow-up check"
    record_column = ""  # the first check is renewed by it, and that is what the record reads
    blocks = (START,)
    may_be_seen_again = True
    outcomes = {
        **RightToWork.outcomes,
        "diarised": Outcome("To be checked again before permission ends", CLEAR),
        "not_needed": Outcome("No follow-up is needed: permission has no end date", CLEAR),
    }
    candidate_sentence = "We will ask you again before your permission ends. There is nothing to do now."

    class Evidence(RightToWork.Evidence):
        """The same form; what follows from the first check is written by the first check and never chosen."""

        BY_ITSELF = ("diarised", "not_needed")

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            chosen = [each for each in self.fields["outcome"].choices if each[0] not in self.BY_ITSELF]
            self.fields["outcome"].choices = chosen

    def expires_on(self, evidence):
        """The day to check again by: the last working day of the permission, since it may end on a Saturday."""
        ends_on = words.as_date(evidence.get("permission_ends_on"))
        ends_on = ends_on if evidence["outcome"] == "diarised" else super().expires_on(evidence)
        return last_working_day(ends_on) if ends_on else None

    def found(self, evidence):
        """The result, with the day to check again by."""
        by = self.expires_on(evidence)
        again = f". To be checked again by {words.day(by)}" if by else ""
        return f"{self.outcomes[evidence['outcome']].label}{again}"

    def looked_at(self, evidence):
        """What was checked, or which check the day was taken from."""
        if evidence["outcome"] in self.Evidence.BY_ITSELF:
            return "Taken from the right to work check"
        return super().looked_at(evidence)

    def follow(self, check, evidence, by):
        """The first check is renewed by the same evidence, so that both say the same."""
        first = check.clearance.checks.filter(code="right_to_work").first()
        if evidence["outcome"] in self.Evidence.BY_ITSELF or first is None:
            return
        first.record(by=by, evidence=evidence | {"was_follow_up": True})


def last_working_day(day: dt.date) -> dt.date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day
