"""What most stories of a vacancy have in common: the post, those who apply, the scores, the shortlist."""

from vacancies.demo import applying, posts, tell, when
from vacancies.demo.applicants import Applicant

SHORT_SPEC = posts.SCORED[:4]


def in_order(closes, scores, shortlist, interviews, decision):
    """The five dates of an advert, each `(month, day)` of the story, in the order they come."""
    return {
        "closes_at": when.at(*closes, 12),
        "scores_due_on": when.day(*scores),
        "shortlist_by": when.at(*shortlist, 17),
        "interviews_on": when.day(*interviews),
        "decision_by": when.at(*decision, 17),
    }


def post(schools, staff, school, reference, dates, author="Jo Marlowe", criteria=SHORT_SPEC, panel=(), **facts):
    given = posts.STATEMENTS | {"starts_on": when.day(9, 1), "tie_order": ["S2", "S1"]} | in_order(*dates) | facts
    vacancy = tell.draft(staff[author], schools[school], reference, criteria, **given)
    tell.seat(vacancy, *[staff[name] for name in panel or ("Ruth Calloway", "Sunil Bhatt")])
    return vacancy


def applied(vacancy, *people):
    """Each of these `(code, name)` applies; returns the vacancy."""
    for place, (code, name) in enumerate(people):
        one = Applicant(code, name, "Teaching assistant", "Mallard Way Primary", agreed="3222"[place % 2 :] + "22")
        applying.send(applying.fill_in(vacancy, one))
    return vacancy


def scored(vacancy, staff, values="3323"):
    """Closed, scored alike by everybody, and opened."""
    vacancy = tell.close_and_score(vacancy, staff["Jo Marlowe"])
    for member in vacancy.panel.all():
        member.declare()
        for application in vacancy.applications.all():
            tell.score(member, application, values)
        tell.seal(member)
    return tell.again(vacancy)


def shortlisted(vacancy, staff, *codes):
    """The named go forward to interview, the rest are answered."""
    jo = staff["Jo Marlowe"]
    vacancy = tell.decide_shortlist(vacancy, codes, jo)
    vacancy.begin_interviews(by=jo)
    return vacancy
