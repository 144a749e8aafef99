"""Who could make a move that somebody else may not, by role and by name."""

from hiring.models import Membership

NAMES_SAID = 3


def refusal(record, rule):
    """One sentence that says no, who may, and that nothing was changed."""
    who = getattr(rule.permission, "words", "somebody else")
    names = [user.name for user in people_who_may(record, rule)]
    ask = f" Ask {' or '.join(names)}." if names else ""
    return f"Only {who} can do this: {rule.label[0].lower()}{rule.label[1:]}.{ask} Nothing was changed."


def people_who_may(record, rule):
    """Up to three people on the staff who may make this move (one query, and what the permission itself asks)."""
    able = (user for user in staff_at(record.school) if rule.permission(record, user))
    return [user for user, _ in zip(able, range(NAMES_SAID), strict=False)]


def staff_at(school):
    """Everybody with a role at this school or across its trust, their memberships already read."""
    people = {}
    rows = Membership.objects.filter(trust=school.trust_id, user__is_active=True).select_related(
        "user", "trust", "school"
    )
    for membership in rows.order_by("user__name", "user_id"):
        if membership.school_id in {None, school.pk}:
            user = people.setdefault(membership.user_id, membership.user)
            user.__dict__.setdefault("all_memberships", []).append(membership)
    return list(people.values())
