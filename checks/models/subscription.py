from django.db import models

from checks.guards_subscription import a_certificate_is_awaited, the_status_is_not_known_yet
from checks.models.told import an_offer_was_made
from checks.permissions import is_told_of
from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet
from workflows.transitions import STAYS, transition


class SubscriptionQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}
    to_erasure = "clearance__erased_at"


class Subscription(models.Model):
    """What a person said of the DBS Update Service, signed and dated: on it or not, and whether we may look. The newest counts."""

    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="subscriptions")
    subscribed = models.BooleanField()
    free_as_volunteer = models.BooleanField(default=False, help_text="A volunteer's free one is not for paid work.")
    consents = models.BooleanField(default=False, help_text="To this school looking at the status.")
    signed_name = EncryptedTextField()
    at = models.DateTimeField(default=clock.now)
    seen_on = models.DateField(null=True, help_text="The day somebody here saw the original certificate.")
    seen_by_name = models.CharField(max_length=200, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.clearance.person.name}: {'on the Update Service' if self.subscribed else 'not on it'}"

    @property
    def school(self):
        return self.clearance.school

    @property
    def may_be_looked_up(self):
        return self.subscribed and self.consents


class MayBeOnTheUpdateService:
    """What the person themselves says of a certificate they keep up to date."""

    @transition(
        source="open",
        target=STAYS,
        permission=is_told_of,
        guards=[an_offer_was_made, a_certificate_is_awaited, the_status_is_not_known_yet],
        records=["subscribed", "consents"],
        label="Say whether they are on the Update Service",
    )
    def tell_subscription(self, *, by, subscribed, signed_name, free_as_volunteer=False, consents=False):
        """The person says whether they subscribe, and agrees or not to their status being looked at (KCSIE Part three)."""
        Subscription.objects.create(
            clearance=self,
            subscribed=subscribed,
            free_as_volunteer=free_as_volunteer,
            consents=consents,
            signed_name=signed_name,
            at=clock.now(),
        )
