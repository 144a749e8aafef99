"""The exception handler: a refusal of the door is told as what it is, everything else as on the ground."""

from hiring.api import answers
from workflows.api.blockers import as_problem
from workflows.blockers import Refused


def answer(error, context):
    if isinstance(error, Refused):
        view = context.get("view")
        error = as_problem(error, view.blocker_shown) if hasattr(view, "blocker_shown") else as_problem(error)
    return answers.answer(error, context)
