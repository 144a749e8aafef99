"""Where each history ends, written down outside the database."""

import json

import pytest

from checks.models import Verifier
from tests import story
from vacancies.models import Vacancy
from workflows import heads
from workflows.history import first_fault


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.HEADS_DIR = tmp_path / "heads"
    return settings.HEADS_DIR


def lines(folder):
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]


def test_publish_writes_each_root_that_has_grown_and_nothing_else(cast, folder):
    heads.publish()  # what the cast came with
    before = len(lines(folder))
    vacancy = story.published(cast)
    assert heads.publish() == 1
    assert heads.publish() == 0
    story.submitted(vacancy, cast.candidate)
    assert heads.publish() == 1
    told = lines(folder)[before:]
    assert [line["length"] for line in told] == sorted(line["length"] for line in told)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    assert heads.published()["vacancy", vacancy.pk] == (vacancy.history_length, vacancy.history_head)


def test_publish_covers_every_kind_of_root(cast):
    appointment = story.accepted(cast)
    heads.publish()
    verifiers = {("verifier", pk) for pk in Verifier.objects.values_list("pk", flat=True)}
    story_of = {("vacancy", appointment.vacancy_id), ("clearance", appointment.clearance_id)}
    assert set(heads.published()) == story_of | verifiers


def test_a_history_cut_short_together_with_its_head_does_not_match_what_was_published(cast):
    vacancy = story.published(cast)
    heads.publish()
    published = heads.published()["vacancy", vacancy.pk]
    assert first_fault(Vacancy, vacancy.pk, dict([published])) is None
    fault = first_fault(Vacancy, vacancy.pk, {published[0] + 1: "f" * 64})
    assert fault is not None


def test_published_heads_are_only_readable_by_their_owner(cast, folder):
    story.published(cast)
    heads.publish()
    (path,) = folder.glob("*.jsonl")
    assert path.stat().st_mode & 0o077 == 0
