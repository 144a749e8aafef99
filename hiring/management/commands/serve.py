"""Serve Gatepost, as `make run` does."""

from django.core.management.base import BaseCommand, CommandError

from hiring import serving


class Command(BaseCommand):
    """Start everything, say where it is, and stop everything on Ctrl-C."""

    help = "Serve Gatepost: web, worker and beat on one address, until Ctrl-C."
    requires_system_checks = []  # make lint runs them; a start should not wait for them

    def add_arguments(self, parser):
        serving.ways_to_serve(parser)

    def handle(self, *, host, port, **_options):
        try:
            serving.serve(host, port, self.say)
        except serving.CannotServe as reason:
            raise CommandError(str(reason)) from reason

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
