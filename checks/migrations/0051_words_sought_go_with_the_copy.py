from django.db import migrations, models

FROZEN = """
CREATE OR REPLACE FUNCTION gatepost_export_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.school_id, NEW.covers, NEW.made_by_id, NEW.format, NEW.as_at, NEW.filters, NEW.filter_words, NEW.asked_at,
            NEW.expires_at) IS DISTINCT FROM (OLD.school_id, OLD.covers, OLD.made_by_id, OLD.format, OLD.as_at,
            OLD.filters, OLD.filter_words, OLD.asked_at, OLD.expires_at){sought} THEN
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
"""
WORDS_ONLY_GO = FROZEN.replace("{sought}", "\n            OR NEW.sought <> OLD.sought AND NEW.sought <> ''")
AS_BEFORE = FROZEN.replace("{sought}", "")
# Of copies whose file is gone the words go as well; their fingerprints are of the file and stay good.
TAKEN_APART = """
ALTER TABLE checks_export DISABLE TRIGGER checks_export_stands;
UPDATE checks_export SET
    sought = CASE WHEN state = 'gone' THEN '' ELSE filters ->> 'q' END,
    filter_words = replace(filter_words, 'Name or post with “' || (filters ->> 'q') || '”', 'Found by a search'),
    filters = filters - 'q'
WHERE filters ->> 'q' IS NOT NULL;
ALTER TABLE checks_export ENABLE TRIGGER checks_export_stands;
"""


class Migration(migrations.Migration):
    """The words of a search, often a name, are kept apart from what a copy was asked for, and go with its file."""

    dependencies = [("checks", "0050_consent_is_only_added")]

    operations = [
        migrations.AddField(
            "export",
            "sought",
            models.CharField(
                blank=True,
                default="",
                help_text="The words of a search, often a name: they go with the file.",
                max_length=60,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "export",
            "filters",
            models.JSONField(default=dict, help_text="What narrowed the rows, without the words of a search."),
        ),
        migrations.AlterField(
            "export",
            "filter_words",
            models.TextField(help_text="The same in words; of a search, only that there was one."),
        ),
        migrations.RunSQL(WORDS_ONLY_GO, AS_BEFORE),
        migrations.RunSQL(TAKEN_APART, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "export",
            models.CheckConstraint(
                condition=models.Q(models.Q(("state", "gone"), _negated=True), ("sought", ""), _connector="OR")
                & ~models.Q(filters__has_key="q"),
                name="words_sought_go_with_the_file",
            ),
        ),
    ]
