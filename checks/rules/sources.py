"""Where each rule is written, and how well that was read.

Marks: V read in the source itself; V2 read in a second-hand account of the official position; K known, to be
confirmed before it is relied on; D a choice of our own. Where two instruments are named, the mark is the weaker.
"""

import datetime as dt
from typing import NamedTuple

MARKS = ("V", "V2", "K", "D")
KCSIE = "Keeping children safe in education"
FIRST_EDITION_YEAR = 2015


class Source(NamedTuple):
    """One place in an act, a regulation or guidance."""

    title: str
    mark: str
    provision: str = ""
    read_in: int | None = None  # the edition of the guidance in which the passage was read

    def on(self, day: dt.date) -> "Source":
        """The same source by the name of the edition in force that day; its guidance changes every 1 September."""
        if self.read_in is None:
            return self
        year = day.year if (day.month, day.day) >= (9, 1) else day.year - 1
        return self._replace(title=f"{self.title} {max(year, FIRST_EDITION_YEAR)}")

    def __str__(self) -> str:
        where = f"{self.title}, {self.provision}" if self.provision else self.title
        return f"{where} (read in the {self.read_in} edition)" if self.read_in else where


def kcsie(provision: str, read_in: int, mark: str = "V") -> Source:
    """A passage of the guidance, named by topic because paragraph numbers move every year."""
    return Source(KCSIE, mark, provision, read_in)


# Regulated activity
SVGA = Source("Safeguarding Vulnerable Groups Act 2006", "V", "Schedule 4")
SVGA_SUPERVISED = Source("Safeguarding Vulnerable Groups Act 2006", "V", "Schedule 4, before 1 September 2026")
MINIMUM_AGE = Source("DBS applications: minimum age 16", "V2")
KCSIE_VISITORS = kcsie("visitors", 2021)
KCSIE_SUPPLY = kcsie("agency staff and trainees", 2021)

# Everybody who joins
STAFF_REGS = Source(
    "Education (Independent School Standards) Regulations 2014, Schedule, para 18; "
    "School Staffing (England) Regulations 2009",
    "K",
)
RIGHT_TO_WORK = Source("Immigration, Asylum and Nationality Act 2006", "K", "sections 15 to 25")
RIGHT_TO_WORK_2026 = Source("Border Security, Asylum and Immigration Act 2025", "V2", "section 48")
RIGHT_TO_WORK_BY_DEFAULT = Source("Right to work of the self-employed: checked by default", "D")
KCSIE_APPOINTING = kcsie("pre-appointment checks", 2021)
KCSIE_NAMES = kcsie("identity: every former name", 2021)
KCSIE_HISTORY = kcsie("shortlisting: gaps and reasons for leaving", 2021)
KCSIE_REFERENCES = kcsie("references", 2021)
KCSIE_DECLARATION = kcsie("self-declaration of shortlisted candidates", 2021)
KCSIE_ONLINE = kcsie("online searches of shortlisted candidates", 2022)
EYFS_REFERENCES = Source("Early years foundation stage framework 2025", "V2", "para 3.20")

# Certificates and lists
KCSIE_DBS = kcsie("level of DBS check", 2021)
KCSIE_THREE_MONTHS = kcsie("three-month rule", 2016)
KCSIE_UPDATE_SERVICE = kcsie("Update Service", 2021)
KCSIE_START = kcsie("starting before the certificate", 2016)
ISS_18 = Source("Education (Independent School Standards) Regulations 2014", "V", "Schedule, para 18")
BARRED_LIST_SERVICE = Source("Check the children's barred list: the service's two uses", "V")

# Duties of the post
PROHIBITION = Source("Education Act 2002", "K", "section 141B")
PROHIBITION_BY_POLICY = Source("Check a teacher's record: the trust checks all who teach under direction", "D")
SECTION_128 = Source("Education and Skills Act 2008", "K", "section 128")
CHILDCARE = Source(
    "Childcare (Disqualification) and Childcare (Early Years Provision Free of Charge) (Extended Entitlement) "
    "(Amendment) Regulations 2018 (SI 2018/794)",
    "V",
)
KCSIE_STANDING = kcsie("letters of professional standing", 2021)
LATER_TIME_ABROAD = Source("Time abroad told of after they began: checked all the same, by policy", "D")
YOUNG_PERSON = Source("Management of Health and Safety at Work Regulations 1999", "K", "regulation 19")
YOUNG_PERSON_BY_POLICY = Source("Work experience above 18: the trust assesses all the same", "D")

# Those who govern
KCSIE_GOVERNORS = kcsie("governors and trustees", 2024, "V2")
GOVERNANCE_CHECKS = Source(
    "Education (Independent School Standards) Regulations 2014, Schedule, para 20; "
    "School Governance (Constitution) (England) Regulations 2012",
    "K",
)
PROPRIETOR_RIGHT_TO_WORK = Source(
    "Education (Independent School Standards) Regulations 2014", "K", "Schedule, para 20"
)
CHAIR = Source("Education (Independent School Standards) Regulations 2014", "K", "Schedule, para 20: chair")
COMPANIES_HOUSE = Source("Economic Crime and Corporate Transparency Act 2023", "V2", "identity verification")

# Those sent by others, and those who help
KCSIE_AGENCY = kcsie("agency and third-party staff", 2021)
AGENCY_REGS = Source(
    "Education (Independent School Standards) Regulations 2014, Schedule, para 19; "
    "School Staffing (England) Regulations 2009",
    "K",
)
KCSIE_TRAINEES = kcsie("trainee teachers", 2021)
KCSIE_CONTRACTORS = kcsie("contractors", 2021)
KCSIE_VOLUNTEERS = kcsie("volunteers", 2021)
KCSIE_WORK_EXPERIENCE = kcsie("adults and pupils on work experience", 2021)
KCSIE_EXISTING_STAFF = kcsie("existing staff", 2016)
