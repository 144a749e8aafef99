"""The demo's people at work come across from the old records through the door, and may be stopped half way."""

import pytest

from checks.models import Clearance
from checks.record.kinds_of_person import KINDS_OF_PERSON
from hiring.models import User
from vacancies.demo import people, when
from vacancies.demo.staff_in_post.loading import load
from vacancies.demo.staff_in_post.posts import BOARD, EVERYWHERE, PRIMARY, SECONDARY
from workflows.history import first_fault

FEW = 60


@pytest.fixture
def trust(db):
    when.begin("scoring")
    return people.settle_in()


def test_as_many_as_asked_for_come_across_each_with_a_whole_chain(trust):
    said = []
    load(said.append, FEW)
    files = Clearance.objects.filter(on_record_to=None)
    assert files.count() >= FEW
    assert "people at work brought across" in said[-1]
    assert all(first_fault(Clearance, file.pk) is None for file in files[:10])
    assert set(files.values_list("state", flat=True)) <= {"open", "relied_on"}


def test_begun_again_it_brings_nobody_twice(trust):
    load(how_many=FEW)
    there = User.objects.count(), Clearance.objects.count()
    load(how_many=FEW)
    assert (User.objects.count(), Clearance.objects.count()) == there


def test_every_kind_of_person_on_the_record_is_among_the_posts():
    held = {post.facts["engagement"] for post in (*BOARD, *EVERYWHERE, *PRIMARY, *SECONDARY)}
    assert held == set(KINDS_OF_PERSON)
