"""Who interviews a person: told by the floor above, since the checks never look up."""

_asked: list = []


def knows_the_panel(function):
    """Register a function `(clearance) -> ids of the users who interview this person`."""
    _asked.append(function)
    return function


def interviews(clearance, actor) -> bool:
    """Whether this actor sits on the panel that interviews this person."""
    return actor.kind == "user" and any(actor.pk in ask(clearance) for ask in _asked)
