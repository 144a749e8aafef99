from django.db import models
from django.db.models import F, Q

from hiring import clock
from hiring.models import Role, ScopedQuerySet, User
from hiring.permissions import any_of, is_hr_manager, is_safeguarding_lead
from workflows.blockers import Blocked, Blocker
from workflows.models import Root
from workflows.transitions import opening, transition

keeps_for_a_claim = any_of(is_safeguarding_lead, is_hr_manager)


def two_people_let_go(hold, move):
    """Whoever asks for a hold to end does not end it; what a claim needs is not one person's to destroy."""
    if move.by.kind == "user" and move.by.pk == hold.release_asked_by_id:
        text = f"{move.by.label} asked for this hold to end. Somebody else must agree."
        yield Blocker(code="hold.one_person", text=text, owner="the safeguarding lead or the HR manager")


class HoldQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"
    roles = {Role.HR_MANAGER, Role.SAFEGUARDING_LEAD, Role.AUDITOR}

    def in_force(self):
        return self.exclude(state=Hold.State.RELEASED)


class Hold(Root):
    """Nothing held on this person is destroyed while a claim, a complaint or an investigation lasts."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", "Held"
        ENDING = "ending", "Held, asked to end"
        RELEASED = "released", "Ended"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+")
    person = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    placed_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=clock.now)
    release_asked_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    released_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()
    locked_with = ("school__trust", "person", "placed_by", "release_asked_by")

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.CheckConstraint(
                name="two_people_end_a_hold",
                condition=~Q(state="released")
                | (
                    Q(release_asked_by__isnull=False)
                    & Q(released_by__isnull=False)
                    & ~Q(release_asked_by=F("released_by"))
                ),
            )
        ]

    def __str__(self):
        return f"Hold on {self.person.name}"

    def get_absolute_url(self):
        return f"/retention/holds/{self.pk}/"

    @property
    def about_id(self):
        return self.person_id

    @opening(target=State.IN_FORCE, permission=keeps_for_a_claim, label="Hold everything on this person")
    def place(cls, *, by, school, person, reason):
        """A claim, a complaint or an investigation has begun: nothing on this person may be destroyed."""
        cls.settle_with(person.pk, refuse=False)
        return cls(school=school, person=person, placed_by=by, placed_at=clock.now())

    @transition(source=State.IN_FORCE, target=State.ENDING, permission=keeps_for_a_claim, label="Ask to end it")
    def ask_to_end(self, *, by, reason):
        """It is over, says one of those who may; nothing changes until a second agrees."""
        self.release_asked_by = by

    @transition(source=State.ENDING, target=State.IN_FORCE, permission=keeps_for_a_claim, label="Keep it")
    def keep(self, *, by, reason):
        """It is not over after all."""
        self.release_asked_by = None

    @transition(
        source=State.ENDING,
        target=State.RELEASED,
        permission=keeps_for_a_claim,
        guards=[two_people_let_go],
        label="End it",
    )
    def release(self, *, by):
        """A second person agrees; what is past its time goes at the next run."""
        self.released_by, self.released_at = by, clock.now()

    @classmethod
    def blockers_on(cls, person_id, school):
        """One reason for each hold that lasts, without a word of why it was placed."""
        for hold in cls.objects.in_force().filter(person=person_id).select_related("person", "placed_by"):
            text = f"Everything on {hold.person.name} is held and may not be removed."
            yield Blocker(
                code="hold",
                text=text,
                owner=hold.placed_by.label,
                since=hold.placed_at,
                fix=hold.get_absolute_url(),
                fix_label="See the hold",
            )

    @classmethod
    def settle_with(cls, person_id, *, refuse=True):
        """Holding and destroying meet at the person's row, so neither slips past the other unseen."""
        person = User.objects.select_for_update(no_key=True).get(pk=person_id)
        if refuse and (held := list(cls.blockers_on(person.pk, None))):
            raise Blocked(*held)
