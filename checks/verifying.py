"""Who looked at what a receipt tells of, and whether they might on that day."""

from typing import NamedTuple

from checks.kinds.words import as_date
from checks.models.verifier import Verifier
from hiring.models import Role
from hiring.permissions import is_about

DECIDES_WITHOUT = {Role.HEAD, Role.SAFEGUARDING_LEAD}


class Looked(NamedTuple):
    """Whoever looked; the entry in the register under which they might, or none where their role is enough."""

    person: object
    verifier: object = None


def who_looked(check, evidence, by):
    """Whoever looked, the named person before whoever writes it down; None where they might not on that day."""
    authority = check.kind.authority_for(evidence)
    if authority is None:
        return Looked(by)
    name, on = name_given(evidence), as_date(evidence["evidence_on"])
    for entry in register_of(check, authority):
        is_them = is_called(entry.person, name) if name else entry.person_id == by.pk
        if is_them and entry.holds_on(on) and not is_about(check, entry.person):
            return Looked(entry.person, entry)
    return by_their_role(check, authority, name, by)


def by_their_role(check, authority, name, by):
    """Somebody whose role at the school needs no entry, never the person the check is about."""
    if name and authority.roles:
        held = check.trust.memberships.filter(role__in=authority.roles, user__name__iexact=name)
        people = [each.user for each in held.select_related("user")]
    else:
        people = [] if name else [by]
    might = [each for each in people if each.roles_at(check.school) & authority.roles and not is_about(check, each)]
    return Looked(might[0]) if might else None


def may_decide(check, authority, actor, on):
    """Whether they hold it on this day, or decide by their office."""
    if actor.roles_at(check.school) & DECIDES_WITHOUT:
        return True
    return any(each.person_id == actor.pk and each.holds_on(on) for each in register_of(check, authority))


def register_of(check, authority):
    """Every entry that reaches this school, ended ones too; read once for each copy of a check."""
    read = check.__dict__.setdefault("registers_read", {})
    if authority.in_register and authority.code not in read:
        rows = Verifier.objects.reaching(check.school).filter(authority=authority.code)
        read[authority.code] = list(rows.select_related("person").order_by("-id"))
    return read.get(authority.code, [])


def who_may(check, authority, on):
    """The names of those who hold it on a day, in words; empty where nobody does."""
    if not authority.in_register:
        return authority.title[0].lower() + authority.title[1:]
    names = sorted({each.person.name for each in register_of(check, authority) if each.holds_on(on)})
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def name_given(evidence):
    return " ".join(str(evidence.get("seen_by_name") or "").split())


def is_called(person, name):
    return " ".join(person.label.split()).casefold() == " ".join(name.split()).casefold()
