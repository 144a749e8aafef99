"""The house's own rules, read from the code: who may open a page, how rows are found, who sets a state, what files are called."""

import ast
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from hiring.models import ScopedQuerySet
from tests.found_without_scope import REVIEWED

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("hiring", "workflows", "checks", "vacancies")
SOURCES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "__pycache__" not in path.parts)
PAGES = [
    path for path in SOURCES
    if {"views", "api"} & set(path.relative_to(ROOT).parts) or path.name in {"views.py", "api.py"}
]  # fmt: skip
SCOPED = {model.__name__ for model in apps.get_models() if isinstance(model._default_manager.all(), ScopedQuerySet)}
SCOPING = {"visible_to", "seen", "advertised", "for_public"}
THE_DOOR = {
    "workflows/models/stateful.py",
    "vacancies/models/outcome.py",
}  # the latter on a copy for its writer to read
ASSIGNING = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr, ast.For)
WRITING = {"update", "bulk_update", "create", "get_or_create", "update_or_create"}


def name_of(path):
    return str(path.relative_to(ROOT))


def tree_of(path):
    return ast.parse(path.read_text(), filename=str(path))


def every_view(patterns=None, before=""):
    """`(address, view)` for each address there is."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from every_view(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


@pytest.mark.parametrize(
    ("address", "view"), list(every_view()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_address_says_who_may_open_it(address, view):
    access = getattr(view, "access", None)
    assert access, f"{view.__module__}.{view.__qualname__} at {address} declares no access"
    assert not str(access).startswith("public") or len(str(access)) > len("public: because"), "say why it is public"


def lookups(path):
    """`(function, model)` for each query a page makes that does not go through `visible_to`."""
    for function in ast.walk(tree_of(path)):
        if isinstance(function, ast.FunctionDef):
            for statement in _own_statements(function):
                names = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
                names |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
                if not names & SCOPING:
                    yield from ((function.name, model) for model in _asked_directly(statement))


def _own_statements(function):
    """The statements of this function, not those of functions inside it; a compound one by its head."""
    todo = list(function.body)
    while todo:
        statement = todo.pop()
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            continue
        inner = [
            child for child in ast.iter_child_nodes(statement) if isinstance(child, (ast.stmt, ast.excepthandler))
        ]
        todo += inner
        if isinstance(statement, ast.excepthandler):
            continue
        yield ast.Module([node for node in ast.iter_child_nodes(statement) if node not in inner], [])


def _asked_directly(statement):
    nodes = list(ast.walk(statement))
    made = {id(node.value) for node in nodes if getattr(node, "attr", "") in {"create", "bulk_create"}}
    for node in nodes:
        if getattr(node, "attr", "") == "objects" and isinstance(node.value, ast.Name) and id(node) not in made:
            if node.value.id in SCOPED or node.value.id[0].islower():
                yield node.value.id
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"get_object_or_404", "get_list_or_404"}:
            yield node.func.id


def found_without_scope():
    return {f"{name_of(path)}: {function} asks {model}" for path in PAGES for function, model in lookups(path)}


def test_pages_find_rows_only_through_visible_to():
    """A stranger gets 404 because a page cannot find what they may not see. Exceptions are reviewed, each with its reason."""
    assert sorted(found_without_scope() - set(REVIEWED)) == []


def test_the_reviewed_exceptions_are_all_still_there_and_say_why():
    assert sorted(set(REVIEWED) - found_without_scope()) == []
    assert all(reason.endswith(".") for reason in REVIEWED.values())


def test_the_rule_on_finding_rows_sees_what_it_should(tmp_path):
    """The test of the test: what would be a leak is found, what goes through `visible_to` is not."""
    page = tmp_path / "views.py"
    page.write_text(
        "def leak(request, pk):\n    return Application.objects.get(pk=pk)\n"
        "def also(request, pk):\n    row = get_object_or_404(Message, pk=pk)\n"
        "def hidden(request):\n    if request:\n        for row in Vacancy.objects.filter(x=1): pass\n"
        "def good(request, pk):\n    return Application.objects.visible_to(request.actor).get(pk=pk)\n"
        "def better(request, pk):\n    return seen(Application, request.actor, pk=pk)\n"
    )
    assert sorted(lookups(page)) == [("also", "get_object_or_404"), ("hidden", "Vacancy"), ("leak", "Application")]


def states_set(path):
    """Where a file assigns `.state`, or updates or creates rows with one."""
    for node in ast.walk(tree_of(path)):
        assigned = (
            [*getattr(node, "targets", []), getattr(node, "target", None)] if isinstance(node, ASSIGNING) else []
        )
        for target in assigned:
            for each in getattr(target, "elts", [target]):
                if getattr(each, "attr", "") == "state":
                    yield node.lineno
        writes = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in WRITING
        if writes and {keyword.arg for keyword in node.keywords} & {"state", "version"}:
            yield node.lineno


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_door_sets_a_state(path):
    assert name_of(path) in THE_DOOR or list(states_set(path)) == []


def test_the_door_is_where_states_are_set():
    assert all(list(states_set(ROOT / path)) for path in THE_DOOR)


@pytest.mark.parametrize("package", ["django-fsm", "django-fsm-2"])
def test_no_state_machine_library_is_brought_along(package):
    """docs/decisions/0001: the door does what they do and what they do not."""
    with pytest.raises(PackageNotFoundError):
        version(package)


def test_no_file_is_a_drawer_for_everything():
    drawers = {"services", "utils", "helpers", "common", "manager", "managers", "handler", "handlers", "misc"}
    assert [name_of(path) for path in SOURCES if drawers & set(path.relative_to(ROOT).with_suffix("").parts)] == []


def test_nothing_committed_names_a_machine_or_leaves_work_undone():
    """Paths of somebody's computer, and words that promise to finish later."""
    words = [r"/ro" + "ot/", r"/wo" + "rk/", r"# *TO" + "DO", r"\bFIX" + "ME\\b", r"\bXX" + "X\\b"]
    found = subprocess.run(
        ["git", "grep", "-nIE", "|".join(words), "--", *FLOORS, "templates", "tests", "docs", "*.md", "Makefile"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == ""
