"""The posts people hold in the schools of the story, each in the rules' own words."""

from typing import NamedTuple

from vacancies.demo.posts import ROLE, TEACHER, TECHNICIAN

HERE = {**ROLE, "competitive_process": False, "early_years": False}
TEACHES = {**TEACHER, "competitive_process": False}
LEADS = {**TEACHES, "management": True}
ASSISTS = {**HERE, "teaching_work": "under_direction", "qualification_required": True}
AROUND = {**TECHNICIAN, "competitive_process": False, "phase": "primary", "contact": "opportunity"}
UNPAID = {"paid": False}
GOVERNS = {
    **HERE,
    **UNPAID,
    "engagement": "governance",
    "activities": [],
    "contact": "opportunity",
    "frequency": "occasional",
}
VOLUNTEERS = {**HERE, **UNPAID, "engagement": "volunteer", "activities": ["teach_train_instruct"]}


class Post(NamedTuple):
    """A post, how many of every hundred people hold it, and how many each school has whatever its size."""

    title: str
    facts: dict
    share: float = 0
    each: int = 0


EVERYWHERE = (
    Post("Headteacher", {**LEADS, "manages_childcare": True}, each=1),
    Post("Deputy Headteacher", LEADS, each=1),
    Post("SENDCo", LEADS, each=1),
    Post("School Business Manager", {**AROUND, "management": True}, each=1),
    Post("Office Administrator", AROUND, 4),
    Post("Site Manager", AROUND, each=1),
    Post("Cleaner", AROUND, 4),
    Post("Local Governor", {**GOVERNS, "governance_role": "local_governor_delegated"}, each=6),
    Post("Supply Teacher", {**TEACHES, "engagement": "agency_supply"}, each=2),
    Post("Trainee Teacher", {**TEACHES, "engagement": "trainee_salaried"}, each=1),
    Post("Trainee Teacher, university placement", {**TEACHES, "engagement": "trainee_fee_funded"}, each=1),
    Post(
        "Music Teacher",
        {**TEACHES, "engagement": "self_employed", "qts_required": False, "qualification_required": False},
        each=1,
    ),
    Post("Grounds Contractor", {**AROUND, "engagement": "contractor_staff", "frequency": "occasional"}, each=1),
    Post("Exam Invigilator", {**AROUND, "engagement": "casual_worker"}, 2),
)
PRIMARY = (
    Post("Class Teacher", TEACHES, 26),
    Post("Reception Teacher", {**TEACHES, "early_years": True}, 6),
    Post("Teaching Assistant", ASSISTS, 24),
    Post("Early Years Practitioner", {**ASSISTS, "early_years": True}, 8),
    Post("Midday Supervisor", {**HERE, "early_years": True}, 14),
    Post("Breakfast Club Leader", {**HERE, "later_years_childcare": True}, 2),
    Post("Pastoral Support Worker", {**HERE, "activities": ["care_supervise", "advice_guidance_wellbeing"]}, 4),
    Post("Reading Volunteer", VOLUNTEERS, 6),
)
SECONDARY = (
    Post("Teacher of English", TEACHES, 9),
    Post("Teacher of Mathematics", TEACHES, 9),
    Post("Teacher of Science", TEACHES, 9),
    Post("Teacher of Humanities", TEACHES, 8),
    Post("Teacher of Arts", TEACHES, 6),
    Post("Head of Year", TEACHES, 5),
    Post("Cover Supervisor", {**HERE, "teaching_work": "under_direction"}, 6),
    Post("Teaching Assistant", ASSISTS, 14),
    Post("Science Technician", {**AROUND, "phase": "secondary", "contact": "direct"}, 4),
    Post("Attendance Officer", {**HERE, "activities": ["advice_guidance_wellbeing"]}, 3),
    Post("Sports Volunteer", VOLUNTEERS, 3),
)
BOARD = (
    Post("Chair of Trustees", {**GOVERNS, "governance_role": "chair_of_trustees"}, each=1),
    Post("Trustee", {**GOVERNS, "governance_role": "trustee"}, each=8),
    Post("Member of the Trust", {**GOVERNS, "governance_role": "member"}, each=5),
)


def posts_at(school, size):
    """One post for each person of a school this big."""
    own = SECONDARY if school.phase == "secondary" else PRIMARY
    fixed = [post for post in EVERYWHERE for _ in range(post.each)]
    spread = [post for post in (*EVERYWHERE, *own) if post.share]
    return (fixed + in_proportion(spread, max(size - len(fixed), 0)))[:size]


def in_proportion(spread, size):
    """So many posts, by their shares; what rounding leaves goes to the commonest."""
    whole = sum(post.share for post in spread)
    dealt = [post for post in spread for _ in range(int(size * post.share / whole))]
    commonest = max(spread, key=lambda post: post.share)
    return dealt + [commonest] * (size - len(dealt))
