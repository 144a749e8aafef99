from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "vacancies"

    def ready(self):
        """Let effects and forms register themselves, and the floor below ask who interviews."""
        from importlib import import_module
        from importlib.util import find_spec

        for room in ("effects", "forms", "who_interviews", "retention"):
            if find_spec(f"vacancies.{room}"):
                import_module(f"vacancies.{room}")
