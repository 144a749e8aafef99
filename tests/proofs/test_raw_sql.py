"""What goes round the door in SQL, each on a connection of its own and committed: all of it refused, nothing changed."""

import re
from collections import Counter
from importlib import import_module

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from checks.kinds import KINDS
from checks.kinds.base import OFFER
from tests.proofs import world
from tests.proofs.attacks import events, exceptions, line, posts, probations, scores, starts, states
from tests.proofs.attacks.forging import event, forged, head, put
from vacancies.models import Vacancy
from workflows.history import first_fault

ATTACKS = [
    pytest.param(statements, refusal, id=f"{topic.__name__.split('.')[-1]}: {name}")
    for topic in (states, events, starts, exceptions, posts, scores, line, probations)
    for name, statements, refusal in topic.ATTACKS
]
DRAFT = ("vacancy", "{draft}")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def names(django_db_setup, django_db_blocker):
    """A world told once and committed; emptied when the module is done."""
    with django_db_blocker.unblock():
        yield world.told()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def kept(names, django_db_blocker):
    with django_db_blocker.unblock():
        return everything()


@pytest.fixture(scope="module")
def refused():
    """What was refused, by the kind of refusal."""
    return Counter()


def everything():
    """Every row of every table, in one digest each."""
    digest = "SELECT '{0}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {0} t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(digest.format, connection.introspection.table_names(cursor))))
        return sorted(cursor.fetchall())


def where():
    known = connection.get_connection_params()
    return {key: known[key] for key in ("host", "port", "user", "password", "dbname") if key in known}


def run(statements, names, ending="COMMIT"):
    """Send them on a new connection, as anybody with SQL could."""
    with psycopg.connect(**where(), autocommit=True) as conn:
        for statement in ["BEGIN", *statements, ending]:
            conn.execute(statement.format(**names))


@pytest.mark.parametrize(("statements", "refusal"), ATTACKS)
def test_sql_round_the_door_is_refused(names, kept, refused, statements, refusal):
    with pytest.raises(psycopg.Error) as error:
        run(statements, names)
    assert re.search(refusal, str(error.value)), error.value
    refused[type(error.value).__name__] += 1
    assert everything() == kept  # and so for each attack: the one that got through is the one that fails


@pytest.mark.parametrize(
    ("table", "name", "refusal"),
    [
        ("workflows_event", "event", "does not follow"),
        ("vacancies_score", "sealed_score", "Sealed scores never change"),
        ("vacancies_vacancy", "draft", "duplicate key"),
    ],
)
def test_copy_round_the_door_is_refused(names, kept, refused, table, name, refusal):
    """COPY goes past rules, but not past triggers."""
    with psycopg.connect(**where()) as conn, conn.cursor() as cursor:
        with cursor.copy(f"COPY (SELECT * FROM {table} WHERE id = {names[name]}) TO STDOUT") as out:
            rows = b"".join(out)
        with pytest.raises(psycopg.Error, match=refusal) as error, cursor.copy(f"COPY {table} FROM STDIN") as back:
            back.write(rows)
    refused[type(error.value).__name__] += 1
    assert everything() == kept


def test_enough_was_tried(refused, tally):
    assert len(ATTACKS) >= 60
    assert len({attack.id for attack in ATTACKS}) == len(ATTACKS)
    kinds = ", ".join(f"{number} {kind}" for kind, number in refused.most_common())
    tally("raw SQL round the door", refused.total(), 0, f"all refused: {kinds}; every table the same after each")


@pytest.mark.parametrize("everything_at_once", [True, False])
def test_the_forgery_around_each_attack_is_good_enough_to_pass(names, everything_at_once):
    """Without this an attack might be refused for a slip of ours. What SQL cannot forge is the signature."""
    statements = forged("vacancy", "{draft}", "awaiting_approval", DRAFT)
    if everything_at_once:
        statements = [*statements, "SET CONSTRAINTS ALL IMMEDIATE"]
    run(statements, names, ending="ROLLBACK")


def test_the_one_exception_is_let_in_as_it_is(names):
    """Each attack on it takes one thing away from this, so that it is refused for that and nothing else."""
    run([*exceptions.starting(), "SET CONSTRAINTS ALL IMMEDIATE"], names, ending="ROLLBACK")


def test_a_forged_move_that_the_database_lets_in_is_found_by_its_signature(names):
    """The one thing SQL alone can do: add an event nobody signed. Verification names it."""
    run(
        [
            put("vacancy", "{draft}", "awaiting_approval"),
            event("vacancy", "{draft}", "awaiting_approval", DRAFT),
            head(DRAFT),
        ],
        names,
    )
    assert first_fault(Vacancy, names["draft"]) == (
        2, "the signature does not match the event and the one before it",
    )  # fmt: skip


def test_the_database_knows_what_is_only_for_the_first_day():
    """What its refusal of a confirmation leaves out is what the kinds say the offer does not wait for."""
    only_for_the_start = import_module("vacancies.migrations.0017_what_the_verbs_ask_of_a_start").ONLY_FOR_THE_START
    told = {code.strip(" \n'") for code in only_for_the_start.split(",")}
    assert told == {code for code, kind in KINDS.items() if OFFER not in kind.blocks}
