"""What follows when something happens to a vacancy, an application or an offer: who is written to, and what must move."""

from vacancies.effects import acting, candidates, panel, staff

__all__ = ["acting", "candidates", "panel", "staff"]
