"""What follows when somebody is to start before their certificate, may not any more, or shows somebody else's certificate."""

from contextlib import contextmanager

from checks.certificates import CLASH
from checks.effects import DECIDERS, to_staff
from hiring.duty import HR, all_on_duty, hr_for
from hiring.models import Role
from workflows.blockers import Blocked
from workflows.emails import put
from workflows.letters import Letter, Page
from workflows.registry import effect


def answerable_for(school):
    """The headteacher and the safeguarding lead, each once."""
    return all_on_duty(school, *DECIDERS)


def about_early_start(people, words, early, **facts):
    facts = {"early": early, "clearance": early.clearance, "person": early.clearance.person, **facts}
    return [Letter(words, user.name, user.email, early, Page(early.get_absolute_url()), facts) for user in people]


@effect("earlystart.propose")
def the_head_is_asked(occasion):
    """To the heads who may approve it and to the safeguarding lead, the author left out."""
    early = occasion.record
    people = [user for user in answerable_for(early.school) if user.pk != early.proposed_by_id]
    return about_early_start(people, "earlystart.propose", early)


@effect("earlystart.approve", "earlystart.renew")
def those_around_are_told(occasion):
    """To HR, the author, the supervisor and the safeguarding lead: until when it holds and what ends it."""
    early = occasion.record
    people = [
        *all_on_duty(early.school, HR, (Role.SAFEGUARDING_LEAD,)),
        early.proposed_by,
        early.supervisor,
    ]
    once = {user.pk: user for user in people}
    return about_early_start(once.values(), "earlystart.approve", early)


@effect("earlystart.revoke")
def they_must_stop(occasion):
    """To the head, the safeguarding lead, HR and the supervisor, loudly: the person may not be at work."""
    early = occasion.record
    people = [*answerable_for(early.school), *hr_for(early.school), early.supervisor]
    once = {user.pk: user for user in people}
    return about_early_start(once.values(), "earlystart.revoke", early)


@effect("clearance.tell_subscription")
def hr_may_look_instead(occasion):
    """To HR, where the person is on the Update Service and agrees: the paper first, then its status."""
    file = occasion.record
    said = file.subscriptions.first()
    awaited = file.checks.filter(code="dbs_enhanced").first()
    if said is None or not said.may_be_looked_up or awaited is None:
        return None
    return to_staff(hr_for(file.school), "clearance.tell_subscription", awaited)


def tell_of_a_clash(check, by):
    """To the safeguarding lead and the HR manager: one number, two people. The letter names only the one in hand."""
    people = all_on_duty(check.school, (Role.SAFEGUARDING_LEAD,), (Role.HR_MANAGER,))
    put(to_staff(people, "certificate.clash", check, by=by.label))


def tell_that_nobody_answered(look):
    """To HR, once every try has failed: there is no result, and somebody must look again."""
    check = look.check_row
    once = {user.pk: user for user in [look.asked_by, *hr_for(check.school)]}
    put(to_staff(once.values(), "update_service.no_answer", check))


@contextmanager
def telling_of_a_clash(check, by):
    """Let a refusal for a clash go its way, and write to those who must look into it. The letter names nobody else."""
    try:
        yield
    except Blocked as refused:
        if any(blocker.code == CLASH for blocker in refused.blockers):
            tell_of_a_clash(check, by)
        raise
