"""Which of the verbs of sealed words belong on a check's page now."""

from checks.sealing_guards import RAISED

OF_A_SEARCH = ("seal_finding", "put_to_panel", "discard_finding")


def sealing_steps(check):
    """Opening, where something is sealed; the rest, where something was raised (two queries, for kinds that seal)."""
    if not check.kind.sealed_to or check.state not in {"to_decide", "clear", "concern"}:
        return ()
    opening = ("open_sealed",) if check.sealed_words.standing().exists() else ()
    raised = check.receipts.filter(voided_at=None, outcome__in=RAISED).exists()
    if not raised or check.state != "to_decide":
        return opening
    return (*(OF_A_SEARCH if check.code == "online_search" else ()), *opening, "talk_over")
