import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from hiring import clock
from workflows.retention import job
from workflows.retention.schedule import JOB, schedule


class Command(BaseCommand):
    """Shows what is past its time and why, and with --apply lets it go, each record with a receipt."""

    help = "What the retention schedule says is past its time. Changes nothing unless --apply is given."

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true", help="Let go what is due; what is held stays.")
        parser.add_argument("--on", help="Look as at this day (YYYY-MM-DD) instead of today. Not with --apply.")
        parser.add_argument("--schedule", action="store_true", help="Print the schedule and stop.")

    def handle(self, *, apply, on, schedule, **options):
        if apply and on:
            raise CommandError("--on is for looking ahead; --apply always works as at today.")
        if schedule:
            return self.print_schedule()
        day = self.day_of(on)
        report = job.run(by_label="The command line") if apply else job.what_is_due(day)
        for rule, number, held, oldest in report.lines():
            kept_back = f", of them {held} held" if held else ""
            self.stdout.write(f"{rule.what}: {number} due since {oldest}{kept_back}")
            self.stdout.write(f"    {rule.code}: {rule.period} after {rule.starts}{own(rule)}. {rule.basis}")
        if not report.due:
            self.stdout.write(f"Nothing is past its time on {day}.")
        if apply:
            run = report.run
            self.stdout.write(f"Let go: {run.destroyed}. Held: {run.held}. Stayed for another reason: {run.stayed}.")
        elif report.due:
            self.stdout.write("Nothing was changed. Add --apply to let these go.")
        return None

    def day_of(self, on):
        try:
            return dt.date.fromisoformat(on) if on else clock.today()
        except ValueError as error:
            raise CommandError("Write the day as YYYY-MM-DD.") from error

    def print_schedule(self):
        for rule in schedule():
            how = "by this job" if rule.how == JOB else rule.where
            starts = f" after {rule.starts}" if rule.starts and rule.how == JOB else ""
            self.stdout.write(
                f"{rule.code}: {rule.what}. {rule.period}{starts}{own(rule)}. {how}. {rule.basis} ({rule.mark})"
            )


def own(rule):
    return ", or as the trust settled" if rule.own else ""
