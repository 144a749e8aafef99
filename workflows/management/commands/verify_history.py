"""Walk every history and name the first bad row of each."""

import json
import time
from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflows.heads import roots
from workflows.history import first_fault
from workflows.models import Event


class Command(BaseCommand):
    help = (
        "Walk every history, and name the first event of each that is not as it was written. Fails when there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--published",
            action="append",
            type=Path,
            metavar="FILE",
            help="heads kept outside the database, JSON lines; without it those in HEADS_DIR",
        )

    def handle(self, *, published=None, **options):
        heads = read_heads(published or sorted(settings.HEADS_DIR.glob("heads-*.jsonl")))
        began = time.perf_counter()
        faults = [*every_fault(heads)]
        took = time.perf_counter() - began
        for name, pk, number, fault in faults:
            self.stdout.write(f"{name} {pk}, event {number}: {fault}")
        events = Event.objects.count()
        self.stdout.write(f"Walked {events:,} events in {took:.2f} s, {events / took:,.0f} a second.")
        self.stdout.write(f"Compared with {sum(map(len, heads.values())):,} heads published outside the database.")
        if faults:
            raise CommandError(f"Not as it was written: {len(faults)} of the histories.")
        self.stdout.write("Every history is whole.")


def read_heads(paths):
    """Every head ever published, not the newest alone: `(type, id) -> {number: mac}`. A second, different one for a number counts."""
    heads = defaultdict(dict)
    for path in paths:
        for line in path.read_text().splitlines():
            told = json.loads(line)
            chain = heads[told["type"], told["id"]]
            chain[told["length"]] = (
                told["head"] if chain.get(told["length"], told["head"]) == told["head"] else "two heads"
            )
    return heads


def every_fault(heads):
    """`(type, id, number, what is wrong)` for each history that is not whole."""
    walked = set()
    for model in roots():
        name = model._meta.model_name
        for pk in model.objects.order_by("pk").values_list("pk", flat=True):
            walked.add((name, pk))
            fault = first_fault(model, pk, heads.get((name, pk)))
            if fault:
                yield name, pk, *fault
    told = set(Event.objects.values_list("root_type", "root_id").distinct()) | set(heads)
    for name, pk in sorted(told - walked):
        yield name, pk, 1, "the record this history belongs to is not there"
