"""Bringing onto the record everybody who was at work here already, many at a time and all through the door."""

from typing import NamedTuple

from django.db import transaction

from checks.kinds import kind
from checks.models import Check, Clearance, Receipt
from checks.record.columns import CODES
from workflows.many_cases import begin_in_many_cases, go_through_in_many_cases


class Here(NamedTuple):
    """Somebody at work here before Gatepost was, and what the old record says: code -> what `Receipt.copy` takes.

    Only what the record has a column for is carried over. What belongs to an appointment long past, such as an online
    search of a shortlist, is not asked again of existing staff (KCSIE Part three, existing staff).
    """

    file: dict
    copied: dict


def bring_across(people, *, by):
    """Open a file for each, carry over every date there is, and leave what is missing to be put right. Their files."""
    with transaction.atomic(), Receipt.written_together():
        files = begin_in_many_cases(Clearance.rule_of("bring_across"), [each.file for each in people], by=by)
        carried = [
            {"clearance": file, "requirements": _asked_of(file), "copied": person.copied}
            for file, person in zip(files, people, strict=True)
        ]
        begin_in_many_cases(Check.rule_of("carry_over"), carried, by=by)
    with transaction.atomic():
        incomplete = [each["clearance"] for each in carried if _is_missing_something(each)]
        for file in incomplete:
            Check.require(by=by, clearance=file, requirements=_asked_of(file))
        whole = Clearance.objects.filter(pk__in={file.pk for file in files} - {file.pk for file in incomplete})
        go_through_in_many_cases(
            list(whole.filter(checks__isnull=False).distinct()), Clearance.rule_of("rely_on"), by=by
        )
    return files


def _asked_of(file):
    return [need for need in file.decision.required if need.code in CODES]


def _is_missing_something(carried):
    """Whether a check has no date in the old record; a list that comes on another's paper needs none of its own."""
    codes = {need.code for need in carried["requirements"]}
    return any(code not in carried["copied"] and kind(code).comes_with not in codes for code in codes)
