"""The start gate: what stops this person from starting, derived at the moment it is asked."""

from functools import cached_property

from checks.concern_lines import in_question
from checks.concerns import is_at_work
from checks.early_starts import AWAITED, faults, not_before_its_day
from checks.forecast import Forecast
from checks.gate_lines import ORDER, excepted, failed, line_on, waits_for_an_offer
from checks.letters_held import with_reasons
from checks.newly_asked import newly_asked
from hiring import clock
from workflows.blockers import Blocker


class Gate:
    """Every required check on one person, split into what blocks and what is clear. Unknown is never clear.

    It is asked of the first day: `begins_on` is the day whose rules count, `on` the day each check must be good on.
    `footer`, `action` and `other` are set by the page that knows what the gate leads to, and `incident` by one that
    knows of work begun without clearance and not yet looked into: the file is not green while that is open.
    """

    footer = ""
    incident = None
    action = other = None

    def __init__(self, clearance, on=None, begins_on=None):
        self.clearance = clearance
        self.today = clock.today()
        self.begins_on = begins_on or clearance.first_day
        self.on = on or self.begins_on
        held = clearance.checks_to_judge()
        for check in held:
            check.clearance = clearance
        self.checks = [check for check in held if check.is_asked_for]
        self.let_go = [check for check in held if not check.is_asked_for]

    @cached_property
    def _lines(self):
        lines = [*map(self._awaited, self._certificate), *self.other_lines]
        return [in_question(line, self.concerns.get(line.check.pk), self.on) for line in lines]

    @cached_property
    def concerns(self):
        """{check's id: the open concern about it}, for somebody who has been at work here; nobody else is asked about."""
        if not self.clearance.began_on:
            return {}
        return {each.check_row_id: each for each in self.clearance.concerns.all() if each.state != "settled"}

    @cached_property
    def _certificate(self):
        return [line_on(check, self.today, self.on) for check in self.checks if check.code == AWAITED]

    @cached_property
    def other_lines(self):
        """Every check but the one that an early start may wait for, and what is not in the file and should be."""
        held = [line_on(check, self.today, self.on) for check in self.checks if check.code != AWAITED]
        return [with_reasons(line, self.checks) for line in held] + self.newly_asked

    @cached_property
    def newly_asked(self):
        """What the rules of the first day ask for that nobody has asked for yet."""
        return newly_asked(self)

    @cached_property
    def early_start(self):
        """The approved start before the certificate, whether or not it still holds; None when there is none."""
        awaited = {line.check.pk: line.check for line in self._certificate}
        approved = [each for each in self.clearance.early_starts_to_judge() if each.state == "approved"]
        early = next((each for each in approved if each.certificate_id in awaited), None)
        if early is not None:
            early.clearance = self.clearance
            early.certificate = awaited[early.certificate_id]
        return early

    @cached_property
    def early_start_faults(self):
        """Why the early start does not hold on this day."""
        early = self.early_start
        return [*not_before_its_day(early, self), *faults(early, self)] if early else []

    @property
    def exception(self):
        """The early start that stands in for the certificate on this day; None when there is none or it has failed."""
        return self.early_start if not self.early_start_faults else None

    def _awaited(self, line):
        """The certificate, waited for under an exception that holds, is amber and does not block."""
        if line.condition == "clear" or self.early_start is None:
            return line
        return excepted(line, self.exception) if self.exception else failed(line, self.early_start_faults)

    @cached_property
    def lines(self):
        """What is not clear, in the order to deal with it: concerns, decisions, our turn, waiting (oldest first).

        What may be asked only after an offer comes after what can be done today.
        """
        shut = [line for line in self._lines if line.condition != "clear"]
        return sorted(shut, key=_place)

    @cached_property
    def clear(self):
        return [line for line in self._lines if line.condition == "clear"]

    @property
    def not_needed(self):
        """Checks the rule table left out, and those once asked for that a change let go, each with the rule that says so."""
        from checks.kinds import KINDS

        gone = [
            {"name": check.title, "mark": "na", "word": "No longer asked for", "detail": check.required_by}
            for check in self.let_go
        ]
        codes = {check.code for check in self.let_go}
        return gone + [
            {
                "name": KINDS[code].title if code in KINDS else code.replace("_", " ").capitalize(),
                "mark": "na",
                "word": "Not needed",
                "detail": rule,
            }
            for code, rule in self.clearance.excluded
            if code not in codes
        ]

    @cached_property
    def blockers(self):
        """Whatever keeps them from their first day."""
        return self._blockers(self.shut)

    @cached_property
    def blockers_of_the_offer(self):
        """Whatever keeps the offer from being confirmed: not what is only for the first day, but any concern."""
        return self._blockers([line for line in self.shut if line.blocks_the_offer])

    def _blockers(self, lines):
        if not self.checks:
            text = "No checks have been derived for this person yet."
            return [Blocker(code="clearance.empty", text=text, owner="HR", fix=self.clearance.get_absolute_url())]
        return [line.blocker for line in lines]

    @cached_property
    def shut(self):
        """What blocks: what is not clear and is not excepted."""
        return [line for line in self.lines if line.condition != "exception"]

    @property
    def is_open(self):
        return not self.blockers

    @property
    def oldest(self):
        """The line that has been shut longest: whoever holds it is the person to speak to."""
        return min(self.lines, key=lambda line: line.held_since, default=None)

    @property
    def status(self):
        if self.incident:
            return "blocked"
        if self.is_open:
            return "exception" if self.lines else "ready"
        if self.is_kept:
            return "exception"
        if self.clearance.state == "relied_on":
            return "blocked"
        return "waiting" if all(line.condition == "waiting" for line in self.shut) and self.checks else "blocked"

    @property
    def title(self):
        count = len(self.blockers)
        number = f"{count} check{'' if count == 1 else 's'}"
        if count and self.is_kept:
            return f"At work with measures: {number} in question"
        if count and self.has_failed:
            return f"At work and must stop: {number} not clear"
        if count and self.is_at_work:
            return (
                f"At work with {number} missing, {self.oldest.since}"
                if self.oldest
                else f"At work with {number} missing"
            )
        if count:
            return f"Start blocked by {number}"
        if self.lines:
            return "At work under 1 exception" if self.is_at_work else "Ready to start with 1 exception"
        return "At work, every check is clear" if self.clearance.state == "relied_on" else "Ready to start"

    @property
    def has_failed(self):
        """Whether somebody is at work under an early start that no longer holds."""
        early = any(each.state in {"approved", "revoked"} for each in self.clearance.early_starts.all())
        barred = any(each.state == "stood_down" for each in self.concerns.values())
        return self.clearance.state == "relied_on" and (early or barred)

    @property
    def is_kept(self):
        """Whether everything that is not clear is in question, and the head keeps them at work with measures meanwhile."""
        return bool(self.shut) and all(line.condition == "kept" for line in self.shut)

    @property
    def is_at_work(self):
        """Whether they are in school while this gate is read."""
        return is_at_work(self.clearance)

    @property
    def summary(self):
        clear, required = len(self.clear), self.required
        to_decide = sum(line.condition in {"to_decide", "concern"} for line in self.lines)
        ending = f" {to_decide} to decide." if to_decide else ""
        return f"{clear} of {required} required checks {'is' if clear == 1 else 'are'} clear.{ending}"

    @property
    def required(self):
        """How many checks there should be."""
        return len(self.checks) + len(self.newly_asked)

    @property
    def chip(self):
        """The gate in three words."""
        words = {"ready": "Ready", "waiting": f"Waiting for {len(self.blockers)}", "exception": "1 exception"}
        label = words.get(self.status, f"Blocked by {len(self.blockers)}")
        if self.is_at_work and self.blockers:
            label = f"At work, {len(self.blockers)} missing"
        if self.concerns and self.blockers:
            label = "Kept with measures" if self.is_kept else "Concern at work" if self.is_at_work else "Stood down"
        if self.incident:
            label = "Incident open"
        return {"status": self.status, "label": label, "url": self.clearance.get_absolute_url()}

    @cached_property
    def forecast(self):
        """When it is likely to open, and how we know (two queries)."""
        return "" if self.is_open or self.clearance.state == "closed" else Forecast(self).words

    def as_json(self):
        """The same lines and sentences for programs."""
        return {
            "status": self.status,
            "title": self.title,
            "summary": self.summary,
            "forecast": self.forecast,
            "lines": [line.as_json() for line in self.lines],
            "clear": [line.as_json() for line in self.clear],
            "not_needed": self.not_needed,
        }


def _place(line):
    must_wait = line.condition == "not_started" and waits_for_an_offer(line.check)
    return ORDER.index(line.condition), must_wait, line.held_since
