"""Somebody at work with an unclear required check, by every row that could make it so."""

from tests.proofs.attacks.forging import copied, forged, opened

FULL = ("vacancy", "{full}")
STARTED = ("vacancy", "{filled}")
OPEN_FILE = ("clearance", "{open_file}")
RELIED_ON = ("clearance", "{relied_on}")
NOW = ", relied_on_at = clock_timestamp()"
UNCLEAR = "Nobody starts without their checks"
AT_WORK = "Somebody is at work on the strength of these checks"
START = forged("appointment", "{accepted}", "started", FULL)


def starting():
    yield "started on an open file", START, "Nobody is at work on checks that are not relied on"
    yield (
        "started, the file relied on",
        [*START, *forged("clearance", "{open_file}", "relied_on", OPEN_FILE, NOW)],
        UNCLEAR,
    )
    yield (
        "the file relied on, nobody started",
        forged("clearance", "{open_file}", "relied_on", OPEN_FILE, NOW),
        UNCLEAR,
    )
    yield (
        "relied on, no day said",
        forged("clearance", "{open_file}", "relied_on", OPEN_FILE),
        "Nobody starts on a file",
    )
    yield "started on an empty file", [
        *opened("clearance", "{open_file}", "900001", "open", ("clearance", "900001"),
                history_length="0", history_head="repeat('0', 64)"),
        *forged("clearance", "900001", "relied_on", ("clearance", "900001"), NOW),
    ], "no checks in it"  # fmt: skip
    yield "begun as relied on, empty", opened(
        "clearance", "{open_file}", "900001", "relied_on", ("clearance", "900001"),
        history_length="0", history_head="repeat('0', 64)", relied_on_at="clock_timestamp()",
    ), "no checks in it"  # fmt: skip
    yield (
        "a new appointment begun as started",
        opened(
            "appointment",
            "{accepted}",
            "900001",
            "started",
            FULL,
            application_id="{interviewed}",
            clearance_id="{other_file}",
        ),
        "Nobody is at work on checks that are not relied on",
    )
    yield (
        "confirmed while the checks are open",
        forged("appointment", "{accepted}", "confirmed", FULL),
        "No start is confirmed without what the offer depends on",
    )
    yield "cleared without a receipt", forged("check", "{unclear}", "clear", OPEN_FILE), "is clear without a receipt"


def undoing():
    """While somebody is at work, nothing under them may give way."""
    for state in ("not_started", "waiting", "to_decide", "concern"):
        yield f"a check put to {state}", forged("check", "{clear}", state, RELIED_ON), UNCLEAR
    yield (
        "every check put to waiting",
        ["UPDATE checks_check SET state = 'waiting', version = version + 1 WHERE clearance_id = {relied_on}"],
        f"has no event|{UNCLEAR}",
    )
    yield (
        "a receipt voided",
        ["UPDATE checks_receipt SET voided_at = clock_timestamp() WHERE check_row_id = {clear}"],
        UNCLEAR,
    )
    yield (
        "every receipt voided",
        ["UPDATE checks_receipt SET voided_at = clock_timestamp() WHERE voided_at IS NULL"],
        UNCLEAR,
    )
    yield (
        "a receipt moved to another check",
        ["UPDATE checks_receipt SET check_row_id = {unclear} WHERE check_row_id = {clear}"],
        "voided once, never changed",
    )
    yield (
        "a check that had run out",
        ["UPDATE checks_check SET expires_on = current_date - 2 WHERE id = {clear}"],
        UNCLEAR,
    )
    yield (
        "a check that ran out the evening before, told in another zone",
        [
            "SET TIME ZONE 'Etc/GMT+12'",
            "UPDATE checks_clearance SET relied_on_at = '2026-07-07T00:30:00+01' WHERE id = {relied_on}",
            "UPDATE checks_check SET expires_on = '2026-07-06' WHERE id = {clear}",
        ],
        UNCLEAR,
    )
    yield (
        "relied on from after it ran out",
        [
            "UPDATE checks_check SET expires_on = current_date + 30 WHERE id = {clear}",
            "UPDATE checks_clearance SET relied_on_at = clock_timestamp() + interval '31 days' WHERE id = {relied_on}",
        ],
        UNCLEAR,
    )
    yield (
        "relied on from no day",
        ["UPDATE checks_clearance SET relied_on_at = NULL WHERE id = {relied_on}"],
        "no checks in it",
    )
    yield (
        "a check passed off as asked for at work",
        ["UPDATE checks_check SET after_start = true WHERE id = {clear}"],
        "is never changed",
    )
    yield "the file opened again", forged("clearance", "{relied_on}", "open", RELIED_ON), AT_WORK
    yield "the file closed", forged("clearance", "{relied_on}", "closed", RELIED_ON), AT_WORK
    yield (
        "the file opened again without an event",
        ["UPDATE checks_clearance SET state = 'open' WHERE id = {relied_on}"],
        "has no event",
    )
    yield "a check removed", ["DELETE FROM checks_check WHERE id = {clear}"], "never deleted"
    yield "a receipt removed", ["DELETE FROM checks_receipt WHERE check_row_id = {clear}"], "voided, never removed"


