"""The pages of facts as JSON: one object a page, by the page's own form; what is not sent stays as it was told before."""

from checks.forms.facts.gathering import Gathered
from hiring.api.problems import invalid, pointer
from workflows.api.fields import checked
from workflows.api.shapes import closed, of_fields

DEPENDS = {"terms", "about"}  # pages on which a question is asked only of some


def gathered_from(pages, given, typed=None, known=(), **options):
    """The pages, filled. Raises the problem when any answer is not right, or a page that applies is missing."""
    typed, errors = dict(typed or {}), []
    errors += [(pointer(name), f"There is no “{name}” here.") for name in given if name not in {*pages, *known}]
    for name in (name for name in pages if name in given):
        gathered = Gathered(pages, typed, **options)
        if not isinstance(given[name], dict):
            errors.append((pointer(name), "Send an object."))
        elif name not in gathered.forms:
            errors.append((pointer(name), "This is not asked of somebody who comes this way."))
        else:
            form, faults = checked(lambda data, name=name, now=gathered: now.form(name, data), given[name], (name,))
            errors += faults
            typed[name] = {} if faults else dict(form.data)
    gathered = Gathered(pages, typed, **options)
    missing = [name for name in gathered.unfinished if name not in given]
    errors += [(pointer(name), f"Answer “{pages[name].title}”.") for name in missing if not errors]
    if errors:
        raise invalid(errors)
    return gathered


def shape_of(pages, required, **more):
    """JSON Schema of these pages."""
    shapes = {name: of_fields(page.base_fields) for name, page in pages.items()}
    for name in DEPENDS & set(shapes):
        shapes[name].pop("required", None)
    return closed({**shapes, **more}, required)
