"""The trust of the story: 21 schools in three hubs, and the people who run things."""

import datetime as dt

from hiring.models import Membership, Role, School, Term, Trust, User
from vacancies.demo import verifiers, when

HUBS = {
    "Coast": "Alderwater Academy, Blyth View Primary, Dune Bank Primary, Gull Point Primary, Harbour Lights Infant, Kittiwake Academy, Saltmarsh Primary, Tern Bay Special School",
    "Fen": "Black Drove Primary, Fenland Gate Academy, Heron Lode Primary, Holm Heath Primary, Lodes End Primary, Marram High, Reedcutters Primary, Thorn Mere Junior",
    "Waveney": "Kessingmere Primary, Oakmere Primary, Reydon Primary, Wherry Lane Infant, Willow Staithe Primary",
}

STAFF = [
    ("Jo Marlowe", "jo.marlowe@aldercoast.example", Role.HR_OFFICER, None),
    ("Dev Khatri", "dev.khatri@aldercoast.example", Role.HR_MANAGER, None),
    ("Ruth Calloway", "ruth.calloway@aldercoast.example", Role.HEAD, "Reydon Primary"),
    ("Sunil Bhatt", "sunil.bhatt@aldercoast.example", Role.PANEL_MEMBER, "Reydon Primary"),
    ("Patience Adeyemi", "patience.adeyemi@example.org", Role.PANEL_MEMBER, "Reydon Primary"),
    ("Maeve Lindqvist", "maeve.lindqvist@aldercoast.example", Role.SAFEGUARDING_LEAD, None),
    ("Colm Ferris", "colm.ferris@aldercoast.example", Role.APPROVER, None),
    ("Winifred Osei", "winifred.osei@aldercoast.example", Role.AUDITOR, None),
    ("Priya Nair", "priya.nair@aldercoast.example", Role.ADMINISTRATOR, None),
    ("Ines Tolland", "ines.tolland@aldercoast.example", Role.HEAD, "Kessingmere Primary"),
    ("Gareth Pask", "gareth.pask@aldercoast.example", Role.HEAD, "Kittiwake Academy"),
    ("Moira Sedge", "moira.sedge@aldercoast.example", Role.HEAD, "Blyth View Primary"),
    ("Aled Brook", "aled.brook@aldercoast.example", Role.HEAD, "Wherry Lane Infant"),
    ("Edie Marsh", "edie.marsh@aldercoast.example", Role.HEAD, "Tern Bay Special School"),
    ("Bram Lode", "bram.lode@aldercoast.example", Role.HEAD, "Thorn Mere Junior"),
    ("Nerys Holt", "nerys.holt@aldercoast.example", Role.PANEL_MEMBER, "Tern Bay Special School"),
]


def settle_in():
    """Make the trust, its schools with their terms, and its staff, some of whom may verify; return them by name."""
    trust = Trust.objects.create(name="Alder Coast Learning Trust", slug="alder-coast", phone="01632 960142")
    schools = {}
    for hub, names in HUBS.items():
        for name in names.split(", "):
            schools[name] = _school(trust, hub, name, len(schools))
    staff = {}
    for name, email, role, school in STAFF:
        staff[name] = User.objects.create_user(email, name=name)
        Membership.objects.create(
            user=staff[name],
            trust=trust,
            school=schools.get(school),
            role=role,
            trained_on=when.day(7, 6) - dt.timedelta(days=400),
        )
    verifiers.settle_in(trust, schools, staff)
    return trust, schools, staff


def _school(trust, hub, name, number):
    secondary = any(word in name for word in ("Academy", "High"))
    special = "Special" in name
    phase = School.Phase.SPECIAL if special else School.Phase.SECONDARY if secondary else School.Phase.PRIMARY
    school = School.objects.create(
        trust=trust,
        name=name,
        slug=name.lower().replace(" ", "-"),
        urn=f"{900100 + number}",
        hub=hub,
        phase=phase,
        age_from=11 if secondary else 4,
        age_to=16 if secondary else 7 if "Infant" in name else 11,
        has_reception=phase == School.Phase.PRIMARY and "Junior" not in name,
        has_nursery="Infant" in name,
        has_wraparound=name in {"Reydon Primary", "Kessingmere Primary"},
    )
    for first, last in ((when.day(4, 13), when.day(7, 21)), (when.day(9, 1), when.day(12, 18))):
        Term.objects.create(school=school, name=_season(first), starts_on=first, ends_on=last)
    return school


def _season(first):
    """The story's days move with today, and a term is called after the days it has."""
    return "Autumn term" if first.month >= 8 else "Spring term" if first.month <= 3 else "Summer term"
