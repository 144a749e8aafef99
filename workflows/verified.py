"""Whether a history is whole, worked out in full once for each head and for a little while, so that pages stay quick."""

from django.core.cache import cache

from hiring import clock
from workflows.history import first_fault

GOOD_FOR = 600  # seconds: a row changed behind our back leaves the head as it was, so no proof is believed for long


def verified(root, *, afresh=False):
    """`(fault, when it was verified)`; a fault is never kept, and a head that moved is verified in full."""
    key = f"chain:{root._meta.model_name}:{root.pk}:{root.history_length}:{root.history_head}"
    at = None if afresh else cache.get(key)
    if at is not None:
        return None, at
    fault = first_fault(type(root), root.pk)
    if fault is None:
        at = clock.now()
        cache.set(key, at, GOOD_FOR)
    return fault, at
