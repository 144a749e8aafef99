import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock
import workflows.locks
from workflows.refusals import (
    chain_ends_at_root,
    event_is_borne_out,
    history_may_tell_of,
    only_added,
    state_needs_event,
)

WHAT_LEFT_STANDS = """
CREATE FUNCTION gatepost_export_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.school_id, NEW.covers, NEW.made_by_id, NEW.format, NEW.as_at, NEW.filters, NEW.filter_words, NEW.asked_at,
            NEW.expires_at) IS DISTINCT FROM (OLD.school_id, OLD.covers, OLD.made_by_id, OLD.format, OLD.as_at,
            OLD.filters, OLD.filter_words, OLD.asked_at, OLD.expires_at) THEN
        RAISE EXCEPTION 'What a copy of the record was asked for is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.fingerprint <> '' AND (NEW.fingerprint, NEW.rows, NEW.file_digest, NEW.digests, NEW.made_at)
            IS DISTINCT FROM (OLD.fingerprint, OLD.rows, OLD.file_digest, OLD.digests, OLD.made_at) THEN
        RAISE EXCEPTION 'The fingerprint a copy left with is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checks_export_stands BEFORE UPDATE ON checks_export
    FOR EACH ROW EXECUTE FUNCTION gatepost_export_stands();
CREATE TRIGGER checks_inspection_stands
    BEFORE UPDATE OF school_id, covers, made_by_id, inspector, shows_leavers, made_at, ends_at ON checks_inspection
    FOR EACH ROW WHEN ((NEW.school_id, NEW.covers, NEW.made_by_id, NEW.inspector, NEW.shows_leavers, NEW.made_at, NEW.ends_at)
        IS DISTINCT FROM (OLD.school_id, OLD.covers, OLD.made_by_id, OLD.inspector, OLD.shows_leavers, OLD.made_at, OLD.ends_at))
    EXECUTE FUNCTION gatepost_refuse('What an inspection link opens, and until when, is never changed. End it and make another.');
"""
IT_DOES_NOT = """
DROP TRIGGER checks_inspection_stands ON checks_inspection;
DROP TRIGGER checks_export_stands ON checks_export;
DROP FUNCTION gatepost_export_stands();
"""


def history():
    """What every record that begins a chain of its own carries."""
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("version", models.PositiveIntegerField(default=0, editable=False)),
        ("history_length", models.PositiveIntegerField(default=0, editable=False)),
        ("history_head", models.CharField(default="0" * 64, editable=False, max_length=64)),
    ]


def protected(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


def schools():
    return [
        ("school", protected("hiring.school", related_name="+", help_text="The first it covers.")),
        (
            "covers",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), help_text="Every school it covers.", size=None
            ),
        ),
    ]


class Migration(migrations.Migration):
    """Copies of the record that left, and the links by which inspectors look at it. What left, and who looked, stays told."""

    dependencies = [
        ("checks", "0009_the_single_central_record"),
        ("hiring", "0003_inspection_links"),
        ("workflows", "0006_a_record_stays_in_its_chain"),
        ("vacancies", "0004_own_checks_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                *history(),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Being made"),
                            ("ready", "Ready to download"),
                            ("failed", "Could not be made"),
                            ("gone", "File taken away"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                *schools(),
                ("made_by", protected(settings.AUTH_USER_MODEL, related_name="exports")),
                (
                    "format",
                    models.CharField(
                        choices=[("xlsx", "Spreadsheet (XLSX)"), ("pdf", "Document to print (PDF)")], max_length=8
                    ),
                ),
                ("as_at", models.DateField(help_text="The day the record is shown as it stood on.")),
                (
                    "filters",
                    models.JSONField(default=dict, help_text="What narrowed the rows, as the page's address has it."),
                ),
                ("filter_words", models.TextField(help_text="The same in words, as printed on it.")),
                ("asked_at", models.DateTimeField(default=hiring.clock.now)),
                ("expires_at", models.DateTimeField(help_text="When the file is taken away; this row stays.")),
                ("rows", models.PositiveIntegerField(help_text="How many rows it holds.", null=True)),
                (
                    "fingerprint",
                    models.CharField(blank=True, help_text="Keyed digest of every cell, in order.", max_length=32),
                ),
                ("file_digest", models.CharField(blank=True, help_text="SHA-256 of the file's bytes.", max_length=64)),
                (
                    "digests",
                    models.JSONField(
                        default=dict, help_text="Keyed digests of each row and column, to find what was changed."
                    ),
                ),
                ("file", models.FileField(blank=True, upload_to="exports/")),
                ("made_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "export of the record",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fingerprint", ""), _negated=True),
                        fields=("fingerprint",),
                        name="one_export_per_fingerprint",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                *history(),
                (
                    "state",
                    models.CharField(choices=[("open", "Open"), ("ended", "Ended")], editable=False, max_length=30),
                ),
                *schools(),
                ("made_by", protected(settings.AUTH_USER_MODEL, related_name="inspections")),
                (
                    "inspector",
                    models.CharField(help_text="Who it is for, such as: Ofsted, lead inspector.", max_length=200),
                ),
                ("shows_leavers", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=hiring.clock.now)),
                ("ends_at", models.DateTimeField()),
            ],
            options={"verbose_name": "inspection link", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="InspectionView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("inspection", protected("checks.inspection", related_name="views")),
                ("at", models.DateTimeField(default=hiring.clock.now)),
                ("recorded_at", models.DateTimeField(db_default=workflows.locks.DatabaseClock())),
                ("what", models.CharField(help_text="What was shown, in words. Never whose row.", max_length=200)),
                (
                    "device",
                    models.CharField(
                        help_text="The kind of browser, and four characters that tell devices apart.", max_length=100
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        history_may_tell_of("export", root=True),
        history_may_tell_of("inspection", root=True),
        state_needs_event("checks_export", "export", ["asked", "ready", "failed", "gone"]),
        state_needs_event("checks_inspection", "inspection", ["open", "ended"]),
        chain_ends_at_root("checks_export", "export"),
        chain_ends_at_root("checks_inspection", "inspection"),
        event_is_borne_out("checks_export", "export"),
        event_is_borne_out("checks_inspection", "inspection"),
        only_added("checks_inspectionview"),
        migrations.RunSQL(WHAT_LEFT_STANDS, IT_DOES_NOT),
    ]
