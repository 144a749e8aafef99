"""A score agreed, a tie settled or an exception made, changed behind the panel's back; the line moved after the shortlist."""

from tests.proofs.attacks.forging import copied

STANDS = "What was decided at the line"
REWRITTEN = "replaced or undone, never rewritten"


def while_it_is_decided():
    for table, row, columns in (
        ("agreedscore", "{agreed}", {"value": "1", "reason": "'Mine'", "agreed_by_id": "{stranger}"}),
        ("tiedecision", "{tie}", {"how": "'order'", "codes": "'[]'", "decided_by_id": "{stranger}"}),
        (
            "lineexception",
            "{exception}",
            {"is_included": "NOT is_included", "reason": "'x'", "agreed_with_id": "{stranger}"},
        ),
    ):
        for column, value in columns.items():
            yield (
                f"{table}: its {column} changed",
                [f"UPDATE vacancies_{table} SET {column} = {value} WHERE id = {row}"],
                REWRITTEN,
            )
        yield f"{table}: removed", [f"DELETE FROM vacancies_{table} WHERE id = {row}"], "never removed"
    yield (
        "agreedscore: brought back",
        ["UPDATE vacancies_agreedscore SET replaced_at = NULL WHERE id = {replaced}"],
        REWRITTEN,
    )
    yield (
        "lineexception: agreed to again",
        ["UPDATE vacancies_lineexception SET agreed_at = now() WHERE id = {exception}"],
        REWRITTEN,
    )
    yield (
        "lineexception: by one person",
        ["UPDATE vacancies_lineexception SET agreed_with_id = decided_by_id WHERE id = {exception}"],
        f"{REWRITTEN}|takes_two_people",
    )


def once_it_is_confirmed():
    for table, row in (
        ("agreedscore", "{agreed_then}"),
        ("tiedecision", "{tie_then}"),
        ("lineexception", "{exception_then}"),
    ):
        yield f"{table}: one more", [copied(f"vacancies_{table}", row, "900001")], f"{STANDS}|one_"
        yield f"{table}: removed", [f"DELETE FROM vacancies_{table} WHERE id = {row}"], STANDS
    yield (
        "agreedscore: replaced",
        ["UPDATE vacancies_agreedscore SET replaced_at = now() WHERE id = {agreed_then}"],
        STANDS,
    )
    yield (
        "lineexception: undone",
        ["UPDATE vacancies_lineexception SET undone_at = now() WHERE id = {exception_then}"],
        STANDS,
    )
    moved = "UPDATE vacancies_vacancy SET {0} WHERE id = {{confirmed}}".format
    yield "the line: moved", [moved("interview_places = 9")], "The line stands"
    yield "the line: another pass mark", [moved("pass_mark = 1")], "fixed with the advert"
    yield "the line: another order", [moved("tie_order = '[]'")], "fixed with the advert"


ATTACKS = [*while_it_is_decided(), *((f"confirmed, {name}", *rest) for name, *rest in once_it_is_confirmed())]
