"""When one DBS check has taken the place of another, so that the other is no longer needed."""

CERTIFICATE, STATUS = "dbs_enhanced", "dbs_update_status"
STANDS_IN = {  # what is not needed once the other is clear
    "dbs_interim_risk_assessment": CERTIFICATE,
    "barred_list_standalone": CERTIFICATE,
    STATUS: CERTIFICATE,
    CERTIFICATE: STATUS,
}
FROM_STATES = ("not_started", "waiting", "to_decide", "clear")


def stand_in_for(check):
    """The clear check that has taken this one's place; None while it is needed itself."""
    other = STANDS_IN.get(check.code)
    if other is None or (check.state == "clear" and check.code != "dbs_interim_risk_assessment"):
        return None
    if check.code == "barred_list_standalone" and check.required_by != "E7.1":
        return None
    return check.clearance.checks.filter(code=other, state="clear").first()


def superseded_by(check):
    """The checks of the same file that this one, now clear, makes needless."""
    wanted = [code for code, other in STANDS_IN.items() if other == check.code]
    rows = check.clearance.checks.filter(code__in=wanted, state__in=FROM_STATES).order_by("pk")
    return [each for each in rows if stand_in_for(each) is not None]
