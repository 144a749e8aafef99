"""What must be true before somebody is given a role, or loses one."""

from hiring.models import Membership, Role, User
from hiring.permissions import KEEPS_THE_TRUST
from workflows.blockers import Blocker

DECIDES_NOTHING_ALONE = {Role.PANEL_MEMBER}
PEOPLE = "/settings/people/"


def held(change):
    """The membership this change is about, if there is one now."""
    at = None if change.trust_wide else change.school
    return Membership.objects.filter(user=change.person, trust=change.school.trust_id, school=at, role=change.role)


def others_who_could_agree(change, by):
    """Administrators and HR managers of the trust beside the one who asks and the one it is about."""
    able = {"memberships__trust": change.school.trust_id, "memberships__role__in": KEEPS_THE_TRUST}
    rows = User.objects.filter(is_active=True, memberships__school=None, **able)
    return rows.exclude(pk__in=[by.pk, change.person_id]).distinct().order_by("name")


def it_is_somebody_elses_role(change, move):
    """Nobody gives themselves a role, whatever else they may do."""
    if move.by.kind == "user" and move.by.pk == change.person_id:
        yield Blocker(code="role.own", text="Nobody gives a role to themselves. Ask another administrator.")


def they_do_not_hold_it_yet(change, move):
    """A role is held once."""
    if held(change).exists():
        text = f"{change.person.name} is {change.role_words} already."
        yield Blocker(code="role.held", text=text, owner="the administrator", fix=PEOPLE)


def they_hold_it_now(change, move):
    """Only what is held can end."""
    if not held(change).exists():
        text = f"{change.person.name} is not {change.role_words} any more."
        yield Blocker(code="role.not_held", text=text, owner="the administrator", fix=PEOPLE)


def an_administrator_is_the_whole_trusts(change, move):
    """Who gives roles at one school could give them to those who decide everywhere."""
    if change.role == Role.ADMINISTRATOR and not change.trust_wide:
        text = "An administrator is for the whole trust. Choose the whole trust."
        yield Blocker(code="role.administrator_at_a_school", text=text, owner="the administrator")


def nobody_else_need_agree(change, move):
    """A role that sees or decides more than a panel does is given by two people, once there are two."""
    if change.role in DECIDES_NOTHING_ALONE:
        return
    others = [user.name for user in others_who_could_agree(change, move.by)[:3]]
    if others:
        text = f"{change.get_role_display()} is a role that two people give. {' or '.join(others)} must agree."
        yield Blocker(code="role.two_people", text=text, owner=others[0], fix=PEOPLE)


def a_second_person_agrees(change, move):
    """Whoever asked for it does not agree to it."""
    if move.by.kind == "user" and move.by.pk == change.asked_by_id:
        text = f"{move.by.label} asked for this. Somebody else must agree."
        yield Blocker(code="role.one_person", text=text, owner="another administrator or the HR manager")


def an_administrator_stays(change, move):
    """A trust without an administrator could never again give anybody a role."""
    if change.role != Role.ADMINISTRATOR:
        return
    left = Membership.objects.filter(
        trust=change.school.trust_id, role=Role.ADMINISTRATOR, school=None, user__is_active=True
    )
    if not left.exclude(user=change.person).exists():
        text = f"{change.person.name} is the only administrator. Give somebody else the role first."
        yield Blocker(code="role.last_administrator", text=text, owner="the administrator", fix=PEOPLE)
