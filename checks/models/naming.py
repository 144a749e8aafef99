from checks.guards import the_file_is_open, the_reference_is_not_in
from checks.guards_naming import another_is_wanted, it_is_somebody_else, somebody_else_was_named
from checks.permissions import is_their_reference
from checks.reference_guards import the_referee_may_speak
from hiring.permissions import is_hr
from workflows.transitions import STAYS, transition

NOT_STARTED, WAITING = "not_started", "waiting"


class ReplacesReferees:
    """How somebody else comes to be asked: the candidate names them, HR finds out who they are and accepts or not."""

    @transition(
        source=[NOT_STARTED, WAITING],
        target=STAYS,
        permission=is_their_reference,
        guards=[
            the_file_is_open,
            the_reference_is_not_in,
            another_is_wanted,
            it_is_somebody_else,
            the_referee_may_speak,
        ],
        label="Name another referee",
    )
    def name_another(
        self, *, by, name, email, organisation, position, relationship, may_contact, phone="", speaks_for=None
    ):
        """The candidate says who else could speak for them, and when we may write; nobody is written to yet."""
        self.referee.name_another(
            name=name,
            email=email,
            phone=phone,
            organisation=organisation,
            position=position,
            relationship=relationship,
            may_contact=may_contact,
            speaks_for=speaks_for.pk if speaks_for else None,
        )
        self.pass_to("HR")

    @transition(
        source=[NOT_STARTED, WAITING],
        target=NOT_STARTED,
        permission=is_hr,
        guards=[the_file_is_open, the_reference_is_not_in, somebody_else_was_named],
        records=["source"],
        label="Accept the referee they named",
    )
    def take_named(self, *, by, source, where, shows="", in_post=""):
        """HR found the address where the candidate did not send us; whoever was asked before is asked no more."""
        self.referee.take_named()
        self.referee.confirm_contact(by=by, source=source, where=where, shows=shows)
        self.referee.look_into(post_not_shown=in_post == "no")
        self.asked_at = None
        self.pass_to("HR")

    @transition(
        source=[NOT_STARTED, WAITING],
        target=STAYS,
        permission=is_hr,
        guards=[the_file_is_open, the_reference_is_not_in, somebody_else_was_named],
        label="Turn down the referee they named",
    )
    def turn_down_named(self, *, by, reason):
        """This person cannot speak for them; the candidate is told why, and names somebody else."""
        self.referee.turn_down_named(reason)
