import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

THOSE_AT_WORK = "UPDATE checks_clearance SET on_record_from = relied_on_at WHERE relied_on_at IS NOT NULL"


class Migration(migrations.Migration):
    """Who is on the single central record, from when to when, and which receipts were copied from an older one."""

    dependencies = [
        ("checks", "0008_references_are_kept"),
        ("hiring", "0002_token"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "clearance",
            "in_post_since",
            models.DateField(
                blank=True, help_text="For somebody who was at work here before this file was opened.", null=True
            ),
        ),
        migrations.AddField(
            "clearance",
            "place_on_record",
            models.CharField(
                default="must",
                help_text="Whether they belong on the single central record: must, may or no.",
                max_length=4,
            ),
        ),
        migrations.AddField(
            "clearance",
            "on_record_from",
            models.DateTimeField(
                blank=True,
                help_text="When they came onto the single central record: at work for the first time.",
                null=True,
            ),
        ),
        migrations.AddField(
            "clearance",
            "on_record_to",
            models.DateTimeField(blank=True, help_text="When they left, and came off it.", null=True),
        ),
        migrations.AddField(
            "receipt",
            "historic",
            models.BooleanField(default=False, help_text="Recorded later from the old record. Never unmarked."),
        ),
        migrations.AddField(
            "receipt",
            "copied_by",
            models.ForeignKey(
                help_text="Who copied it from the old record.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            "clearance",
            models.Index(
                condition=models.Q(("on_record_to", None)), fields=["school", "on_record_from"], name="on_the_record"
            ),
        ),
        migrations.RunSQL(THOSE_AT_WORK, migrations.RunSQL.noop),
    ]
