"""When a check is needed: a dated, cited decision table in `tables/`, and the one question it answers."""

from checks.rules.deciding import required_checks
from checks.rules.decision import Decision, Exclusion, Requirement
from checks.rules.policy import LoosensAMust
from checks.rules.shapes import InvalidCase

__all__ = ["Decision", "Exclusion", "InvalidCase", "LoosensAMust", "Requirement", "required_checks"]
