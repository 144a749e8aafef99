"""Who acts: a signed-in user, a guest holding a link, or the system itself. Never nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guest:
    """A referee or panel guest, known only by the link they opened."""

    link: object
    name: str = ""
    kind = "guest"
    is_authenticated = False
    all_memberships = ()

    @property
    def pk(self):
        return self.link.pk

    @property
    def label(self):
        return self.name or "A guest"

    def roles_at(self, school):
        return set()


class System:
    """The clock and the rules acting by themselves: closing a vacancy, opening the seal, a date gone by."""

    kind = "system"
    pk = None
    label = "Gatepost"
    is_authenticated = False
    all_memberships = ()

    def roles_at(self, school):
        return set()

    def __repr__(self):
        return "SYSTEM"


SYSTEM = System()


class Nobody(System):
    """Somebody who has not said who they are. May do nothing, and sees only what is public."""

    kind = "nobody"
    label = "Somebody not signed in"

    def __repr__(self):
        return "NOBODY"


NOBODY = Nobody()
