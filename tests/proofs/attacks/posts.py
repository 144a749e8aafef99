"""More offers than posts; a second live application by one person for one vacancy."""

from tests.proofs.attacks.forging import copied, forged, opened

FULL = ("vacancy", "{full}")
TOO_MANY = "offers for 1 posts|No start is confirmed"
OTHER = {"application_id": "{interviewed}", "clearance_id": "{other_file}"}
LIVE = "one_live_application_each"
APPLICATION = "vacancies_application"


def offers():
    for state in ("offered", "accepted", "confirmed", "stood_down"):
        yield f"a second, {state}", opened("appointment", "{accepted}", "900001", state, FULL, **OTHER), TOO_MANY
    yield "a second in a transaction that reads old copies", [
        "ROLLBACK", "BEGIN ISOLATION LEVEL REPEATABLE READ",
        *opened("appointment", "{accepted}", "900001", "offered", FULL, **OTHER),
    ], "READ COMMITTED or SERIALIZABLE"  # fmt: skip
    yield "one that was declined taken up again", [
        *opened("appointment", "{accepted}", "900001", "declined", FULL, **OTHER),
        *forged("appointment", "900001", "accepted", FULL),
    ], TOO_MANY  # fmt: skip
    yield (
        "a second for the same application",
        opened("appointment", "{accepted}", "900001", "offered", FULL, clearance_id="{other_file}"),
        "application_id",
    )
    yield "posts taken away", ["UPDATE vacancies_vacancy SET posts = 0 WHERE id = {full}"], "at_least_one_post"
    yield "posts taken from under two offers", [
        "UPDATE vacancies_vacancy SET posts = 2 WHERE id = {full}",
        *opened("appointment", "{accepted}", "900001", "offered", FULL, **OTHER),
        "UPDATE vacancies_vacancy SET posts = 1 WHERE id = {full}",
    ], "more offers than posts"  # fmt: skip
    yield (
        "an offer moved to a post that is taken",
        ["UPDATE vacancies_appointment SET vacancy_id = {full} WHERE id = {started}"],
        "offers for 1 posts|rests on the checks of its own application",
    )


def applications():
    again = {"code": "'Z9'", "clearance_id": "NULL"}
    yield "a second, submitted", opened("application", "{interviewed}", "900001", "submitted", FULL, **again), LIVE
    yield "a second, still a draft", opened("application", "{interviewed}", "900001", "draft", FULL, **again), LIVE
    yield "one withdrawn brought back", [
        *opened("application", "{interviewed}", "900001", "withdrawn", FULL, **again),
        *forged("application", "900001", "submitted", FULL),
    ], LIVE  # fmt: skip
    yield (
        "another's made theirs",
        [
            (
                f"UPDATE {APPLICATION} SET candidate_id = (SELECT candidate_id FROM {APPLICATION} WHERE id = {{interviewed}}) "
                "WHERE id = {accepted_application}"
            )
        ],
        LIVE,
    )
    yield "by upsert", [copied(APPLICATION, "{interviewed}", "900001", **again) + " ON CONFLICT (id) DO NOTHING"], LIVE
    yield (
        "by MERGE",
        [
            (
                f"MERGE INTO {APPLICATION} p USING {APPLICATION} s ON p.id = s.id AND p.id = {{interviewed}} "
                "WHEN MATCHED THEN UPDATE SET candidate_id = (SELECT candidate_id FROM vacancies_application "
                "WHERE id = {accepted_application})"
            )
        ],
        LIVE,
    )
    yield (
        "under the same blind code",
        opened("application", "{interviewed}", "900001", "withdrawn", FULL, clearance_id="NULL"),
        "one_application_per_blind_code",
    )


ATTACKS = [*offers(), *applications()]
