from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self):
        """Let effects and forms register themselves."""
        from importlib import import_module
        from importlib.util import find_spec

        for room in ("effects", "forms"):
            if find_spec(f"workflows.{room}"):
                import_module(f"workflows.{room}")
