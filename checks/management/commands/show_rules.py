"""`manage.py show_rules > docs/rules.md`"""

from django.core.management.base import BaseCommand

from checks.kinds import KINDS
from checks.rules.doubts import DOUBTS
from checks.rules_in_words import MARKS, sections

HEAD = """# When a check is needed

Every line of the rule table, printed from the code by `manage.py show_rules > docs/rules.md`; a test fails when this page and the
table differ. The same table stands in the product under “Rules in force”, as at any day, with the trust's own choices.

Read the first page from the top: the first line that fits says whether the post is regulated activity. Then find the one page
for how the person comes, and read every line: each that fits asks for its check. A line marked *not needed* takes its checks out,
whatever a later line says. A case is judged by the lines in force on its first day. Of people whom somebody else sends, the last page
says what that letter must state; one that came before a line began, and does not state it, is asked for again.

MUST is law, SHOULD is guidance schools must have regard to, CONSIDER is guidance that asks only for thought, POLICY is the
trust's own choice. A trust may make a line harder and never softer than MUST.
"""
TABLE = ("| | Check | When | Strength | In force | Source | Read |", "|---|---|---|---|---|---|---|")


class Command(BaseCommand):
    help = "Print the rule table as Markdown: every line with its strength, dates and source."

    def handle(self, **options):
        self.stdout.write(as_markdown(), ending="")


def as_markdown():
    """The whole page."""
    marks = [f"- **{mark}**: {words}" for mark, words in MARKS.items()]
    reading = ["How well each source was read; ⚠ marks what somebody should confirm:", "", *marks, ""]
    return "\n".join([HEAD, *reading, *(_section(each) for each in sections()), *_blocks(), *_doubts()])


def _section(section):
    return "\n".join([f"## {section.code}. {section.title}", "", *TABLE, *(_row(line) for line in section.lines), ""])


def _row(line):
    read = f"{line.mark} ⚠" if line.is_unsure else line.mark
    return _cells(line.id, line.check, line.when, line.strength, line.dates, line.source, read)


def _blocks():
    rows = [_cells(each.title, each.blocks_words) for each in KINDS.values()]
    head = ["Nobody starts while any check that was asked for is not clear; a concern holds up the offer too.", ""]
    return [
        "## What each check blocks",
        "",
        *head,
        "| Check | While it is not clear, it blocks |",
        "|---|---|",
        *rows,
        "",
    ]


def _doubts():
    rows = [
        _cells(each.question, each.until_confirmed, ", ".join(each.rules), f"`{each.knob}`" if each.knob else "")
        for each in DOUBTS
    ]
    head = ["| Question | Until somebody confirms it | Lines | The trust's own setting |", "|---|---|---|---|"]
    return ["## Not sure", "", *head, *rows, ""]


def _cells(*cells):
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
