"""What the service is asked: one certificate, the name and birth on it, and who asks."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

NUMBER = re.compile(r"\d{12}")


@dataclass(frozen=True, repr=False)
class Question:
    """Never printed whole: a traceback shows its name and nothing else."""

    number: str
    surname: str
    born_on: dt.date
    organisation: str
    checker: str

    def __post_init__(self):
        if not NUMBER.fullmatch(self.number):
            raise ValueError("A certificate number has 12 figures.")

    def __repr__(self):
        return "Question(...)"

    @property
    def path(self):
        """The documented path and query; the last three say who asks."""
        forename, _, surname = self.checker.rpartition(" ")
        query = urlencode(
            {
                "dateOfBirth": f"{self.born_on:%d/%m/%Y}",
                "surname": self.surname.upper(),
                "hasAgreedTermsAndConditions": "true",
                "organisationName": self.organisation,
                "employeeSurname": surname,
                "employeeForename": forename or surname,
            },
            quote_via=quote,
        )
        return f"/crsc/api/status/{self.number}?{query}"
