import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock
import hiring.encryption
from workflows.refusals import only_added

SEALED_STANDS = """
CREATE FUNCTION gatepost_sealed_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - '{words,set_aside_at,erased_at}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{words,set_aside_at,erased_at}'::text[]
        OR (OLD.set_aside_at IS NOT NULL AND NEW.set_aside_at IS DISTINCT FROM OLD.set_aside_at)
        OR OLD.erased_at IS NOT NULL
        OR (NEW.words IS DISTINCT FROM OLD.words AND (NEW.words IS NOT NULL OR NEW.erased_at IS NULL)) THEN
        RAISE EXCEPTION 'Sealed words are set aside or removed, never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checks_sealedwords_stand BEFORE UPDATE ON checks_sealedwords
    FOR EACH ROW EXECUTE FUNCTION gatepost_sealed_words_stand();
CREATE TRIGGER checks_sealedwords_kept BEFORE DELETE ON checks_sealedwords
    FOR EACH ROW EXECUTE FUNCTION gatepost_refuse('That something was sealed is never removed.');
CREATE TRIGGER checks_sealedwords_not_emptied BEFORE TRUNCATE ON checks_sealedwords
    FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('That something was sealed is never removed.');
"""

TWO_PEOPLE = """
CREATE FUNCTION gatepost_two_people_void() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.voided_by_id = OLD.seen_by_id AND EXISTS (SELECT 1 FROM checks_check c WHERE c.id = OLD.check_row_id AND c.code IN (
            'identity', 'right_to_work', 'rtw_follow_up', 'prohibition', 'section_128', 'overseas_criminal_record',
            'childcare_disqualification', 'chair_dfe_suitability')) THEN
        RAISE EXCEPTION 'Whoever recorded this does not void it: somebody else does.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checks_receipt_two_people BEFORE UPDATE OF voided_by_id ON checks_receipt
    FOR EACH ROW WHEN (OLD.voided_at IS NULL) EXECUTE FUNCTION gatepost_two_people_void();
"""


class Migration(migrations.Migration):
    """Words that are sealed, questions that reach a panel, one overseas check a country, and two people to correct."""

    dependencies = [
        ("checks", "0016_what_a_trust_asks_beyond_the_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="check",
            name="about",
            field=models.CharField(
                blank=True, editable=False, help_text="The country it is about, if one.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="about_until",
            field=models.DateField(editable=False, help_text="When they left that country.", null=True),
        ),
        migrations.AddField(
            model_name="clearance",
            name="countries",
            field=models.JSONField(
                blank=True, default=list, help_text="Countries lived in: name, months, until (a date, or none)."
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="interview_at",
            field=models.DateTimeField(
                blank=True,
                help_text="A self-declaration may be opened only once there is an interview to prepare.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="opened_at",
            field=models.DateTimeField(default=hiring.clock.now, editable=False),
        ),
        migrations.CreateModel(
            name="InterviewQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_questions",
                        to="checks.check",
                    ),
                ),
                (
                    "worded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="SealedWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("declared", "What the person declared"),
                            ("found", "What the search found"),
                            ("said", "What was said about it"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "scope",
                    models.CharField(blank=True, help_text="What the post allowed us to ask about.", max_length=40),
                ),
                (
                    "words",
                    hiring.encryption.EncryptedTextField(
                        help_text="As JSON: question -> answer. Empty once removed.", null=True
                    ),
                ),
                ("said_by_label", models.CharField(max_length=200)),
                ("at", models.DateTimeField(default=hiring.clock.now)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed_words", to="checks.check"
                    ),
                ),
            ],
            options={"verbose_name_plural": "sealed words", "ordering": ["id"]},
        ),
        only_added("checks_interviewquestion"),
        migrations.RunSQL(
            SEALED_STANDS,
            """
            DROP TRIGGER checks_sealedwords_not_emptied ON checks_sealedwords;
            DROP TRIGGER checks_sealedwords_kept ON checks_sealedwords;
            DROP TRIGGER checks_sealedwords_stand ON checks_sealedwords;
            DROP FUNCTION gatepost_sealed_words_stand();
            """,
        ),
        migrations.RunSQL(
            TWO_PEOPLE,
            "DROP TRIGGER checks_receipt_two_people ON checks_receipt; DROP FUNCTION gatepost_two_people_void();",
        ),
    ]
