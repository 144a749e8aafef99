"""What every page shows around its content: the trust, the staff navigation, the demo's ribbon."""

from django.conf import settings

from hiring.duty import who_administers
from hiring.permissions import KEEPS_THE_TRUST, READS_CHECKS, READS_LETTERS


def around(request):
    """The context base.html reads; a view that says otherwise wins."""
    user = getattr(request, "user", None)
    memberships = user.all_memberships if user and user.is_authenticated else []
    return {
        "demo": settings.DEMO,
        "staff": bool(memberships),
        "reads_checks": any(each.role in READS_CHECKS for each in memberships),
        "reads_letters": any(each.role in READS_LETTERS for each in memberships),
        "keeps_the_trust": any(each.role in KEEPS_THE_TRUST and each.school_id is None for each in memberships),
        "ask_an_administrator": lambda: who_administers(*{each.trust for each in memberships}),
        "trust": memberships[0].trust.name if memberships else "",
    }
