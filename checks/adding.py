"""Adding somebody with no vacancy, by the page and by the API alike: one person, one file, checks derived at once."""

from django.db import transaction

from checks.models import Clearance, RulesPolicy
from checks.rules import required_checks
from hiring import clock
from hiring.models import User
from workflows.blockers import Blocked, Blocker


def add(
    by,
    *,
    name,
    email,
    school,
    post_title,
    role,
    person,
    starts_on,
    offered_on,
    sent_by="",
    here_already=False,
    countries=(),
):
    """Open the file through the door and derive its checks. Raises Blocked when no rule asks for anything."""
    refuse_nothing(school, role, person)
    with transaction.atomic():
        who = known_at(email) or User.objects.create_user(email, name=name.strip())
        post = {"school": school, "person": who, "post_title": post_title, "sent_by": sent_by}
        facts = post | {"role_facts": role, "person_facts": person}
        if here_already:
            file = Clearance.bring_across(by=by, in_post_since=starts_on, **facts)
        else:
            file = Clearance.open(by=by, starts_on=starts_on, **facts)
        file.offer_made_at = min(clock.now(), clock.london(offered_on, 12))
        file.countries = list(countries)
        file.save(update_fields=["offer_made_at", "countries"])
        return file.derive(by=by)


def known_at(email):
    """The person at this address, if there is one: one human being, one row."""
    return User.objects.filter(email__iexact=email).first() if email else None


def refuse_nothing(school, role, person):
    """Nobody works on an empty file: one who only moves, and needs nothing new, stays on the file they have."""
    if not required_checks(role, person, RulesPolicy.of(school.trust)).required:
        text = (
            "No rule asks for a new check, because they stay with the same employer and nothing in their duties is new. "
            "The file they have stands: change the facts there, or say there that they also work at another school."
        )
        raise Blocked(Blocker(code="clearance.nothing_asked", text=text, owner="HR", fix="/people/", rule="I"))
