"""Who may take the record out, and who may let an inspector in. The subject knows every school it covers."""

from hiring.models import Role
from hiring.permissions import HR, READS_CHECKS

OPENS_TO_INSPECTORS = {*HR, Role.SAFEGUARDING_LEAD}


def reads_every_school(subject, actor):
    """Whoever reads checks may take out the record of their own schools, and of no other."""
    return actor.kind == "user" and all(actor.roles_at(school) & READS_CHECKS for school in subject.schools)


reads_every_school.words = "somebody who reads checks at every one of these schools"


def asked_for_it(export, actor):
    """A copy goes to the one who asked for it, while they still may, and to nobody else."""
    return actor.kind == "user" and export.made_by_id == actor.pk and reads_every_school(export, actor)


asked_for_it.words = "whoever asked for this copy"


def asked_for_it_or_hr(export, actor):
    """HR may take away a copy that somebody else left lying."""
    return asked_for_it(export, actor) or all(actor.roles_at(school) & HR for school in export.schools)


asked_for_it_or_hr.words = "whoever asked for this copy, or HR"


def opens_to_inspectors(inspection, actor):
    """HR or the safeguarding lead of every school named."""
    return actor.kind == "user" and all(actor.roles_at(school) & OPENS_TO_INSPECTORS for school in inspection.schools)


opens_to_inspectors.words = "HR or the safeguarding lead of every one of these schools"


def is_the_inspector(inspection, actor):
    """A guest who came in by this inspection's own link and code."""
    came_to_inspect = actor.kind == "guest" and actor.link.purpose == "inspection"
    return came_to_inspect and actor.link.subject_id == inspection.pk


is_the_inspector.words = "the inspector, by link and code"
is_the_inspector.guests_only = True
