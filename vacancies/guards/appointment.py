"""What must be true of an offer, from the post it takes to the first day."""

from hiring import clock
from vacancies.guards.interview import it_is_recommended
from vacancies.guards.words import day
from workflows.blockers import Blocker


def it_was_interviewed(appointment, move):
    """An offer begins at the interview and nowhere else (I7)."""
    application = appointment.application
    if application.state != "interviewed":
        text = f"{application} is at “{application.state_words}”. Offers are made after the interview."
        yield Blocker(
            code="application.not_interviewed", text=text, owner="the panel", fix=application.get_absolute_url()
        )
    yield from it_is_recommended(application, move)


def read_posts_taken(applications):
    """An offer and the appointment that begins with it both ask who has a post already: it is read once."""
    vacancy = applications[0].vacancy
    vacancy.posts_taken = _taken(vacancy)


def _taken(vacancy):
    return list(vacancy.appointments.taking_a_post().select_related("application__candidate"))


def _posts(vacancy):
    taken = vars(vacancy).get("posts_taken", None)
    taken = _taken(vacancy) if taken is None else taken
    if len(taken) >= vacancy.posts:
        names = " and ".join(each.application.candidate.name for each in taken)
        have = "has" if len(taken) == 1 else "have"
        posts = "The only post" if vacancy.posts == 1 else f"All {vacancy.posts} posts"
        yield Blocker(
            code="vacancy.no_post_free",
            text=f"{posts} {'is' if vacancy.posts == 1 else 'are'} taken: {names} {have} an offer.",
            owner=names,
            since=taken[0].offered_at,
            fix=taken[0].get_absolute_url(),
        )


def a_post_is_free(application, move):
    """Never more offers than posts (I6)."""
    yield from _posts(application.vacancy)


def a_post_is_free_for_this(appointment, move):
    yield from _posts(appointment.vacancy)


def gate_on_the_first_day(appointment, starts_on=None):
    """The start gate as at the day they begin: another day has other rules, and evidence may run out before it."""
    return appointment.clearance.gate(begins_on=max(starts_on or appointment.first_day, clock.today()))


def every_check_is_clear(appointment, move):
    """The start gate (I1): asked of the file of checks at this very moment."""
    yield from gate_on_the_first_day(appointment).blockers


def what_the_offer_depends_on_is_clear(appointment, move):
    """All but what is only for the first day (domain 2.3, “Blocks”), as at the first day that is being confirmed."""
    yield from gate_on_the_first_day(appointment, move.details.get("starts_on")).blockers_of_the_offer


def something_has_come_open(appointment, move):
    if not appointment.must_be_confirmed_anew:
        yield Blocker(code="appointment.still_clear", text="Every check is still clear.", owner="")


def the_date_is_after_right_to_work(appointment, move):
    """G14: right to work is seen before the first minute of work (Immigration, Asylum and Nationality Act 2006)."""
    starts_on = move.details.get("starts_on") or appointment.first_day
    for check in appointment.clearance.checks_to_judge():
        if check.state == "clear" and check.seen_on and check.seen_on > starts_on:
            text = f"Right to work was seen on {day(check.seen_on)}, after the start date."
            yield Blocker(
                code="right_to_work.after_start", text=text, owner="HR", fix=check.get_absolute_url(), rule="G14"
            )


def the_first_day_has_come(appointment, move):
    if clock.today() < appointment.starts_on:
        text = f"The start is confirmed for {day(appointment.starts_on)}. Record it on the day."
        yield Blocker(
            code="appointment.not_yet",
            text=text,
            owner="the clock",
            expected_by=appointment.starts_on,
            fix=appointment.get_absolute_url(),
        )


def it_is_the_day_that_was_confirmed(appointment, move):
    """A first day that was moved since is confirmed anew by the headteacher before anybody begins (decision 0013)."""
    told = appointment.clearance.starts_on
    if told != appointment.starts_on:
        now = f"now {day(told)}" if told else "not known now"
        text = f"The start was confirmed for {day(appointment.starts_on)}, and the first day is {now}. It is confirmed anew first."
        fix = appointment.get_absolute_url()
        yield Blocker(code="appointment.another_day", text=text, owner="the headteacher", fix=fix)


def the_reply_date_has_passed(appointment, move):
    if clock.today() <= appointment.reply_by:
        text = f"The candidate has until {day(appointment.reply_by)} to answer."
        yield Blocker(
            code="appointment.reply_open", text=text, owner="the candidate", expected_by=appointment.reply_by
        )
