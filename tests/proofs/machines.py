"""Every machine and every verb, straight from the code."""

from django.apps import apps

from workflows.models import Root, Stateful

MACHINES = [model for model in apps.get_models() if issubclass(model, Stateful)]
ROOTS = [model for model in MACHINES if issubclass(model, Root)]


def rules_of(app):
    """The verbs of one floor."""
    return [rule for model in MACHINES if model._meta.app_label == app for rule in model.rules()]
