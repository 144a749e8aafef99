"""What follows when something happens to a paper: its bytes go, and whoever must act is told."""

from checks.documents.letting_go import let_go
from hiring.duty import hr_for
from workflows.letters import Letter, Page, TheirPage
from workflows.registry import effect


@effect("document.find_clean", "document.find_unsafe", "document.remove", "document.destroy", acts=True)
def the_bytes_go(occasion):
    """What came goes once it is scanned, everything once it cannot be opened; tried again until it is done."""
    let_go(occasion.record)


@effect("document.find_unsafe")
def it_is_told_to_be_unsafe(occasion):
    """To HR, and to the person themselves when they sent it (E-023). The letter says nothing of what is in it."""
    document = occasion.record
    check, person = document.check_row, document.clearance.person
    facts = {"check": check, "clearance": document.clearance, "person": person}
    letters = [
        Letter("document.find_unsafe", user.name, user.email, document, Page(document.get_absolute_url()), facts)
        for user in hr_for(document.school)
    ]
    if document.from_candidate:
        path = f"/my/checks/{check.pk}/papers/"
        link = TheirPage(person, path)
        letters.append(Letter("document.find_unsafe.sender", person.name, person.email, document, link, facts))
    return letters
