"""The job: find what is past its time, and let it go one record at a time, each with its receipt or not at all."""

from collections import Counter
from dataclasses import dataclass, field

import structlog
from django.db import transaction

from hiring import clock
from workflows import failpoints
from workflows.blockers import Refused
from workflows.models import Destruction, RetentionRun
from workflows.retention.schedule import JOB, schedule

log = structlog.get_logger(__name__)


@dataclass
class Report:
    """What is due, `[(rule, due)]`, and what became of it: destroyed, held or stayed, by rule."""

    due: list
    outcomes: Counter = field(default_factory=Counter)
    run: RetentionRun | None = None

    def lines(self):
        """`(rule, how many are due, of them held, the oldest due day)` for each rule that has any."""
        by_rule = {}
        for rule, each in self.due:
            by_rule.setdefault(rule, []).append(each)
        return [
            (rule, len(rows), sum(row.held for row in rows), min(row.due_on for row in rows))
            for rule, rows in by_rule.items()
        ]


def what_is_due(day=None):
    """A dry run: everything past its time on this day, nothing touched."""
    day = day or clock.today()
    return Report([(rule, each) for rule in schedule() if rule.how == JOB for each in rule.find(rule, day)])


def run(*, by_label, day=None):
    """Let go what is due. Stopped half-way it has done each record whole or not at all; run again it does the rest."""
    report = what_is_due(day)
    report.run = RetentionRun.objects.create(by_label=by_label, found=len(report.due))
    for rule, due in report.due:
        outcome = let_go(report.run, rule, due)
        report.outcomes[outcome] += 1
        setattr(report.run, outcome, report.outcomes[outcome])
        failpoints.reach("while_letting_go")
    report.run.ended_at = clock.now()
    report.run.save()
    return report


def let_go(run, rule, due):
    """One record, in a transaction of its own: destroyed with a receipt, held, or stayed."""
    if due.held:
        return "held"
    try:
        with transaction.atomic():
            went = due.destroy(rule)
            receipt(run, rule.at(due.school.trust), due, went)
    except Refused as refused:
        codes = [each.code for each in refused.blockers]
        log.warning("not let go", rule=rule.code, record=due.record.pk, codes=codes)
        return "held" if "hold" in codes else "stayed"
    except Exception:
        log.exception("could not be let go", rule=rule.code, record=due.record.pk)
        return "stayed"  # it is due again tomorrow, and holds up no other
    return "destroyed"


def receipt(run, rule, due, went):
    return Destruction.objects.create(
        run=run,
        school=due.school,
        rule=rule.code,
        period=rule.period,
        basis=rule.basis,
        record_type=due.record._meta.model_name,
        record_id=due.record.pk,
        started_on=due.started_on,
        due_on=due.due_on,
        went=went,
    )
