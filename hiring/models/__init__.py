from hiring.models.link import Link
from hiring.models.scoped import ScopedQuerySet
from hiring.models.together import Few, keep_read, read_together
from hiring.models.token import Token
from hiring.models.trust import Closure, School, Term, Trust
from hiring.models.user import Membership, Role, User

__all__ = [
    "Closure",
    "Few",
    "Link",
    "Membership",
    "Role",
    "School",
    "ScopedQuerySet",
    "Term",
    "Token",
    "Trust",
    "User",
    "keep_read",
    "read_together",
]