def borrowing():
    """Somebody else's clear checks."""
    yield (
        "another's file",
        ["UPDATE vacancies_appointment SET clearance_id = {relied_on} WHERE id = {accepted}"],
        "unique",
    )
    yield (
        "files exchanged",
        [
            "UPDATE vacancies_appointment SET clearance_id = {other_file} WHERE id = {started}",
            "UPDATE vacancies_appointment SET clearance_id = {relied_on} WHERE id = {accepted}",
        ],
        "rests on the checks of its own application|at work on checks that are not relied on",
    )
    yield (
        "another file for the one at work",
        ["UPDATE vacancies_appointment SET clearance_id = {other_file} WHERE id = {started}"],
        "at work on checks that are not relied on",
    )
    yield (
        "files exchanged with their applications",
        [
            "UPDATE vacancies_application SET clearance_id = NULL WHERE id = {started_application}",
            "UPDATE vacancies_application SET clearance_id = {relied_on} WHERE id = {accepted_application}",
            "UPDATE vacancies_appointment SET clearance_id = {other_file} WHERE id = {started}",
            "UPDATE vacancies_appointment SET clearance_id = {relied_on} WHERE id = {accepted}",
        ],
        "rests on the checks of its own application",
    )
    yield (
        "the application's file changed",
        ["UPDATE vacancies_application SET clearance_id = NULL WHERE id = {started_application}"],
        "rests on the checks of its own application",
    )
    yield (
        "the applicant changed",
        ["UPDATE vacancies_application SET candidate_id = {stranger} WHERE id = {started_application}"],
        "rests on the checks of its own application",
    )
    yield (
        "the file's person changed",
        ["UPDATE checks_clearance SET person_id = {stranger} WHERE id = {relied_on}"],
        "stays with the person it is about",
    )
    yield (
        "a clear check taken into another file",
        ["UPDATE checks_check SET clearance_id = {open_file}, number = 9 WHERE id = {clear}"],
        "stays the check that was asked for",
    )
    yield (
        "a clear check taken into a new file",
        [
            *opened(
                "clearance",
                "{open_file}",
                "900001",
                "open",
                ("clearance", "900001"),
                history_length="0",
                history_head="repeat('0', 64)",
            ),
            "UPDATE checks_check SET clearance_id = 900001 WHERE id = {unclear}",
        ],
        "stays in the file it was opened in",
    )
    yield (
        "an unclear check called another",
        ["UPDATE checks_check SET code = 'online_search', number = 9 WHERE id = {unclear}"],
        "stays the check that was asked for",
    )
    yield (
        "an appointment for an application already started",
        [copied("vacancies_appointment", "{started}", "900001", state="'declined'", clearance_id="{other_file}")],
        "unique",
    )


def reading_old_copies():
    yield "in a transaction that reads old copies", [
        "ROLLBACK", "BEGIN ISOLATION LEVEL REPEATABLE READ", *START,
        *forged("clearance", "{open_file}", "relied_on", OPEN_FILE, NOW),
    ], "READ COMMITTED or SERIALIZABLE"  # fmt: skip
    yield "in a serializable transaction", [
        "ROLLBACK", "BEGIN ISOLATION LEVEL SERIALIZABLE", *START,
        *forged("clearance", "{open_file}", "relied_on", OPEN_FILE, NOW),
    ], UNCLEAR  # fmt: skip
    yield (
        "with every rule asked at once",
        ["SET CONSTRAINTS ALL IMMEDIATE", START[0]],
        "has no event|at work on checks",
    )


ATTACKS = [*starting(), *undoing(), *borrowing(), *reading_old_copies()]
