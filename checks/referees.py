"""Who may speak for somebody: a senior person where they worked, and nobody who is fond of them (KCSIE Part three)."""

import re

RULE = "KCSIE Part three, references"
EARLY_YEARS = "EYFS statutory framework (from September 2025), references"
FREE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk msn.com yahoo.com yahoo.co.uk "
    "icloud.com me.com aol.com btinternet.com sky.com talktalk.net virginmedia.com proton.me protonmail.com gmx.com "
    "gmx.co.uk mail.com".split()
)
KIN = re.compile(
    r"\b(mother|father|mum|mam|dad|step\w*|sister|brother|aunt|auntie|uncle|cousin|niece|nephew|grand(?:mother|father)|"
    r"husband|wife|fianc[eé]e?|(?:my|her|his|their|civil) partner|girlfriend|boyfriend|in-law|relative|relation of|"
    r"family (?:friend|member)|friend|neighbour|godmother|godfather)\b",
    re.IGNORECASE,
)
NOBODY_IN_PARTICULAR = re.compile(
    r"to whom it may concern|sir or madam|\b(?:hr|human resources|personnel) (?:department|team|office)\b",
    re.IGNORECASE,
)
SCHOOL = re.compile(
    r"\b(school|academy|primary|infants?|juniors?|grammar|sixth form|pupil referral unit|nursery school)\b",
    re.IGNORECASE,
)
HEAD = re.compile(
    r"\b(head ?teacher|head of school|executive head|principal|headmaster|headmistress)\b|^head$", re.IGNORECASE
)


def domain_of(email):
    return email.rpartition("@")[2].strip().lower()


def is_free_mail(email):
    """An address anybody can open in a minute, so it shows nothing of where they work."""
    return domain_of(email) in FREE_MAIL


def mailbox_of(email):
    """The mailbox behind an address: what follows a plus is dropped, and the dots that Google ignores."""
    local, _, domain = email.strip().lower().rpartition("@")
    local = local.partition("+")[0]
    if domain in {"gmail.com", "googlemail.com"}:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def is_a_school(organisation):
    return bool(SCHOOL.search(organisation))


def is_the_head(position):
    """A deputy or an assistant head is senior, and is not the head."""
    return bool(HEAD.search(position.strip())) and not re.search(
        r"\b(deputy|assistant|vice)\b", position, re.IGNORECASE
    )


def why_not(person, *, name, email, relationship):
    """`(code, sentence)` for each reason why this cannot be a referee, to be put right before anybody is asked."""
    if NOBODY_IN_PARTICULAR.search(name):
        yield "open", f"“{name}” is nobody in particular. Name the person who will answer for the organisation."
    if KIN.search(relationship):
        yield (
            "family",
            f"{name} knows {person.name} as “{relationship}”. Family and friends cannot be referees. Name somebody they worked for.",
        )
    if mailbox_of(email) == mailbox_of(person.email):
        yield "own_address", f"{email} reaches {person.name}’s own mailbox. Give an address at {name}’s organisation."
    if name.strip().lower() == person.name.strip().lower():
        yield "own_name", f"{name} is the person themselves. Nobody writes their own reference."
