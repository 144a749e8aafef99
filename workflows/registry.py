"""What follows an event, and what a verb asks for. Filled by `effects.py` and `forms.py` on each floor when the app starts."""

_effects: dict[str, dict[str, object]] = {}
_forms: dict[str, type] = {}
_foretold: dict[str, object] = {}
_acting: set[str] = set()


def effect(*verbs, acts=False):
    """Register a function `(occasion) -> Letter | list[Letter] | None` to run after these events are committed.

    acts: it calls another record's verb rather than writing a letter, so it is never run to show what would be sent.
    """

    def register(function):
        kind = f"{function.__module__}.{function.__name__}"
        for verb in verbs:
            _effects.setdefault(verb, {})[kind] = function
        if acts:
            _acting.add(kind)
        return function

    return register


def foretells(verb):
    """Register a function `(occasion) -> occasions` naming the further moves that this one makes at once."""

    def register(function):
        _foretold[verb] = function
        return function

    return register


def foretold_by(occasion):
    """The further occasions that follow at once from one that is only supposed."""
    function = _foretold.get(occasion.verb)
    return list(function(occasion)) if function else []


def letter_writers(verb):
    """What would be written to whom after this event, acting effects left out."""
    return [function for kind, function in _effects.get(verb, {}).items() if kind not in _acting]


def acting():
    """The names of those that act."""
    return sorted(_acting)


def effects_of(verb):
    """The names of what follows this event, in the order registered."""
    return list(_effects.get(verb, ()))


def effect_functions(verb):
    return dict(_effects.get(verb, {}))


def effect_named(kind):
    """The function of one outbox row; KeyError when the code no longer has it."""
    for functions in _effects.values():
        if kind in functions:
            return functions[kind]
    raise KeyError(kind)


def asks(*verbs):
    """Register the form that collects what a verb needs. Page and API validate with the same one."""

    def register(form):
        for verb in verbs:
            _forms[verb] = form
        return form

    return register


def form_for(verb):
    return _forms.get(verb)
