"""Print every machine as one table, or draw each, straight from the code."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from workflows.machines import machines
from workflows.state_map import draw

HEAD = """# How everything moves

Every machine, printed from the code by `manage.py show_workflows > docs/workflows.md`; a test fails when this page and the code
differ. The numbers are those in the drawings. “Always” means that only the state and the person decide.
"""


class Command(BaseCommand):
    help = "Print every machine as one Markdown table (verb, from, to, who, guards, what follows), or draw each."

    def add_arguments(self, parser):
        parser.add_argument("--svg", type=Path, metavar="DIR", help="draw each machine into this folder instead")

    def handle(self, *, svg=None, **options):
        if svg is None:
            self.stdout.write(as_markdown(), ending="")
            return
        svg.mkdir(parents=True, exist_ok=True)
        for machine in machines():
            (svg / f"{machine.key}.svg").write_text(as_svg(machine))
            self.stdout.write(f"Drew {machine.key}.svg")


def as_svg(machine):
    """One drawing that stands by itself, with its own colours."""
    return render_to_string("workflows/machine_alone.svg", {"drawing": draw(machine)})


def as_markdown():
    return "\n".join([HEAD, *(_section(machine) for machine in machines())])


def _section(machine):
    head = "| | Verb | From | To | Who may | What must be true | What follows |"
    rows = [head, "|---|---|---|---|---|---|---|", *(_row(line) for line in machine.lines)]
    states = ", ".join(f"{state.label} (`{state.value}`)" for state in machine.states)
    drawing = f"![{machine.title}: every state and verb](workflows/{machine.key}.svg)"
    return "\n".join(
        [f"## {machine.title}", "", machine.meaning, "", f"States: {states}.", "", drawing, "", *rows, ""]
    )


def _row(line):
    cells = [
        str(line.number),
        f"**{line.label}** (`{line.rule.event}`). {line.rule.meaning}",
        _list(line.comes_from, "nothing"),
        _list(line.goes_to),
        line.who,
        _list(line.guards, "always"),
        _list(line.follows, ""),
    ]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _list(words, none=""):
    return "<br>".join(words) or none
