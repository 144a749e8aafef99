"""Every single bit of what is stored, turned over one at a time."""

import datetime as dt
from functools import singledispatch

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # PostgreSQL counts microseconds from here, in 64 bits
BITS = {"PositiveIntegerField": 32, "BigIntegerField": 64, "ForeignKey": 64, "OneToOneField": 64}


class NotStored(Exception):
    """The turned bits are nothing PostgreSQL would store or hand back as this type."""


@singledispatch
def flipped(value, bits):
    """Yield the value with each of its bits turned, or NotStored for those that cannot be."""
    raise TypeError(type(value))


@flipped.register
def _(value: type(None), bits):
    return iter(())


@flipped.register
def _(value: int, bits):
    for bit in range(bits - 1):
        yield value ^ (1 << bit)
    yield value - (1 << (bits - 1))


@flipped.register
def _(value: str, bits):
    stored = value.encode()
    for place in range(len(stored)):
        for bit in range(8):
            yield _text(stored[:place] + bytes([stored[place] ^ (1 << bit)]) + stored[place + 1 :])


def _text(stored):
    try:
        text = stored.decode()
    except UnicodeDecodeError:
        return NotStored
    return NotStored if "\0" in text else text


@flipped.register
def _(value: dt.datetime, bits):
    since = (value - EPOCH) // dt.timedelta(microseconds=1)
    for number in flipped(since, 64):
        try:
            yield EPOCH + dt.timedelta(microseconds=number)
        except OverflowError:
            yield NotStored


def stored_fields(model):
    """Each column of a table but its own key, with how many bits a number in it has."""
    return [
        (field.attname, BITS.get(field.get_internal_type(), 0))
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]
