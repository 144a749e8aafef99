"""Drawing people from the record, so that chance and not the keeper chooses what is looked at."""

import secrets

from django.db import transaction

from checks.models import Clearance, Look, Review
from checks.models.review import drawn
from checks.record.rows import Record


def draw(by, schools, size):
    """The spot check, with the people the draw fell on."""
    files = list(
        Record(by, schools=schools).files().filter(school__in=schools).order_by("pk").values_list("pk", flat=True)
    )
    seed = secrets.token_hex(16)
    with transaction.atomic():
        review = Review.draw(by=by, schools=schools, seed=seed, size=size, drawn_from=len(files))
        fell_on = Clearance.objects.select_related(*Clearance.locked_with).in_bulk(drawn(files, seed, size))
        Look.ask_for(by=by, review=review, files=[fell_on[pk] for pk in drawn(files, seed, size)])
    return review
