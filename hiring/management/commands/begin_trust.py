from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from hiring.models import Membership, Role, Trust, User
from hiring.passwords import way_to_a_password

TO_DO = """{trust} is there, and {person} is its administrator.

Hand this link to them, by a way only they read. It works once, for three days, and lets them choose a password:

  {link}

Then they set up an authenticator app, add the schools under Settings, and invite everybody else, a second administrator first.
Last, under Settings, "Who may verify": nobody is entered yet, and until somebody is, no identity document, certificate or register look-up is recorded.
"""


class Command(BaseCommand):
    """The trust whose Gatepost this is, and the first person who may let others in. Everything else is done in the pages."""

    help = "Begin a trust: its name, its phone, and its first administrator, who gets a link to choose a password."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="As it stands in the register: Alder Coast Learning Trust")
        parser.add_argument("--slug", required=True, help="Short, for addresses: alder-coast")
        parser.add_argument("--phone", required=True, help="The number candidates and referees may ring")
        parser.add_argument("--administrator", required=True, help="Their name")
        parser.add_argument("--email", required=True, help="Their work address")

    def handle(self, *, name, slug, phone, administrator, email, **_options):
        refuse_a_second_time()
        refuse_nonsense(slug, email)
        with transaction.atomic():
            trust = Trust.objects.create(name=name, slug=slug, phone=phone)
            person = User.objects.create_user(email, name=administrator)
            Membership.objects.create(user=person, trust=trust, role=Role.ADMINISTRATOR)
        link = f"{settings.SITE_URL}{way_to_a_password(person)}"
        self.stdout.write(TO_DO.format(trust=trust, person=person, link=link))


def refuse_a_second_time():
    """Whoever could run it again could let themselves in beside everybody who was let in by two."""
    if (there := Trust.objects.first()) is not None:
        raise CommandError(f"{there} has begun already. Its administrators invite people under Settings.")
    if settings.DEMO:
        raise CommandError(
            "The demo brings its own trust. Set GATEPOST_MODE=production, with what docs/runbook.md names."
        )


def refuse_nonsense(slug, email):
    try:
        validate_slug(slug)
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{' '.join(error.messages)} Give --slug and --email again.") from error
    if User.objects.filter(email__iexact=email).exists():
        raise CommandError("Somebody has that address already. Give another with --email.")
