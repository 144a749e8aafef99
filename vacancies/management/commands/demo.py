from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from hiring.models import Trust
from vacancies.demo import endings, equality, inspecting, no_vacancy, others, people, reydon, ways_in, when
from vacancies.demo.staff_in_post import loading as staff_in_post


class Command(BaseCommand):
    """Load the demo story, through the door; running it again starts the story afresh."""

    help = "Tell the demo story up to a chapter. Empties the demo's database first. Demo mode only."

    def add_arguments(self, parser):
        parser.add_argument("--chapter", choices=list(when.READ_ON), default="scoring")
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--without-staff", action="store_true", help="Leave out the 1,612 people at work already.")
        part.add_argument(
            "--staff", action="store_true", help="Only bring across those at work who are not there yet."
        )

    def handle(self, *, chapter, verbosity=1, without_staff=False, staff=False, **options):
        if not settings.DEMO:
            raise CommandError("The demo story is told in demo mode only. Set GATEPOST_MODE=demo.")
        if not staff:
            self.tell_afresh(chapter, verbosity)
        if not without_staff:
            when.begin(chapter)
            staff_in_post.load(self.stdout.write if verbosity else lambda text: None)

    def tell_afresh(self, chapter, verbosity):
        if "hiring_trust" in connection.introspection.table_names() and Trust.objects.exists():
            start_afresh()
        with transaction.atomic():
            tell(chapter)
        if verbosity:
            self.stdout.write(f"The demo story is told, up to “{chapter}”.")


def tell(chapter):
    """The whole trust, with its main vacancy at this chapter."""
    when.begin(chapter)
    trust, schools, staff = people.settle_in()
    equality.tell_last_term(trust)
    others.tell_all(schools, staff)
    endings.tell_all(schools, staff)
    no_vacancy.tell_all(schools, staff)
    inspecting.tell(schools, staff)
    vacancy = reydon.tell_until(chapter, schools, staff)
    ways_in.tell(staff)
    return vacancy


def start_afresh():
    """A history cannot be emptied, so the demo's whole schema is made anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    call_command("migrate", verbosity=0, interactive=False)
