"""When a referee is written to, how often, and until when: by what the trust had settled on the day they were asked."""

from checks.models.reference_policy import ReferencePolicy
from hiring import clock, links
from hiring.calendars import add_working_days
from hiring.templatetags.dates import as_date
from workflows.mending import stop_all_about

ASK_FOR_IT = ("check.ask.referee", "check.remind", "check.ask_more")  # the letters with a link to the form


class ChasedByThePolicy:
    """The dates of one request: asked, reminded, told of, come back."""

    @property
    def policy(self):
        """How this referee is chased: by what was settled when they were asked, whatever came after."""
        if self.requested_at is None:
            return ReferencePolicy.of(self.school.trust)
        return self.asked_under or ReferencePolicy()

    @property
    def written_to_at(self):
        """When they could first have read it: our letter waits for office hours."""
        return self.goes_at or self.requested_at

    @property
    def letter_waits(self):
        """Whether the letter that asks has yet to go."""
        return self.goes_at is not None and clock.now() < self.goes_at

    def told(self):
        """The candidate has been written to, so after a day the referee may be."""
        self.told_candidate_at = clock.now()
        self.save(update_fields=["told_candidate_at"])

    def asked(self):
        """The request goes out in office hours, by what the trust has settled now, with a date to answer by."""
        policy = ReferencePolicy.of(self.school.trust)
        self.requested_at, self.goes_at = clock.now(), policy.next_letter_at(self.school)
        self.asked_under = policy if policy.pk else None
        self.due_on = add_working_days(as_date(self.goes_at), policy.answer_in)
        self.declined_at = self.remind_on = self.undelivered_at = self.reminded_at = None
        self.candidate_told_late_at, self.reminders = None, 0
        self.save(
            update_fields=[
                "requested_at",
                "goes_at",
                "asked_under",
                "due_on",
                "declined_at",
                "remind_on",
                "undelivered_at",
                "reminded_at",
                "candidate_told_late_at",
                "reminders",
            ]
        )

    def reminded(self):
        """One more letter has gone."""
        self.reminders, self.reminded_at = self.reminders + 1, clock.now()
        self.save(update_fields=["reminders", "reminded_at"])

    def came_back(self):
        """Our letter did not arrive, so every link that was in one dies."""
        self.undelivered_at = clock.now()
        self.save(update_fields=["undelivered_at"])
        self.spend_links()

    def spend_links(self):
        """Nothing more is asked by any link that went out, and no letter with one that still waits goes."""
        links.end("referee", self.pk)
        stop_all_about(self.check_row or self.set_aside_from, ASK_FOR_IT)
