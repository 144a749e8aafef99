"""What must be true of a copy of the record: `(subject, move) -> blockers`."""

import datetime as dt

from workflows.blockers import Blocker

EXPORTS_A_DAY = 20
EXPORT_ROWS = {"xlsx": 10_000, "pdf": 2_500}  # people in one copy


def not_too_many_in_a_day(export, move):
    """Copies of the record do not leave by the dozen: a stolen sign-in is stopped, and so is a habit."""
    since = move.at - dt.timedelta(days=1)
    taken = type(export).objects.filter(made_by=export.made_by_id, asked_at__gt=since).count()
    if taken >= EXPORTS_A_DAY:
        text = (
            f"You have taken {taken} of the {EXPORTS_A_DAY} copies of the record that one person may take in 24 hours."
        )
        yield Blocker(code="export.too_many", text=text, owner="HR", fix="/record/export/", fix_label="See them")


def it_is_not_too_long(export, move):
    """A copy holds what can be read, and one person cannot carry off a whole county."""
    from checks.record_exports.content import how_many

    most = EXPORT_ROWS[export.format]
    rows = how_many(export)
    if rows > most:
        text = (
            f"It would hold {rows:,} people; one {export.format.upper()} holds at most {most:,}. Choose fewer schools."
        )
        yield Blocker(code="export.too_long", text=text, owner="you", fix="/record/export/", fix_label="Choose fewer")


def the_file_is_still_there(export, move):
    """A copy is there for a day."""
    if move.at >= export.expires_at:
        text = "The file was there for 24 hours and has been taken away. Make a new one."
        yield Blocker(code="export.gone", text=text, owner="you", fix="/record/export/", fix_label="Make a new one")
