"""Two dates of birth are never both true: `(subject, move) -> blockers`. The form says the same beside the field."""

from checks.birthdays import why_not
from checks.kinds.words import as_date, day
from workflows.blockers import Blocker

SEARCHES = ("prohibition", "section_128", "barred_list_standalone", "qts_status")
COMPARED = ("identity", *SEARCHES)
RULE = "KCSIE Part three, identity"


def it_is_the_birthday_we_know(check, move):
    """A search under another date of birth is of somebody else; documents that show another do not show that it is them."""
    evidence = move.details.get("evidence") or {}
    born_on = as_date(evidence.get("born_on"))
    sentence = why_not(check.kind.Evidence, check.clearance, evidence | {"born_on": born_on})
    if sentence:
        yield _blocker(f"{sentence}.", check)
    elif check.code == "identity" and evidence.get("outcome") == "verified":
        for search, under in made_under_another(check.clearance, born_on, SEARCHES):
            first = "Search" if search.state == "not_started" else "Void that search, and search"
            text = f"{search.title} was searched under {day(under)}. {first} under the date on the documents."
            yield _blocker(text, search)


def made_under_another(file, born_on, codes=COMPARED):
    """`(the newest check of its kind, date it was made under)` where the newest receipt of that kind has another date of birth."""
    rows = file.checks.filter(code__in=codes).exclude(state="let_go").order_by("pk").prefetch_related("receipts")
    newest = {check.code: check for check in rows}
    for code, check in newest.items():
        receipts = [each for row in rows if row.code == code for each in row.receipts.all() if each.voided_at is None]
        under = as_date(max(receipts, key=lambda each: each.pk).facts.get("born_on")) if receipts else None
        if under and under != born_on:
            yield check, under


def there_is_a_birthday_to_correct(change, move):
    """Before somebody begins they put it right themselves; at work it is a correction, read from a document."""
    file, born_on = change.clearance, change.born_on
    if born_on is None:
        return
    if not file.began_on:
        yield _blocker("They have not begun. Put the date right with what they told us before they begin.", file)
    elif file.born_on is None:
        yield _blocker(
            "We know no date of birth of them yet. Record it with the documents that show who they are.", file
        )
    elif born_on == file.born_on:
        yield _blocker(f"We know them as born on {day(born_on)} already.", file)
    if not change.read_from.strip():
        yield _blocker("Say which document the date was read from.", file)


def two_people_correct_a_birthday(change, move):
    """One reads it from a document and another agrees: every search for them is made under this date."""
    if change.born_on and move.by.pk == change.proposed_by_id:
        text = "You put this date forward. Somebody else looks at the document and agrees: another person in HR, the headteacher or the safeguarding lead."
        yield Blocker(
            code="birthday.one_person", text=text, owner="a second person", fix=change.get_absolute_url(), rule=RULE
        )


def their_documents_say_the_same(file, move):
    """What was seen on a passport is not changed by a word; the documents are looked at again first."""
    told = move.details.get("born_on")
    if told and file.born_as_seen not in {None, told}:
        text = "The documents we saw show another date of birth. Check the date, or ask HR to look at them again."
        yield _blocker(text, file)


def _blocker(text, subject):
    return Blocker(code="birthday.differs", text=text, owner="HR", fix=subject.get_absolute_url(), rule=RULE)
