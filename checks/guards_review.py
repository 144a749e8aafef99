"""What must be true of a spot check: drawn from somebody, looked at by a second person, signed when all are looked at.

One person keeping the record and nobody checking it is an audit failure of its own; the second pair of eyes is the
remedy, and it is worth nothing if it belongs to the first.
"""

from django.db.models import Q

from workflows.blockers import Blocker


def somebody_is_on_the_record(review, move):
    """Nobody can be drawn from an empty record."""
    if not review.drawn_from:
        text = "Nobody is on the record of these schools, so there is nobody to draw."
        yield Blocker(code="review.empty", text=text, owner="HR", fix="/record/")


def the_review_is_open(look, move):
    """What is signed off is not looked at again."""
    if look.review.state != "open":
        text = f"{look.review} is signed off. Draw another."
        yield Blocker(code="review.signed", text=text, owner="", fix="/record/reviews/new/")


def somebody_else_recorded_it(look, move):
    """Whoever recorded a check does not say that it was recorded rightly."""
    count = _recorded(move.by, [look.clearance_id])
    if count:
        text = f"You recorded {count} of the checks of {look.clearance.person.name}. Somebody else must look at them."
        yield Blocker(code="review.own_work", text=text, owner="a second person", fix=look.review.get_absolute_url())


def somebody_else_recorded_them(review, move):
    """Nor do they sign off the whole."""
    count = _recorded(move.by, review.looks.values("clearance_id"))
    if count:
        text = f"You recorded {count} of the checks of the people drawn. Somebody else must sign."
        yield Blocker(code="review.own_work", text=text, owner="a second person", fix=review.get_absolute_url())


def everybody_was_looked_at(review, move):
    """Nobody drawn may be left out because they are awkward."""
    left = review.looks.filter(state="to_look").count()
    if left:
        who = "1 person has" if left == 1 else f"{left} people have"
        text = f"{who} not been looked at yet."
        yield Blocker(
            code="review.not_done",
            text=text,
            owner="a second person",
            since=review.drawn_at,
            fix=review.get_absolute_url(),
        )


def _recorded(actor, files):
    from checks.models import Receipt

    own = Q(seen_by_id=actor.pk) | Q(entered_by_id=actor.pk) | Q(copied_by_id=actor.pk)
    return Receipt.objects.filter(own, check_row__clearance_id__in=files, voided_at=None).count()
