from django.db import models

from hiring import clock, links
from hiring.models import ScopedQuerySet


class PanelMemberQuerySet(ScopedQuerySet):
    to_trust, to_school = "vacancy__school__trust", "vacancy__school"
    roles = {"hr_officer", "hr_manager"}

    def personal_to(self, user):
        return models.Q(user=user, stood_down_at=None, vacancy__school__trust__in=user.trust_ids)

    def visible_to_guest(self, guest):
        if guest.link.purpose != "panel":
            return self.none()
        return self.of_members().filter(pk=guest.link.subject_id, stood_down_at=None)

    def of_members(self):
        """Places of those who hold a role in the trust still; when the last one ends, the place shows them nothing more."""
        return self.filter(user__memberships__trust=models.F("vacancy__school__trust")).distinct()

    def sitting(self):
        return self.filter(stood_down_at=None)


class PanelMember(models.Model):
    """Somebody who scores applications for one vacancy, each alone."""

    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="panel")
    user = models.ForeignKey("hiring.User", models.PROTECT, related_name="panel_places")
    is_chair = models.BooleanField(default=False)
    trained_on = models.DateField(null=True, blank=True, help_text="Safer recruitment training completed.")
    declared_at = models.DateTimeField(
        null=True, blank=True, help_text="Said whether they may know an applicant (G01)."
    )
    may_know = models.CharField(
        max_length=300, blank=True, help_text="Whom they think they may know, for HR to set apart."
    )
    stood_down_at = models.DateTimeField(null=True, blank=True)
    stood_down_why = models.CharField(max_length=300, blank=True)
    stood_down_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")
    seed = models.CharField(max_length=32, default="", help_text="Fixes this member's own order of applications.")

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "user"], name="one_place_on_a_panel_each")]

    def __str__(self):
        return f"{self.user.name}, {self.vacancy.reference}"

    @property
    def school(self):
        return self.vacancy.school

    def declare(self, may_know=""):
        """Say whether they may know an applicant (G01). Asked before any application opens; they may say more later."""
        self.declared_at = self.declared_at or clock.now()
        self.may_know = may_know or self.may_know
        self.save(update_fields=["declared_at", "may_know"])

    def leave(self, *, by, why):
        """What `Vacancy.stand_down` does to the place: its link dies, and nobody waits for whoever had it."""
        links.end("panel", self.pk)
        self.stood_down_at, self.stood_down_by, self.stood_down_why = clock.now(), by, why
        self.save(update_fields=["stood_down_at", "stood_down_by", "stood_down_why"])


class Conflict(models.Model):
    """A member thinks they know an applicant, so they neither see nor score that application."""

    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="conflicts")
    application = models.ForeignKey("vacancies.Application", models.PROTECT, related_name="conflicts")
    declared_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="one_conflict_each")]

    def __str__(self):
        return f"{self.member} and {self.application}"

    @classmethod
    def between(cls, seat, applicant):
        """What `Vacancy.set_apart` does to the list: what the member gave the application counts for nothing."""
        from vacancies.models.scorecard import Score

        Score.objects.filter(scorecard__panel_member=seat, application=applicant).delete()
        cls.objects.get_or_create(member_id=seat, application_id=applicant)
