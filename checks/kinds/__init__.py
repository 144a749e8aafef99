"""How each check is done: one file per kind. A new file here is a new kind; its line in `checks/rules` says when."""

import importlib
import pkgutil

from checks.kinds.base import Kind


def read_files() -> dict[str, Kind]:
    """Every kind in this folder, by its code."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return {each.code: each() for each in descendants(Kind) if hasattr(each, "code")}


def descendants(parent) -> list[type[Kind]]:
    """A kind may be a closer description of another, and one without a code describes what several have in common."""
    return [kind for child in parent.__subclasses__() for kind in (child, *descendants(child))]


KINDS: dict[str, Kind] = dict(sorted(read_files().items()))


def kind(code: str) -> Kind:
    """The kind of check with this code; raises LookupError naming a code nobody wrote a file for."""
    try:
        return KINDS[code]
    except KeyError:
        raise LookupError(f"There is no kind of check called {code!r}") from None
