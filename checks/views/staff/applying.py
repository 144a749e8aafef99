"""Checks that apply, and why: each line with its rule and the facts that caused it, each check left out with the rule."""

from checks.forms.facts.words import in_words, label_of
from checks.kinds import KINDS, kind
from checks.models import RulesPolicy
from checks.rules import required_checks
from checks.rules.because import because
from checks.views.staff.showing import STRENGTHS


def applied(role, person, trust, rules_of=None):
    """The answer of the rules for these facts, in words; by the rules of another day than the first where one is given.

    Raises InvalidCase when the facts are not whole.
    """
    told = role, person, RulesPolicy.of(trust), rules_of
    decision, looked = required_checks(*told), because(*told)
    told = {**role, **person, "regulated_activity": decision.regulated_activity}
    answer = looked[decision.regulated_activity_rule]
    asked = set(decision.codes)
    return {
        "decision": decision,
        "edition_on": decision.rules_of,
        "answer": {"rule": answer.rule, "source": answer.source, "facts": caused_by(answer, told)},
        "required": [
            {
                "need": need,
                "title": KINDS[need.code].title,
                "strength": STRENGTHS[need.strength],
                "with": paper_of(need.code, asked),
                "facts": caused_by(looked[need.rule], told),
            }
            for need in decision.required
        ],
        "excluded": [
            {"title": KINDS[each.code].title, "rule": each.rule, "facts": caused_by(looked.get(each.rule), told)}
            for each in decision.excluded
            if each.code in KINDS
        ],
    }


def caused_by(looked, told):
    """The facts a rule read, in words; none for a rule that holds for everybody, or a block for other people."""
    if looked is None:
        return []
    return [{"label": label_of(name), "value": in_words(name, told.get(name))} for name in looked.facts]


def paper_of(code, asked):
    """The title of the check on whose paper this one comes, when both are asked for."""
    paper = kind(code).comes_with
    return KINDS[paper].title if paper in asked else ""
