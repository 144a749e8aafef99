"""Two dates of birth are never both true: `(subject, move) -> blockers`. The form says the same beside the field."""

from checks.birthdays import why_not
from checks.kinds.words import as_date, day
from workflows.blockers import Blocker

SEARCHES = ("prohibition", "section_128", "barred_list_standalone", "qts_status")
RULE = "KCSIE Part three, identity"


def it_is_the_birthday_we_know(check, move):
    """A search under another date of birth is of somebody else; documents that show another do not show that it is them."""
    evidence = move.details.get("evidence") or {}
    born_on = as_date(evidence.get("born_on"))
    sentence = why_not(check.kind.Evidence, check.clearance, evidence | {"born_on": born_on})
    if sentence:
        yield _blocker(f"{sentence}.", check)
    elif check.code == "identity" and evidence.get("outcome") == "verified":
        for search, under in searched_otherwise(check.clearance, born_on):
            text = f"{search.title} was searched under {day(under)}. Void that search, and search under the date on the documents."
            yield _blocker(text, search)


def searched_otherwise(file, born_on):
    """`(search, date it was made under)` of each whose newest receipt has another date of birth."""
    for search in file.checks.filter(code__in=SEARCHES).exclude(state="let_go").prefetch_related("receipts"):
        standing = [each for each in search.receipts.all() if each.voided_at is None]
        under = as_date(standing[-1].facts.get("born_on")) if standing else None
        if under and under != born_on:
            yield search, under


def their_documents_say_the_same(file, move):
    """What was seen on a passport is not changed by a word; the documents are looked at again first."""
    told = move.details.get("born_on")
    if told and file.born_as_seen not in {None, told}:
        text = "The documents we saw show another date of birth. Check the date, or ask HR to look at them again."
        yield _blocker(text, file)


def _blocker(text, subject):
    return Blocker(code="birthday.differs", text=text, owner="HR", fix=subject.get_absolute_url(), rule=RULE)
