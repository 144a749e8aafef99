"""Which ways on are open to one person, so that nobody is offered a link that would turn them away."""

from functools import cached_property

from hiring.permissions import READS_CHECKS, is_hr
from vacancies.models import Application, Vacancy
from vacancies.permissions import is_hr_or_chair

FOR_HR = {"scoring", "masking", "dates-told"}
FOR_HR_OR_CHAIR = {"moderation", "shortlist"}


class Ways:
    """What one person may open of one vacancy. Asks the database at most once, whatever the number of links."""

    def __init__(self, vacancy, actor):
        self.vacancy, self.actor = vacancy, actor
        self._verbs = {}

    def are_open(self, address, application=None):
        """Whether the page at this address would let them in."""
        if address.startswith("/people/"):
            return bool(self.actor.roles_at(self.vacancy.school) & READS_CHECKS)
        last = address.partition("?")[0].rstrip("/").rpartition("/")[2]
        if application is not None and address.startswith(application.get_absolute_url()):
            return self._may(Application.rule_of(last), application)
        if "/setup/" in address or last in FOR_HR:
            return is_hr(self.vacancy, self.actor)
        if last in FOR_HR_OR_CHAIR:
            return self._leads
        return self._may(Vacancy.rule_of(last), self.vacancy)

    @cached_property
    def _leads(self):
        return is_hr_or_chair(self.vacancy, self.actor)

    def _may(self, rule, record):
        """An address without a verb is a record's own page, which they came from or can see in a list."""
        if rule is None:
            return True
        if rule.name not in self._verbs:
            self._verbs[rule.name] = rule.permission(record, self.actor)
        return self._verbs[rule.name]
