from django.db import models
from django.db.models import F, Q

from hiring import clock, links
from hiring.models import Link, Membership, Role, Trust, User
from workflows.guards.roles import (
    a_second_person_agrees,
    an_administrator_is_the_whole_trusts,
    an_administrator_stays,
    held,
    it_is_somebody_elses_role,
    nobody_else_need_agree,
    they_do_not_hold_it_yet,
    they_hold_it_now,
)
from workflows.models.of_the_trust import OfTheTrust
from workflows.permissions import is_a_second_person, is_the_trusts_administrator, may_give_this_role
from workflows.transitions import opening, transition

GIVING = (it_is_somebody_elses_role, they_do_not_hold_it_yet, an_administrator_is_the_whole_trusts)


def the_role_is_theirs(change):
    """From this moment they are what they were given to be."""
    at = None if change.trust_wide else change.school
    Membership.objects.create(
        user=change.person, trust=change.school.trust, school=at, role=change.role, trained_on=change.trained_on
    )


def the_role_is_over(change):
    """They are signed out everywhere, their programs' tokens end, and nothing opens by that role any more."""
    held(change).delete()
    change.person.sign_out_everywhere()
    if not change.person.memberships.filter(trust=change.school.trust_id).exists():
        for link in Link.objects.filter(user=change.person, purpose=Link.Purpose.PANEL, ended_at=None):
            links.spend(link)


class RoleChange(OfTheTrust):
    """Somebody is given a role at a school or at the trust, or a role of theirs ends."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for a second person"
        GIVEN = "given", "Given"
        NOT_GIVEN = "not_given", "Not given"
        ENDED = "ended", "Ended"

    state = models.CharField(max_length=30, choices=State, editable=False)
    trust_wide = models.BooleanField(default=False)
    person = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    trained_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    needs_two = models.BooleanField(default=False)
    agreed_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")

    locked_with = ("school__trust", "person", "asked_by")

    class Meta:
        ordering = ["-id"]
        verbose_name = "role change"
        constraints = [
            models.CheckConstraint(
                name="two_people_give_a_role",
                condition=~Q(state="given", needs_two=True)
                | (Q(agreed_by__isnull=False) & ~Q(agreed_by=F("asked_by")) & ~Q(agreed_by=F("person"))),
            ),
            models.CheckConstraint(name="nobody_gives_themselves_a_role", condition=~Q(person=F("asked_by"))),
        ]

    def __str__(self):
        return f"{self.person.name}, {self.role_words}"

    def get_absolute_url(self):
        return f"/settings/people/changes/{self.pk}/"

    @property
    def role_words(self):
        return f"{self.get_role_display()} at {self.school.trust if self.trust_wide else self.school}"

    @property
    def about_id(self):
        return self.person_id

    @classmethod
    def of(cls, by, trust, school, person, role, **more):
        """The change as it will be kept. Changes of one trust's roles are made one after the other."""
        Trust.objects.select_for_update(no_key=True).get(pk=trust.pk)
        anchor = school or trust.schools.order_by("pk").first()
        return cls(
            school=anchor,
            trust_wide=school is None,
            person=person,
            role=role,
            asked_by=by,
            asked_at=clock.now(),
            **more,
        )

    @classmethod
    def person_at(cls, email, name):
        """Whoever has this address, known or new: one person is one user."""
        known = User.objects.filter(email__iexact=email).first()
        return known or User.objects.create_user(email, name=name)

    @opening(
        target=State.GIVEN,
        permission=may_give_this_role,
        guards=[*GIVING, nobody_else_need_agree],
        records=["role"],
        label="Give a role",
        then=the_role_is_theirs,
    )
    def give(cls, *, by, trust, school, email, name, role, trained_on=None):
        """Somebody is let in at once: a panel member, or anybody while there is nobody else who could agree."""
        return cls.of(by, trust, school, cls.person_at(email, name), role, trained_on=trained_on)

    @opening(
        target=State.PROPOSED,
        permission=is_the_trusts_administrator,
        guards=GIVING,
        records=["role"],
        label="Propose a role",
    )
    def propose(cls, *, by, trust, school, email, name, role, trained_on=None):
        """An administrator wants somebody to have a role that sees or decides; a second person must agree."""
        person = cls.person_at(email, name)
        return cls.of(by, trust, school, person, role, trained_on=trained_on, needs_two=True)

    @transition(
        source=State.PROPOSED,
        target=State.GIVEN,
        permission=is_a_second_person,
        guards=[a_second_person_agrees, they_do_not_hold_it_yet],
        label="Give it as the second person",
        then=the_role_is_theirs,
    )
    def agree(self, *, by):
        """A second person agrees, and the role is theirs."""
        self.agreed_by = by

    @transition(source=State.PROPOSED, target=State.NOT_GIVEN, permission=is_a_second_person, label="Do not give it")
    def turn_down(self, *, by, reason):
        """It was asked for by mistake, or somebody does not agree."""

    @opening(
        target=State.ENDED,
        permission=is_the_trusts_administrator,
        guards=[they_hold_it_now, an_administrator_stays],
        records=["role"],
        label="End a role",
        then=the_role_is_over,
    )
    def end(cls, *, by, trust, school, person, role, reason):
        """They leave, or do something else now. What they did stays in every history under their name."""
        return cls.of(by, trust, school, person, role)
