"""How often somebody may ask for the same thing, counted in the cache."""

from django.core.cache import cache

from hiring.links import digest

WINDOW = 600  # seconds


def too_often(what, who, limit):
    """Count one more, and say whether that is over the limit of these ten minutes. The cache never learns who asked."""
    key = f"{what}:{digest(who)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it lapsed between the two lines
        return False
