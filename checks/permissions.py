"""Who may do what to a check. The subject knows its school."""

from hiring.models import Role
from hiring.permissions import (
    HR,
    any_of,
    decides_on_people,
    is_about,
    is_head,
    is_head_or_hr,
    is_hr,
    is_safeguarding_lead,
    is_system,
)

may_open_a_file = any_of(is_hr, is_head, is_system)
may_tell_facts = is_head_or_hr
agrees_to_changes = any_of(is_head_or_hr, is_safeguarding_lead)
records_incidents = any_of(is_head_or_hr, is_safeguarding_lead)
stops_early_starts = any_of(decides_on_people, is_system)
brings_news = any_of(is_head_or_hr, is_safeguarding_lead)
looks_at_the_record = any_of(is_head_or_hr, is_safeguarding_lead)
REVIEWS = {*HR, Role.HEAD, Role.SAFEGUARDING_LEAD}


def reviews_the_record(subject, actor):
    """Whoever answers for checks at every school that the spot check, or the one somebody was drawn in, covers."""
    review = getattr(subject, "review", subject)
    return actor.kind == "user" and all(actor.roles_at(school) & REVIEWS for school in review.schools)


reviews_the_record.words = "the headteacher, the safeguarding lead or HR, of every one of these schools"


def decides_this_check(check, actor):
    """HR settles routine evidence; the headteacher or the safeguarding lead settles concerns and what needs judgement."""
    needs_judgement = check.kind.decided_by == "head" or check.state == "concern"
    deciders = {Role.HEAD, Role.SAFEGUARDING_LEAD} if needs_judgement else {*HR, Role.HEAD}
    return bool(actor.roles_at(check.school) & deciders) and not is_about(check, actor)


decides_this_check.words = "the headteacher or the safeguarding lead"


def may_void(check, actor):
    """Evidence recorded by mistake is HR's or the head's to void; a concern is never voided away by HR."""
    return decides_on_people(check, actor) if check.state == "concern" else is_head_or_hr(check, actor)


may_void.words = "the headteacher or HR; a concern only by the headteacher or the safeguarding lead"


def reads_concerns(check, actor):
    """Who may read what a concern is and why it was decided; everybody else is told that it exists and who holds it."""
    return decides_on_people(check, actor)


reads_concerns.words = decides_on_people.words


def is_the_referee(check, actor):
    """A guest who came in by this request's own link."""
    request = getattr(check, "referee", None)
    came_as_referee = actor.kind == "guest" and actor.link.purpose == "referee"
    return came_as_referee and request is not None and actor.link.subject_id == request.pk


is_the_referee.words = "the referee, by their own link"
is_the_referee.guests_only = True


def is_the_person(check, actor):
    """The person the checks are about, where their own word is the evidence; nobody certifies their own documents."""
    return check.kind.is_a_declaration and actor.kind == "user" and actor.pk == check.clearance.person_id


is_the_person.words = "the person themselves"


def is_told_of(file, actor):
    """The person themselves, of their own file."""
    return is_about(file, actor)


is_told_of.words = "the person themselves"


def is_their_reference(check, actor):
    """The candidate, of a reference about themselves: they name who may be asked, and decide nothing."""
    return check.code == "references" and actor.kind == "user" and actor.pk == check.clearance.person_id


is_their_reference.words = "the candidate, of their own references"
is_their_reference.guests_only = True  # staff's programs have no use for it; candidates have an address of their own

answers_this_check = any_of(is_the_referee, is_the_person)


def decides_references(check, actor):
    """HR and the headteacher deal with referees; where there is a concern, those who decide on people."""
    return decides_on_people(check, actor) if check.state == "concern" else is_head_or_hr(check, actor)


decides_references.words = "the headteacher or HR; where there is a concern, the headteacher or the safeguarding lead"


def opens_what_is_sealed(check, actor):
    """Those to whom this kind of words is sealed, each time with a reason."""
    return bool(actor.roles_at(check.school) & check.kind.sealed_to) and not is_about(check, actor)


opens_what_is_sealed.words = "those to whom it is sealed"


def reads_what_is_sealed(check, actor):
    """The same people, on a page that shows the words once; a program is never given them."""
    return opens_what_is_sealed(check, actor)


reads_what_is_sealed.words = opens_what_is_sealed.words
reads_what_is_sealed.on_a_page_only = True
