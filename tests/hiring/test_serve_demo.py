"""`make run` as itself: demo mode on nothing, the story told, stopped, started again with the same people in it."""

import re
import urllib.request
from functools import partial

import pytest

from tests.hiring.test_serve import Served, answers
from tests.services import free_port

pytestmark = pytest.mark.slow


def people_on(page):
    """Everybody there is a button for."""
    return re.findall(r'type="submit">([^<]+)</button> <span class="quiet">', page)


def read(served, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}{path}", timeout=20) as answer:
        return answer.read().decode()


def test_the_demo_is_told_once_stopped_and_there_again(tmp_path, tally):
    first = Served(tmp_path / "var", free_port(), GATEPOST_MODE="demo")
    try:
        first.wait_for(partial(answers, first), seconds=180)
        told_in = first.wait_until_up()
        assert "Telling the demo's story" in first.words
        assert "Jo Marlowe: HR officer, the whole trust" in first.words
        before = people_on(read(first, "/demo/"))
        assert {"Jo Marlowe", "Priya Nair", "Amara Okonjo", "Lucia Fenwick"} <= set(before)
        assert "Teaching Assistant" in read(first, "/jobs/")
    finally:
        stopped = first.stop()
    again = Served(tmp_path / "var", first.port, GATEPOST_MODE="demo")
    try:
        again.wait_for(partial(answers, again))
        answered = again.wait_until_up()
        assert "Telling" not in again.words
        assert people_on(read(again, "/demo/")) == before
    finally:
        again.stop()
    tally(
        "starts of the demo",
        2,
        more=f"told and answering in {told_in:.1f} s, again in {answered:.1f} s, stopped in {stopped:.1f} s",
    )
