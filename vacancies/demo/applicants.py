"""The fourteen who applied for REY-0142, what is particular to each, and the scores they really got."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Applicant:
    """code: the blind code of the story. scores: one row of seven digits for each panel member, in the panel's order."""

    code: str
    name: str
    work: str
    place: str
    scores: tuple = ()
    agreed: str = ""
    traits: dict = field(default_factory=dict)
    gap: tuple = ()
    abroad: str = ""
    sent: tuple = (6, 19, 20, 14)

    @property
    def email(self):
        return f"{self.name.lower().replace(' ', '.')}@example.org"


APPLICANTS = [
    Applicant(
        "K7",
        "Amara Okonjo",
        "Family support worker",
        "Hill View Nursery",
        ("3333323", "3323323", "3333323"),
        "3333323",
    ),
    Applicant(
        "P3",
        "Farida Noor",
        "Learning mentor",
        "Quay Street Academy",
        ("3323313", "3333213", "3223313"),
        "3323313",
        abroad="Portugal",
        sent=(6, 17, 18, 2),
    ),
    Applicant(
        "R2",
        "Bethan Frost",
        "Wellbeing assistant",
        "Larkfield School",
        ("3222332", "3232332", "3222332"),
        "3222332",
        gap=("2025-03", "2025-06", "caring", "I looked after my father."),
        sent=(6, 24, 9, 40),
    ),
    Applicant(
        "G5",
        "Huw Penhale",
        "Lunchtime play leader",
        "Reydon Primary",
        ("2322232", "2223232", "3322232"),
        "2322232",
        sent=(6, 12, 16, 31),
    ),
    Applicant(
        "D9",
        "Callum Reeve",
        "Youth worker",
        "Breakwater Youth Project",
        ("3322201", "3222201", "3322202"),
        "3322201",
        sent=(6, 22, 21, 5),
    ),
    Applicant(
        "M4",
        "Dilys Marchetti",
        "Pastoral assistant",
        "Northgate Middle School",
        ("2232331", "2232332", "2222331"),
        "2232331",
        sent=(6, 15, 12, 50),
    ),
    Applicant(
        "W6",
        "Grace Ilesanmi",
        "Playwork assistant",
        "Sunbeam Holiday Club",
        ("2222210", "2222210", "2222220"),
        "2222210",
        {"disability_confident": True, "adjustments": "Please send any questions in writing the day before."},
        sent=(6, 25, 19, 22),
    ),
    Applicant(
        "N8",
        "Keira Dunmow",
        "Teaching assistant",
        "Mallard Way Primary",
        ("2221221", "2222221", "2221221"),
        "2221221",
        gap=("2024-05", "2025-06", "in_person", ""),
        sent=(6, 23, 8, 11),
    ),
    Applicant(
        "H9",
        "Isla Corcoran",
        "",
        "",
        ("1222312", "1221312", "1222312"),
        "1222312",
        sent=(6, 20, 15, 47),
    ),
    Applicant(
        "T8",
        "Ewan Thackray",
        "Community officer",
        "Fen and Coast Constabulary",
        ("3032200", "1221200", "3122300"),
        "3122200",
        sent=(6, 18, 22, 33),
    ),
    Applicant(
        "X3",
        "Jakub Wierzba",
        "Support worker",
        "Harbour House",
        ("2122211", "2122211", "2222211"),
        "2122211",
        {"qualification": ("Matura with English and mathematics", "Regional Examination Board")},
        sent=(6, 21, 10, 19),
    ),
    Applicant(
        "Y5",
        "Mina Castellane",
        "Childminder’s assistant",
        "Little Harbour Childcare",
        ("2112110", "2112110", "2122110"),
        "2112110",
        {"from_paper": True},
        sent=(6, 25, 11, 5),
    ),
    Applicant(
        "C4",
        "Noel Hargrave",
        "Retail supervisor",
        "Anchor Stores",
        ("1011100", "1010100", "1011100"),
        "1011100",
        sent=(6, 26, 11, 58),
    ),
    Applicant("F2", "Liam Ashby-Cole", "Sports coach", "Coastal Leisure", sent=(6, 16, 13, 13)),
]

SHORTLISTED = ("K7", "P3", "R2", "G5", "D9", "W6")
