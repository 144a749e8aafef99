"""How often one token, or one address, may call in a minute; counted in the cache, told in every answer."""

import time

from django.conf import settings
from django.core.cache import cache

from hiring.api.problems import Problem
from hiring.links import digest

WINDOW = 60  # seconds


def count(request, who):
    """Count one call. Past the limit it is refused; before, the answer will say how many are left."""
    limit = settings.API_CALLS_A_MINUTE
    now = int(time.time())
    left_in_window = WINDOW - now % WINDOW
    used = _one_more(f"api:{digest(who)}:{now // WINDOW}")
    request.limit_headers = {
        "RateLimit-Policy": f'"calls";q={limit};w={WINDOW}',
        "RateLimit": f'"calls";r={max(0, limit - used)};t={left_in_window}',
    }
    if used > limit:
        raise Problem("too-many", headers={"Retry-After": str(left_in_window)})


def _one_more(key):
    """The cache never learns who called: the key is a digest."""
    cache.add(key, 0, 2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it lapsed between the two lines
        return 1


def address_of(request):
    return f"address {request.META.get('REMOTE_ADDR', '')}"
