"""Who may: predicates `(subject, actor) -> bool`, each named after a role. The subject knows its school."""

from hiring.models import Role

HR = {Role.HR_OFFICER, Role.HR_MANAGER}
READS_CHECKS = {*HR, Role.HEAD, Role.SAFEGUARDING_LEAD, Role.AUDITOR}  # everybody else need not know who is checked
READS_LETTERS = {*HR, Role.ADMINISTRATOR}  # the outbox, where every letter is kept

KEEPS_THE_TRUST = {Role.ADMINISTRATOR, Role.HR_MANAGER}  # at the trust itself: who gives roles, and who agrees


def is_about(subject, actor):
    """Whether the actor is the very person this record is about. No role lets anybody act on their own case."""
    return actor.kind == "user" and getattr(subject, "about_id", None) == actor.pk


def _holds(roles, words):
    def predicate(subject, actor):
        return bool(actor.roles_at(subject.school) & roles) and not is_about(subject, actor)

    predicate.words = words
    return predicate


is_hr = _holds(HR, "HR")
is_hr_manager = _holds({Role.HR_MANAGER}, "the HR manager")
is_head = _holds({Role.HEAD}, "the headteacher")
is_safeguarding_lead = _holds({Role.SAFEGUARDING_LEAD}, "the safeguarding lead")
is_approver = _holds({Role.APPROVER}, "the approver")
is_head_or_hr = _holds({Role.HEAD, *HR}, "the headteacher or HR")
decides_on_people = _holds({Role.HEAD, Role.SAFEGUARDING_LEAD}, "the headteacher or the safeguarding lead")


def is_system(subject, actor):
    """Only the clock or a rule may do this."""
    return actor.kind == "system"


is_system.words = "Gatepost itself"


def any_of(*predicates):
    """Whoever satisfies one of these."""

    def predicate(subject, actor):
        return any(each(subject, actor) for each in predicates)

    predicate.words = " or ".join(each.words for each in predicates)
    return predicate
