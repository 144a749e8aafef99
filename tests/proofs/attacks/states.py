"""An unknown state; a state or a version without the event that made it so."""

from tests.proofs.attacks.forging import TABLES, copied, event, forged, head, put

ROWS = {
    "vacancy": ("{draft}", "published", ("vacancy", "{draft}")),
    "application": ("{interviewed}", "offered", ("vacancy", "{full}")),
    "scorecard": ("{open_card}", "sealed", ("vacancy", "{scoring}")),
    "appointment": ("{accepted}", "declined", ("vacancy", "{full}")),
    "clearance": ("{open_file}", "closed", ("clearance", "{open_file}")),
    "check": ("{unclear}", "waiting", ("clearance", "{open_file}")),
    "probation": ("{probation}", "left", ("clearance", "{relied_on}")),
}
NO_EVENT = "has no event that made it so"
DRAFT = ("vacancy", "{draft}")


def unknown():
    for subject, (pk, _, root) in ROWS.items():
        yield f"{subject}: an unknown state", forged(subject, pk, "teleported", root), "_state_known"
    yield "vacancy: an empty state", forged("vacancy", "{draft}", "", DRAFT), "_state_known"
    yield "vacancy: a state with a space after it", forged("vacancy", "{draft}", "draft ", DRAFT), "_state_known"
    yield "vacancy: no state", ["UPDATE vacancies_vacancy SET state = NULL WHERE id = {draft}"], "not-null"


def without_event():
    for subject, (pk, state, _) in ROWS.items():
        yield f"{subject}: a state without its event", [put(subject, pk, state)], NO_EVENT
        yield (
            f"{subject}: a version without its event",
            [f"UPDATE {TABLES[subject]} SET version = version + 1 WHERE id = {pk}"],
            NO_EVENT,
        )
        yield (
            f"{subject}: begun without its event",
            [copied(TABLES[subject], pk, "900001", **FRESH.get(subject, {}))],
            f"{NO_EVENT}|does not end where the record says",
        )


FRESH = {
    "vacancy": {"reference": "'FORGED'", "history_length": "0", "history_head": "repeat('0', 64)"},
    "application": {"code": "'Z9'", "candidate_id": "{stranger}", "clearance_id": "NULL", "state": "'submitted'"},
    "scorecard": {"panel_member_id": "{draft_member}"},
    "appointment": {"application_id": "{interviewed}", "clearance_id": "{other_file}", "state": "'declined'"},
    "clearance": {"history_length": "0", "history_head": "repeat('0', 64)"},
    "check": {"number": "9"},
    "probation": {"appointment_id": "{accepted}"},
}


def by_other_ways():
    table = "vacancies_vacancy"
    yield (
        "by CTE",
        [
            f"WITH moved AS (UPDATE {table} SET state = 'published' WHERE id = {{draft}} RETURNING id) SELECT * FROM moved"
        ],
        NO_EVENT,
    )
    yield (
        "by upsert",
        [copied(table, "{draft}", "{draft}") + " ON CONFLICT (id) DO UPDATE SET state = 'published', version = 9"],
        NO_EVENT,
    )
    yield (
        "by MERGE",
        [
            (
                f"MERGE INTO {table} v USING (SELECT {{draft}} AS id) s ON v.id = s.id "
                "WHEN MATCHED THEN UPDATE SET state = 'approved', version = v.version + 1"
            )
        ],
        NO_EVENT,
    )
    yield (
        "by UPDATE FROM",
        [f"UPDATE {table} v SET state = o.state FROM {table} o WHERE v.id = {{draft}} AND o.id = {{full}}"],
        NO_EVENT,
    )
    yield "by DO block", [f"DO $$ BEGIN UPDATE {table} SET state = 'filled' WHERE id = {{draft}}; END $$"], NO_EVENT
    yield "by prepared statement", [
        f"PREPARE move AS UPDATE {table} SET state = $1 WHERE id = $2", "EXECUTE move('approved', {draft})",
    ], NO_EVENT  # fmt: skip
    yield "at once", ["SET CONSTRAINTS ALL IMMEDIATE", put("vacancy", "{draft}", "approved")], NO_EVENT
    yield "in a savepoint", ["SAVEPOINT a", put("vacancy", "{draft}", "approved"), "RELEASE a"], NO_EVENT
    yield "there and back, a version on", [
        put("vacancy", "{draft}", "approved"), put("vacancy", "{draft}", "draft"),
    ], NO_EVENT  # fmt: skip
    yield "everybody at once", [f"UPDATE {table} SET state = 'cancelled'"], NO_EVENT
    yield "on another's event", [
        put("vacancy", "{draft}", "published"), event("vacancy", "{draft}", "approved", DRAFT), head(DRAFT),
    ], NO_EVENT  # fmt: skip
    yield "two versions on one event", [
        put("vacancy", "{draft}", "approved", ", version = version + 2").replace("version = version + 1, ", ""),
        event("vacancy", "{draft}", "approved", DRAFT), head(DRAFT),
    ], NO_EVENT  # fmt: skip
    for subject, (pk, _, _) in ROWS.items():
        yield f"{subject}: removed", [f"DELETE FROM {TABLES[subject]} WHERE id = {pk}"], "never deleted"
        yield f"{subject}: emptied", [f"TRUNCATE {TABLES[subject]} CASCADE"], "never"
    yield (
        "removed by MERGE",
        [f"MERGE INTO {table} v USING (SELECT {{draft}} AS id) s ON v.id = s.id WHEN MATCHED THEN DELETE"],
        "never deleted",
    )


ATTACKS = [*unknown(), *without_event(), *by_other_ways()]
