"""Who is to be told: the people who hold a role at a school, its own before the trust's."""

from hiring.models import Membership, Role, User

HR = (Role.HR_OFFICER, Role.HR_MANAGER)


def on_duty(school, *roles):
    """Those who hold the first of these roles that anybody holds there (one query). Only who can act is told."""
    return all_on_duty(school, roles)


def all_on_duty(school, *several):
    """The same for several, each the roles to try in turn; everybody once (one query)."""
    roles = {role for each in several for role in each}
    held = Membership.objects.filter(trust=school.trust_id, role__in=roles, user__is_active=True)
    held = list(held.select_related("user").order_by("user"))
    found = {one.user_id: one.user for roles in several for one in _first_held(school, roles, held)}
    return list(found.values())


def _first_held(school, roles, held):
    for role in roles:
        for place in (school.pk, None):
            here = [each for each in held if (each.role, each.school_id) == (role, place)]
            if here:
                return here
    return []


def hr_for(school, owner=None):
    """The HR officer who owns the matter, else whoever does HR at the school."""
    if owner is not None and owner.is_active and owner.roles_at(school) & set(HR):
        return [owner]
    return on_duty(school, *HR)


def administrators_of(trust):
    """Whoever gives roles, keeps the schools and opens accounts again, by name (one query)."""
    held = {"memberships__trust": trust, "memberships__role": Role.ADMINISTRATOR, "memberships__school": None}
    return list(User.objects.filter(is_active=True, **held).distinct().order_by("name"))


def who_administers(*trusts):
    """Their names in one phrase, for whoever is sent to them."""
    names = [user.name for trust in trusts for user in administrators_of(trust)]
    return " or ".join(names) or "an administrator of the trust"
