"""What must be true before somebody's lost second factor is taken away, so that they may set up another."""

import datetime as dt

from allauth.mfa.models import Authenticator

from workflows.blockers import Blocker

NOTICE = dt.timedelta(hours=24)


def they_have_a_second_factor(reset, move):
    """There is something to take away."""
    if not Authenticator.objects.filter(user=reset.person).exists():
        text = f"{reset.person.name} has no authenticator app set up. They are asked to when they sign in."
        yield Blocker(code="factor.none", text=text, owner=reset.person.name)


def nobody_asked_already(reset, move):
    """One request at a time, so that it is clear what the second person agrees to."""
    waiting = type(reset).objects.filter(person=reset.person, state="asked").exclude(pk=reset.pk).first()
    if waiting:
        text = f"{waiting.asked_by.name} has asked for this already."
        yield Blocker(code="factor.asked", text=text, owner=waiting.asked_by.name, since=waiting.asked_at)


def a_second_person_takes_it_away(reset, move):
    """Whoever asked does not also do it."""
    if move.by.kind == "user" and move.by.pk == reset.asked_by_id:
        text = f"{move.by.label} asked for this. Somebody else must do it."
        yield Blocker(code="factor.one_person", text=text, owner="another administrator or the HR manager")


def they_have_had_a_day_to_object(reset, move):
    """The person is written to when it is asked for; if it was not they who lost the phone, they have a day to say so."""
    until = reset.asked_at + NOTICE
    if move.at < until:
        text = f"{reset.person.name} was written to and has 24 hours to say that this is a mistake."
        yield Blocker(
            code="factor.notice", text=text, owner=reset.person.name, since=reset.asked_at, expected_by=until
        )
