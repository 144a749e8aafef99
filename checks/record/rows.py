"""The record itself: a row for everybody at work in these schools, now or as it stood on a past day."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from checks.models import Clearance, Incident
from checks.record.cells import cells_of
from checks.record.choosing import narrowed, suits
from checks.record.exceptions import began_without_clearance, excused
from checks.record.facts import READ, READ_APART, facts_of, facts_then
from checks.record.kinds_of_person import KINDS_OF_PERSON
from checks.record.placed import by_school, rows_at, shown_to, with_a_row, with_placements
from checks.record.standings import standings_of
from hiring import clock
from hiring.models import School
from hiring.templatetags.dates import as_date

EVERYBODY = ("must", "may")


@dataclass(slots=True)
class Row:
    """One person in one post at one school."""

    file: int
    name: str
    school: object
    kind_of_person: str
    sent_by: str
    post: str
    started_on: dt.date | None
    left_on: dt.date | None
    cells: list
    place_on_record: str = "must"
    began_without_clearance: dt.date | None = None
    kept_by: object = None  # the home school, on a row at another

    @property
    def is_statutory(self):
        """False: kept on the record by choice."""
        return self.place_on_record == "must"

    @property
    def kind_words(self):
        """As what they come, and from whom."""
        kind = KINDS_OF_PERSON.get(self.kind_of_person, "")
        return f"{kind}, from {self.sent_by}" if self.sent_by else kind

    def get_absolute_url(self):
        return Clearance(pk=self.file).get_absolute_url()

    @property
    def gaps(self):
        """The cells that are missing."""
        return [cell for cell in self.cells if cell.state == "missing"]


class Record:
    """The rows this actor may read, at these schools (None: all of them), as at the end of a day (None: now).

    Filters: kind, gaps, column, state, q, since (started on that day or after), who (leavers | still_here: of a past day, without those who have left since). Iterating asks the same number of questions of the
    database whatever the number of rows.
    """

    def __init__(self, actor, schools=None, on=None, **filters):
        self.actor, self.schools = actor, schools
        self.shown = shown_to(actor, schools)
        self.on = on or clock.today()
        self.then = end_of(on) if on and on < clock.today() else None
        self.filters = {name: value for name, value in filters.items() if value}

    def files(self):
        """The files whose people are on the record, before anything is asked of their cells."""
        files = Clearance.objects.visible_to(self.actor).still_there()
        then, who = self.then or clock.now(), self.filters.get("who")
        there, gone = _on_the_record(then, who if who != "leavers" else None), _on_the_record(then, "leavers")
        files = files.filter(with_a_row(self, there, gone))
        if not self.then:  # who belonged on a past day's is told by their facts of that day (`rows_of`)
            files = files.filter(place_on_record__in=EVERYBODY)
        first = [] if self.shown is not None and len(self.shown) == 1 else ["school__name", "school_id"]
        return files.order_by(*first, "person__name", "pk")

    @property
    def is_read_whole(self):
        """Whether a filter is answered from the rows themselves: of a past day, by what a column says, or by the first day."""
        return self.then is not None or not {"column", "since"}.isdisjoint(self.filters)

    @cached_property
    def chosen(self):
        """What is read of the files whose rows are asked for, as far as the database can tell."""
        files = self.files() if self.then else narrowed(self.files(), self.on, self.filters)
        return self._read(files)

    def _read(self, files):
        return with_placements(files, self).annotate(**READ_APART).values_list(*READ, named=True)

    def __iter__(self):
        return iter(self.all_rows)

    def __len__(self):
        return len(self.all_rows) if self.is_read_whole else self.chosen.count()

    @cached_property
    def all_rows(self):
        among = self.chosen.order_by().values("pk")
        rows = by_school(self.rows_of(list(self.chosen), among))
        return [row for row in rows if suits(row, self.filters)] if self.is_read_whole else rows

    def page(self, number, size):
        """Some of the rows, as a list."""
        first = (number - 1) * size
        if self.is_read_whole:
            return self.all_rows[first : first + size]
        return self.rows_of(list(self.chosen[first : first + size]))

    def rows_of(self, files, among=None):
        """A row at each school for each of the files chosen. `among`: a query of the same files."""
        found = zip(files, self.rows_at_home(files, among), strict=True)
        belong = [(file, row) for file, row in found if row.place_on_record in EVERYBODY]
        return [each for file, row in belong for each in rows_at(row, file.placed, self)]

    def row_of(self, file):
        """The row of this file at the school that keeps it, on the record or not."""
        [row] = self.rows_at_home(self._read(Clearance.objects.filter(pk=file)))
        return row

    def rows_at_home(self, files, among=None):
        """One row for each of these files: three queries, or six for a past day."""
        keys = [file.pk for file in files] if among is None else among
        schools = self._schools_of(files)
        told = facts_then(keys, self.then) if self.then else {}
        standings = standings_of(keys, self.then)
        covered = excused(keys, self.on, self.then)
        began = began_without_clearance(keys, self.then)
        rows = []
        for file in files:
            facts = facts_of(file, told.get(file.pk))
            cells = cells_of(standings[file.pk], facts, self.on, covered[file.pk])
            rows.append(self._row(file, schools[file.school_id], facts, cells, began.get(file.pk)))
        return rows

    def _schools_of(self, files):
        """Each school once, as whoever asked named them; one query more for those that nobody named."""
        named = {school.pk: school for school in self.schools or ()}
        others = {file.school_id for file in files} - set(named)
        return named | (School.objects.select_related("trust").in_bulk(others) if others else {})

    def _row(self, file, school, facts, cells, began):
        """The row at the school that keeps the file."""
        return Row(
            file=file.pk,
            name=file.person__name,
            school=school,
            kind_of_person=facts.role_facts.get("engagement", ""),
            sent_by=facts.sent_by,
            post=facts.post_title,
            started_on=began or file.at_work_from,
            left_on=self._left_on(file),
            cells=cells,
            began_without_clearance=began,
            place_on_record=facts.place_on_record,
        )

    def _left_on(self, file):
        has_left = file.on_record_to is not None and file.on_record_to <= (self.then or clock.now())
        return (file.left_on or as_date(file.on_record_to)) if has_left else None


def end_of(day):
    """The last instant of a day in England."""
    return clock.london(day + dt.timedelta(days=1)) - dt.timedelta(microseconds=1)


def _on_the_record(then, who=""):
    """Those at work at this instant, or those who had left by then; nobody is on the record before they are at work."""
    gone = Q(on_record_to__isnull=False, on_record_to__lte=then)
    if who == "leavers":
        return Q(on_record_from__lte=then) & gone
    if who == "still_here":
        gone |= Q(on_record_to__isnull=False, on_record_to__lte=clock.now())
    without_clearance = Q(
        Exists(Incident.objects.filter(clearance=OuterRef("pk"), what="began", recorded_at__lte=then))
    )
    not_closed = Q(closed_at=None) | Q(closed_at__gt=then)
    return ~gone & (Q(on_record_from__lte=then) | without_clearance & not_closed)
