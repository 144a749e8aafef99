from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "checks"

    def ready(self):
        """Let effects and forms register themselves."""
        from importlib import import_module
        from importlib.util import find_spec

        for room in (
            "effects",
            "effects_concerns",
            "effects_dbs",
            "effects_naming",
            "documents.effects",
            "forms",
            "retention",
            "record_exports.after",
        ):
            if find_spec(f"checks.{room}"):
                import_module(f"checks.{room}")
