"""How a check is put into the parts of its page, and what of it this reader is shown."""

from checks.forms.deciding import evidence_form
from checks.gate_lines import MARKS
from checks.kinds import words
from hiring import clock
from hiring.days import DayField
from workflows.history_words import in_words
from workflows.views.preview import as_lines

STRENGTHS = {
    "must": "The law requires it",
    "should": "Statutory guidance says we should",
    "consider": "Guidance asks us to consider it",
    "policy": "Our own policy",
}
ENDS = {"waiting": "Waiting", "to_decide": "To decide", "clear": "Clear", "concern": "Concern"}
ONLY_WHEN_OPEN = {  # what nobody misses while it cannot be done
    "see_again",
    "report_change",
    "tell_first",
    "remind",
    "come_back",
    "take_on_paper",
    "answer_more",
    "give_up",
    "settle_red_flag",
    "accept_without",
    "go_on_waiting",
}
HELD_BACK = "What was found is with the headteacher or the safeguarding lead."
SAID_BY = {
    "check.raise_concern": "concern",
    "check.report_change": "concern",
    "check.clear": "decision",
    "check.go_on_waiting": "decision",
    "check.void": "decision",
}


def identity(check, line):
    """Whose check, for which post, and how it stands."""
    return {
        "title": check.title,
        "subtitle": f"{check.clearance.person.name}, {check.clearance.post_title}",
        "code": check.clearance.reference,
        "facts": [check.clearance.school.name],
        "mark": line.mark,
        "state": line.word,
    }


def moves(check, verdicts, names):
    """The verbs that leave this state for this reader, each with its page or with what stands in the way."""
    rows = []
    for name in names:
        verdict = verdicts.get(name)
        if verdict is None or (name == "ask" and not is_asked_of_somebody(check)):
            continue
        shut = [each.text for each in verdict.blockers]
        if shut and name in ONLY_WHEN_OPEN:
            continue
        label = check.kind.ask_label if name == "ask" else verdict.rule.label
        rows.append(
            {"name": name, "label": label, "url": f"{check.get_absolute_url()}{verdict.rule.slug}/", "shut": shut}
        )
    return rows


def is_asked_of_somebody(check):
    """Whether asking is a letter of ours; the rest is asked elsewhere and recorded here."""
    return check.kind.holder in {"candidate", "referee"}


def form_for(check, verdicts):
    """The receipt form, when evidence may be recorded now."""
    verdict = verdicts.get("record")
    if verdict is None or not verdict.allowed or check.code == "references":
        return None
    return evidence_form(record=check, initial={"evidence_on": clock.today()})


def why_not(verdict):
    return [each.text for each in verdict.blockers] if verdict is not None else []


def blockers(shut):
    return as_lines(shut)


def receipts(check, reads):
    """Every receipt, newest first; voided ones too, and the result of a concern only for those who decide."""
    rows = check.receipts.select_related("seen_by", "voided_by").order_by("-id")
    return [_receipt(check, row, reads) for row in rows]


def _receipt(check, row, reads):
    held_back = row.result == "concern" and not reads
    return {
        "sentence": HELD_BACK if held_back else row.sentence,
        "mark": "na" if row.voided_at else MARKS[row.result],
        "word": "Voided" if row.voided_at else ENDS[row.result],
        "facts": [] if held_back else _facts(check, row),
        "at": row.at,
        "by": row.seen_by_label,
        "voided_at": row.voided_at,
        "voided_by": row.voided_by,
        "void_reason": row.void_reason if reads or row.result != "concern" else "",
    }


def _facts(check, row):
    """The particulars, in the words of the form that asked for them."""
    fields = check.kind.Evidence.base_fields
    rows = []
    for name, value in row.facts.items():
        if value in ("", None, []) or name not in fields:
            continue
        is_code = name.endswith(("_number", "_ref"))
        rows.append({"label": fields[name].label, "value": _in_words(fields[name], value), "code": is_code})
    return rows


def _in_words(field, value):
    """What was given, as the form that asked put it; a day as it is written elsewhere on the receipt."""
    if isinstance(field, DayField):
        return words.day(value)
    choices = dict(getattr(field, "choices", ()) or ())
    return ", ".join(str(choices.get(each, each)) for each in (value if isinstance(value, list) else [value]))


def events(check, reads):
    """The check's history, newest first; why a concern was raised or settled only for those who decide."""
    rows = check.events().select_related("actor", "note")
    return [in_words(event, reason=reads or not _is_restricted(check, event)) for event in rows]


def _is_restricted(check, event):
    concerned = "concern" in {event.from_state, event.to_state}
    decided = event.verb in SAID_BY and check.kind.decided_by == "head"
    return concerned or decided
