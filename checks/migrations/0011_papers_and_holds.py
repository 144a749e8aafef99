import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock
from workflows.refusals import chain_ends_at_root, event_is_borne_out, state_needs_event, trigger

PAPER_STANDS = """
CREATE FUNCTION gatepost_paper_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM checks_check c WHERE c.id = NEW.check_row_id AND c.clearance_id = NEW.clearance_id) THEN
        RAISE EXCEPTION 'A paper lies with a check of its own file.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND ((NEW.check_row_id, NEW.clearance_id) IS DISTINCT FROM (OLD.check_row_id, OLD.clearance_id)
            OR (OLD.key <> '' AND NEW.key NOT IN ('', OLD.key))
            OR (OLD.waiting_key <> '' AND NEW.waiting_key NOT IN ('', OLD.waiting_key))
            OR (OLD.waiting_key = '' AND NEW.waiting_key <> '')
            OR (OLD.state <> 'quarantined' AND OLD.key = '' AND NEW.key <> '')) THEN
        RAISE EXCEPTION 'A paper is never exchanged for another.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """Papers kept with a check, and holds under which nothing on a person is destroyed."""

    dependencies = [
        ("checks", "0010_copies_and_inspections"),
        ("hiring", "0003_inspection_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("quarantined", "Waiting for the virus scan"),
                            ("clean", "Can be opened"),
                            ("unsafe", "Removed: unsafe"),
                            ("removed", "Removed"),
                            ("destroyed", "Destroyed, its time was up"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="What it is, in the words of whoever brought it.", max_length=120),
                ),
                (
                    "original_name",
                    models.CharField(blank=True, help_text="As it was called there. Never a path.", max_length=200),
                ),
                ("kind", models.CharField(help_text="pdf, jpeg or png, by what is in it.", max_length=10)),
                ("size", models.PositiveIntegerField(help_text="Bytes, as they came.")),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                (
                    "digest",
                    models.CharField(blank=True, help_text="SHA-256 of the bytes that may be opened.", max_length=64),
                ),
                (
                    "waiting_key",
                    models.CharField(blank=True, help_text="Where it lies as it came, out of reach.", max_length=120),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True, help_text="Where it lies once it is clean and written anew.", max_length=120
                    ),
                ),
                ("uploaded_at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "scan_at",
                    models.DateTimeField(default=hiring.clock.now, help_text="When the scanner is asked next."),
                ),
                ("scan_tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "scan_fault",
                    models.CharField(blank=True, help_text="Why the last scan said nothing.", max_length=120),
                ),
                ("scanned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "scanned_by",
                    models.CharField(blank=True, help_text="clamd, or the demo’s stand-in.", max_length=20),
                ),
                (
                    "found",
                    models.CharField(blank=True, help_text="What the scanner calls what it found.", max_length=100),
                ),
                (
                    "gone_at",
                    models.DateTimeField(blank=True, help_text="When the bytes were last seen to be gone.", null=True),
                ),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="checks.check"
                    ),
                ),
                (
                    "clearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="checks.clearance"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "quarantined")), fields=["scan_at"], name="documents_to_scan"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "clean"), _negated=True),
                            models.Q(("scanned_at__isnull", False), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="only_a_scanned_paper_can_be_opened",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True), fields=("key",), name="one_paper_a_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("waiting_key", ""), _negated=True),
                        fields=("waiting_key",),
                        name="one_paper_a_waiting_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "history_head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        editable=False,
                        max_length=64,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("in_force", "Held"), ("ending", "Held, asked to end"), ("released", "Ended")],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("placed_at", models.DateTimeField(default=hiring.clock.now)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release_asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hiring.school"
                    ),
                ),
            ],
            options={
                "ordering": ["-placed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            models.Q(
                                ("release_asked_by__isnull", False),
                                ("released_by__isnull", False),
                                models.Q(("release_asked_by", models.F("released_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_people_end_a_hold",
                    )
                ],
            },
        ),
        state_needs_event("checks_document", "document", ["quarantined", "clean", "unsafe", "removed", "destroyed"]),
        event_is_borne_out("checks_document", "document"),
        state_needs_event("checks_hold", "hold", ["in_force", "ending", "released"]),
        event_is_borne_out("checks_hold", "hold"),
        chain_ends_at_root("checks_hold", "hold"),
        migrations.RunSQL(PAPER_STANDS, "DROP FUNCTION gatepost_paper_stands();"),
        trigger(
            "checks_document",
            "checks_document_stands",
            "gatepost_paper_stands",
            "INSERT OR UPDATE",
            timing="BEFORE",
            deferred=False,
        ),
    ]
