"""Making the way in for an inspector. The token and the code are returned once; only their digests are kept."""

from django.db import transaction

from checks.models import Inspection
from hiring import links
from hiring.models import Link


@transaction.atomic
def make_link(*, by, schools, inspector, days, shows_leavers):
    """`(inspection, token, code)` of a new link."""
    inspection = Inspection.make(by=by, schools=schools, inspector=inspector, days=days, shows_leavers=shows_leavers)
    link, token = links.mint(Link.Purpose.INSPECTION, "", subject_id=inspection.pk, expires_at=inspection.ends_at)
    return inspection, token, links.new_code(link)


@transaction.atomic
def new_code_for(inspection, *, by):
    """Another code for the same link; the one before stops working, and wrong tries are counted anew."""
    inspection.renew(by=by)
    return links.new_code(inspection.link)
