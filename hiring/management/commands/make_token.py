from django.core.management.base import BaseCommand, CommandError

from hiring.models import Token, User


class Command(BaseCommand):
    help = "Make a token for a member of staff, and say it once."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="Made on the command line")
        parser.add_argument("--days", type=int, default=90)
        parser.add_argument("--reads-only", action="store_true")

    def handle(self, *, email, name, days, reads_only, **options):
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None or not user.works_here:
            raise CommandError(f"Nobody on the staff has the address {email}.")
        if not 1 <= days <= 365:
            raise CommandError("A token lives from 1 to 365 days.")
        _token, key = Token.objects.for_staff(user, name, days=days, reads_only=reads_only)
        self.stdout.write(key)
