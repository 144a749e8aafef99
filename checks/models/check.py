import json

from django.db import models

from checks.changes_agreed import the_change_asks_for_it_no_more
from checks.guards import (
    a_receipt_supports_it,
    it_is_not_settled_for_good,
    it_may_be_asked_now,
    the_file_is_open,
    the_reference_is_not_in,
)
from checks.guards_dbs import (
    a_written_decision_supports_it,
    consent_and_identity_come_first,
    the_certificate_is_theirs_alone,
    the_certificate_shows_the_directions,
    the_copy_is_destroyed,
    the_list_may_be_looked_up,
    the_status_can_stand,
)
from checks.guards_subscription import the_person_still_agrees
from checks.kinds import kind
from checks.models import lines
from checks.models.answering import BEFORE_ACCEPTING, HearsReferees
from checks.models.asking import BEFORE_ASKING, AsksReferees
from checks.models.at_work import what_follows_at_work
from checks.models.dbs import ReadFromTheDbs
from checks.models.historic import SeenBeforeTheFile
from checks.models.letters import AskedByLetter
from checks.models.naming import ReplacesReferees
from checks.models.sealing import KeepsSealedWords
from checks.models.seen_again import SeenAgain
from checks.models.what_follows import what_follows
from checks.permissions import (
    agrees_to_changes,
    answers_this_check,
    brings_news,
    decides_this_check,
    may_open_a_file,
    may_void,
)
from checks.sealing_guards import (
    a_concern_stays_open,
    nothing_bars_them,
    somebody_else_voids_it,
    the_reader_does_not_interview,
    they_are_out_of_scope,
    what_was_raised_is_talked_over,
)
from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import is_head_or_hr, is_hr
from workflows.models import Stateful
from workflows.transitions import opening, transition


class CheckQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}
    to_erasure = "clearance__erased_at"

    def personal_to(self, user):
        return models.Q(clearance__person=user)

    def to_judge(self):
        """With what a gate reads of each: the referee, the day right to work was seen (G14), and who voided what was there."""
        return self.select_related("referee").annotate(
            seen_on=_of_receipts("evidence_on", newest="id", voided=False, code="right_to_work"),
            voided_at=_of_receipts("voided_at", newest="voided_at", voided=True, state="not_started"),
            voided_by=_of_receipts("voided_by__name", newest="voided_at", voided=True, state="not_started"),
        )

    def asked_for(self):
        """All but those that a change of facts let go."""
        return self.exclude(state=Check.State.LET_GO)

    def visible_to_guest(self, guest):
        return self.filter(referee__pk=guest.link.subject_id) if guest.link.purpose == "referee" else self.none()


def _of_receipts(what, *, newest, voided, **of_checks):
    """In SQL, one thing that the newest receipt says, of these checks only."""
    from checks.models.receipt import Receipt

    receipts = Receipt.objects.filter(check_row=models.OuterRef("pk"), voided_at__isnull=not voided)
    return models.Case(
        models.When(**of_checks, then=models.Subquery(receipts.order_by(f"-{newest}").values(what)[:1]))
    )


def carried_by(clearance, requirements):
    """Paper -> what comes on it. A certificate already asked for without the list does not carry it."""
    codes = {need.code for need in requirements}
    begun = {check.code: check.carries for check in clearance.checks.exclude(state="not_started")}
    papers = {kind(need.code).comes_with: need.code for need in requirements}
    return {paper: code for paper, code in papers.items() if paper in codes and begun.get(paper, code) == code}


