from checks.guards import the_file_is_open, the_referee_may_be_contacted, the_reference_is_not_in
from checks.permissions import is_the_referee
from checks.reference_guards import (
    it_is_a_reference,
    not_reminded_today,
    our_letter_arrived,
    reminders_are_left,
    somebody_is_named,
    the_referee_may_speak,
    they_asked_to_be_told,
    they_were_not_told_yet,
)
from hiring.permissions import any_of, is_hr, is_system
from workflows.transitions import STAYS, transition

NOT_STARTED, WAITING, TO_DECIDE, CONCERN = "not_started", "waiting", "to_decide", "concern"
WHOSE = ("name", "email", "phone", "organisation", "position", "relationship")


class AsksReferees:
    """How a referee is found, asked and chased: the verbs of a check that is a reference, until it is answered."""

    @transition(
        source=NOT_STARTED,
        target=NOT_STARTED,
        permission=is_hr,
        guards=[the_file_is_open, somebody_is_named, they_asked_to_be_told],
        label="Tell the candidate first",
    )
    def tell_first(self, *, by):
        """The candidate asked to be told a day before we write to this referee (G07)."""
        self.referee.told()

    @transition(
        source=[NOT_STARTED, WAITING, TO_DECIDE, CONCERN],
        target=STAYS,
        permission=is_hr,
        guards=[the_file_is_open, somebody_is_named],
        records=["source"],
        label="Confirm the address",
    )
    def confirm_contact(self, *, by, source, where, shows="", in_post=""):
        """The referee's address was found where the candidate did not send us: who found it, where and when."""
        self.referee.confirm_contact(by=by, source=source, where=where, shows=shows)
        note = f"{self.referee.get_contact_source_display()}: {where}."
        self.referee.look_into(post_not_shown=in_post == "no")
        self.referee.settle("new_domain", by=by, note=note)
        self.pass_to_whose_turn()

    @transition(
        source=WAITING,
        target=NOT_STARTED,
        permission=is_the_referee,
        guards=[the_file_is_open, the_reference_is_not_in],
        label="Would rather not",
    )
    def decline(self, *, by, why="", colleague_name="", colleague_email=""):
        """The referee will not write, or names a colleague who should; HR asks somebody else."""
        self.referee.decline(why=why, colleague_name=colleague_name, colleague_email=colleague_email)
        self.asked_at = None
        self.pass_to("HR")

    @transition(
        source=WAITING,
        target=WAITING,
        permission=is_the_referee,
        guards=[the_file_is_open],
        records=["remind_on"],
        label="Send it again later",
        then=lambda check: check.write_again_on(check.referee.remind_on),
    )
    def put_off(self, *, by, remind_on):
        """The referee is busy and asks for the link again on a day they choose."""
        self.referee.remind_on = remind_on
        self.referee.save(update_fields=["remind_on"])

    @transition(
        source=WAITING,
        target=WAITING,
        permission=any_of(is_hr, is_system),
        guards=[the_file_is_open, somebody_is_named, reminders_are_left, not_reminded_today],
        label="Remind the referee",
    )
    def remind(self, *, by):
        """A shorter letter with a link, on the school days the trust has set; after the last, a person phones."""
        self.referee.reminded()

    @transition(
        source=WAITING,
        target=WAITING,
        permission=is_system,
        guards=[the_file_is_open, somebody_is_named, they_were_not_told_yet],
        label="Tell the candidate it is late",
    )
    def report_late(self, *, by):
        """The candidate hears that their referee has not answered, and may nudge them or name another."""
        from hiring import clock

        self.referee.candidate_told_late_at = clock.now()
        self.referee.save(update_fields=["candidate_told_late_at"])

    @transition(
        source=WAITING,
        target=NOT_STARTED,
        permission=any_of(is_hr, is_system),
        guards=[the_file_is_open, somebody_is_named, the_reference_is_not_in],
        label="Record that the letter came back",
    )
    def come_back(self, *, by):
        """The letter did not arrive: the address goes back to HR, and no link sent to it opens anything."""
        self.referee.came_back()
        self.asked_at = None
        self.pass_to("HR")

    @transition(
        source=[NOT_STARTED, WAITING],
        target=STAYS,
        permission=is_hr,
        guards=[the_file_is_open, it_is_a_reference, the_reference_is_not_in, the_referee_may_speak],
        label="Enter or correct the referee",
    )
    def correct_referee(
        self,
        *,
        by,
        reason,
        name,
        email,
        organisation,
        position,
        relationship,
        phone="",
        may_contact="",
        speaks_for=None,
    ):
        """The name or the address was wrong, or somebody else is to be asked: old links die, a new one may go."""
        from checks.models.reference import RefereeRequest

        fields = dict(zip(WHOSE, (name, email, phone, organisation, position, relationship), strict=True))
        fields |= {"may_contact": may_contact} if may_contact else {}
        fields |= {"speaks_for": speaks_for} if speaks_for else {}
        if hasattr(self, "referee"):
            self.referee.correct(**fields)
        else:
            fields |= RefereeRequest.job_at(speaks_for)
            self.referee = RefereeRequest.objects.create(check_row=self, **fields)
        if self.state == WAITING:
            self.referee.asked()
            self.pass_to(self.kind.holder_words(self))

    def write_again_on(self, day):
        """What follows a put-off waits for the morning of the day asked for."""
        from hiring import clock

        self.latest_event.follows_at = clock.london(day, 8)


BEFORE_ASKING = [the_referee_may_be_contacted, the_referee_may_speak, our_letter_arrived]
