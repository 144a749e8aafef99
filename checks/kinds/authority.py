"""Who may verify: what somebody must have been trained or named for before what they looked at counts as looked at."""

from typing import NamedTuple

from hiring.models import Role

TRAINED_IN_IT = "KCSIE Part three: those who recruit are trained in it"
OF_THE_SERVICE = "The service’s own terms: for its registered users"
OUR_OWN = "The trust’s own arrangement; KCSIE Part three asks that somebody answers for it"


class Authority(NamedTuple):
    """One thing a person may verify by. Most are kept in the register of verifiers, from when until when; a role needs no entry."""

    code: str
    title: str
    source: str
    grounds: str = "Who named them, and where that is written"
    grounds_on: str = "Date they were named"
    most_months: int = 0  # how long one entry may last; 0: until it is ended
    roles: frozenset = frozenset()  # who holds it by their role alone
    in_register: bool = True


IDENTITY = Authority(
    "identity_documents",
    "Trained to see identity documents",
    TRAINED_IN_IT,
    "Who trained them, and in what",
    "Date they finished the training",
)
TEACHERS_RECORD = Authority(
    "teachers_record",
    "Registered user of Check a teacher’s record",
    OF_THE_SERVICE,
    "Under which organisation they are registered",
    "Date they were registered",
)
BARRED_LIST = Authority(
    "barred_list",
    "Registered user of Check the children’s barred list",
    "Check the children’s barred list: its terms are accepted each year",
    "Under which organisation they are registered",
    "Date they accepted the terms",
    most_months=12,
)
UPDATE_SERVICE = Authority(
    "update_service",
    "Named checker of the DBS Update Service",
    "KCSIE Part three, Update Service; the DBS’s guide for employers",
)
ONLINE_SEARCH = Authority(
    "online_search", "Named to search online", "KCSIE Part three, online searches of shortlisted candidates"
)
RECEPTION = Authority("reception", "Receives people at reception", OUR_OWN)
TRAINEES = Authority("trainees", "Leads on trainee teachers", OUR_OWN)
GOVERNANCE = Authority("governance", "Governance professional", OUR_OWN)
VOLUNTEERS = Authority(
    "volunteers",
    "Named by the headteacher to assess volunteers",
    "KCSIE Part three, volunteers",
    roles=frozenset({Role.HEAD}),
)
HEADTEACHER = Authority(
    "headteacher", "The headteacher", "Their office", roles=frozenset({Role.HEAD}), in_register=False
)

IN_THE_REGISTER = {
    each.code: each
    for each in (
        *(IDENTITY, TEACHERS_RECORD, BARRED_LIST, UPDATE_SERVICE, ONLINE_SEARCH),
        *(RECEPTION, TRAINEES, GOVERNANCE, VOLUNTEERS),
    )
}
