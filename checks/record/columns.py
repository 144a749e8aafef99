"""The columns of the single central record, and the checks each is read from.

Statutory: Education (Independent School Standards) Regulations 2014, Schedule, paragraph 21; School Staffing (England)
Regulations 2009, Schedule 2. The rest are kept because they are useful.
"""

from typing import NamedTuple

OVERSEAS = ("overseas_criminal_record", "overseas_teaching_standing")


class Column(NamedTuple):
    """One thing the record says of each person."""

    code: str
    title: str
    checks: tuple[str, ...]
    is_statutory: bool = True


COLUMNS = (
    Column("identity", "Identity", ("identity", "identity_on_arrival")),
    Column("barred_list", "Barred list", ("barred_list", "barred_list_standalone")),
    Column("dbs_enhanced", "Enhanced DBS", ("dbs_enhanced", "dbs_update_status")),
    Column("prohibition", "Prohibition", ("prohibition",)),
    Column("section_128", "Section 128", ("section_128",)),
    Column("overseas", "Overseas", OVERSEAS),
    Column("qualifications", "Qualifications", ("qualifications", "qts_status")),
    Column("right_to_work", "Right to work", ("right_to_work",)),
    Column(
        "confirmation",
        "Written confirmation",
        (
            "agency_written_confirmation",
            "agency_certificate_copy",
            "itt_provider_confirmation",
            "employer_assurance",
        ),
    ),
    Column("chair", "Chair and Companies House", ("chair_dfe_suitability", "companies_house_idv")),
    Column("references", "References", ("references",), is_statutory=False),
    Column("childcare_disqualification", "Childcare", ("childcare_disqualification",), is_statutory=False),
)
BY_CODE = {column.code: column for column in COLUMNS}
COLUMN_OF = {code: column.code for column in COLUMNS for code in column.checks}
CODES = tuple(COLUMN_OF)

# What somebody else's letter stands for: column -> the check as the letter names it (`made_…` on its receipt).
NAMED_IN_LETTER = {
    "barred_list": "barred_list",
    "dbs_enhanced": "dbs_enhanced",
    "prohibition": "prohibition",
    "overseas": "overseas",
    "qualifications": "qualifications",
    "right_to_work": "right_to_work",
    "childcare_disqualification": "childcare_disqualification",
}
# Whose paper carries the barred list's line too, where the post is regulated activity.
CARRIES_THE_LIST = ("dbs_enhanced", "dbs_update_status")
