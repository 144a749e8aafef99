"""What may be told of a few counts that add up, so that no count under 5 can be read or worked out from the rest.

A count under 5 is left out. Where only the last is, rounding may be enough to keep it unknown. Else with the small goes
always the last, and, while fewer than 5 people stand in what is left out, the next from the top: which ones go besides
the small never depends on how large they are, or that would tell. Whoever knows exactly how many answered, and this rule,
still finds five sizes or more possible for each count left out (`tests/vacancies/test_equality_figures.py` tries every
table of up to six answers).
"""

FEWEST = 5
FEWEST_FOR_A_SHARE = 20
BLUR = 2  # how far a count to the nearest 5 may lie from the true one


def to_nearest_5(count):
    return 5 * ((count + BLUR) // 5)


def safe(counts):
    """The counts in their order, each to the nearest 5, None for one that is not told."""
    hidden = {place for place, count in enumerate(counts) if count < FEWEST}
    last = len(counts) - 1
    if hidden and not (hidden == {last} and _is_blurred(counts)):
        for place in (last, *range(last)):
            hidden.add(place)
            if len(hidden) > 1 and sum(counts[each] for each in hidden) >= FEWEST:
                break
    return [None if place in hidden else to_nearest_5(count) for place, count in enumerate(counts)]


def _is_blurred(counts):
    """Whether the last may be anything from 0 to 4, for all that the others tell when they are rounded."""
    told, people = [to_nearest_5(count) for count in counts[:-1]], sum(counts)
    most = people - sum(max(FEWEST, count - BLUR) for count in told)
    least = people - sum(count + BLUR for count in told)
    return least <= 0 and most >= FEWEST - 1


def share(count, people):
    """A whole per cent of the people who answered, both as they are told; None of too few to say."""
    return None if count is None or people < FEWEST_FOR_A_SHARE else round(100 * count / people)
