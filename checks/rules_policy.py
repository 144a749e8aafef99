"""What a trust may ask beyond the rules: the questions that settle it, and what must be true of the answers."""

from checks import claims, protection
from checks.kinds import KINDS
from checks.rules.policy import KNOBS, LOOSEST, loosened
from checks.rules.shapes import record
from workflows.blockers import Blocker

LABELS = {
    "references_min": "References for each appointment",
    "overseas_months": "Months abroad from which a further check is made",
    "overseas_years": "Years back for which time abroad counts",
    "overseas_adult_only": "Time abroad counts",
    "online_search": "Online search of shortlisted people",
    "prohibition_check_for_under_direction": "Prohibition check for staff who teach under direction",
    "retention_unsuccessful_months": "Months an unsuccessful application is kept",
    "probation_months": "Months within which a probation is decided",
    "dbs_again_years": "Years after which a DBS check is looked at again",
    "strength": "Checks held as a MUST here",
}
IN_WORDS = {True: "Yes", False: "No", "all_shortlisted": "All who are shortlisted", "off": "Not made"}
ADULTS_ONLY = {True: "From the age of 18", False: "At any age"}


def is_the_trusts_hr_manager(policy, actor):
    """The rules are one for the whole trust, so a manager of one school does not change them."""
    held = actor.all_memberships if actor.kind == "user" else ()
    return any(
        each.role == "hr_manager" and each.school_id is None and each.trust_id == policy.school.trust_id
        for each in held
    )


is_the_trusts_hr_manager.words = "the HR manager of the trust"


def it_is_told_in_words_the_rules_know(policy, move):
    """A misspelt choice would change nothing, in silence."""
    problems: list[str] = []
    record(KNOBS, optional=frozenset(KNOBS))("policy", policy.choices, problems)
    for problem in problems:
        yield Blocker(code="policy.unknown", text=f"{problem}.", owner="HR")


def it_loosens_no_must(policy, move):
    """A trust may tighten; what the law may require it cannot let go (Education Act 2002 and the rest, as the table cites)."""
    chosen = policy.choices
    for knob, (holds, bound, code, words) in LOOSEST.items():
        if isinstance(chosen.get(knob), int) and not holds(chosen[knob], bound):
            text = f"{LABELS[knob]} must be {words} {bound}. {KINDS[code].title} may be required by law, and no trust can loosen that."
            yield Blocker(code=f"policy.loosens.{knob}", text=text, owner="HR", fix="/rules/change/")
    for problem in loosened({"strength": chosen.get("strength", {})}):
        text = f"{problem[0].upper()}{problem[1:]}. No trust can loosen what the table asks."
        yield Blocker(code="policy.loosens.strength", text=text, owner="HR", fix="/rules/change/")


def it_keeps_the_unsuccessful_for_as_long_as_a_claim(policy, move):
    """Papers go no sooner than a claim may come, and no later than anything needs them."""
    months = policy.choices.get("retention_unsuccessful_months")
    if isinstance(months, int) and not claims.least() <= months <= claims.MOST:
        text = f"{LABELS['retention_unsuccessful_months']} must be {claims.least()} to {claims.MOST}. {claims.note()}"
        yield Blocker(code="policy.kept", text=text, owner="HR", fix="/rules/change/", rule=claims.EQUALITY)


def it_decides_on_probation_before_protection(policy, move):
    """A trust may decide sooner; from six months on the law protects the employment (Employment Rights Act 2025)."""
    months, most = policy.choices.get("probation_months"), protection.MONTHS_TO_DECIDE
    if isinstance(months, int) and not 1 <= months <= most:
        text = (
            f"{LABELS['probation_months']} must be 1 to {most}. Whoever began on 1 July 2026 or later is protected against "
            "unfair dismissal after six months, and a month is left for the decision to take effect."
        )
        law = str(protection.LINES[-1].source)
        yield Blocker(code="policy.probation", text=text, owner="HR", fix="/rules/change/", rule=law)


def nobody_settled_it_meanwhile(policy, move):
    """Two managers at once would undo each other without knowing."""
    newest = type(policy).objects.filter(school__trust=policy.trust).exclude(pk=policy.pk).order_by("-pk").first()
    if (newest.pk if newest else 0) != policy.instead_of:
        text = "Somebody changed the trust's choices while you were looking at them. Look again."
        yield Blocker(code="policy.changed_meanwhile", text=text, owner="HR", fix=policy.page_to_change)


def something_changes(policy, move):
    """A change that changes nothing would stand in the history as if it had."""
    if policy.choices == policy.before:
        yield Blocker(
            code="policy.nothing_changes",
            text="Nothing is changed. Change an answer first.",
            owner="HR",
            fix=policy.get_absolute_url(),
        )
