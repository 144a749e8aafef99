"""Whose teacher's record is still to be looked up, and the file that *Check a teacher's record* takes for many at once."""

import csv
import io
from dataclasses import dataclass

from checks.kinds.words import as_date
from checks.models import Check, Receipt
from hiring.models import Role
from hiring.permissions import HR

ON_THE_REGISTER = ("prohibition", "qts_status")
HEADINGS = ("TRN", "Date of birth")  # the service refuses a file with any others
AT_MOST = 100  # rows in one file
LOOKS_UP = {*HR, Role.HEAD}


@dataclass
class Teacher:
    """One person with a search to make: their number if we know it, and the birthday we have seen on a document."""

    check: Check
    trn: str = ""
    born_on: object = None

    @property
    def name(self):
        return self.check.clearance.person.name


def to_look_up(actor, *, school="", vacancy=""):
    """Everybody at this actor's schools whose record is still to be looked up, nobody's own (three queries)."""
    checks = Check.objects.visible_to(actor).filter(code__in=ON_THE_REGISTER, state__in=["not_started", "waiting"])
    checks = checks.filter(clearance__state__in=["open", "relied_on"]).exclude(clearance__person=actor.pk)
    checks = checks.exclude(clearance__offer_made_at=None)  # the law lets us look only after an offer
    checks = checks.filter(**{"clearance__school__slug": school} if school else {})
    checks = checks.filter(**{"clearance__reference": vacancy} if vacancy else {})
    rows = checks.select_related("clearance__school__trust", "clearance__person").order_by("clearance__person__name")
    teachers = {
        check.clearance.person_id: Teacher(check)
        for check in rows
        if actor.roles_at(check.clearance.school) & LOOKS_UP
    }
    fill_in(teachers)
    return list(teachers.values())


def fill_in(teachers):
    """Birthdays from the identity documents seen, numbers from earlier searches (one query)."""
    known = Receipt.objects.filter(voided_at=None, check_row__clearance__person__in=teachers)
    known = known.filter(check_row__code__in=("identity", *ON_THE_REGISTER)).order_by("id")
    for person, facts in known.values_list("check_row__clearance__person", "facts"):
        teacher = teachers[person]
        teacher.trn = facts.get("trn") or teacher.trn
        teacher.born_on = as_date(facts.get("born_on")) or teacher.born_on


def as_file(rows):
    """The file itself: (number, birthday) a row. Seven figures and a date; nothing in it can be a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((trn, f"{born_on:%d/%m/%Y}") for trn, born_on in rows)
    return sheet.getvalue()
