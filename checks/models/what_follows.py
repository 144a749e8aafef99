"""What follows at once when a check moves: from what the DBS said, and for somebody already at work (I4)."""

from checks.guards_dbs import newest
from checks.models.at_work import what_follows_at_work
from checks.superseding import STANDS_IN, superseded_by
from hiring.actors import SYSTEM


def what_follows(check):
    """What the DBS said has its own consequences; and somebody at work is at once in question, or so no longer."""
    what_the_dbs_said_follows(check)
    what_follows_at_work(check)


def what_follows_once_let_go(check):
    """A certificate that is asked for no more is awaited no more; and who is at work is in question about it no longer."""
    if check.code == "dbs_enhanced":
        the_exception_follows(check)
    what_follows_at_work(check)


def the_exception_follows(certificate):
    for early in certificate.early_starts.live().select_related("clearance__school__trust", "certificate"):
        early.follow(certificate)


def what_the_dbs_said_follows(check):
    """An exception ends or stops, a status that is not current asks for a new certificate, and what is superseded goes."""
    if check.code not in {*STANDS_IN, *STANDS_IN.values()}:
        return
    if check.code == "dbs_enhanced":
        the_exception_follows(check)
    if check.code in FACTS:
        told = FACTS[check.code](check)
        if told:
            check.clearance.derive(by=SYSTEM, **told)
    gone = superseded_by(check)
    if check.state != "clear" and any(each.code == "dbs_update_status" for each in gone):
        check.clearance.derive(by=SYSTEM, person_facts={"update_service": None})
    for each in gone:
        each.supersede(by=SYSTEM)


def once_a_certificate_is_seen(check):
    """With the certificate in hand nobody starts before it, and no other certificate's status stands in for it."""
    clearance = check.clearance
    if check.state != "clear" or not (
        clearance.role_facts.get("starts_before_dbs") or clearance.person_facts.get("update_service")
    ):
        return None
    return {"role_facts": {"starts_before_dbs": False}, "person_facts": {"update_service": None}}


def once_a_status_is_known(check):
    """C43, C45: the rules are read again with what the service said; new information, or no match, asks for a new certificate."""
    last, held = newest(check), check.clearance.person_facts.get("update_service")
    if not held or last is None or last.outcome not in SAID or held["status"] == last.outcome:
        return None
    return {"person_facts": {"update_service": {**held, "status": last.outcome}}}


SAID = {"BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO", "NEW_INFO", "NO_MATCH_FOUND"}
FACTS = {"dbs_enhanced": once_a_certificate_is_seen, "dbs_update_status": once_a_status_is_known}
