from django.db import models
from django.db.models.functions import JSONObject

from checks.kinds import kind
from checks.kinds.letters import LETTERS
from checks.models.answering import HearsReferees
from checks.models.asking import AsksReferees
from checks.models.dbs import ReadFromTheDbs
from checks.models.deciding import DecidedUpon
from checks.models.historic import SeenBeforeTheFile
from checks.models.letters import AskedByLetter
from checks.models.looking import LookedAt
from checks.models.naming import ReplacesReferees
from checks.models.required import AskedForByTheRules
from checks.models.sealing import KeepsSealedWords
from checks.models.seen_again import SeenAgain
from hiring import clock
from hiring.models import ScopedQuerySet
from workflows.models import Stateful


class CheckQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}
    to_erasure = "clearance__erased_at"

    def personal_to(self, user):
        return models.Q(clearance__person=user)

    def to_judge(self):
        """With what a gate reads of each: the referee, the day right to work was seen (G14), and who voided what was there."""
        return (
            self.with_letters()
            .select_related("referee")
            .annotate(
                seen_on=_of_receipts("evidence_on", newest="id", voided=False, code="right_to_work"),
                voided_at=_of_receipts("voided_at", newest="voided_at", voided=True, state="not_started"),
                voided_by=_of_receipts("voided_by__name", newest="voided_at", voided=True, state="not_started"),
            )
        )

    def with_letters(self):
        """With what the newest letter says, for those that are somebody else's word."""
        return self.annotate(letter_told=_of_receipts("as_a_letter", newest="id", voided=False, code__in=LETTERS))

    def asked_for(self):
        """All but those that a change of facts let go."""
        return self.exclude(state=Check.State.LET_GO)

    def visible_to_guest(self, guest):
        return self.filter(referee__pk=guest.link.subject_id) if guest.link.purpose == "referee" else self.none()


def _of_receipts(what, *, newest, voided, **of_checks):
    """In SQL, one thing that the newest receipt says, of these checks only."""
    from checks.models.receipt import Receipt

    receipts = Receipt.objects.filter(check_row=models.OuterRef("pk"), voided_at__isnull=not voided)
    receipts = receipts.annotate(as_a_letter=JSONObject(on="evidence_on", outcome="outcome", facts="facts"))
    return models.Case(
        models.When(**of_checks, then=models.Subquery(receipts.order_by(f"-{newest}").values(what)[:1]))
    )


class Check(
    AskedForByTheRules,
    LookedAt,
    DecidedUpon,
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
    def letter(self):
        """What the newest letter says: the day it came, how it was found, its facts. None where there is none."""
        if self.code in LETTERS and "letter_told" not in self.__dict__:
            self.letter_told = type(self).objects.with_letters().get(pk=self.pk).letter_told
        return self.__dict__.get("letter_told")

    @property
    def is_asked_for(self):
        return self.state != self.State.LET_GO

    @property
    def declaration_scope(self):
        """What this post lets us ask the person to declare: spent matters only where the DBS would show them."""
        return self.clearance.decision_now.self_declaration_scope or "" if self.code == "self_declaration" else ""

    def pass_to(self, holder):
        self.holder, self.held_since = holder, clock.now()

    def is_seen_anew(self):
        """What was clear is looked at once more: how long it took, which the forecast counts, is told of one time and no more."""
        if self.state == self.State.CLEAR:
            self.asked_at = None

    def settle_holder(self, result):
        deciders = "the headteacher" if self.kind.decided_by == "head" else "HR"
        holders = {
            self.State.WAITING: self.kind.holder_words(self),
            self.State.TO_DECIDE: deciders,
            self.State.CONCERN: "the headteacher or the safeguarding lead",
            self.State.CLEAR: "",
        }
        self.pass_to(holders[result])
