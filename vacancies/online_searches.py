"""The online searches of one vacancy side by side: the same for everybody, or else it says who had less."""

from checks.kinds.online_search import PLACES
from checks.models import Check

SHORTLISTED = ("shortlisted", "invited", "interviewed", "offered")


def searches_of(vacancy, actor):
    """The online search of everybody on the shortlist, nobody's own (two queries)."""
    rows = Check.objects.filter(clearance__application__vacancy=vacancy, code="online_search")
    rows = rows.filter(clearance__application__state__in=SHORTLISTED).exclude(clearance__person=actor.pk)
    related = ("clearance__school__trust", "clearance__person", "clearance__application")
    return list(rows.select_related(*related).prefetch_related("receipts").order_by("clearance__application__code"))


def latest(check):
    """The receipt that stands, if any."""
    live = [receipt for receipt in check.receipts.all() if receipt.voided_at is None]
    return live[-1] if live else None


def unlike(checks):
    """Who was looked for in fewer places than somebody else, in sentences."""
    seen = {check: places_of(check) for check in checks}
    searched = {check: places for check, places in seen.items() if places}
    everywhere = set().union(*searched.values())
    return [
        f"{check.clearance.person.name} was not searched for in: {named(everywhere - places)}."
        for check, places in searched.items()
        if everywhere - places
    ]


def places_of(check):
    receipt = latest(check)
    return set(receipt.facts.get("places") or ()) if receipt else set()


def named(places):
    return ", ".join(label.lower() for code, label in PLACES if code in places)
