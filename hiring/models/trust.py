from django.db import models

from hiring.models.scoped import ScopedQuerySet


class TrustQuerySet(ScopedQuerySet):
    def within_reach_of(self, user):
        return models.Q(pk__in={m.trust_id for m in user.all_memberships})


class Trust(models.Model):
    """A multi-academy trust: the employer, and the wall between one customer's records and another's."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    phone = models.CharField(max_length=30, help_text="The number candidates and referees may call.")
    references_min = models.PositiveSmallIntegerField(
        default=2, help_text="References asked for each appointment. KCSIE fixes no number; two is common practice."
    )
    early_start_review_days = models.PositiveSmallIntegerField(
        default=14,
        help_text="Days within which safeguards are looked at again when somebody starts before their certificate. Never over 28.",
    )

    objects = TrustQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(early_start_review_days__range=(1, 28)), name="early_starts_are_reviewed_soon"
            )
        ]

    def __str__(self):
        return self.name


class SchoolQuerySet(ScopedQuerySet):
    to_school = ""

    def within_reach_of(self, user):
        reach = models.Q(pk__in={m.school_id for m in user.all_memberships if m.school_id})
        return reach | models.Q(trust_id__in={m.trust_id for m in user.all_memberships if not m.school_id})


class School(models.Model):
    """One school of the trust, as the DfE's register (GIAS) describes it."""

    class Phase(models.TextChoices):
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all_through", "All-through"
        SPECIAL = "special", "Special"
        TRUST_CENTRAL = "trust_central", "Trust central team"

    class Setting(models.TextChoices):
        ACADEMY = "academy", "Academy"
        MAINTAINED = "maintained", "Maintained by the local authority"
        INDEPENDENT = "independent", "Independent school"

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="schools")
    name = models.CharField(max_length=200)
    slug = models.SlugField()
    urn = models.CharField("URN", max_length=6, help_text="Unique reference number in GIAS, six digits.")
    hub = models.CharField(max_length=100)
    phase = models.CharField(max_length=20, choices=Phase)
    setting = models.CharField(
        max_length=20,
        choices=Setting,
        default=Setting.ACADEMY,
        help_text="The legal kind of school, on which some checks turn; the schools of a multi-academy trust are academies.",
    )
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    has_nursery = models.BooleanField(default=False)
    has_reception = models.BooleanField(default=False)
    has_wraparound = models.BooleanField(default=False, help_text="Breakfast or after-school care run by the school.")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["trust", "slug"], name="one_school_per_slug_in_a_trust"),
            models.UniqueConstraint(fields=["urn"], name="one_school_per_urn"),
            models.CheckConstraint(condition=models.Q(age_from__lte=models.F("age_to")), name="ages_run_upward"),
        ]

    def __str__(self):
        return self.name


class Term(models.Model):
    """Dates between which the school is open to pupils; outside them people are hard to reach."""

    school = models.ForeignKey(School, models.CASCADE, related_name="terms")
    name = models.CharField(max_length=50)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=models.Q(starts_on__lte=models.F("ends_on")), name="term_runs_forward")
        ]

    def __str__(self):
        return f"{self.name}, {self.school}"


class Closure(models.Model):
    """A day inside term on which the school is shut: an inset day, an election, snow."""

    school = models.ForeignKey(School, models.CASCADE, related_name="closures")
    day_on = models.DateField()
    reason = models.CharField(max_length=100)

    class Meta:
        ordering = ["day_on"]
        constraints = [models.UniqueConstraint(fields=["school", "day_on"], name="one_closure_a_day")]

    def __str__(self):
        return f"{self.school}, {self.day_on}"
