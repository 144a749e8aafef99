"""The ground floor as Django knows it."""

from django.apps import AppConfig
from django.conf import settings

from hiring import deploy_checks


class HiringConfig(AppConfig):
    """Who is hiring: trusts, schools, people and their roles."""

    name = "hiring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Hiring"

    def ready(self):
        deploy_checks.refuse_unsafe(settings)
