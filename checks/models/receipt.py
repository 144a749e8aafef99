import contextlib
import contextvars

from django.db import models

from checks.kinds import kind
from checks.kinds.words import day
from checks.verifying import Looked, who_looked
from hiring import clock
from hiring.models import ScopedQuerySet
from workflows.door import DatabaseClock


class ReceiptQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead", "auditor"}
    to_erasure = "check_row__clearance__erased_at"


def _by_whom(person, written):
    """Who looked and, where that is somebody else, who wrote it down."""
    return f"{person.label}, as {written.label} wrote down" if written else person.label


_together = contextvars.ContextVar("receipts together", default=None)


class Receipt(models.Model):
    """Who looked up what, where, when, with what result. "Nothing found" has a receipt too. Voided, never changed."""

    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="receipts")
    outcome = models.CharField(max_length=40)
    result = models.CharField(max_length=20)
    source = models.CharField(max_length=300, help_text="What was looked up or seen, and where.")
    terms = models.CharField(max_length=300, blank=True, help_text="What was searched for.")
    evidence_on = models.DateField(help_text="The day it was seen, searched or received.")
    facts = models.JSONField(
        default=dict, help_text="The rest of the kind's form. Never content of a certificate or an offence."
    )
    sentence = models.TextField(help_text="The receipt in words, as printed when it was recorded.")
    expires_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    seen_by_label = models.CharField(max_length=200)
    entered_by = models.ForeignKey(
        "hiring.User",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Who wrote it down, where that is not whoever looked.",
    )
    verifier = models.ForeignKey(
        "checks.Verifier",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The entry in the register under which whoever looked might.",
    )
    historic = models.BooleanField(default=False, help_text="Recorded later from the old record. Never unmarked.")
    copied_by = models.ForeignKey(
        "hiring.User", models.PROTECT, null=True, related_name="+", help_text="Who copied it from the old record."
    )
    at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(db_default=DatabaseClock())
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    void_reason = models.TextField(blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.sentence

    def is_by(self, actor):
        """Whether they looked, or wrote down what somebody else saw."""
        return actor.kind == "user" and actor.pk in {self.seen_by_id, self.entered_by_id}

    @classmethod
    def write(cls, check, evidence, by, result=None):
        """Record evidence that the kind's own form has validated. `evidence` is its cleaned data."""
        about = kind(check.code)
        person, verifier = who_looked(check, evidence, by) or Looked(by)
        written = by if person is not by and person.pk != by.pk else None
        plain = {name: value for name, value in evidence.items() if name != "seen_by_name"}
        head = {name: plain.pop(name) for name in ("source", "terms", "outcome", "evidence_on")}
        return cls.objects.create(
            check_row=check,
            result=result or about.outcomes[head["outcome"]].result,
            facts={key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in plain.items()},
            sentence=about.sentence(evidence, _by_whom(person, written), clock.now()),
            expires_on=about.expires_on(evidence),
            seen_by=person if person.kind == "user" else None,
            seen_by_label=person.label,
            entered_by=written,
            verifier=verifier,
            at=clock.now(),
            **head,
        )

    @classmethod
    def copy(cls, check, copied, by):
        """What the old record says of one check: a date, who saw it if that is known, and where it stands there."""
        number = copied.get("certificate_number")
        seen_by = copied.get("seen_by") or "Not known"
        receipt = cls(
            check_row=check,
            outcome="historic",
            result="clear",
            source=f"The old record: {copied['where']}",
            evidence_on=copied["seen_on"],
            facts={"certificate_number": number} if number else {},
            sentence=f"{kind(check.code).title}, {day(copied['seen_on'])}, seen by: {seen_by}. "
            f"Recorded later from the old record ({copied['where']}) by {by.label}, {day(clock.now())}.",
            expires_on=copied.get("runs_out_on"),
            seen_by_label=seen_by,
            historic=True,
            copied_by=by,
            at=clock.now(),
        )
        together = _together.get()
        if together is None:
            receipt.save(force_insert=True)
        else:
            together.append(receipt)
        return receipt

    @classmethod
    @contextlib.contextmanager
    def written_together(cls):
        """What is copied in here is written at the end, in one go."""
        token = _together.set(receipts := [])
        try:
            yield
        finally:
            _together.reset(token)
        cls.objects.bulk_create(receipts)
