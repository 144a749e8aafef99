"""What must be true before a vacancy ends."""

from workflows.blockers import Blocker


def every_post_is_taken(vacancy, move):
    """Filled means people at work, not people hoped for."""
    started = vacancy.appointments.filter(state="started").count()
    if started < vacancy.posts:
        text = f"{started} of {vacancy.posts} post{'' if vacancy.posts == 1 else 's'} {'has' if vacancy.posts == 1 else 'have'} somebody in it."
        yield Blocker(
            code="vacancy.posts_open",
            text=text,
            owner="the headteacher",
            fix="/people/",
            fix_label="See people and checks",
        )


def every_applicant_is_told(vacancy, move):
    """A vacancy does not end with anybody left without an answer."""
    waiting = list(
        vacancy.applications.filter(state__in=vacancy.UNDECIDED).order_by("code").values_list("code", flat=True)
    )
    if waiting:
        text = f"{len(waiting)} applicant{'' if len(waiting) == 1 else 's'} {'has' if len(waiting) == 1 else 'have'} not been told the outcome: {', '.join(waiting)}."
        where = f"{vacancy.get_absolute_url()}applicants/"
        yield Blocker(code="vacancy.untold", text=text, owner="HR", fix=where, fix_label="See applicants")


def nobody_holds_an_offer(vacancy, move):
    for appointment in vacancy.appointments.taking_a_post().select_related("application__candidate"):
        yield Blocker(
            code="vacancy.offer_open",
            text=f"{appointment.application.candidate.name} has an offer. Withdraw it first, or fill the post.",
            owner="the headteacher",
            since=appointment.offered_at,
            fix=appointment.get_absolute_url(),
        )
