"""How long sealed words are kept. That they were said, by whom and when, and what was decided, stays."""

from django.db.models import Min, OuterRef, Subquery

from checks.models import Check, Hold
from checks.models.sealed import SealedWords
from checks.past_its_time import past_its_time
from hiring.templatetags.dates import as_date

CERTIFICATES = ("dbs_enhanced", "dbs_update_status")
DECLARATIONS = ("self_declaration", "childcare_disqualification", "governance_eligibility_declaration")
RELATED = ("check_row__clearance__school__trust",)


def words(codes, began_on, **which):
    """A finder of standing words of these kinds, whose time began on the day `began_on(row)` tells."""

    def find(rule, day):
        rows = SealedWords.objects.filter(erased_at=None, set_aside_at=None, check_row__code__in=codes, **which)
        yield from past_its_time(rule, day, with_certificates(rows), began_on, erase)

    return find


def words_set_aside(rule, day):
    """Words of any kind that went with a voided receipt: nobody can open them again."""
    rows = SealedWords.objects.filter(erased_at=None).exclude(set_aside_at=None)
    yield from past_its_time(rule, day, rows.select_related(*RELATED), lambda row: row.set_aside_at, erase)


def with_certificates(rows):
    """With how many certificates their file asks for, and when the first of them was decided."""
    asked = Check.objects.filter(clearance=OuterRef("check_row__clearance"), code__in=CERTIFICATES).asked_for()
    clear = asked.filter(state=Check.State.CLEAR).order_by().values("clearance").annotate(first=Min("held_since"))
    rows = rows.annotate(certificate=Subquery(asked.values("pk")[:1]), decided_at=Subquery(clear.values("first")))
    return rows.select_related(*RELATED).order_by("pk")


def certificate_decided(row):
    """The day the certificate was decided; where none is asked for, the first day at work; at the latest, the last."""
    file, own = row.check_row.clearance, decided(row)
    if file.state == "left":
        return file.left_on
    began = row.decided_at if row.certificate else file.began_on
    return own and began and max(as_date(own), as_date(began))


def decided(row):
    """The day the answer was decided on; at the latest, the last day at work. Who is not appointed has another line."""
    check, file = row.check_row, row.check_row.clearance
    if file.state == "left":
        return file.left_on
    return check.held_since if check.state == Check.State.CLEAR and file.state != "closed" else None


def file_closed(row):
    return row.check_row.clearance.closed_at


def erase(row):
    def destroy(rule):
        Hold.settle_with(row.about_id)
        row.erase()
        return "1 sealed text"

    return destroy
