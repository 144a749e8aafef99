from django.db import models

from hiring import clock
from hiring.permissions import is_hr
from vacancies.guards import a_day_of_notice_is_given, closing_time_has_passed, the_advert_said_it_might_close_early
from vacancies.permissions import is_hr_or_system
from workflows.transitions import STAYS, transition


class ClosingFields(models.Model):
    """When applications end, and when the advert first said they would."""

    closes_at = models.DateTimeField(null=True, blank=True)
    first_closed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the advert first said it closes, once it closes earlier.",
    )
    may_close_early = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Closing:
    """How applications end: at the hour the advert says, which may come earlier if the advert said so, a day ahead."""

    @transition(
        source="published",
        target=STAYS,
        permission=is_hr,
        guards=[the_advert_said_it_might_close_early, a_day_of_notice_is_given],
        records=["closes_at"],
        label="Announce an earlier closing time",
    )
    def announce_early_closing(self, *, by, closes_at, reason):
        """Enough people have applied: everybody still writing is told the new hour at least a day before it."""
        self.first_closed_at = self.first_closed_at or self.closes_at
        self.closes_at = closes_at

    @transition(
        source="published",
        target="closed",
        permission=is_hr_or_system,
        guards=[closing_time_has_passed],
        label="Close to applications",
    )
    def close(self, *, by):
        """The closing time the advert gives has come; nobody is shut out before it."""
        self.closed_at = clock.now()
