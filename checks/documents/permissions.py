"""Who may bring a paper to a check, open it, and take it away."""

from checks.documents.kept_copies import copy_of
from hiring.permissions import any_of, decides_on_people, is_head_or_hr, is_system


def is_asked_for_it(document, actor):
    """The person the checks are about, where their own copy helps and the check is still open."""
    check = document.check_row
    theirs = actor.kind == "user" and actor.pk == document.clearance.person_id
    return theirs and copy_of(check.code).from_candidate and check.state in {"not_started", "waiting", "to_decide"}


is_asked_for_it.words = "the person themselves, for papers of their own"

attaches_documents = any_of(is_head_or_hr, is_asked_for_it)


def opens_documents(document, actor):
    """HR and whoever decides on people, each what is theirs to read; where a concern is open, only those who decide on it."""
    if document.check_row.state == "concern":
        return decides_on_people(document, actor)
    if copy_of(document.check_row.code).hr_alone:
        return is_head_or_hr(document, actor)
    return is_head_or_hr(document, actor) or decides_on_people(document, actor)


opens_documents.words = (
    "HR, the headteacher or (not right to work) the safeguarding lead; with a concern open, only the last two"
)

removes_documents = is_head_or_hr
only_gatepost = is_system
