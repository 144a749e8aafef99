"""Who is to be told: the people who hold a role at a school, its own before the trust's."""

from hiring.models import Role, User

HR = (Role.HR_OFFICER, Role.HR_MANAGER)


def on_duty(school, *roles):
    """Those who hold the first of these roles that anybody holds there (two queries). Only who can act is told."""
    holders = User.objects.filter(
        is_active=True, memberships__trust=school.trust_id, memberships__role__in=roles
    ).values_list("pk", "memberships__role", "memberships__school")
    for role in roles:
        for place in (school.pk, None):
            found = {pk for pk, held, at in holders if (held, at) == (role, place)}
            if found:
                return list(User.objects.filter(pk__in=found).order_by("pk"))
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
