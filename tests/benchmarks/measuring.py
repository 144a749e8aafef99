"""Two ways of doing the same, turn about in one process, and the table that is printed at the end. Ratios mean something; times do not."""

import gc
import time
from dataclasses import dataclass
from statistics import median

from django.db import connection

WARM = 5


@dataclass
class Times:
    """Seconds of each of so many goes."""

    taken: list

    @property
    def median(self):
        return median(self.taken)

    @property
    def p95(self):
        return sorted(self.taken)[int(len(self.taken) * 0.95) - 1]

    def __str__(self):
        return f"{self.median * 1000:8.2f} / {self.p95 * 1000:8.2f} ms"


@dataclass
class Line:
    """What was measured, against what, and how often."""

    name: str
    ours: Times
    theirs: Times
    against: str
    note: str = ""

    @property
    def ratio(self):
        return self.ours.median / self.theirs.median

    def __str__(self):
        counted = f"{len(self.ours.taken)} goes each"
        return f"{self.name:<46} {self.ours}   {self.against} {self.theirs}   {self.ratio:5.2f} x   {counted}  {self.note}"


def side_by_side(name, ours, theirs, goes=100, against="floor", note=""):
    """Do one, then the other, so that whatever else the machine does falls on both alike."""
    taken = {ours: [], theirs: []}
    for number in range(goes + WARM):
        for way in (ours, theirs) if number % 2 else (theirs, ours):
            gc.disable()
            began = time.perf_counter()
            way()
            took = time.perf_counter() - began
            gc.enable()
            if number >= WARM:
                taken[way].append(took)
    return Line(name, Times(taken[ours]), Times(taken[theirs]), against, note)


@dataclass
class Asked:
    """The statements that were sent while it listened, in order, each with its values."""

    statements: list

    def __len__(self):
        return len(self.statements)


class Listening:
    """`with Listening() as asked:` keeps every statement, for counting and for doing the same by hand."""

    def __enter__(self):
        self.asked = Asked([])
        self.wrapper = connection.execute_wrapper(self._note)
        self.wrapper.__enter__()
        return self.asked

    def __exit__(self, *error):
        self.wrapper.__exit__(*error)

    def _note(self, execute, sql, params, many, context):
        self.asked.statements.append((sql, params))
        return execute(sql, params, many, context)
