from django.db import models

from checks import claims
from checks.rules.policy import DEFAULTS, within_bounds
from checks.rules_policy import (
    is_the_trusts_hr_manager,
    it_decides_on_probation_before_protection,
    it_is_told_in_words_the_rules_know,
    it_keeps_the_unsuccessful_for_as_long_as_a_claim,
    it_loosens_no_must,
    nobody_settled_it_meanwhile,
    something_changes,
)
from hiring import clock
from hiring.models import ScopedQuerySet
from workflows.models import Root
from workflows.transitions import opening


class RulesPolicyQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"

    def within_reach_of(self, user):
        return models.Q(school__trust_id__in={m.trust_id for m in user.all_memberships})


class RulesPolicy(Root):
    """What one trust asks beyond the rules, from one moment on. A change is a new one; files keep the checks they have, and the gate asks the rest."""

    class State(models.TextChoices):
        SETTLED = "settled", "Settled"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey(
        "hiring.School", models.PROTECT, related_name="+", help_text="The trust's first: it holds for all."
    )
    choices = models.JSONField(default=dict, help_text="What differs from the defaults of checks/rules/policy.py.")
    settled_at = models.DateTimeField(default=clock.now)

    objects = RulesPolicyQuerySet.as_manager()
    locked_with = ("school__trust",)
    page_to_change = "/rules/change/"

    class Meta:
        ordering = ["-id"]
        verbose_name = "rules policy"
        verbose_name_plural = "rules policies"

    def __str__(self):
        return f"What {self.trust} asks beyond the rules"

    def get_absolute_url(self):
        return "/rules/"

    @classmethod
    def of(cls, trust, at=None):
        """The trust's choices now, or at an instant, as the rules take them."""
        settled = cls.objects.filter(school__trust=trust, settled_at__lte=at or clock.now()).first()
        return cls.as_the_rules_take_them(trust, settled.choices if settled else None)

    @staticmethod
    def as_the_rules_take_them(trust, choices):
        """These choices of a trust, or none, within what a trust may choose."""
        return within_bounds({"references_min": trust.references_min} | (choices or {}))

    @classmethod
    def months_kept(cls, trust):
        """For how many months this trust keeps what belongs to somebody it did not appoint."""
        return claims.within((DEFAULTS | cls.of(trust))["retention_unsuccessful_months"])

    @opening(
        target=State.SETTLED,
        permission=is_the_trusts_hr_manager,
        guards=[
            it_is_told_in_words_the_rules_know,
            it_loosens_no_must,
            it_keeps_the_unsuccessful_for_as_long_as_a_claim,
            it_decides_on_probation_before_protection,
            nobody_settled_it_meanwhile,
            something_changes,
        ],
        records=["choices"],
        label="Settle what the trust asks",
    )
    def settle(cls, *, by, trust, choices, instead_of, reason):
        """The trust asks more than the rules do, or stops asking what only it had asked."""
        newest = cls.objects.filter(school__trust=trust).first()
        made = cls(
            school=trust.schools.order_by("pk").first(),
            choices={knob: choice for knob, choice in choices.items() if choice != DEFAULTS.get(knob)},
            settled_at=clock.now(),
        )
        made.instead_of, made.before = instead_of, newest.choices if newest else {}
        wanted = made.choices.get("references_min", DEFAULTS["references_min"])
        type(trust).objects.filter(pk=trust.pk).update(references_min=wanted)
        return made
