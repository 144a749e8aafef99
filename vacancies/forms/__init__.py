"""What verbs and pages ask for. Importing this registers the forms with their verbs."""

from vacancies.forms import appointments, panel, probation, shortlisting, verbs  # noqa: F401
