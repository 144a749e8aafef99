"""Text the database keeps but cannot read: AES-256-GCM, with a key that is not in the database.

A stored value reads `key:ciphertext`. The key's name is taken from the key itself, so FIELD_KEY may list several,
newest first: the first one writes, every one of them reads. What a value belongs to (table and column) is sealed in
with it, so a value copied into another column does not open there.
"""

import base64
import binascii
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

NONCE = 12  # bytes, as GCM wants it
KEY = 32  # bytes, for AES-256


class Unreadable(Exception):
    """A stored value was changed, moved, or written with a key that is no longer given."""


def seal(text, about):
    """Encrypt a text for one place; `about` names the place and must be the same when it is opened."""
    name, key = next(iter(keys().items()))
    sealed = seal_bytes(key, os.urandom(NONCE), text.encode(), about)
    return f"{name}:{base64.b64encode(sealed).decode()}"


def unseal(stored, about):
    """The text again, or Unreadable."""
    name, _, sealed = stored.partition(":")
    try:
        return unseal_bytes(keys()[name], base64.b64decode(sealed, validate=True), about).decode()
    except KeyError as error:
        raise Unreadable(f"{about} was written with key {name}, which FIELD_KEY does not list.") from error
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"{about} was changed, or belongs somewhere else.") from error


def seal_bytes(key, nonce, plain, about):
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def unseal_bytes(key, sealed, about):
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())


def keys():
    """Every key by its name, the one that writes first."""
    return {key_name(key): key for key in map(decode_key, settings.FIELD_KEY.split(","))}


def decode_key(text):
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("FIELD_KEY is not base64.") from error
    if len(key) != KEY:
        raise ImproperlyConfigured(f"FIELD_KEY must be {KEY} random bytes in base64; it is {len(key)} bytes.")
    return key


def key_name(key):
    """Eight characters that tell keys apart and say nothing about them."""
    return hashlib.sha256(b"gatepost field key" + key).hexdigest()[:8]


class EncryptedTextField(models.TextField):
    """Text that is sealed on its way into the database and opened on its way out. It cannot be searched."""

    def from_db_value(self, value, _expression, _connection):
        return None if value is None else unseal(value, self.place)

    def get_db_prep_save(self, value, connection):
        if hasattr(value, "as_sql"):
            raise FieldError(f"{self.place} is encrypted, so the database cannot work its value out.")
        return None if value is None else seal(str(value), self.place)

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is encrypted, so it cannot be searched.")
        return super().get_lookup(lookup_name)

    @property
    def place(self):
        return f"{self.model._meta.db_table}.{self.column}"
