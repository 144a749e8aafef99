"""Nothing of a certificate, a declaration, a reference or a contact leaves in any copy, in any byte however packed."""

import io
import zipfile
import zlib

import pytest

from checks.models import Export
from checks.record_exports import making
from tests import story
from tests.checks.record_exports.conftest import bytes_of, made
from tests.vacancies.crawl import canary, disguises, plainly

NAMES = ["certificate", "offence", "declaration", "reference", "reason", "email", "phone", "source", "sentence"]


@pytest.fixture
def secrets(cast):
    """Somebody at work in whose file every free text is a word nobody would write."""
    words = {name: canary() for name in NAMES}
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    person = cast.candidate
    type(person).objects.filter(pk=person.pk).update(email=f"{words['email']}@example.org")
    poison(appointment.clearance, words)
    return cast, words


def poison(file, words):
    """What may not leave, written past the door into every place that holds text."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute(
            """UPDATE checks_receipt SET facts = facts || jsonb_build_object('certificate_number', %s::text, 'offence', %s::text),
            source = %s, terms = %s, sentence = %s, seen_by_label = %s
            WHERE check_row_id IN (SELECT id FROM checks_check WHERE clearance_id = %s)""",
            [
                words["certificate"],
                words["offence"],
                words["source"],
                words["declaration"],
                words["sentence"],
                words["phone"],
                file.pk,
            ],
        )
        cursor.execute(
            "UPDATE checks_refereerequest SET name = %s, organisation = %s, email = %s", [words["reference"]] * 3
        )
        cursor.execute("UPDATE workflows_note SET text = %s", [words["reason"]])
        cursor.execute("SET session_replication_role = DEFAULT; SET CONSTRAINTS ALL DEFERRED")


def every_byte_of(held):
    """A file as it is and as it unpacks: the parts of a spreadsheet, the streams of a document, what is attached."""
    yield held
    if held.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(held)) as parts:
            yield from (parts.read(name) for name in parts.namelist())
        return
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(held))
    yield "\n".join(page.extract_text() for page in reader.pages).encode()
    yield from (body for bodies in reader.attachments.values() for body in bodies)
    yield str(reader.metadata).encode() + str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data()).encode()
    for piece in held.split(b"stream")[1:]:
        try:
            yield zlib.decompressobj().decompress(piece.lstrip(b"\r\n"))
        except zlib.error:
            continue


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_nothing_that_is_not_on_the_record_leaves_in_a_copy(secrets, kind, tally):
    cast, words = secrets
    export = made(cast.hr_manager, cast.school, kind_of_file=kind)
    assert (export.state, export.rows) == ("ready", 1)
    texts = [text for held in every_byte_of(bytes_of(export)) for text in disguises(held)]
    assert any(plainly("Amara Okonjo") in text for text in texts), "the row itself must be there, or nothing is proved"
    found = [name for name, word in words.items() for text in texts if plainly(word) in text]
    tally(f"texts of a {kind} searched for {len(words)} words", len(texts), len(found))
    assert found == []


def test_nothing_of_it_stays_in_the_record_of_the_copy(secrets):
    cast, words = secrets
    export = made(cast.hr_manager, cast.school)
    kept = plainly(str(Export.objects.filter(pk=export.pk).values().get()))
    assert not [name for name, word in words.items() if plainly(word) in kept]
    assert plainly(cast.candidate.name) not in kept
    assert making.WRITERS.keys() == {"xlsx", "pdf"}
