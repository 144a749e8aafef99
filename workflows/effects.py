"""Who is written to when somebody is given a role or loses it, or is to start afresh with another phone."""

from workflows.guards.roles import DECIDES_NOTHING_ALONE, others_who_could_agree
from workflows.guards.second_factor import NOTICE
from workflows.letters import ChoosePassword, Letter, Page
from workflows.registry import effect

PEOPLE = Page("/settings/people/")


def to_the_person(change, words, link=None, **facts):
    person = change.person
    return Letter(words, person.name, person.email, change, link, {"change": change, **facts})


def to_the_others(change, words, link=PEOPLE, **facts):
    """Whoever keeps the trust and did not do this: no role is given or taken unseen."""
    others = others_who_could_agree(change, change.asked_by)
    return [Letter(words, user.name, user.email, change, link, {"change": change, **facts}) for user in others]


@effect("rolechange.give", "rolechange.agree")
def they_are_let_in(occasion):
    """The person gets a way to choose a password, if they have none; the trust's other keepers are told of more than a panel's part."""
    change = occasion.record
    known = change.person.has_usable_password()
    letter = to_the_person(
        change, "rolechange.give", Page("/sign-in/") if known else ChoosePassword(change.person), known=known
    )
    if change.role in DECIDES_NOTHING_ALONE:
        return [letter]
    return [letter, *to_the_others(change, "rolechange.give.others")]


@effect("rolechange.propose")
def a_second_person_is_asked(occasion):
    """Whoever could agree is asked to."""
    return to_the_others(occasion.record, "rolechange.propose", Page(occasion.record.get_absolute_url()))


@effect("rolechange.end")
def they_are_told_it_is_over(occasion):
    """The person and the trust's other keepers are told."""
    change = occasion.record
    return [to_the_person(change, "rolechange.end"), *to_the_others(change, "rolechange.end.others")]


@effect("factorreset.ask")
def they_may_object(occasion):
    """The person is written to at once, in case it was somebody else who asked; the second person is asked."""
    reset = occasion.record
    facts = {"until": reset.asked_at + NOTICE}
    others = to_the_others(reset, "factorreset.ask.others", Page(reset.get_absolute_url()), **facts)
    return [to_the_person(reset, "factorreset.ask", **facts), *others]


@effect("factorreset.take_away")
def they_set_up_another(occasion):
    """The person is told to sign in and set up another app."""
    return to_the_person(occasion.record, "factorreset.take_away", Page("/sign-in/"))
