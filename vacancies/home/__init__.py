"""What needs this person now, what waits on others, what is coming: worked out afresh from the facts, never kept in a list."""

from vacancies.home.page import home_of

__all__ = ["home_of"]
