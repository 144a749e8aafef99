"""Who may set the trust up: its administrators, and the second people who agree to what one of them asks."""

from hiring.models import Role
from hiring.permissions import HR, KEEPS_THE_TRUST, is_about


def holds_for_the_trust(actor, trust_id, *roles):
    """Whether the actor holds one of these roles at the trust itself, as against one school of it."""
    held = actor.all_memberships if actor.kind == "user" else ()
    return any(each.role in roles and each.school_id is None and each.trust_id == trust_id for each in held)


def is_the_trusts_administrator(subject, actor):
    """An administrator of the trust, and never on their own case."""
    return holds_for_the_trust(actor, subject.school.trust_id, Role.ADMINISTRATOR) and not is_about(subject, actor)


def is_a_second_person(subject, actor):
    """An administrator or the HR manager of the trust, and never on their own case."""
    return holds_for_the_trust(actor, subject.school.trust_id, *KEEPS_THE_TRUST) and not is_about(subject, actor)


def may_give_this_role(subject, actor):
    """An administrator; and HR may bring in a panel member for a school of theirs, who decides nothing alone."""
    if is_the_trusts_administrator(subject, actor):
        return True
    seats = subject.role == Role.PANEL_MEMBER and not subject.trust_wide
    return seats and bool(actor.roles_at(subject.school) & HR) and not is_about(subject, actor)


is_the_trusts_administrator.words = "an administrator of the trust"
is_a_second_person.words = "another administrator, or the HR manager of the trust"
may_give_this_role.words = "an administrator of the trust, or HR for a panel member at their school"
