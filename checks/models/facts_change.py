from django.db import models
from django.db.models import F, Q

from checks.changes_agreed import (
    a_second_person_agrees_to_lighter_checks,
    no_other_change_came_first,
    no_status_is_typed,
    the_work_has_not_ended,
)
from checks.guards_birthday import there_is_a_birthday_to_correct, two_people_correct_a_birthday
from checks.permissions import agrees_to_changes, may_tell_facts
from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import READS_CHECKS
from workflows.models import Stateful
from workflows.transitions import opening, transition


class FactsChangeQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = READS_CHECKS


class FactsChange(Stateful):
    """Something about a post or a person is different from now on, and so may be the checks they need."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        MADE = "made", "Made"
        NOT_MADE = "not_made", "Not made"

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="changes")
    facts_before = models.JSONField(help_text="What was so: post title, role facts, person facts.")
    post_title = models.CharField(max_length=200)
    sent_by = models.CharField(max_length=200, blank=True)
    role_facts = models.JSONField()
    person_facts = models.JSONField()
    new_name = models.BooleanField(default=False, help_text="They have a name that nobody has yet seen documents for.")
    countries = models.JSONField(default=list, help_text="Countries they lived in, as the file keeps them.")
    born_on = models.DateField(null=True, help_text="Their date of birth, where the one we were told was wrong.")
    born_before = models.DateField(null=True, help_text="The date of birth that was told and was wrong.")
    read_from = models.CharField(max_length=120, blank=True, help_text="The document the right date was read from.")
    added = models.JSONField(default=list, help_text="Checks now asked for: [code, rule].")
    let_go = models.JSONField(default=list, help_text="Open checks no longer asked for: [code, rule].")
    is_lighter = models.BooleanField(help_text="It asks for less than before, so a second person must agree (I5).")
    proposed_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, editable=False)
    agreed_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")

    objects = FactsChangeQuerySet.as_manager()
    locked_with = ("clearance__school__trust", "clearance__person", "proposed_by")

    class Meta:
        ordering = ["id"]
        verbose_name = "change of facts"
        constraints = [
            models.CheckConstraint(
                name="two_people_correct_a_birthday",
                condition=Q(born_on=None)
                | ~Q(state="made")
                | (Q(agreed_by__isnull=False) & ~Q(agreed_by=F("proposed_by")) & ~Q(read_from="")),
            )
        ]

    def __str__(self):
        return f"Change of facts, {self.clearance.person.name}"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/changes/{self.pk}/"

    def case(self):
        from checks.models.clearance import Clearance

        return [(Clearance, self.clearance_id), (FactsChange, self.pk)]

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @opening(
        target=State.PROPOSED,
        permission=may_tell_facts,
        guards=[the_work_has_not_ended, no_status_is_typed, there_is_a_birthday_to_correct],
        label="Propose a change of facts",
    )
    def propose(
        cls,
        *,
        by,
        clearance,
        role_facts,
        person_facts,
        reason,
        post_title="",
        sent_by=None,
        new_name=False,
        countries=(),
        born_on=None,
        read_from="",
    ):
        """Promotion, another duty, a new name, time abroad, a date of birth told wrongly: what is different, and why we know."""
        from checks.differences import Difference

        title = post_title or clearance.post_title
        difference = Difference(
            clearance,
            {**role_facts, "title": title},
            person_facts,
            new_name=new_name,
            countries=countries,
            born_on=born_on,
        )
        return cls(
            clearance=clearance,
            facts_before=clearance.facts,
            post_title=title,
            sent_by=clearance.sent_by if sent_by is None else sent_by,
            role_facts=difference.role,
            person_facts=difference.person,
            new_name=difference.new_name,
            countries=list(countries),
            born_on=born_on,
            born_before=clearance.born_on if born_on else None,
            read_from=read_from,
            added=[[need.code, need.rule] for need in difference.added],
            let_go=[[check.code, rule] for check, rule in difference.let_go],
            is_lighter=difference.is_lighter,
            proposed_by=by,
            proposed_at=clock.now(),
        )

    @transition(
        source=State.PROPOSED,
        target=State.MADE,
        permission=agrees_to_changes,
        guards=[
            the_work_has_not_ended,
            no_other_change_came_first,
            a_second_person_agrees_to_lighter_checks,
            two_people_correct_a_birthday,
        ],
        label="Make the change",
    )
    def make(self, *, by):
        """The new facts stand, and the checks are derived from them: new ones open, those asked for no more stay in sight."""
        from checks.differences import Difference
        from checks.models.check import Check

        news = {"new_name": self.new_name, "countries": self.countries, "born_on": self.born_on}
        difference = Difference(self.clearance, self.role_facts, self.person_facts, **news)
        self.agreed_by = by
        self.added = [[need.code, need.rule] for need in difference.added]
        self.let_go = [[check.code, rule] for check, rule in difference.let_go]
        self.clearance.has_lived_in(self.countries)
        self.clearance.was_born_on(self.born_on)
        told = {
            "role_facts": self.role_facts,
            "person_facts": difference.person if self.born_on else self.person_facts,
        }
        self.clearance.derive(by=by, title=self.post_title, sent_by=self.sent_by, **told)
        Check.require(by=by, clearance=self.clearance, requirements=[], again=difference.again)
        for check, rule in difference.let_go:
            check.let_go(by=by, change=self, rule=rule)

    @transition(
        source=State.PROPOSED, target=State.NOT_MADE, permission=agrees_to_changes, label="Do not make the change"
    )
    def set_aside(self, *, by, reason):
        """It was a mistake, or the second person does not agree; nothing changes."""
