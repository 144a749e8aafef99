"""Putting them all on the record, some at a time, saying how far it has got."""

from itertools import islice

from django.db import transaction

from checks.models import Clearance
from checks.record.coming_across import bring_across
from hiring.models import Membership, Role, School, User
from vacancies.demo import when
from vacancies.demo.staff_in_post.amiss import LEFT, what_happened_since, with_faults
from vacancies.demo.staff_in_post.people import everybody

HOW_MANY = 1612
AT_ONCE = 130


def load(say=lambda text: None, how_many=HOW_MANY):
    """Bring across everybody at work who is not there yet, so that it may be stopped and begun again."""
    here = Clearance.objects.filter(on_record_from__isnull=False)
    already = here.filter(in_post_since__isnull=False).count()
    wanted = how_many + len(LEFT) - here.filter(in_post_since=None).count()
    dev = User.objects.get(name="Dev Khatri")
    people = islice(with_faults(everybody(_schools(), wanted, _heads())), already, None)
    while some := list(islice(people, AT_ONCE)):
        _bring(some, dev)
        already += len(some)
        say(f"{already:,} of {wanted:,} people at work brought across from the old records")
    what_happened_since(dev)


@transaction.atomic
def _bring(some, by):
    with when.on(5, 11, 9):
        User.objects.bulk_create([each.file["person"] for each in some if each.file["person"].pk is None])
        bring_across(some, by=by)


def _schools():
    return list(School.objects.order_by("hub", "name").select_related("trust"))


def _heads():
    """School -> its head in the story."""
    held = Membership.objects.filter(role=Role.HEAD, school__isnull=False).select_related("user", "school")
    return {each.school: each.user for each in held}
