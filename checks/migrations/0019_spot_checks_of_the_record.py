import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock
from workflows.refusals import chain_ends_at_root, event_is_borne_out, history_may_tell_of, state_needs_event

THE_DRAW_STANDS = """
CREATE TRIGGER checks_review_stands
    BEFORE UPDATE OF school_id, covers, seed, size, drawn_from, drawn_by_id, drawn_at ON checks_review
    FOR EACH ROW WHEN ((NEW.school_id, NEW.covers, NEW.seed, NEW.size, NEW.drawn_from, NEW.drawn_by_id, NEW.drawn_at)
        IS DISTINCT FROM (OLD.school_id, OLD.covers, OLD.seed, OLD.size, OLD.drawn_from, OLD.drawn_by_id, OLD.drawn_at))
    EXECUTE FUNCTION gatepost_refuse('Whom a spot check fell on is never changed. Draw another.');
CREATE TRIGGER checks_look_stands BEFORE UPDATE OF review_id, clearance_id ON checks_look
    FOR EACH ROW WHEN ((NEW.review_id, NEW.clearance_id) IS DISTINCT FROM (OLD.review_id, OLD.clearance_id))
    EXECUTE FUNCTION gatepost_refuse('Whom a spot check fell on is never changed. Draw another.');
ALTER TABLE checks_receipt ADD CONSTRAINT checks_receipt_copied_says_by_whom
    CHECK (historic = (copied_by_id IS NOT NULL));
ALTER TABLE checks_receipt ADD CONSTRAINT checks_receipt_copied_is_past
    CHECK (NOT historic OR evidence_on <= (at AT TIME ZONE 'Europe/London')::date);
"""
IT_DOES_NOT = """
ALTER TABLE checks_receipt DROP CONSTRAINT checks_receipt_copied_is_past;
ALTER TABLE checks_receipt DROP CONSTRAINT checks_receipt_copied_says_by_whom;
DROP TRIGGER checks_look_stands ON checks_look;
DROP TRIGGER checks_review_stands ON checks_review;
"""


def protected(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


class Migration(migrations.Migration):
    """Spot checks of the record: whom the draw fell on stands, and so does what was copied from an older record."""

    dependencies = [
        ("checks", "0018_history_of_papers_and_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                ("history_head", models.CharField(default="0" * 64, editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Being looked through"), ("signed", "Signed off")],
                        editable=False,
                        max_length=30,
                    ),
                ),
                (
                    "covers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), help_text="Every school it covers.", size=None
                    ),
                ),
                (
                    "seed",
                    models.CharField(
                        help_text="What the draw was made with, so that anybody can draw again.", max_length=32
                    ),
                ),
                ("size", models.PositiveSmallIntegerField(help_text="How many people were asked for.")),
                (
                    "drawn_from",
                    models.PositiveIntegerField(help_text="How many people were on the record when they were drawn."),
                ),
                ("drawn_at", models.DateTimeField(default=hiring.clock.now)),
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "conclusion",
                    models.TextField(blank=True, help_text="What the look through came to, in the signer's words."),
                ),
                ("school", protected("hiring.school", help_text="The first it covers.", related_name="+")),
                ("drawn_by", protected(settings.AUTH_USER_MODEL, related_name="+")),
                ("signed_by", protected(settings.AUTH_USER_MODEL, null=True, related_name="+")),
            ],
            options={"verbose_name": "spot check of the record", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_look", "To look at"),
                            ("agrees", "Record and evidence agree"),
                            ("differs", "Record and evidence differ"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("looked_at", models.DateTimeField(null=True)),
                (
                    "note",
                    models.TextField(blank=True, help_text="What differs. Never what a certificate says."),
                ),
                ("review", protected("checks.review", related_name="looks")),
                ("clearance", protected("checks.clearance", related_name="looks")),
                ("looked_by", protected(settings.AUTH_USER_MODEL, null=True, related_name="+")),
            ],
            options={"verbose_name": "person looked at", "ordering": ["id"]},
        ),
        migrations.AddConstraint(
            "look",
            models.UniqueConstraint(fields=("review", "clearance"), name="each_person_once_in_a_spot_check"),
        ),
        migrations.AddConstraint(
            "look",
            models.CheckConstraint(
                condition=models.Q(("state", "differs"), _negated=True) | models.Q(("note", ""), _negated=True),
                name="what_differs_is_said",
            ),
        ),
        state_needs_event("checks_review", "review", ["open", "signed"]),
        event_is_borne_out("checks_review", "review"),
        chain_ends_at_root("checks_review", "review"),
        state_needs_event("checks_look", "look", ["to_look", "agrees", "differs"]),
        event_is_borne_out("checks_look", "look"),
        history_may_tell_of("review", root=True),
        history_may_tell_of("look"),
        migrations.RunSQL(THE_DRAW_STANDS, IT_DOES_NOT),
    ]
