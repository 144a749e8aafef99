"""When one DBS check has taken the place of another, so that the other is no longer needed."""

from checks.early_starts import it_began_before_the_certificate
from checks.guards_dbs import WITH_CONTENT, newest

CERTIFICATE, STATUS = "dbs_enhanced", "dbs_update_status"
STANDS_IN = {  # what is not needed once the other is clear
    "dbs_interim_risk_assessment": CERTIFICATE,
    "barred_list_standalone": CERTIFICATE,
    STATUS: CERTIFICATE,
    CERTIFICATE: STATUS,
}
DEAD = {"NEW_INFO", "NO_MATCH_FOUND"}  # a new certificate is required, and nothing else will do
FROM_STATES = ("not_started", "waiting", "to_decide", "clear")


def stand_in_for(check):
    """The clear check that has taken this one's place; None while it is needed itself."""
    other = STANDS_IN.get(check.code)
    if other is None or (check.state == "clear" and check.code != "dbs_interim_risk_assessment"):
        return None
    if check.code == "barred_list_standalone" and check.required_by != "E7.1":
        return None
    seen = check.clearance.checks.filter(code=other, state="clear").first()
    return seen or (applied_for_instead(check) if check.code == STATUS else None)


def applied_for_instead(status):
    """The new certificate on its way where the old one's status is dead: it stays required, and the old shows nothing now.

    Not of somebody who has begun, whose doubt stays until the certificate is seen; nor where something stands on the
    old one, which the head decides on (KCSIE Part three, Update Service; C43, C45).
    """
    last = newest(status)
    if status.clearance.began_on or last is None or last.outcome not in DEAD:
        return None
    if status.receipts.filter(voided_at=None, outcome__in=WITH_CONTENT).exists():
        return None
    certificate = status.clearance.checks.filter(code=CERTIFICATE, state="waiting").first()
    return certificate if certificate and it_began_before_the_certificate(certificate) else None


def superseded_by(check):
    """The checks of the same file that are needless now that this one has moved: itself, too, where it is a dead status."""
    wanted = [code for code, other in STANDS_IN.items() if other == check.code or code == check.code == STATUS]
    rows = check.clearance.checks.filter(code__in=wanted, state__in=FROM_STATES).order_by("pk")
    return [each for each in rows if stand_in_for(each) is not None]
