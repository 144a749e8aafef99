"""What the candidate's own account of their posts leaves out, or makes somebody ask: `(code, sentence)`, never a score.

Posts are copied with the file of checks: organisation, title, from_month, to_month, kind, with_children, abroad.
"""

import re
from itertools import pairwise

from checks.reading import month_words
from checks.referees import is_a_school
from hiring import clock

YEARS = 5
END_OF_THE_YEAR = {"07", "08"}  # months in which a school year ends
LONGEST = 400
A_PLACE = re.compile(
    r"\b((?:[A-Z][\w’'.-]*\s+(?:(?:of|the|and|on)\s+)?){1,4}"
    r"(?:School|Academy|Primary|Infants?|Juniors?|College|Nursery|Pre-?[Ss]chool|Playgroup|Children[’']s (?:Centre|Home)))\b"
)
SAYS_NOTHING = frozenset(
    "the a an at of on and in st saint school academy primary infant infants junior juniors college nursery preschool "
    "pre-school playgroup children’s children's centre home high secondary church catholic community our this that her his "
    "their local another first other".split()
)
WITH_CHILDREN = re.compile(r"\b(child\w*|pupils?|students?|famil\w+|bab(?:y|ies)|toddlers?|teach\w*)\b", re.IGNORECASE)


def left_out(referee, said, file):
    """A post with children that the referee tells of and the application does not (KCSIE Part three: compare)."""
    if not file.posts_held:
        return
    known = [post["organisation"] for post in file.posts_held]
    known += [referee.organisation, file.school.name]
    named = [*_own_post(referee, said, file), *_named_in_passing(said, known)]
    if named:
        places = "; ".join(dict.fromkeys(named))[:LONGEST]
        yield "post_left_out", f"Work with children that the application does not show: {places}. Ask the candidate."


def _own_post(referee, said, file):
    """The referee's own, where the application shows no job there."""
    job, place = said.get("employment", {}), said.get("you", {}).get("organisation") or referee.organisation
    if referee.candidate_job_title or not job.get("from_month") or _is_among(place, _places(file)):
        return
    if is_a_school(place) or WITH_CHILDREN.search(job.get("duties", "")):
        yield f"{job.get('job_title') or 'a job'}, {place}, from {month_words(job['from_month'])}"


def _named_in_passing(said, known):
    for page in said.values():
        for text in page.values() if isinstance(page, dict) else ():
            for found in A_PLACE.findall(text) if isinstance(text, str) else ():
                if _telling(found) and not _is_among(found, [*known, said.get("you", {}).get("organisation", "")]):
                    yield found.strip()


def _places(file):
    return [post["organisation"] for post in file.posts_held]


def _is_among(place, known):
    """Whether one of the known places has a telling word of this one's name."""
    return any(_telling(place) & _telling(each) for each in known) or not _telling(place)


def _telling(place):
    return {word for word in re.findall(r"[\w’'-]+", place.lower()) if word not in SAYS_NOTHING}


def moves(file, policy):
    """More moves than the trust lets pass, above all between schools in the middle of a year, or abroad."""
    since = f"{clock.today().year - YEARS}-{clock.today().month:02}"
    jobs = sorted((post for post in file.posts_held if post["kind"] == "work"), key=lambda post: post["from_month"])
    begun = [job for job in jobs if job["from_month"] >= since]
    if len(begun) > policy.most_moves:
        yield "many_moves", f"{len(begun)} jobs begun in {YEARS} years. Ask why each ended, and ask each employer."
    unusual = list(_unusual(jobs))
    if len(unusual) > policy.most_midyear:
        told = "; ".join(unusual)[:LONGEST]
        yield "moves_midyear", f"Moves between schools in the middle of a school year, or abroad: {told}. Ask why."


def _unusual(jobs):
    for left, begun in pairwise(jobs):
        between_schools = is_a_school(left["organisation"]) and is_a_school(begun["organisation"])
        midyear = left["to_month"] and left["to_month"][5:] not in END_OF_THE_YEAR
        if begun["abroad"] or (between_schools and midyear):
            yield f"{left['organisation']} to {begun['organisation']}, {month_words(begun['from_month'])}"
