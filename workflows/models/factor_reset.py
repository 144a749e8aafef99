from allauth.mfa.models import Authenticator
from django.db import models
from django.db.models import F, Q

from hiring import clock
from workflows.guards.second_factor import (
    a_second_person_takes_it_away,
    nobody_asked_already,
    they_have_a_second_factor,
    they_have_had_a_day_to_object,
)
from workflows.models.of_the_trust import OfTheTrust
from workflows.permissions import is_a_second_person, is_the_trusts_administrator
from workflows.transitions import opening, transition


def the_app_is_forgotten(reset):
    """The app and the recovery codes open nothing any more, nor does any session begun with them."""
    Authenticator.objects.filter(user=reset.person).delete()
    reset.person.sign_out_everywhere()


class FactorReset(OfTheTrust):
    """Somebody lost the phone with their authenticator app, and is to set up another."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for a second person"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    state = models.CharField(max_length=30, choices=State, editable=False)
    person = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    done_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")

    locked_with = ("school__trust", "person", "asked_by")

    class Meta:
        ordering = ["-id"]
        verbose_name = "second factor reset"
        constraints = [
            models.CheckConstraint(
                name="two_people_reset_a_second_factor",
                condition=~Q(state="done")
                | (Q(done_by__isnull=False) & ~Q(done_by=F("asked_by")) & ~Q(done_by=F("person"))),
            )
        ]

    def __str__(self):
        return f"Second factor of {self.person.name}"

    def get_absolute_url(self):
        return f"/settings/people/second-factors/{self.pk}/"

    @property
    def about_id(self):
        return self.person_id

    @opening(
        target=State.ASKED,
        permission=is_the_trusts_administrator,
        guards=[they_have_a_second_factor, nobody_asked_already],
        label="Ask for a fresh start",
    )
    def ask(cls, *, by, trust, person, reason):
        """They say that their phone is lost. They are written to at once, in case somebody else said so."""
        first = trust.schools.order_by("pk").first()
        return cls(school=first, person=person, asked_by=by, asked_at=clock.now())

    @transition(
        source=State.ASKED,
        target=State.DONE,
        permission=is_a_second_person,
        guards=[a_second_person_takes_it_away, they_have_had_a_day_to_object],
        label="Take the old app away",
        then=the_app_is_forgotten,
    )
    def take_away(self, *, by):
        """A second person has made sure, and a day has passed; they set up another app when they next sign in."""
        self.done_by = by

    @transition(source=State.ASKED, target=State.STOPPED, permission=is_a_second_person, label="Stop it")
    def stop(self, *, by, reason):
        """The phone is found, or it was never they who asked."""
