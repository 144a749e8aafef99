"""Where a copy's file lies, in a folder and in a bucket: under a name nobody guesses, and gone for good when its time is up."""

import re
from pathlib import Path

import pytest

from checks.models import Export
from checks.record_exports import making, tasks
from tests.checks.conftest import keys
from tests.checks.record_exports.conftest import asked, bytes_of, fresh, made


class KilledError(BaseException):
    """What no program catches: the worker is gone."""


def dies(*_args, **_kwargs):
    raise KilledError


def files_in(store):
    return sorted(path.name for path in Path(store).rglob("*") if path.is_file())


@pytest.fixture
def half_made(on_record, store, monkeypatch):
    """The worker wrote the file and died before it could say so."""
    export = asked(on_record.hr, on_record.school)
    with monkeypatch.context() as patched:
        patched.setattr(Export, "finish", dies)
        with pytest.raises(KilledError):
            making.make_one(export.pk)
    assert len(files_in(store)) == 1
    return export


def test_a_name_says_nothing_and_belongs_to_one_copy(on_record, store):
    names = {made(on_record.hr, on_record.school, reason=f"Reason {number}").file.name for number in range(3)}
    assert len(names) == 3
    assert all(re.fullmatch(r"exports/[0-9a-f]{40}\.xlsx", name) for name in names)


def test_a_worker_that_dies_leaves_no_second_file(half_made, store):
    assert making.make_waiting() == 1
    assert len(files_in(store)) == 1
    assert bytes_of(Export.objects.get())[:2] == b"PK"


def test_what_was_written_for_a_copy_never_finished_goes_with_it(
    half_made, on_record, store, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        Export.objects.get().take_away(by=on_record.hr)
    assert files_in(store) == []


def test_bytes_that_nobody_lived_to_remove_are_removed_by_the_sweep(on_record, store):
    made(on_record.hr, on_record.school).take_away(by=on_record.hr)  # and nobody lives to see the commit through
    assert len(files_in(store)) == 1
    assert tasks.take_away() == 1
    assert files_in(store) == []
    assert Export.objects.get().file.name == ""
    assert tasks.take_away() == 0


@pytest.mark.s3
def test_a_copy_lives_and_ends_in_a_bucket(on_record, bucket, client, django_capture_on_commit_callbacks):
    export = made(on_record.hr, on_record.school)
    assert keys(bucket) == [export.file.name]
    fresh(client, on_record.hr)
    answer = client.post(f"{export.get_absolute_url()}download/", {"version": export.version})
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    with django_capture_on_commit_callbacks(execute=True):
        Export.objects.get().take_away(by=on_record.hr)
    assert keys(bucket) == []
