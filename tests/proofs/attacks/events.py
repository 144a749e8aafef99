"""Any change, removal or forgery of an event."""

from tests.proofs.attacks.forging import COLUMNS, event, forged, head, put

KEPT = "never changed or removed"
TIME = "recorded at the time the database writes it"
DRAFT = ("vacancy", "{draft}")
FULL = ("vacancy", "{full}")
ONE = "WHERE id = {event}"


def changed():
    values = {
        "verb": "'vacancy.approve'", "at": "at - interval '1 day'", "recorded_at": "recorded_at - interval '1 day'",
        "actor_id": "{stranger}", "from_state": "''", "to_state": "'cancelled'", "number": "number + 1000",
        "body": "body || ' '", "mac": "repeat('f', 64)", "root_id": "{full}", "subject_id": "{full}",
        "subject_version": "99", "school_id": "{far_school}",
    }  # fmt: skip
    for column, value in values.items():
        yield f"its {column} changed", [f"UPDATE workflows_event SET {column} = {value} {ONE}"], KEPT
    yield "written over with itself", [f"UPDATE workflows_event SET verb = verb {ONE}"], KEPT
    yield (
        "changed by CTE",
        [f"WITH w AS (UPDATE workflows_event SET mac = reverse(mac) {ONE} RETURNING id) SELECT count(*) FROM w"],
        KEPT,
    )
    yield (
        "changed by MERGE",
        [
            (
                "MERGE INTO workflows_event e USING (SELECT {event} AS id) s ON e.id = s.id "
                "WHEN MATCHED THEN UPDATE SET verb = 'x'"
            )
        ],
        KEPT,
    )
    yield (
        "changed through a view",
        [
            "CREATE VIEW pg_temp.told AS SELECT * FROM workflows_event",
            "UPDATE pg_temp.told SET verb = 'vacancy.approve' WHERE id = {event}",
        ],
        KEPT,
    )
    yield (
        "changed by upsert",
        [f"INSERT INTO workflows_event SELECT * FROM workflows_event {ONE} ON CONFLICT (id) DO UPDATE SET verb = 'x'"],
        "does not follow",
    )


def removed():
    yield "removed", [f"DELETE FROM workflows_event {ONE}"], KEPT
    yield "the newest removed", ["DELETE FROM workflows_event WHERE id = (SELECT max(id) FROM workflows_event)"], KEPT
    yield "all removed", ["DELETE FROM workflows_event"], KEPT
    yield (
        "removed by USING",
        ["DELETE FROM workflows_event e USING vacancies_vacancy v WHERE e.root_id = v.id AND v.id = {draft}"],
        KEPT,
    )
    yield "removed by CTE", [f"WITH w AS (DELETE FROM workflows_event {ONE} RETURNING *) SELECT * FROM w"], KEPT
    yield (
        "removed by MERGE",
        ["MERGE INTO workflows_event e USING (SELECT {event} AS id) s ON e.id = s.id WHEN MATCHED THEN DELETE"],
        KEPT,
    )
    yield "all emptied", ["TRUNCATE workflows_event CASCADE"], "never"
    yield "emptied with the schools", ["TRUNCATE hiring_school CASCADE"], "never"
    yield "emptied and numbered anew", ["TRUNCATE workflows_event RESTART IDENTITY CASCADE"], "never"
    yield "their school removed", ["DELETE FROM hiring_school WHERE id = {school}"], "foreign key"


def invented():
    approved = put("vacancy", "{draft}", "approved")

    def move(refusal, **values):
        return [approved, event("vacancy", "{draft}", "approved", DRAFT, **values), head(DRAFT)], refusal

    cases = {
        "numbered as one before (a fork)": ({"number": "1"}, "does not follow"),
        "with a number left out": ({"number": "99"}, "does not follow"),
        "number nought": ({"number": "0"}, "does not follow"),
        "from a state it was not in": ({"from_state": "'published'"}, "does not start where the last one ended"),
        "a version left out": ({"subject_version": "99"}, "does not start where the last one ended"),
        "a version once more": ({"subject_version": "1"}, "does not start where the last one ended"),
        "recorded yesterday": ({"recorded_at": "clock_timestamp() - interval '1 day'"}, TIME),
        "recorded a quarter of an hour ago": ({"recorded_at": "clock_timestamp() - interval '15 minutes'"}, TIME),
        "recorded tomorrow": ({"recorded_at": "clock_timestamp() + interval '1 day'"}, TIME),
        "recorded never": ({"recorded_at": "'infinity'::timestamptz"}, TIME),
        "that happens tomorrow": ({"at": "clock_timestamp() + interval '1 day'"}, "in the future"),
        "without a body": ({"body": "NULL"}, "not-null"),
    }
    for name, (values, refusal) in cases.items():
        yield f"forged {name}", *move(refusal, **values)
    opening = event("vacancy", "990001", "draft", ("vacancy", "990001"))
    yield "of a vacancy that is not there", [opening], "of vacancy 990001 does not end where"
    yield "in a chain nobody walks", [event("vacancy", "{draft}", "draft", ("wages", "1"))], "kept with vacancy"
    yield "of a record nobody keeps", [event("wages", "1", "paid", DRAFT), head(DRAFT)], "subject_known"
    yield "of an unknown kind of root", [event("check", "990001", "clear", ("wages", "1"))], "root_known"
    yield "in another's chain", [
        put("application", "{interviewed}", "offered"), event("application", "{interviewed}", "offered", DRAFT), head(DRAFT),
    ], "is kept with vacancy"  # fmt: skip


def alone():
    yield (
        "an event and nothing else",
        [event("vacancy", "{draft}", "approved", DRAFT)],
        "does not end where|is in the state",
    )
    yield "an event without the row", [
        event("vacancy", "{draft}", "approved", DRAFT), head(DRAFT),
    ], "is in the state its last event"  # fmt: skip
    yield "an event without the head", [
        put("vacancy", "{draft}", "approved"), event("vacancy", "{draft}", "approved", DRAFT),
    ], "does not end where the record says"  # fmt: skip
    yield "a nested event without the head", [
        put("application", "{interviewed}", "offered"), event("application", "{interviewed}", "offered", FULL),
    ], "does not end where the record says"  # fmt: skip
    yield (
        "the head written over",
        ["UPDATE vacancies_vacancy SET history_head = repeat('0', 64) WHERE id = {draft}"],
        "does not end where the record says",
    )
    yield (
        "the length written over",
        ["UPDATE checks_clearance SET history_length = 0 WHERE id = {open_file}"],
        "does not end where the record says",
    )
    yield (
        "the head of another",
        [
            (
                "UPDATE vacancies_vacancy v SET (history_length, history_head) = (SELECT history_length, history_head "
                "FROM vacancies_vacancy WHERE id = {full}) WHERE id = {draft}"
            )
        ],
        "does not end where the record says",
    )
    yield (
        "copied to the end under another number",
        [f"INSERT INTO workflows_event ({', '.join(COLUMNS)}) SELECT {', '.join(COLUMNS)} FROM workflows_event {ONE}"],
        "does not follow",
    )
    yield "an old reason's event replaced", [
        *forged("vacancy", "{draft}", "approved", DRAFT), f"UPDATE workflows_note SET event_id = NULL {ONE}",
        "UPDATE workflows_event SET verb = 'vacancy.approve' WHERE mac = repeat('f', 64)",
    ], KEPT  # fmt: skip


ATTACKS = [*changed(), *removed(), *invented(), *alone()]
