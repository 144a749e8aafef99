"""What in a reference must be looked into before it counts. Each is a sentence and a task; none is a score.

The list is the sector's own (KCSIE Part three: compare, verify, follow up what is vague); what only a person can see,
such as a post that no register shows, is raised when they say so.
"""

import re
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from checks import posts_held
from checks.reading import PROMPTS, compared, unanswered
from checks.referees import domain_of, is_free_mail, mailbox_of
from hiring import clock
from hiring.calendars import working_days_between
from hiring.models import Link

MINUTES = 3  # nobody reads and answers eight questions faster
LONG_DELAY = 10  # working days
LEAST_DUTIES = 5  # words
SAME_WORDS, LONG_ENOUGH = 0.8, 40
SETTLED = re.compile(
    r"\b(settlement|agreed (?:reference|wording)|mutual(?:ly)? agreed?|compromise agreement|non-disclosure|without prejudice)\b",
    re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    "the and for was were that this with from they them their she her his had has have into new left job".split()
)
SAFEGUARDING = {
    "satisfied": "The referee is not completely satisfied that they are suitable to work with children.",
    "disciplinary": "The referee says a disciplinary sanction is live.",
    "allegations": "The referee says an allegation or concern about children was upheld.",
    "referred": "The referee says they were referred to the DBS or the TRA, or left a post over a safeguarding matter.",
    "concern": "The referee has a concern about them working with children.",
}
BLANK = {
    "satisfied": "whether they are suitable to work with children",
    "disciplinary": "live disciplinary sanctions",
    "allegations": "allegations and concerns that were upheld",
    "referred": "referrals to the DBS or the TRA, and leaving over a safeguarding matter",
    "concern": "concerns about them working with children",
}


class Flag(NamedTuple):
    """One thing to look into."""

    code: str
    sentence: str
    for_deciders: bool = False


def raise_flags(referee):
    """Keep, beside what was said, everything in it that must be looked into."""
    from checks.models.red_flag import RedFlag

    known = set(referee.red_flags.values_list("code", flat=True))
    fresh = [flag for flag in flags_in(referee) if flag.code not in known]
    RedFlag.objects.bulk_create(RedFlag(referee=referee, **flag._asdict()) for flag in fresh)


def flags_in(referee):
    """Every red flag of one reference, as it was sent."""
    said = referee.said
    lists = (
        _who(referee, said.get("you", {})),
        _address(referee),
        _signals(referee),
        _differences(referee, said),
        _vague(said),
        _wording(referee, said),
        _children(said),
        _history(referee, said),
    )
    return list({flag.code: flag for flag in chain(*lists)}.values())


def _who(referee, you):
    if you.get("capacity") == "family_or_friend":
        yield Flag("family", "The referee says they are family or a friend. Family and friends cannot be referees.")
    if you.get("capacity") == "colleague":
        yield Flag("peer", "The referee is a colleague of the same rank. Ask somebody senior, or say why not.")
    if you.get("name") and _plain(you["name"]) != _plain(referee.name):
        yield Flag("signed_by_another", f"Signed by {you['name']}, not by {referee.name}.")
    if you.get("organisation") and _plain(you["organisation"]) != _plain(referee.organisation):
        yield Flag(
            "organisation",
            f"Gives {you['organisation']} as the organisation; the application says {referee.organisation}.",
        )


def _address(referee):
    person, domain = _person(referee), domain_of(referee.email)
    if is_free_mail(referee.email):
        yield Flag("free_mail", f"{referee.email} is a personal address, not the organisation’s own.")
    elif domain == domain_of(person.email):
        yield Flag("same_domain", f"The referee’s address and {person.name}’s own are both at {domain}.")
    elif not _is_known(referee, domain):
        yield Flag(
            "new_domain",
            f"Nobody here has confirmed an address at {domain} before. Make sure it is the organisation’s own.",
        )
    if mailbox_of(referee.email) == mailbox_of(person.email):
        yield Flag("own_address", f"{referee.email} reaches {person.name}’s own mailbox.")
    came_from = referee.provenance.get("came_from", "")
    if came_from and mailbox_of(came_from) != mailbox_of(referee.email):
        yield Flag("other_address", f"It came from {came_from}; we had written to {referee.email}.")


def _is_known(referee, domain):
    """Whether an address at this domain has been confirmed in this trust for somebody else."""
    if referee.contact_confirmed_at:
        return True
    here = type(referee).objects.filter(check_row__clearance__school__trust=referee.school.trust)
    confirmed = here.filter(email__iendswith=f"@{domain}").exclude(contact_confirmed_at=None)
    return confirmed.exclude(check_row__clearance__person=_person(referee)).exists()


