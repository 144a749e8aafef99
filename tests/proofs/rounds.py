"""Raced rounds: the same world again and again, two people at the same moment on two connections."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection

from workflows.blockers import Refused

TOUCHED = (
    "vacancies_vacancy vacancies_application vacancies_appointment vacancies_interview vacancies_probation checks_clearance checks_check "
    "checks_receipt checks_concern checks_earlystart checks_refereerequest workflows_event workflows_note workflows_effect "
    "workflows_message workflows_promise"
).split()
UP_TO = 0.02  # seconds


@dataclass
class Attempt:
    """What one of the two did: when it began and ended, and how."""

    began: float
    ended: float
    refusal: Refused | None

    @property
    def won(self):
        return self.refusal is None

    def overlaps(self, other):
        return self.began < other.ended and other.began < self.ended


class Rounds:
    """Keeps the world as it was, puts it back before each round, and sends two people through the door at once."""

    def __enter__(self):
        self.barrier = threading.Barrier(2)
        self.people = ThreadPoolExecutor(2)
        self.overlapped = self.rounds = 0
        _run("".join(f"CREATE TABLE kept_{table} AS TABLE {table};" for table in TOUCHED))
        return self

    def __exit__(self, *_):
        list(self.people.map(lambda _: (self.barrier.wait(10), connection.close()), range(2)))
        self.people.shutdown()
        _run("".join(f"DROP TABLE kept_{table};" for table in TOUCHED))

    def race(self, first, second):
        """Run both at once; return their two attempts. An error that is no refusal comes out as it is."""
        self.put_back()
        one, other = self.people.map(self._attempt, (first, second))
        self.rounds += 1
        self.overlapped += one.overlaps(other)
        return one, other

    def put_back(self):
        """The one thing no verb does: let it be as if the round had not been. Triggers off, as when a test database is emptied."""
        empty = "".join(f"DELETE FROM {table};" for table in reversed(TOUCHED))
        fill = "".join(f"INSERT INTO {table} SELECT * FROM kept_{table};" for table in TOUCHED)
        _run(f"SET session_replication_role = replica; {empty} {fill} SET session_replication_role = DEFAULT;")

    def _attempt(self, move):
        act = move()
        self.barrier.wait(10)
        time.sleep(random.uniform(0, UP_TO))  # so that now the one is first and now the other
        began = time.perf_counter()
        try:
            act()
            refusal = None
        except Refused as refused:
            refusal = refused
        return Attempt(began, time.perf_counter(), refusal)


def _run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def count(sql, *values):
    """One number, asked of the tables and not of our own code."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