class Check(
    AskedByLetter,
    AsksReferees,
    ReplacesReferees,
    HearsReferees,
    KeepsSealedWords,
    ReadFromTheDbs,
    SeenBeforeTheFile,
    SeenAgain,
    Stateful,
):
    """One thing that must be known before this person starts: what, by which rule, who holds it, since when."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        WAITING = "waiting", "Waiting"
        TO_DECIDE = "to_decide", "To decide"
        CLEAR = "clear", "Clear"
        CONCERN = "concern", "Concern to decide"
        LET_GO = "let_go", "No longer asked for"

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="checks")
    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1, help_text="First or second reference.")
    strength = models.CharField(max_length=10, help_text="must, should, consider or policy.")
    required_by = models.CharField(max_length=40, help_text="The line of the rule table that asks for it.")
    source = models.CharField(max_length=300)
    holder = models.CharField(max_length=120, default="HR")
    held_since = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    chases = models.PositiveSmallIntegerField(default=0)
    expires_on = models.DateField(null=True, blank=True)
    again_on = models.DateField(
        null=True, editable=False, help_text="When it is due again by policy. Nothing ends on that day."
    )
    after_start = models.BooleanField(
        default=False, editable=False, help_text="Asked for while they were at work. The database itself says so."
    )
    about = models.CharField(max_length=60, blank=True, editable=False, help_text="The country it is about, if one.")
    about_until = models.DateField(null=True, editable=False, help_text="When they left that country.")
    carries = models.CharField(
        max_length=40, blank=True, editable=False, help_text="The check whose result comes on this one's paper."
    )
    conditions = models.JSONField(
        default=list, editable=False, help_text="What Ofsted's waiver holds them to, a line each."
    )
    let_go_by = models.ForeignKey("checks.FactsChange", models.PROTECT, null=True, related_name="+", editable=False)

    objects = CheckQuerySet.as_manager()
    locked_with = ("clearance__school__trust", "clearance__person", "referee")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["clearance", "code", "number"], name="each_check_once_in_a_file")
        ]
        indexes = [
            models.Index(
                fields=["code", "-held_since"],
                name="past_checks_by_kind",
                condition=models.Q(state="clear", asked_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.clearance.person.name})"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/checks/{self.pk}/"

    def case(self):
        from checks.models.clearance import Clearance

        return [(Clearance, self.clearance_id), (Check, self.pk)]

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @property
    def kind(self):
        return kind(self.code)

    @property
    def title(self):
        return self.kind.title_of(self)

    def is_in_force(self, on):
        """Clear, and still good on this day."""
        return self.state == self.State.CLEAR and (self.expires_on is None or self.expires_on >= on)

    @property
    def is_asked_for(self):
        return self.state != self.State.LET_GO

    @property
    def declaration_scope(self):
        """What this post lets us ask the person to declare: spent matters only where the DBS would show them."""
        return self.clearance.decision_now.self_declaration_scope or "" if self.code == "self_declaration" else ""

    def pass_to(self, holder):
        self.holder, self.held_since = holder, clock.now()

    @opening(
        target=State.NOT_STARTED,
        permission=may_open_a_file,
        guards=[the_file_is_open, the_list_may_be_looked_up],
        label="Require a check",
    )
    def require(cls, *, by, clearance, requirements, again=()):
        """The rule table asks for this check on this person; what is already in the file is left as it is.

        `again`: what was seen under an old name gets a line of its own under the new one. A list asked for inside a certificate's own application comes on that paper, so it is one check and not two.
        """
        rows = lines.by_code(clearance)
        carried = carried_by(clearance, requirements)
        for paper, code in carried.items():
            clearance.checks.filter(code=paper).update(carries=code)
        wanted = [
            (need, number, about)
            for need in requirements
            if need.code not in carried.values()
            for number, about in lines.wanted(clearance, need.code, rows[need.code])
        ]
        wanted += [(need, lines.following(rows[need.code]), {}) for need in again]
        return [
            cls(
                clearance=clearance,
                code=need.code,
                number=number,
                strength=need.strength,
                required_by=need.rule,
                source=need.source,
                held_since=clock.now(),
                carries=carried.get(need.code, ""),
                **about,
                after_start=clearance.state == "relied_on",
            )
            for need, number, about in wanted
        ]

    @transition(
        source=[State.NOT_STARTED, State.WAITING, State.TO_DECIDE],
        target=State.LET_GO,
        permission=agrees_to_changes,
        guards=[the_file_is_open, the_change_asks_for_it_no_more],
        label="Let the check go",
        then=what_follows_at_work,
    )
    def let_go(self, *, by, change, rule):
        """The facts have changed and no rule asks for it any more. It stays in the file, with the rule that says so."""
        self.let_go_by, self.required_by = change, rule
        self.pass_to("")

    @transition(
        source=State.LET_GO,
        target=State.NOT_STARTED,
        permission=may_open_a_file,
        guards=[the_file_is_open],
        label="Require it again",
    )
    def require_again(self, *, by, need):
        """The facts have changed back, and the rule table asks for it once more."""
        self.strength, self.required_by, self.source = need.strength, need.rule, need.source
        self.let_go_by = self.asked_at = None
        self.pass_to("HR")

    @transition(
        source=State.NOT_STARTED,
        target=State.WAITING,
        permission=is_hr,
        guards=[the_file_is_open, it_may_be_asked_now, the_list_may_be_looked_up, *BEFORE_ASKING],
        label="Ask for it",
    )
    def ask(self, *, by):
        """The question is with somebody else now: the referee, the candidate, the DBS."""
        self.asked_at = clock.now()
        if self.code == "references":
            self.referee.asked()
        self.pass_to(self.kind.holder_words(self))

    @transition(
        source=[State.NOT_STARTED, State.WAITING, State.TO_DECIDE, State.CLEAR, State.CONCERN],
        target=[State.WAITING, State.TO_DECIDE, State.CLEAR, State.CONCERN],
        permission=is_head_or_hr,
        guards=[
            the_file_is_open,
            it_may_be_asked_now,
            it_is_not_settled_for_good,
            a_concern_stays_open,
            the_reader_does_not_interview,
            the_list_may_be_looked_up,
            the_certificate_is_theirs_alone,
            consent_and_identity_come_first,
            the_certificate_shows_the_directions,
            the_person_still_agrees,
        ],
        label="Record evidence",
        then=what_follows,
    )
    def record(self, *, by, evidence):
        """Somebody looked, and says what, where, when and with what result."""
        from checks.models.receipt import Receipt

        receipt = Receipt.write(self, evidence, by)
        result = self.after(receipt)
        if self.code == "references" and evidence.get("verified_how") and hasattr(self, "referee"):
            self.referee.trust_receipt(evidence, by)
        if result == self.State.WAITING:
            self.asked_at = self.asked_at or clock.now()
        self.settle_holder(result)
        self.expires_on, self.again_on = receipt.expires_on, self.falls_due(receipt)
        self.kind.follow(self, evidence, by)
        return result

    def after(self, receipt):
        """Where a receipt leaves the check. What is already to decide, and any reference, is cleared only by a decision."""
        cleared = receipt.result == self.State.CLEAR
        held = self.state == self.State.TO_DECIDE or self.code == "references"
        return self.State.TO_DECIDE if cleared and held else receipt.result

    @transition(
        source=State.WAITING,
        target=[State.TO_DECIDE, State.CLEAR, State.CONCERN],
        permission=answers_this_check,
        guards=[the_file_is_open, the_reference_is_not_in],
        label="Answer",
        then=what_follows,
    )
    def answer(self, *, by, evidence, needs_decision=True, answers="", device="", network=""):
        """The person who was asked has answered; their words are kept apart from this history."""
        from checks.models.receipt import Receipt

        settled = self.kind.outcomes[evidence["outcome"]].result == self.State.CLEAR and self.code != "references"
        result = self.State.CLEAR if settled and not needs_decision else self.State.TO_DECIDE
        receipt = Receipt.write(self, evidence, by, result=result)
        self.again_on = self.falls_due(receipt)
        if self.code == "references":
            self.referee.seal(answers, device, network=network)
            return self.settle_with_flags()
        self.seal("declared", json.loads(answers or "{}"), by, scope=self.declaration_scope)
        self.settle_holder(result)
        return result

    @transition(
        source=State.WAITING, target=State.WAITING, permission=is_hr, guards=[the_file_is_open], label="Record a chase"
    )
    def chase(self, *, by, reason):
        """HR phoned or wrote to whoever holds it; what was said is kept."""
        self.chases += 1
        self.chased_at = clock.now()

    @transition(
        source=[State.TO_DECIDE, State.CONCERN],
        target=State.CLEAR,
        permission=decides_this_check,
        guards=[
            the_file_is_open,
            a_receipt_supports_it,
            nothing_bars_them,
            what_was_raised_is_talked_over,
            *BEFORE_ACCEPTING,
            the_status_can_stand,
            a_written_decision_supports_it,
            the_copy_is_destroyed,
            they_are_out_of_scope,
        ],
        label="Decide it is clear",
        then=what_follows,
    )
    def clear(self, *, by, reason):
        """Somebody with the authority has looked at the evidence and is content."""
        self.pass_to("")

    @transition(
        source=[State.TO_DECIDE, State.WAITING, State.CLEAR],
        target=State.CONCERN,
        permission=brings_news,
        guards=[the_file_is_open],
        label="Raise a concern",
        then=what_follows,
    )
    def raise_concern(self, *, by, reason):
        """Something was found that must be decided by a named person; only they may see what."""
        self.pass_to("the headteacher or the safeguarding lead")

    @transition(
        source=[State.TO_DECIDE, State.CLEAR, State.CONCERN],
        target=State.NOT_STARTED,
        permission=may_void,
        guards=[somebody_else_voids_it],
        label="Void and start again",
        then=what_follows,
    )
    def void(self, *, by, reason):
        """The evidence was wrong or belongs to somebody else; it stays on record, struck through."""
        self.receipts.filter(voided_at=None).update(
            voided_at=clock.now(), voided_by=by if by.kind == "user" else None, void_reason=reason
        )
        self.sealed_words.standing().update(set_aside_at=clock.now())
        self.expires_on = self.again_on = None
        self.conditions = []
        self.asked_at = None
        self.pass_to("HR")
        referee = getattr(self, "referee", None)
        if referee is not None and referee.answered_at:
            referee.set_aside()

    def settle_holder(self, result):
        deciders = "the headteacher" if self.kind.decided_by == "head" else "HR"
        holders = {
            self.State.WAITING: self.kind.holder_words(self),
            self.State.TO_DECIDE: deciders,
            self.State.CONCERN: "the headteacher or the safeguarding lead",
            self.State.CLEAR: "",
        }
        self.pass_to(holders[result])
