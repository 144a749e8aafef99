"""What must be true before a waiver from Ofsted is recorded or relied on: `(check, move) -> blockers` (SI 2018/794)."""

from workflows.blockers import Blocker

CODE = "childcare_disqualification"
NEVER_OF_THE_BARRED = {"waiver_applied", "waiver_granted", "waiver_appealed"}
RULE = "Childcare (Disqualification) Regulations 2018 (SI 2018/794)"
NOT_APPLIED = "Ofsted answers whoever applied. Enter the date they applied, or record the application first."
NOT_REFUSED = "There is no refusal to appeal against. Enter the date on Ofsted’s letter, or record the refusal first."
NEEDS = {  # what comes earlier: the receipt that says so, the day on this one that says so too, and what to say without either
    "waiver_granted": ("waiver_applied", "applied_on", NOT_APPLIED),
    "waiver_refused": ("waiver_applied", "applied_on", NOT_APPLIED),
    "waiver_appealed": ("waiver_refused", "waiver_dated_on", NOT_REFUSED),
}


def no_barred_person_is_waived(check, move):
    """Ofsted cannot waive for somebody barred from work with children, whatever its letter is said to say."""
    if check.code != CODE or _said(check, move) not in NEVER_OF_THE_BARRED:
        return
    bar = _bar_on_the_person(check)
    if bar is not None:
        text = f"{check.clearance.person.name} is barred from work with children, and for a barred person there is no waiver."
        fix = bar.check_row.get_absolute_url()
        yield Blocker(code=f"{CODE}.barred", text=text, owner="nobody here", since=bar.at, fix=fix, rule=RULE)


def the_waiver_goes_in_order(check, move):
    """They apply, Ofsted answers, they may appeal: each step rests on the one before."""
    evidence = move.details.get("evidence") or {}
    earlier, day, sentence = (
        NEEDS.get(evidence.get("outcome"), (None, "", "")) if check.code == CODE else (None, "", "")
    )
    if earlier and not evidence.get(day) and not _live(check).filter(outcome=earlier).exists():
        yield Blocker(code=f"{CODE}.out_of_order", text=sentence, owner="HR", fix=check.get_absolute_url(), rule=RULE)


def _said(check, move):
    """The outcome that is being recorded; when it is decided upon, the newest there is."""
    evidence = move.details.get("evidence")
    if evidence:
        return evidence.get("outcome")
    newest = _live(check).order_by("id").last()
    return newest and newest.outcome


def _bar_on_the_person(check):
    """The newest standing result, in any file the trust has on this person, that says they are barred."""
    from checks.models import Receipt

    theirs = Receipt.objects.filter(
        check_row__clearance__person=check.clearance.person_id,
        check_row__clearance__school__trust=check.clearance.trust,
    )
    return theirs.filter(outcome="barred", voided_at=None).select_related("check_row").order_by("id").last()


def _live(check):
    return check.receipts.filter(voided_at=None)
