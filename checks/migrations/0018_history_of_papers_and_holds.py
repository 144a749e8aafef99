from django.db import migrations

from workflows.refusals import history_may_tell_of


class Migration(migrations.Migration):
    """The history tells of papers and of holds, which have a chain of their own."""

    dependencies = [
        ("checks", "0017_sealed_words_and_countries"),
        ("vacancies", "0004_own_checks_only"),
    ]

    operations = [history_may_tell_of("document"), history_may_tell_of("hold", root=True)]
