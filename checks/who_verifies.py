"""The register of verifiers as people read it: who holds what now, what ends soon, and what each kind of check asks for."""

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from checks.kinds import KINDS
from checks.kinds.authority import IN_THE_REGISTER
from checks.models import Verifier
from hiring import clock
from hiring.permissions import KEEPS_THE_TRUST, READS_CHECKS
from workflows.models import RoleChange

SOON = dt.timedelta(days=60)


class Held(NamedTuple):
    """One authority: who holds it now, soonest to end first, and which kinds ask for it."""

    authority: object
    now: list
    kinds: list


def trust_read_by(user):
    """The trust whose register this person may read, or None."""
    held = [each for each in user.all_memberships if each.role in READS_CHECKS | KEEPS_THE_TRUST]
    return held[0].trust if held else None


def entries_of(user, trust):
    """Every entry, newest first; ended ones too."""
    rows = Verifier.objects.visible_to(user).filter(school__trust=trust)
    return list(rows.select_related("person", "entered_by", "school__trust"))


def by_authority(entries, on):
    """What each authority has now; the last day in sight decides the order, and none comes last."""
    return [
        Held(
            authority,
            sorted(
                (each for each in entries if each.authority == code and each.holds_on(on)),
                key=lambda each: (each.last_on or dt.date.max, each.person.name),
            ),
            [kind for kind in KINDS.values() if authority in kind.authorities],
        )
        for code, authority in IN_THE_REGISTER.items()
    ]


def ending_soon(entries, on):
    """What ends within sixty days with nothing to follow it, soonest first: somebody renews it, or somebody else is entered."""
    soon = [each for each in entries if each.holds_on(on) and each.last_on and each.last_on <= on + SOON]
    return sorted((each for each in soon if not _goes_on(each, entries)), key=lambda each: (each.last_on, each.pk))


def _goes_on(entry, entries):
    """Whether another entry carries the same person past its end."""
    same = (entry.person_id, entry.authority, entry.where)
    return any(
        (each.person_id, each.authority, each.where) == same
        and each.from_on <= entry.last_on + dt.timedelta(days=1)
        and (each.last_on is None or each.last_on > entry.last_on)
        for each in entries
    )


def authorise(by, trust, *, email, name, **given):
    """Enter somebody, known here or new: one person is one user. Nobody new is kept where it is refused."""
    with transaction.atomic():
        return Verifier.authorise(by=by, trust=trust, person=RoleChange.person_at(email, name), **given)


def soon_for(user):
    """What ends soon in the trusts this person keeps."""
    kept = {m.trust_id for m in user.all_memberships if m.role in KEEPS_THE_TRUST and m.school_id is None}
    if not kept:
        return []
    rows = Verifier.objects.visible_to(user).not_over(clock.today()).filter(school__trust__in=kept)
    return ending_soon(list(rows.select_related("person", "school__trust")), clock.today())
