"""Opening against removing, and holding against destroying, on two connections at once."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from checks.documents.links import link_to, paper_behind
from checks.models import Hold
from hiring.actors import NOBODY, SYSTEM
from tests import story
from tests.checks.documents import files
from tests.checks.documents.conftest import fresh, stored
from workflows.blockers import Refused
from workflows.outbox import carry_out_all

ROUNDS = 12


def together(*deeds):
    """Each deed in a thread with a connection of its own, let go at the same moment; what each came to."""
    gate, said = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(number, deed):
        try:
            gate.wait(5)
            deed()
            said[number] = "done"
        except Refused as refused:
            said[number] = refused.blockers[0].code
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return said


@pytest.mark.django_db(transaction=True)
def test_opening_against_removing(cast, add, scanner, store):
    """Whoever is first, the link of a removed paper opens nothing, and no byte is left."""
    from checks.documents.scanning import scan_all

    check = story.accepted(cast).clearance.checks.get(code="right_to_work")
    seen = set()
    for _ in range(ROUNDS):
        document = add(check, files.jpeg(), by=cast.hr)
        scan_all()
        opened, removed = fresh(document), fresh(document)
        links, asking = [], SimpleNamespace(actor=NOBODY)

        def open_it(opened=opened, links=links):
            opened.open(by=cast.hr)
            links.append(link_to(opened, cast.hr))

        def remove_it(removed=removed):
            removed.remove(by=cast.head, reason="Not needed.", version=None)

        said = together(open_it, remove_it)
        seen.add(tuple(said))
        if said[1] != "done":
            fresh(document).remove(by=cast.head, reason="Not needed.")
        carry_out_all()
        assert fresh(document).state == "removed"
        assert all(paper_behind(link.split("/")[2], asking) is None for link in links)
        assert stored(store) == []
    print("opening against removing:", ROUNDS, "rounds, came to", sorted(seen))


@pytest.mark.django_db(transaction=True)
def test_holding_against_destroying(cast, add):
    """Never both: a paper under a hold that is in force was not destroyed after the hold began."""
    check = story.accepted(cast).clearance.checks.get(code="right_to_work")
    came_to = []
    for _ in range(ROUNDS):
        document = add(check, files.jpeg(), by=cast.hr)
        mine = fresh(document)
        said = together(
            lambda: Hold.place(
                by=cast.safeguarding_lead, school=cast.school, person=cast.candidate, reason="A claim."
            ),
            lambda mine=mine: mine.destroy(by=SYSTEM, rule="a_test"),
        )
        hold = Hold.objects.in_force().first()
        assert said[0] == "done"
        assert said[1] in {"done", "hold"}
        if said[1] == "done":
            placed, destroyed = hold.events().get(), fresh(document).last_event()
            assert destroyed.recorded_at <= placed.recorded_at or hold.placed_at >= destroyed.at
        came_to.append(said[1])
        hold.ask_to_end(by=cast.safeguarding_lead, reason="Settled.")
        hold.release(by=cast.hr_manager)
        if fresh(document).state != "destroyed":
            fresh(document).remove(by=cast.hr, reason="Not needed.")
    print("holding against destroying:", ROUNDS, "rounds,", came_to.count("done"), "destroyed before the hold")
