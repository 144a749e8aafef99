"""A sealed score or a receipt changed; what a referee wrote changed."""

from tests.proofs.attacks.forging import copied

SEALED = "Sealed scores never change"
VOIDED = "A receipt is voided once, never changed"
ONE = "WHERE id = {sealed_score}"


def scores():
    for column, value in {"value": "3 - value", "reason": "'Better than I thought'", "come_back": "true"}.items():
        yield f"its {column} changed", [f"UPDATE vacancies_score SET {column} = {value} {ONE}"], SEALED
    yield "removed", [f"DELETE FROM vacancies_score {ONE}"], SEALED
    yield "all emptied", ["TRUNCATE vacancies_score"], "never emptied"
    yield "all emptied with the panel", ["TRUNCATE vacancies_panelmember CASCADE"], "never emptied"
    yield (
        "one more on a sealed card",
        [copied("vacancies_score", "{open_score}", "900001", scorecard_id="{sealed_card}", criterion_id="{unscored}")],
        SEALED,
    )
    yield "moved off a sealed card", [f"UPDATE vacancies_score SET scorecard_id = {{open_card}} {ONE}"], SEALED
    yield (
        "moved onto a sealed card",
        ["UPDATE vacancies_score SET scorecard_id = {sealed_card} WHERE id = {open_score}"],
        SEALED,
    )
    yield (
        "changed by upsert",
        [copied("vacancies_score", "{sealed_score}", "{sealed_score}") + " ON CONFLICT (id) DO UPDATE SET value = 3"],
        SEALED,
    )
    yield (
        "changed by MERGE",
        [
            (
                "MERGE INTO vacancies_score v USING (SELECT {sealed_score} AS id) s ON v.id = s.id "
                "WHEN MATCHED THEN UPDATE SET value = 0"
            )
        ],
        SEALED,
    )
    yield "changed by CTE", [f"WITH w AS (DELETE FROM vacancies_score {ONE} RETURNING *) SELECT * FROM w"], SEALED
    yield (
        "unsealed and changed",
        [
            "UPDATE vacancies_scorecard SET state = 'open' WHERE id = {sealed_card}",
            f"UPDATE vacancies_score SET value = 3 {ONE}",
            "UPDATE vacancies_scorecard SET state = 'sealed', version = version + 1 WHERE id = {sealed_card}",
        ],
        "has no event",
    )
    yield (
        "a value nobody may give",
        ["UPDATE vacancies_score SET value = 4 WHERE id = {open_score}"],
        "score_is_0_to_3",
    )
    yield (
        "agreed before the seal is open",
        [
            (
                "INSERT INTO vacancies_agreedscore (application_id, criterion_id, value, reason, agreed_by_id, agreed_at) "
                "VALUES ({scored_application}, {unscored}, 3, 'Mine', {stranger}, now())"
            )
        ],
        "only after the seal",
    )


def receipts():
    one = "WHERE id = {receipt}"
    values = {
        "sentence": "'Saw nothing'", "outcome": "'verified'", "result": "'concern'", "at": "at - interval '1 day'",
        "recorded_at": "recorded_at - interval '1 day'", "evidence_on": "evidence_on - 1", "seen_by_label": "'Somebody'",
        "seen_by_id": "{stranger}", "facts": """'{{"a": 1}}'""", "expires_on": "current_date + 900", "source": "'x'",
    }  # fmt: skip
    for column, value in values.items():
        yield f"receipt: its {column} changed", [f"UPDATE checks_receipt SET {column} = {value} {one}"], VOIDED
    yield (
        "receipt: changed while voided",
        ["UPDATE checks_receipt SET voided_at = now(), sentence = 'x' WHERE id = {receipt}"],
        VOIDED,
    )
    yield "receipt: brought back", ["UPDATE checks_receipt SET voided_at = NULL WHERE id = {voided_receipt}"], VOIDED
    yield (
        "receipt: voided again with another reason",
        ["UPDATE checks_receipt SET void_reason = 'Nothing to see' WHERE id = {voided_receipt}"],
        VOIDED,
    )
    yield "receipt: removed", [f"DELETE FROM checks_receipt {one}"], "voided, never removed"
    yield "receipt: all emptied", ["TRUNCATE checks_receipt CASCADE"], "never removed"
    yield (
        "receipt: seen tomorrow",
        [copied("checks_receipt", "{receipt}", "900001", at="clock_timestamp() + interval '1 day'")],
        "recorded once, when it is seen",
    )
    yield (
        "receipt: begun as voided",
        [copied("checks_receipt", "{receipt}", "900001", voided_at="clock_timestamp()")],
        "recorded once, when it is seen",
    )


def references():
    one = "WHERE id = {answered}"
    for column, value in {
        "answers": "'x'",
        "answered_at": "now()",
        "name": "'Somebody'",
        "email": "'a@b.example'",
    }.items():
        yield (
            f"reference: its {column} changed",
            [f"UPDATE checks_refereerequest SET {column} = {value} {one}"],
            "What a referee has sent is never changed",
        )
    yield "reference: removed", [f"DELETE FROM checks_refereerequest {one}"], "never changed|never removed"
    yield "reference: all emptied", ["TRUNCATE checks_refereerequest CASCADE"], "never removed"


ATTACKS = [*scores(), *receipts(), *references()]
