import base64

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models

from hiring import encryption
from hiring.encryption import EncryptedTextField, Unreadable, decode_key, key_name, seal, seal_bytes, unseal

KEY = bytes.fromhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
NONCE = bytes.fromhex("cafebabefacedbaddecaf888")
OTHER = bytes(range(32))


def text(key):
    return base64.b64encode(key).decode()


@pytest.fixture(autouse=True)
def known_key(settings):
    settings.FIELD_KEY = text(KEY)


class Note(models.Model):
    body = EncryptedTextField(null=True)

    class Meta:
        app_label = "tests"
        managed = False
        db_table = "encrypted_note"

    def __str__(self):
        return "A note"


@pytest.fixture
def notes(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    yield Note.objects
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM encrypted_note ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("plain", "about", "sealed"),
    [
        # The GCM paper's AES-256 vectors (McGrew and Viega, cases 13 and 14 with their key of zeros).
        ("", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        ("00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
    ],
)
def test_sealing_gives_the_published_answers(plain, about, sealed):
    zeros = bytes(12)
    assert seal_bytes(bytes(32), zeros, bytes.fromhex(plain), about) == zeros + bytes.fromhex(sealed)


def test_sealing_gives_the_published_answer_with_associated_data():
    # Case 16 of the same paper: our associated data is text, so its bytes are handed in as the library gets them.
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    about = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    answer = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert encryption.AESGCM(KEY).encrypt(NONCE, plain, about) == answer


def test_a_value_sealed_before_still_opens():
    kept = "11d8eaa6:yv66vvrO263eyviI2WmHvUG/DpElBlAJ8VEGgsLpSuPO8VDbSR0MJc4ASAcYXVSgNg=="
    assert unseal(kept, "note.body") == "Ruth must not be told"


def test_the_same_text_never_looks_the_same_twice():
    assert len({seal("no", "note.body") for _ in range(100)}) == 100


def test_every_changed_bit_is_noticed():
    name, _, sealed = seal("Declared a caution", "note.body").partition(":")
    raw = base64.b64decode(sealed)
    found = 0
    for place in range(len(raw) * 8):
        flipped = bytearray(raw)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(Unreadable):
            unseal(f"{name}:{text(bytes(flipped))}", "note.body")
        found += 1
    assert found == len(raw) * 8


def test_a_value_copied_to_another_column_does_not_open():
    with pytest.raises(Unreadable, match="belongs somewhere else"):
        unseal(seal("Declared a caution", "note.body"), "note.title")


@pytest.mark.parametrize("stored", ["", "plain text", "11d8eaa6:", "11d8eaa6:!!!", "11d8eaa6:AAAA"])
def test_what_was_never_sealed_does_not_open(stored):
    with pytest.raises(Unreadable):
        unseal(stored, "note.body")


def test_an_old_key_still_reads_and_the_new_one_writes(settings):
    old = seal("before", "note.body")
    settings.FIELD_KEY = f"{text(OTHER)},{text(KEY)}"
    assert unseal(old, "note.body") == "before"
    assert seal("after", "note.body").startswith(key_name(OTHER))


def test_a_key_that_is_gone_is_named(settings):
    old = seal("before", "note.body")
    settings.FIELD_KEY = text(OTHER)
    with pytest.raises(Unreadable, match=f"key {key_name(KEY)}, which FIELD_KEY does not list"):
        unseal(old, "note.body")


@pytest.mark.parametrize(("key", "says"), [("not base64!", "not base64"), (text(bytes(16)), "is 16 bytes")])
def test_a_bad_key_is_refused(key, says):
    with pytest.raises(ImproperlyConfigured, match=says):
        decode_key(key)


def test_a_field_keeps_what_the_database_cannot_read(notes):
    notes.create(body="Declared a caution")
    assert "caution" not in stored()[0]
    assert notes.get().body == "Declared a caution"


def test_a_field_keeps_nothing_and_empty_apart(notes):
    notes.bulk_create([Note(body=None), Note(body="")])
    assert stored()[0] is None
    assert list(notes.order_by("pk").values_list("body", flat=True)) == [None, ""]
    assert notes.filter(body__isnull=True).count() == 1


def test_a_field_is_sealed_by_update_too(notes):
    notes.create(body="first")
    notes.update(body="second")
    assert notes.get().body == "second"
    assert "second" not in stored()[0]


def test_a_field_cannot_be_searched_or_worked_out(notes):
    with pytest.raises(FieldError, match="cannot be searched"):
        notes.filter(body="first").exists()
    with pytest.raises(FieldError, match="cannot work its value out"):
        notes.update(body=models.functions.Lower("body"))
    with pytest.raises(FieldError, match="cannot work its value out"):
        notes.bulk_update([notes.create(body="first")], ["body"])
