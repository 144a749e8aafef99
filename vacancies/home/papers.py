"""Papers that somebody must do something about: removed as unsafe, or left unscanned for too long."""

from vacancies.home.task import TODAY, Task


def papers_to_see_to(home):
    """An unsafe paper until HR has taken it off the check; one nobody can open because no scanner answers."""
    for document in home.papers:
        if not home.is_hr(document.school):
            continue
        unsafe = document.state == "unsafe"
        person = document.clearance.person.name
        verb = "Ask for another copy of" if unsafe else "Find out why no virus scanner answers for"
        yield Task(
            f"{verb} a paper: {document.check_row.title}, {person}",
            document.get_absolute_url(),
            "Open",
            rank=TODAY,
            since=document.uploaded_at,
            detail="It was unsafe and cannot be opened." if unsafe else f"{document.scan_fault}.",
            school=document.school.name,
            mark="problem" if unsafe else "wait",
            word="Unsafe" if unsafe else "Not scanned",
        )
