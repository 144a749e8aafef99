"""What a move would do, in words, before it is done."""

import datetime as dt

from hiring.templatetags.dates import fullday, moment
from workflows.emails import letters_for

STATES_SAID = 3  # a move that may end in more than this many states says what it depends on instead


def changes(record, rule):
    """From one state to another, and what that means here."""
    states = dict(type(record).State.choices)
    ends = [states[target] for target in record.leads_to(rule)]
    after = " or ".join(ends) if len(ends) <= STATES_SAID else "Depends on what you record"
    rows = [{"label": "What this means", "after": rule.meaning}] if rule.meaning else []
    if ends == [record.state_words]:
        return [{"label": "State", "after": f"Stays at {record.state_words}"}, *rows]
    return [{"label": "State", "before": record.state_words, "after": after}, *rows]


def letters(rule, record, by, details=None):
    """The letters this move sends, as far as they can be written beforehand."""
    return letters_of_many(rule, [record], by, details)


def letters_of_many(rule, records, by, details=None, known=()):
    """The letters the same move sends about several records, in their order.

    known: records that were seen through what this actor may see, so that nobody need ask again.
    """
    written = [each for record in records for each in letters_for(rule.event, record, by, details)]
    known = {*known, *_known_to(by, [each for each in written if each.letter.about not in known])}
    return [_shown(each) if each.letter.about in known else _hidden(each) for each in written]


def _known_to(by, written):
    """The records these letters are about that this actor may see, in one query a kind."""
    wanted = {}
    for each in written:
        wanted.setdefault(type(each.letter.about), set()).add(each.letter.about.pk)
    return {row for model, pks in wanted.items() for row in model.objects.visible_to(by).filter(pk__in=pks)}


def _hidden(written):
    """A letter to somebody this actor may not know, such as a chair to an applicant before the shortlist."""
    about = written.letter.about
    body = "You may not see who this person is yet, so their letter is not shown."
    return {"to": f"{about._meta.verbose_name} {about}", "address": "", "subject": written.subject, "body": body}


def _shown(written):
    later = written.letter.not_before
    return {
        "to": written.to_name or written.to_email,
        "address": written.to_email if written.to_name else "",
        "subject": written.subject,
        "body": written.body,
        "when": f"Goes {moment(later)}; until then it can be stopped in the outbox." if later else "",
    }


def as_lines(blockers):
    """Blockers as the page lists them: `fix` is where to go, `fix_label` what to press there."""
    return [
        {
            "text": each.text,
            "owner": each.owner,
            "since": each.since,
            "fix_url": each.fix,
            "fix_label": each.fix_label,
            "expected_by": each.expected_by,
            "rule": each.rule,
            "edition": f"as at {fullday(dt.date.fromisoformat(each.edition))}" if each.edition else "",
        }
        for each in blockers
    ]