def _signals(referee):
    """What the reply itself gives away: speed, device, network (I14, R41)."""
    person = _person(referee)
    theirs = Link.objects.filter(purpose=Link.Purpose.CANDIDATE, email__iexact=person.email)
    if referee.answered_device and theirs.filter(device_digest=referee.answered_device).exists():
        yield Flag("same_device", f"It was written on a device that {person.name} has used.")
    if referee.answered_network and theirs.filter(network_digest=referee.answered_network).exists():
        yield Flag("same_network", f"It was sent from a network that {person.name} has used.")
    if referee.refused_at:
        yield Flag("candidates_browser", f"The link was tried in {person.name}’s own browser, and refused.")
    if referee.other_device_at:
        yield Flag("other_device", "The link was opened on a second device, with the code we sent. Ask who answered.")
    if referee.route == "our_form" and referee.opened_at:
        minutes = (referee.answered_at - referee.opened_at).total_seconds() / 60
        if minutes < MINUTES:
            yield Flag("in_minutes", f"The whole form was answered within {MINUTES} minutes of opening it.")
    asked_at = referee.written_to_at
    if asked_at and working_days_between(_day(asked_at), _day(referee.answered_at)) > LONG_DELAY:
        yield Flag("delay", f"It took more than {LONG_DELAY} working days.")


def _differences(referee, said):
    if referee.provenance.get("caller") == "they_called":
        yield Flag("they_called", "They rang us. Ring back on a number you find yourself.")
    for row in compared(referee, said):
        if row["differs"]:
            code = row["label"].lower().replace(" ", "_")
            yield Flag(
                code,
                f"{row['label']}: the referee says {row['gave'] or 'nothing'}; the application says {row['wrote'] or 'nothing'}.",
            )
    theirs, ours = said.get("employment", {}).get("leaving", ""), referee.candidate_reason
    if theirs and ours and not _telling(theirs) & _telling(ours):
        yield Flag(
            "leaving", f"Why they left: the referee says “{theirs[:150]}”; the application says “{ours[:150]}”."
        )


def _vague(said):
    job = said.get("employment", {})
    if job and len(job.get("duties", "").split()) < LEAST_DUTIES:
        yield Flag(
            "duties", "It hardly says what they did. Ask what the work was, and how much of it was with children."
        )
    if job.get("again") == "no":
        why = "" if job.get("again_why") else " No reason is given."
        yield Flag("not_again", f"Would not employ them again.{why}")


def _wording(referee, said):
    words = _all_words(said)
    if SETTLED.search(words):
        yield Flag(
            "settlement",
            "It speaks of a settlement or of agreed wording. An agreement cannot keep safeguarding facts back.",
        )
    for other in _others(referee):
        if _is_alike(words, _all_words(other.said)):
            yield Flag("same_words", f"It says the same, in the same words, as the reference from {other.name}.")
            return


def _children(said):
    for page, asked in PROMPTS.items():
        for question, answer, _facts in asked:
            if said.get(page, {}).get(question) == answer:
                yield Flag(question, SAFEGUARDING[question], for_deciders=True)
    for question in unanswered(said):
        yield Flag(f"{question}_blank", f"It says nothing on {BLANK[question]}. Ask the referee, and note the answer.")


def _history(referee, said):
    """What the account of their posts leaves out; and their moves, once in a file and not for each referee again."""
    file = _file(referee)
    yield from (Flag(*each) for each in posts_held.left_out(referee, said, file))
    raised = {flag.code for other in _others(referee).prefetch_related("red_flags") for flag in other.red_flags.all()}
    yield from (Flag(*each) for each in posts_held.moves(file, referee.policy) if each[0] not in raised)


def _others(referee):
    check = referee.check_row
    rows = type(referee).objects.exclude(pk=referee.pk).exclude(answered_at=None)
    return rows.filter(check_row__clearance=check.clearance_id) | rows.filter(
        set_aside_from__clearance=check.clearance_id
    )


def _all_words(said):
    """Everything that was written out, page by page."""
    pages = [page for page in said.values() if isinstance(page, dict)]
    return " ".join(text for page in pages for text in page.values() if isinstance(text, str) and " " in text.strip())


def _is_alike(one, other):
    long_enough = min(len(one), len(other)) >= LONG_ENOUGH
    return long_enough and SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio() >= SAME_WORDS


def _telling(text):
    return {word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in SMALL_WORDS}


def _day(instant):
    return instant.astimezone(clock.LONDON).date()


def _file(referee):
    return (referee.check_row or referee.set_aside_from).clearance


def _person(referee):
    return _file(referee).person


def _plain(text):
    return " ".join(text.lower().split())
