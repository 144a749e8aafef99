"""A move forged in SQL: an event that follows the last one, the chain's head, and the row itself."""

TABLES = {
    "vacancy": "vacancies_vacancy",
    "application": "vacancies_application",
    "scorecard": "vacancies_scorecard",
    "appointment": "vacancies_appointment",
    "clearance": "checks_clearance",
    "check": "checks_check",
    "earlystart": "checks_earlystart",
    "probation": "vacancies_probation",
}
COLUMNS = (
    "root_type root_id number school_id subject_type subject_id subject_version verb from_state to_state "
    "actor_kind actor_label at recorded_at body mac"
).split()


def event(subject, pk, to_state, root=("vacancy", "{draft}"), **values):
    """INSERT of the event that would come next for this subject; `values` are SQL that replaces a column's own."""
    root_type, root_id = root
    last = f"FROM workflows_event WHERE subject_type = '{subject}' AND subject_id = {pk}"
    newest = f"FROM workflows_event WHERE root_type = '{root_type}' AND root_id = {root_id}"
    row = {
        "root_type": f"'{root_type}'",
        "root_id": root_id,
        "number": f"(SELECT coalesce(max(number), 0) + 1 {newest})",
        "school_id": "{school}",
        "subject_type": f"'{subject}'",
        "subject_id": pk,
        "subject_version": f"(SELECT coalesce(max(subject_version), 0) + 1 {last})",
        "verb": f"'{subject}.forged'",
        "from_state": f"coalesce((SELECT to_state {last} ORDER BY subject_version DESC LIMIT 1), '')",
        "to_state": f"'{to_state}'",
        "actor_kind": "'system'",
        "actor_label": "'Gatepost'",
        "at": "clock_timestamp()",
        "recorded_at": "clock_timestamp()",
        "body": """'{{"details":{{}}}}'""",
        "mac": "repeat('f', 64)",
    } | values
    return f"INSERT INTO workflows_event ({', '.join(COLUMNS)}) SELECT {', '.join(row[name] for name in COLUMNS)}"


def head(root):
    """The root says its chain ends with the forged event."""
    root_type, root_id = root
    return (
        f"UPDATE {TABLES[root_type]} SET history_length = history_length + 1, history_head = repeat('f', 64) "
        f"WHERE id = {root_id}"
    )


def put(subject, pk, state, extra=""):
    """The row itself, one version on."""
    return f"UPDATE {TABLES[subject]} SET state = '{state}', version = version + 1{extra} WHERE id = {pk}"


def forged(subject, pk, state, root, extra=""):
    """The whole move, as nearly right as anybody without the key can make it."""
    return [put(subject, pk, state, extra), event(subject, pk, state, root), head(root)]


def copied(table, pk, new_pk, **changes):
    """A new row like one that is there, so that nothing but the change is wrong with it."""
    values = ", ".join(f"'{name}', {value}" for name, value in {"id": new_pk, **changes}.items())
    return (
        f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, "
        f"to_jsonb(old) || jsonb_build_object({values}))).* FROM {table} old WHERE id = {pk}"
    )


def opened(subject, pk, new_pk, state, root, **changes):
    """A whole new record with the event that opens it."""
    row = copied(TABLES[subject], pk, new_pk, state=f"'{state}'", version="1", **changes)
    return [row, event(subject, new_pk, state, root), head(root)]
