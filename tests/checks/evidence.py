"""Good evidence for a check, as tests want it."""

from vacancies.demo.evidence import good_evidence

__all__ = ["good_evidence"]
